"""Deciding in the admin who may see a page, or a file, quiz or question that pages show."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page

from content.handling import Handling
from content.models import BasePage
from content.queries.eyes import item_of, may_mark, terms_of
from content.services import MarkingRefused, mark, mark_page
from content.sharing_forms import SharingForm
from content.visibility import handling_of
from content.wagtail_guard import is_open, viewer_of
from core.labels import Label


def edit_handling(request: HttpRequest, page_id: int) -> HttpResponse:
    """The handling of a page: effective at once, in all its languages, logged. Recipients never mark it."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not isinstance(page, BasePage) or not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    if page.handling_follows_parent:
        messages.info(request, _("A part carries the handling of its whole: this is it."))
        return redirect("content_handling", page.get_parent().pk)
    handling = handling_of(page)
    if handling is None or not may_mark(viewer_of(request.user), terms_of(handling)):
        raise PermissionDenied
    back = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return _marked(request, handling, page, back, lambda **terms: mark_page(page=page, **terms))


def edit_handling_of(request: HttpRequest, key: UUID) -> HttpResponse:
    """The handling of a file, quiz or question, for whoever may change the thing and is of its owner."""
    handling = get_object_or_404(Handling, key=key)
    item = item_of(handling)
    if not item.rows or not is_open(item.rows[0], request.user):
        raise Http404
    if item.is_page:
        return redirect("content_handling", item.rows[0].pk)
    back = AdminURLFinder(request.user).get_edit_url(item.rows[0])
    if back is None or not may_mark(viewer_of(request.user), terms_of(handling)):
        raise PermissionDenied
    return _marked(request, handling, item.rows[0], back, lambda **terms: mark(key=key, **terms))


def _marked(
    request: HttpRequest, handling: Handling, thing: Any, back: str, act: Callable[..., Handling]
) -> HttpResponse:
    form = SharingForm(request.POST or None, instance=handling)
    if request.method == "POST" and form.is_valid():
        terms = form.terms
        try:
            act(actor=request.user, label=Label(terms.pop("label")), **terms)
        except MarkingRefused as refused:
            form.add_error("label", str(refused))
        else:
            messages.success(request, _("The handling of “%s” is changed, at once and in every language.") % thing)
            return redirect(back)
    return render(request, "content/handling.html", {"form": form, "title": str(thing), "back": back})
