"""What content adds to Wagtail's admin: deciding who may see a page."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from content.admin_views import GUARDED_PANELS, VisibleTranslationsReportView
from content.views import edit_handling


@hooks.register("register_admin_urls")
def handling_urls() -> list[URLPattern]:
    return [path("handling/<int:page_id>/", edit_handling, name="content_handling")]


@hooks.register("register_admin_urls", order=-1)
def guarded_addresses() -> list[URLPattern]:
    """Before wagtail-localize's own report at the same address, which lists the translations of everything."""
    report = "localize/reports/translations/"
    return [
        path(report, VisibleTranslationsReportView.as_view(), name="visible_translations"),
        path(
            f"{report}results/",
            VisibleTranslationsReportView.as_view(results_only=True),
            name="visible_translations_results",
        ),
    ]


@hooks.register("construct_homepage_panels")
def guard_panels(request: Any, panels: list[Any]) -> None:
    """The dashboard tells only of what may be seen."""
    panels[:] = [GUARDED_PANELS.get(type(panel), lambda kept=panel: kept)() for panel in panels]


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def handling_button(page: Any, user: Any, next_url: str | None = None, **kwargs: Any) -> Iterator[Button]:
    if hasattr(page.specific_class, "handling_follows_parent") and page.permissions_for_user(user).can_publish():
        yield Button(_("Handling label"), reverse("content_handling", args=[page.pk]), icon_name="lock", priority=45)
