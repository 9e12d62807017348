"""What content adds to Wagtail's admin: deciding who may see a page, and what a reviewer asked of it."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button

from content.admin_views import GUARDED_PANELS, VisibleTranslationsReportView, guard_letters
from content.forms import ReviewedPageForm
from content.models import BasePage
from content.queries import said_about
from content.queries.parts import stricter_parts
from content.views import edit_handling

MOST_PARTS = 5

guard_letters()
BasePage.base_form_class = ReviewedPageForm


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


@hooks.register("before_edit_page")
def what_was_asked(request: HttpRequest, page: Any) -> None:
    """At the top of the editor, what a reviewer asked when sending the page back."""
    if request.method == "GET" and isinstance(page, BasePage) and (said := said_about(page)):
        named = _(" Fields: %s.") % said.named if said.fields else ""
        text = _("Sent back by %(by)s: %(text)s") % {"by": said.by, "text": said.text}
        messages.warning(request, text + named)


@hooks.register("register_page_header_buttons")
def who_sees_button(page: Any, user: Any, next_url: str | None = None, **kwargs: Any) -> Iterator[Button]:
    if hasattr(page.specific_class, "handling_follows_parent"):
        address = reverse("who_sees", args=[page.translation_key])
        yield Button(_("Who can see this"), address, icon_name="view", priority=46)


@hooks.register("before_edit_page")
def which_parts_are_stricter(request: HttpRequest, page: Any) -> None:
    """At the top of the editor, what the page shows that is stricter than the page."""
    if request.method == "GET" and isinstance(page, BasePage) and (found := stricter_parts(page)):
        first = [f"{part.title} ({part.label})" for part in found[:MOST_PARTS]]
        text = ngettext(
            "A part is stricter than the page; readers who may not see it get the page without it: %(parts)s.",
            "Parts are stricter than the page; readers who may not see them get the page without them: %(parts)s.",
            len(found),
        ) % {"parts": ", ".join(first) + ("…" if len(found) > MOST_PARTS else "")}
        address = reverse("who_sees", args=[page.translation_key])
        messages.warning(request, text, buttons=[messages.button(address, _("Why, and what to do"))])
