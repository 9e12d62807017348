"""Who can see this, and why; what can this person see; and opening single items beyond their marking."""

import re
from typing import Any
from urllib.parse import urlencode, urlsplit
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin.admin_url_finder import AdminURLFinder

from accounts.choices import EDITING_ROLES, GROUNDS, Ground, Role
from accounts.models import Opening, User
from accounts.queries import viewer_for, viewer_in
from accounts.viewer import STRANGER, Viewer
from content.handling import Handling
from content.queries import Addresses, page_at
from content.queries.eyes import (
    Item,
    Terms,
    audience,
    is_told_names,
    item_of,
    keeps,
    may_ask,
    may_mark,
    openings_of,
    people_in,
    team_of,
    terms_of,
    verdict,
)
from content.queries.parts import stricter_parts
from content.queries.sight import ROWS_OF_A_PAGE, kind_name, kinds_seen, seen, told
from content.services import OpeningRefused, assign, break_glass, end_opening, open_assigned
from content.sharing_forms import AskedPersonForm, AssignForm, GlassForm, LookUpForm
from content.visibility import allows
from content.wagtail_guard import rows_named
from core.labels import Label, strictest
from core.slots import slot_values

ASKS_OF_ANY = (Role.STAFF, Role.ADMINISTRATOR)
PEOPLE_OF_A_PAGE = 100


def desk_of(request: HttpRequest) -> str:
    """The way back: the desk is a frame of the house above."""
    return re.split(r"wh(?:o|at)-sees/", request.path)[0]


@login_required
@never_cache
def look_up(request: HttpRequest) -> HttpResponse:
    """From the address of a thing to who sees it: for whoever found nothing there."""
    if not viewer_in(request).has_role(*ASKS_OF_ANY):
        raise Http404
    form = LookUpForm(request.GET or None)
    if form.is_valid():
        key = key_at(request, form.cleaned_data["address"].strip())
        if key is not None and Handling.objects.filter(key=key).exists():
            return redirect("who_sees", key)
        form.add_error("address", _("Nothing that carries a marking has this address. Look for a slip in it."))
    context = {"form": form, "desk": desk_of(request), "handling_label": Label.GREEN.value}
    return render(request, "content/look_up.html", context, status=422 if form.errors else 200)


def key_at(request: HttpRequest, address: str) -> UUID | None:
    """The handling key of what an address leads to: a page, its editor, or what an app knows of its own addresses."""
    try:
        return UUID(address)
    except ValueError:
        pass
    path = urlsplit(address if "//" in address or address.startswith("/") else f"/{address}").path
    try:
        match = resolve(path)
    except Resolver404:
        return None
    if match.url_name == "wagtail_serve":
        language = path.split("/")[1]
        page: Any = page_at(match.args[0] if match.args else "", language=language)
        return page.handling_key if hasattr(page, "handling_key") else None
    for model, number in rows_named(match, request.GET):
        row: Any = model._default_manager.filter(pk=number).first()
        row = getattr(row, "specific", row)
        if hasattr(row, "handling_key"):
            return row.handling_key
    found = slot_values("handling.at", request=request, subject=match)
    return found[0] if found else None


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def who_sees(request: HttpRequest, key: UUID) -> HttpResponse:
    """Label, owner, dates; every organisation with the reason; one person who is asked about; what is open to whom."""
    viewer, now = viewer_in(request), timezone.now()
    handling = get_object_or_404(Handling, key=key)
    terms, item = terms_of(handling), item_of(handling)
    if not may_ask(viewer, terms):
        raise Http404
    asked = AskedPersonForm(request.GET if "person" in request.GET else None)
    glass, given = GlassForm(None), AssignForm(None)
    if request.method == "POST":
        form = {"glass": GlassForm, "assign": AssignForm}.get(request.POST.get("act", ""))
        bound: Any = form(request.POST) if form else None
        if _act(request, viewer, terms, bound):
            return redirect("who_sees", key)
        glass = bound if isinstance(bound, GlassForm) else glass
        given = bound if isinstance(bound, AssignForm) else given
    is_seen = allows(handling, viewer, now)
    context: dict[str, Any] = {
        "desk": desk_of(request),
        "item": item,
        "terms": terms,
        "in_force": handling.is_in_force(now),
        "is_seen": is_seen,
        "handling_label": strictest([Label(handling.label) if is_seen else Label.GREEN, Label.GREEN]).value,
        "audience": audience(terms, now),
        "stranger": verdict(item, terms, STRANGER, now),
        "told_names": is_told_names(viewer, terms),
        "asked": asked,
        "glass": glass if _may_break(viewer, is_seen) else None,
        "given": given if _may_assign(viewer, terms, is_seen) else None,
        "links": _links(request, item, terms) if is_seen else (),
        **(_parts(request, item) if is_seen and item.is_page else {}),
    }
    if context["told_names"]:
        context |= _names(request, item, terms, context["audience"].organisations)
        context["openings"] = openings_of(key, now)
        if asked.is_bound and asked.is_valid():
            person = asked.cleaned_data["person"]
            context |= {"person": person, "verdict": verdict(item, terms, viewer_for(person), now)}
    refused = any(form.errors for form in (glass, given, asked))
    return render(request, "content/who_sees.html", context, status=422 if refused else 200)


def _names(request: HttpRequest, item: Item, terms: Terms, organisations: Any) -> dict[str, Any]:
    """The people by name: a team's; else the members of what sees it, unless that is everybody."""
    now = timezone.now()
    team = team_of(item, now)
    if team is not None:
        return {"team": team}
    found = Paginator(people_in(organisations, now), PEOPLE_OF_A_PAGE)
    return {"people": found.get_page(request.GET.get("page"))}


