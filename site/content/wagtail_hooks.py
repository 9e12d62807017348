"""What content adds to Wagtail's admin: deciding who may see a page, and what a reviewer asked of it."""

from collections.abc import Iterator
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from content.admin_views import (
    GUARDED_PANELS,
    VisibleTranslationsReportView,
    guard_letters,
    guard_link_form,
    guard_translation_forms,
)
from content.forms import ReviewedPageForm
from content.gate import is_gated, obstacles_for
from content.marking_views import edit_handling, edit_handling_of
from content.models import BasePage
from content.queries import fields_of, findings_on, said_about, translation_in_work
from content.queries.parts import stricter_parts
from content.services import ReviewRefused, submit_translated
from content.viewsets import WorkPageViewSet

MOST_PARTS = 5

guard_letters()
guard_translation_forms()
guard_link_form()
BasePage.base_form_class = ReviewedPageForm


@hooks.register("register_admin_urls")
def handling_urls() -> list[URLPattern]:
    return [
        path("handling/<int:page_id>/", edit_handling, name="content_handling"),
        path("handling/of/<uuid:key>/", edit_handling_of, name="content_handling_of"),
    ]


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


@hooks.register("construct_snippet_action_menu")
def nor_what_is_no_page(menu_items: list[Any], request: HttpRequest, context: Any) -> None:
    if is_gated(context["model"]):
        nobody_publishes_what_they_just_wrote(menu_items, request, context)


@hooks.register("before_create_snippet", order=-1)
def new_text_is_submitted(request: HttpRequest, model: Any) -> None:
    submit_instead(request, model)


@hooks.register("before_edit_snippet", order=-1)
def text_is_submitted(request: HttpRequest, instance: Any) -> HttpResponse | None:
    submit_instead(request, type(instance))
    translating = request.method == "POST" and request.POST.get("action") == "publish"
    if not translating or not is_gated(instance):
        return None
    try:
        submit_translated(text=instance, user=request.user)
    except ReviewRefused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, _("“%s” is submitted. Somebody else decides; you will hear of it.") % instance)
    return redirect(request.path)


@hooks.register("construct_page_action_menu")
def nobody_publishes_what_they_just_wrote(menu_items: list[Any], request: HttpRequest, context: Any) -> None:
    """The editor saves and submits. Publishing is a decision of somebody else, on the page of the review."""
    menu_items[:] = [item for item in menu_items if item.name != "action-publish"]


@hooks.register("before_create_page", order=-1)
def new_page_is_submitted(request: HttpRequest, parent_page: Any, page_class: Any) -> None:
    submit_instead(request, page_class)


@hooks.register("before_edit_page", order=-1)
def page_is_submitted(request: HttpRequest, page: Any) -> HttpResponse | None:
    submit_instead(request, type(page))
    if not isinstance(page, BasePage) or translation_in_work(page) is None:
        return None
    submitting = reverse("review_submit", args=[page.pk])
    if request.method == "POST" and request.POST.get("action") == "publish":
        return redirect(submitting)
    if request.method == "GET" and page.permissions_for_user(request.user).can_submit_for_moderation():
        messages.info(
            request,
            _("When you have translated everything: a reviewer of this language decides whether it is published."),
            buttons=[messages.button(submitting, _("Submit for review"))],
        )
    return None


def submit_instead(request: HttpRequest, page_class: Any) -> None:
    """An editor that was open since before, or one that is made up, still asks to publish: that submits the text."""
    if request.method == "POST" and "action-publish" in request.POST and is_gated(page_class):
        posted = request.POST.copy()
        posted["action-submit"] = posted.pop("action-publish")[-1]
        request.POST = cast(Any, posted)
        messages.info(request, _("Nobody publishes what they wrote themself: it is submitted, somebody else decides."))


@hooks.register("before_bulk_action")
def bulk_publishing_passes_the_gate(
    request: HttpRequest, action_type: str, objects: Any, action: Any
) -> HttpResponse | None:
    """All of them or none, and the reason is said."""
    if action_type != "publish":
        return None
    pages = [page.specific for page in objects if isinstance(page, Page)]
    held = [found for page in pages if isinstance(page, BasePage) for found in obstacles_for(request.user, page)]
    if not held:
        return None
    messages.error(request, " ".join(dict.fromkeys(obstacle.text for obstacle in held)))
    return redirect("wagtailadmin_explore", pages[0].get_parent().pk)


@hooks.register("register_admin_viewset")
def explorer_of_work() -> WorkPageViewSet:
    return WorkPageViewSet()


@hooks.register("before_edit_page", order=1)
def what_may_identify_somebody(request: HttpRequest, page: Any) -> None:
    """At the top of the editor, in which fields there is something to look at once more; the field says what."""
    if request.method == "GET" and isinstance(page, BasePage) and (found := findings_on(page)):
        called = dict(fields_of(type(page)))
        fields = ", ".join(called[name] for name in found)
        messages.warning(
            request, _("Something here may identify a person or a load. Look at these fields: %s.") % fields
        )


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
