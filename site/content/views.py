"""Deciding who may see a page, in Wagtail's admin."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from content.forms import HandlingForm
from content.models import BasePage
from content.services import MarkingRefused, mark_page
from content.visibility import handling_of
from core.labels import Label


def edit_handling(request: HttpRequest, page_id: int) -> HttpResponse:
    """The handling of a page: effective at once, in all its languages, logged."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not isinstance(page, BasePage) or not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    if page.handling_follows_parent:
        messages.info(request, _("A part carries the handling of its whole: this is it."))
        return redirect("content_handling", page.get_parent().pk)
    form = HandlingForm(request.POST or None, instance=handling_of(page))
    if request.method == "POST" and form.is_valid():
        terms = form.cleaned_data
        try:
            mark_page(page=page, actor=request.user, label=Label(terms.pop("label")), **terms)
        except MarkingRefused as refused:
            form.add_error("label", str(refused))
        else:
            messages.success(request, _("The handling of “%s” is changed, at once and in every language.") % page.title)
            return redirect("wagtailadmin_pages:edit", page.pk)
    return render(request, "content/handling.html", {"form": form, "page": page})
