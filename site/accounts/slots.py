"""What people's side puts onto desks."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from accounts.choices import Role
from accounts.rights import EVERYWHERE
from accounts.shared_computer import IDLE_SECONDS, is_on
from core.slots import fills


@fills("head.end", queries=0)
def shared_computer(*, request: HttpRequest, viewer: Any, subject: Any) -> Any:
    """The end of an idle session on a shared computer, without scripts too."""
    if not is_on(request):
        return None
    return render_to_string("accounts/shared_computer.html", {"seconds": IDLE_SECONDS}, request=request)


@fills("desk.side", queries=0, order=30)
def my_unit(*, request: HttpRequest, viewer: Any, subject: Any) -> Any:
    """The way to the people of one's unit, for who looks after them."""
    if not viewer.has_role(Role.COORDINATOR, *EVERYWHERE):
        return None
    return render_to_string("accounts/desk_unit.html", {}, request=request)
