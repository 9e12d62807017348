"""Deciding who may see a page, in Wagtail's admin; deciding on what waits for review, on the site."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from wagtail.admin import messages
from wagtail.models import Page

from accounts.queries import viewer_in
from content.choices import DECIDING_ROLES
from content.forms import DecisionForm, LanguagesForm, LookForm, QueueForm
from content.gate import languages_of
from content.models import BasePage
from content.queries import (
    Act,
    act_of,
    asked_in,
    may_decide,
    old_facts,
    overdue_reviews,
    planned_for,
    standing_in,
    whole_of,
)
from content.queries import queue as queue_of
from content.services import (
    NotWaiting,
    ReviewRefused,
    approve,
    ask_for_work,
    how_it_ended,
    review_in,
    send_back,
    still_right,
    submit_text,
)
from content.visibility import handling_of
from core.context import AUTONYMS
from core.labels import Label, strictest

MOST_OVERDUE = 200


@login_required
@never_cache
def review(request: HttpRequest, page_id: int) -> HttpResponse:
    """What waits for review together with a page, and the decision. Of a part: that of its whole."""
    page = _page_or_404(page_id)
    if not request.user.is_superuser and not may_decide(viewer_in(request), page):
        raise Http404
    whole = whole_of(page)
    if whole.pk != page.pk:
        return redirect("review", whole.pk)
    act = act_of(whole)
    if act is None:
        return _ended(request, whole)
    standing = standing_in(act, request.user)
    form = DecisionForm(request.POST or None, act=act, own_allowed=standing.own_allowed, initial={"at": act.planned})
    if request.method == "POST" and form.is_valid() and (decided := _decide(request, act, form)):
        return decided
    context = {
        "act": act,
        "standing": standing,
        "may_release": standing.own_allowed or not standing.obstacles,
        "form": form,
        "handling": handling_of(whole),
        "language": AUTONYMS.get(whole.locale.language_code),
        "chosen": form["fields_named"].value() or [],
    }
    return render(request, "content/review.html", context | _frame(request, whole))


def _decide(request: HttpRequest, act: Act, form: DecisionForm) -> HttpResponse | None:
    """Do what the form says and lead on; None if it was refused, with the reason in the form."""
    told: dict[str, Any] = {"page": act.whole, "user": request.user, "comment": form.cleaned_data["comment"]}
    told["seen"] = form.cleaned_data["seen"]
    try:
        if form.cleaned_data["act"] == form.PUBLISH:
            at = form.cleaned_data["at"]
            approve(**told, because=form.cleaned_data.get("because", ""), at=at)
            said = _("“%s” is approved and goes live at the hour you chose.") if at else _("“%s” is published.")
            messages.success(request, said % act.pages[0].title)
        else:
            send_back(**told, fields=form.named)
            messages.success(request, _("“%s” is sent back.") % act.pages[0].title)
    except NotWaiting as ended:
        messages.warning(request, str(ended))
        return redirect("review", act.whole.pk)
    except ReviewRefused as refused:
        form.add_error(None, str(refused))
        return None
    return redirect(desk_of(request))


@login_required
@never_cache
def queue(request: HttpRequest) -> HttpResponse:
    """All that waits for the decision of a person, filtered; what goes live later; facts that are old."""
    viewer, language = viewer_in(request), get_language() or "en"
    if not request.user.is_superuser and not viewer.has_role(*DECIDING_ROLES):
        raise Http404
    languages = LanguagesForm(
        request.POST or None,
        profile=viewer.language,
        initial={"languages": sorted(languages_of(viewer) - {viewer.language})},
    )
    if request.method == "POST" and languages.is_valid():
        review_in(user=request.user, languages=languages.cleaned_data["languages"])
        messages.success(request, _("From now on you review in these languages."))
        return redirect("review_queue")
    form = QueueForm(request.GET or None, asked=asked_in(viewer))
    leaf = queue_of(viewer, form.sought, number=request.GET.get("page"))
    shown = [Label(row.label) for row in leaf.object_list if row.label]
    context = {
        "form": form,
        "languages": languages,
        "leaf": leaf,
        "handling_label": strictest((Label.GREEN, *shown)).value,
        "query": "".join(f"&{name}={value}" for name, value in form.told),
        "planned": planned_for(viewer),
        "overdue": overdue_reviews(viewer, language=language, most=MOST_OVERDUE),
        "old": old_facts(viewer, language=language),
        "autonyms": AUTONYMS,
        "desk": desk_of(request),
    }
    return render(request, "content/review_queue.html", context)


@login_required
@never_cache
def look(request: HttpRequest, page_id: int) -> HttpResponse:
    """Looking at a published text again: still right until a day, or work for its author."""
    page = _page_or_404(page_id)
    if not page.live or (not request.user.is_superuser and not may_decide(viewer_in(request), page)):
        raise Http404
    form = LookForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["act"] == form.RIGHT:
            still_right(page=page, user=request.user, until=form.cleaned_data["until"])
            messages.success(request, _("“%s” is right until the day you named.") % page.title)
        else:
            ask_for_work(page=page, user=request.user, note=form.cleaned_data["note"])
            messages.success(request, _("The author of “%s” is told.") % page.title)
        return redirect(desk_of(request))
    context = {"whole": page, "form": form, "due": getattr(page, "review_due", None)}
    context |= {"right_on": getattr(page, "valid_as_of", None), "address": page.url}
    return render(request, "content/review_look.html", context | _frame(request, page))


@login_required
@never_cache
def submit(request: HttpRequest, page_id: int) -> HttpResponse:
    """Asking for a review of a page that one writes or translates: said what follows, then done."""
    page = _page_or_404(page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise Http404
    if request.method == "POST":
        try:
            submit_text(page=page, user=request.user)
        except ReviewRefused as refused:
            messages.warning(request, str(refused))
        else:
            messages.success(request, _("“%s” is submitted. Somebody else decides; you will hear of it.") % page)
            return redirect(desk_of(request))
    return render(request, "content/review_submit.html", {"whole": page} | _frame(request, page))


def _page_or_404(number: int) -> BasePage:
    found = Page.objects.filter(pk=number).first()
    page = found.specific if found else None
    if not isinstance(page, BasePage):
        raise Http404
    return page


def _ended(request: HttpRequest, whole: BasePage) -> HttpResponse:
    context = {"whole": whole, "sentence": how_it_ended(page=whole)}
    return render(request, "content/review_ended.html", context | _frame(request, whole))


def _frame(request: HttpRequest, whole: BasePage) -> dict[str, Any]:
    """The label of the page, and the way back: the desk is a frame of the house above."""
    handling = handling_of(whole)
    return {"handling_label": handling.label if handling else None, "desk": desk_of(request)}


def desk_of(request: HttpRequest) -> str:
    return request.path.rsplit("review/", 1)[0]