def _parts(request: HttpRequest, item: Item) -> dict[str, Any]:
    """What the page shows that is stricter than itself, and where that is mended by whoever may."""
    page = item.rows[0]
    if not page.permissions_for_user(request.user).can_edit():
        return {"stricter": stricter_parts(page)}
    return {
        "stricter": stricter_parts(page),
        "edit": reverse("wagtailadmin_pages:edit", args=[page.pk]),
        "mark": reverse("content_handling", args=[page.pk]),
    }


def _may_break(viewer: Viewer, is_seen: bool) -> bool:
    return not is_seen and not viewer.roles.isdisjoint(GROUNDS[Ground.GLASS])


def _may_assign(viewer: Viewer, terms: Terms, is_seen: bool) -> bool:
    """Those who keep the item, and staff of what they see themselves; what is open by broken glass is not theirs."""
    is_theirs = is_seen and terms.handling.key not in viewer.opened
    return is_theirs and (keeps(viewer, terms) or viewer.has_role(*ASKS_OF_ANY))


def _act(request: HttpRequest, viewer: Viewer, terms: Terms, form: Any) -> bool:
    """Do what was asked; False if it was refused, with the reason in the form."""
    user: Any = request.user
    handling, now = terms.handling, timezone.now()
    is_seen = allows(handling, viewer, now)
    if form is None:
        return _close(request, viewer, terms)
    if not form.is_valid():
        return False
    try:
        if isinstance(form, GlassForm):
            opening = break_glass(handling=handling, user=user, reason=form.cleaned_data["reason"])
            left = max(1, round((opening.until - now).total_seconds() / 60))
            messages.warning(
                request, _("It is open to you for %(minutes)d minutes. The owner is told.") % {"minutes": left}
            )
        elif _may_assign(viewer, terms, is_seen):
            person = form.cleaned_data["person"]
            assign(handling=handling, person=person, ground=form.cleaned_data["ground"], actor=user)
            messages.success(request, _("It is assigned to %(person)s for 14 days.") % {"person": person})
        else:
            raise Http404
    except OpeningRefused as refused:
        form.add_error(None, str(refused))
        return False
    return True


def _close(request: HttpRequest, viewer: Viewer, terms: Terms) -> bool:
    """End an opening: one's own, or any of what one keeps."""
    try:
        number = UUID(request.POST.get("close", ""))
    except ValueError:
        return True
    opening = get_object_or_404(Opening, uuid=number, key=terms.handling.key)
    if opening.user_id != viewer.user_id and not keeps(viewer, terms) and not viewer.has_role(*ASKS_OF_ANY):
        raise Http404
    user: Any = request.user
    end_opening(opening=opening, actor=user)
    messages.success(request, _("It is closed again."))
    return True


def _links(request: HttpRequest, item: Item, terms: Terms) -> list[tuple[str, str]]:
    """(words, address): where whoever sees the item reads it, edits it, changes its label."""
    links: list[tuple[str, str]] = []
    row: Any = item.rows[0] if item.rows else None
    if item.is_page and row.live and (address := Addresses().of(row)):
        links.append((_("Open the page"), address))
    edits = row is not None and viewer_in(request).has_role(*EDITING_ROLES)
    if edits and (edit := AdminURLFinder(request.user).get_edit_url(row)):
        links.append((_("Open in the editor"), edit))
        if not item.is_page and may_mark(viewer_in(request), terms):
            links.insert(0, (_("Change who sees it"), reverse("content_handling_of", args=[item.handling.key])))
    return links


@login_required
@never_cache
@require_POST
def begin(request: HttpRequest, key: UUID) -> HttpResponse:
    """Open an item that was assigned to the person; logged the first time."""
    user: Any = request.user
    opening = get_object_or_404(Opening, key=key, user=user, ground__in=[Ground.REVIEW, Ground.TRANSLATION])
    try:
        open_assigned(opening=opening)
    except OpeningRefused as refused:
        messages.warning(request, str(refused))
        return redirect(desk_of(request))
    handling = get_object_or_404(Handling, key=key)
    links = _links(request, item_of(handling), terms_of(handling))
    return redirect(links[-1][1] if links else desk_of(request))


@login_required
@never_cache
def what_sees(request: HttpRequest, person: UUID | None = None) -> HttpResponse:
    """Everything a person sees, by kind and label; of others only programme staff and administrators are told."""
    me, now = viewer_in(request), timezone.now()
    user: Any = request.user
    if person is not None and person != me.user_uuid:
        if not me.has_role(*ASKS_OF_ANY):
            raise Http404
        user = get_object_or_404(User, uuid=person)
    viewer = me if user.pk == me.user_id else viewer_for(user)
    kinds = kinds_seen(viewer)
    kind, label = request.GET.get("kind", ""), request.GET.get("label", "")
    context: dict[str, Any] = {"person": user, "is_me": user.pk == me.user_id, "kinds": kinds, "kind": kind}
    context["desk"] = desk_of(request)
    context["labels"] = [label for label, _number in kinds[0].labels] if kinds else []
    context["handling_label"] = Label.GREEN.value
    if kind in {found.code for found in kinds}:
        page = Paginator(seen(viewer, kind=kind, label=label), ROWS_OF_A_PAGE).get_page(request.GET.get("page"))
        rows = told(page.object_list, viewer, to=me, at=now)
        shown = strictest(Label(row.label) for row in rows if row.title)
        query = urlencode({"kind": kind} | ({"label": label} if label else {})) + "&"
        context |= {"kind_name": kind_name(kind), "label": label, "page": page, "rows": rows, "query": query}
        context["handling_label"] = strictest([shown, Label.GREEN]).value
    context["asks"] = me.has_role(*ASKS_OF_ANY)
    return render(request, "content/what_sees.html", context)
