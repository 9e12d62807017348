"""Resources in Wagtail's admin."""

from typing import Any

from wagtail import hooks

from media.library.models import ResourcePage
from media.library.services import files_follow


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def files_of_a_draft_follow(request: Any, page: Any) -> None:
    """A file that a draft brings may have been freer until now; publishing decides the rest."""
    if isinstance(page, ResourcePage):
        files_follow(page=page, only_stricter=True)
