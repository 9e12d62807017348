"""The three doors of Wagtail's admin, each one line over `visible_to`.

One alone leaves edit, history, copy, usage or choosers open (docs/decisions/008). Superusers pass all three,
which is why nobody works daily as one.
"""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from wagtail import hooks
from wagtail.models import Page, PagePermissionTester
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import register_permission_policy

from accounts.queries import viewer_for
from accounts.viewer import Viewer
from content.visibility import may_see, visible_to


def viewer_of(user: Any) -> Viewer:
    """The viewer for a user of the admin, loaded once per request (a user object lives that long)."""
    viewer: Viewer | None = user.__dict__.get("_guard_viewer") if hasattr(user, "__dict__") else None
    if viewer is None:
        viewer = viewer_for(user)
        user.__dict__["_guard_viewer"] = viewer
    return viewer


def only_visible(pages: QuerySet[Any], user: Any) -> QuerySet[Any]:
    """Pages the user may see, and the root of the tree (which is no page)."""
    if user.is_superuser:
        return pages
    seen = visible_to(viewer_of(user), Page.objects.all()).values("pk")
    return pages.filter(Q(pk__in=seen) | Q(depth=1))


class VisiblePagePolicy(PagePermissionPolicy):
    """First door: what the explorer, reports, search and bulk actions may list and act upon."""

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> Any:
        return only_visible(super().instances_user_has_any_permission_for(user, actions), user)

    def explorable_instances(self, user: Any) -> Any:
        return only_visible(super().explorable_instances(user), user)

    def user_has_any_permission_for_instance(self, user: Any, actions: Any, instance: Any) -> bool:
        allowed = super().user_has_any_permission_for_instance(user, actions, instance)
        return allowed and is_open(instance, user)


def is_open(page: Any, user: Any) -> bool:
    """Whether the guard lets a user at a page at all."""
    if user.is_superuser or page.pk is None or page.depth == 1:
        return True
    page = page if hasattr(page, "handling_key") else page.specific
    return hasattr(page, "handling_key") and may_see(viewer_of(user), page)


class ClosedTester(PagePermissionTester):
    """Permissions on a page that is not to be seen: none, whatever the tester is asked."""

    def __getattribute__(self, name: str) -> Any:
        if name.startswith("can_"):
            return lambda *args, **kwargs: False
        return super().__getattribute__(name)


def tester_for(page: Any, user: Any) -> PagePermissionTester:
    """Second door: every single act on a page (edit, history, copy, move, delete, publish)."""
    tester = PagePermissionTester if is_open(page, user) else ClosedTester
    return tester(user, page)


@hooks.register("construct_page_chooser_queryset")
def choosers_list_only_visible(pages: QuerySet[Any], request: HttpRequest) -> QuerySet[Any]:
    """Third door: choosers, which ask no policy."""
    return only_visible(pages, request.user)


register_permission_policy(Page, VisiblePagePolicy(Page))
