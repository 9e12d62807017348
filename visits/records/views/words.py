"""Writing the words of a visit's page, with a preview, and submitting it for review."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.signing_in import signs_in_here
from content.services import ReviewRefused, submit_for_review
from content.serving import serve_preview
from core.context import AUTONYMS
from visits.records import presentation, services
from visits.records.forms.words import WordsForm
from visits.records.models import Visit, VisitPage
from visits.records.queries import record as queries
from visits.records.queries.words import blank_page, draft_of, with_words
from visits.records.views.record import for_team, language_of, render_for_team, retyped, warned_once


def page_to_write(visit: Any, language: str) -> VisitPage:
    """The page as it was last written; a new one only while the visit has none in any language.

    `visit` from `queries.record.visits_of`.
    """
    page = queries.page_in(visit, language)
    if page is not None:
        return draft_of(page)
    if visit.own_pages:
        raise Http404
    blank = blank_page(visit, language)
    blank.title = visit.working_title
    return blank


@signs_in_here
@never_cache
@require_http_methods(["GET", "POST"])
@for_team
def words(request: HttpRequest, visit: Visit, language: str) -> HttpResponse:
    """Title, sentence, aims, narrative. `preview` in the POST shows the page instead of keeping it."""
    if language not in AUTONYMS:
        raise Http404
    page = page_to_write(visit, language)
    form = WordsForm(request.POST or None, page=page)
    context: dict[str, Any] = {"visit": visit, "form": form, "language": language, "autonym": AUTONYMS[language]}
    if request.method != "POST":
        return render_for_team(request, "records/words.html", context)
    if not form.is_valid():
        return render_for_team(request, "records/words.html", context, status=422)
    if "preview" in request.POST:
        return serve_preview(with_words(page, form.fields_of_page(), form.blocks()), request, "")
    try:
        services.put_words(
            visit=visit,
            language=language,
            fields=form.fields_of_page(),
            body=form.blocks(),
            revision=form.cleaned_data["revision"],
            user=request.user,
        )
    except services.WrittenMeanwhile as meanwhile:
        context["meanwhile"] = WordsForm(page=meanwhile.current).initial
        form.data = retyped(request, revision=meanwhile.current.latest_revision_id)
        return render_for_team(request, "records/words.html", context, status=409)
    if warned_once(request, form):
        return redirect("visit_words", visit.slug, language)
    messages.success(request, _("Saved as a draft. Nobody outside your team sees it before it is published."))
    return redirect(f"{presentation.record_address(visit)}#words")


@login_required
@require_POST
@for_team
def submit(request: HttpRequest, visit: Any) -> HttpResponse:
    """Hand the page to the programme staff; what is still missing is named instead."""
    state = queries.state_of(visit)
    page = queries.page_in(visit, language_of(request)) or next(iter(visit.own_pages), None)
    missing = presentation.gap_texts(state)
    if missing or page is None:
        messages.warning(request, _("Not submitted yet: something is missing. It is listed below."))
        return redirect("visit_record", visit.slug)
    try:
        submit_for_review(page=page, user=request.user)
    except ReviewRefused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, _("Submitted. The programme staff review it; you will find the answer here."))
    return redirect("visit_record", visit.slug)
