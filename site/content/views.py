"""Deciding who may see a page, in Wagtail's admin; deciding on what waits for review, on the site."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from wagtail.admin import messages
from wagtail.models import Page

from accounts.queries import viewer_in
from content.forms import DecisionForm
from content.models import BasePage
from content.queries import Act, act_of, may_decide, whole_of
from content.services import MarkingRefused, NotWaiting, ReviewRefused, approve, how_it_ended, mark_page, send_back
from content.sharing_forms import SharingForm
from content.visibility import handling_of
from core.context import AUTONYMS
from core.labels import Label


def edit_handling(request: HttpRequest, page_id: int) -> HttpResponse:
    """The handling of a page: effective at once, in all its languages, logged."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not isinstance(page, BasePage) or not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    if page.handling_follows_parent:
        messages.info(request, _("A part carries the handling of its whole: this is it."))
        return redirect("content_handling", page.get_parent().pk)
    form = SharingForm(request.POST or None, instance=handling_of(page))
    if request.method == "POST" and form.is_valid():
        terms = form.terms
        try:
            mark_page(page=page, actor=request.user, label=Label(terms.pop("label")), **terms)
        except MarkingRefused as refused:
            form.add_error("label", str(refused))
        else:
            messages.success(request, _("The handling of “%s” is changed, at once and in every language.") % page.title)
            return redirect("wagtailadmin_pages:edit", page.pk)
    return render(request, "content/handling.html", {"form": form, "page": page})


@login_required
@never_cache
def review(request: HttpRequest, page_id: int) -> HttpResponse:
    """What waits for review together with a page, and the decision. Of a part: that of its whole."""
    found = Page.objects.filter(pk=page_id).first()
    page = found.specific if found else None
    if not isinstance(page, BasePage) or not may_decide(viewer_in(request), page):
        raise Http404
    whole = whole_of(page)
    if whole.pk != page.pk:
        return redirect("review", whole.pk)
    act = act_of(whole)
    if act is None:
        return _ended(request, whole)
    form = DecisionForm(request.POST or None, act=act)
    if request.method == "POST" and form.is_valid() and (decided := _decide(request, act, form)):
        return decided
    context = {
        "act": act,
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
            approve(**told)
            messages.success(request, _("“%s” is published.") % act.pages[0].title)
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


def _ended(request: HttpRequest, whole: BasePage) -> HttpResponse:
    context = {"whole": whole, "sentence": how_it_ended(page=whole)}
    return render(request, "content/review_ended.html", context | _frame(request, whole))


def _frame(request: HttpRequest, whole: BasePage) -> dict[str, Any]:
    """The label of the page, and the way back: the desk is a frame of the house above."""
    handling = handling_of(whole)
    return {"handling_label": handling.label if handling else None, "desk": desk_of(request)}


def desk_of(request: HttpRequest) -> str:
    return request.path.rsplit("review/", 1)[0]
