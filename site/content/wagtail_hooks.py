"""What content adds to Wagtail's admin: deciding who may see a page."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from content.views import edit_handling


@hooks.register("register_admin_urls")
def handling_urls() -> list[URLPattern]:
    return [path("handling/<int:page_id>/", edit_handling, name="content_handling")]


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def handling_button(page: Any, user: Any, next_url: str | None = None, **kwargs: Any) -> Iterator[Button]:
    if hasattr(page.specific_class, "handling_follows_parent") and page.permissions_for_user(user).can_publish():
        yield Button(_("Handling label"), reverse("content_handling", args=[page.pk]), icon_name="lock", priority=45)
