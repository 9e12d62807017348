"""Sources of a visit and the workbench, where their sentences are made the sources of the record. Team only."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.queries import viewer_in
from accounts.signing_in import signs_in_here
from core.labels import Label
from core.screening import found_in, warning_of
from visits.records import services
from visits.records.forms.sources import (
    FromSentences,
    ItemFromSentences,
    ObservationFromSentences,
    SourceForm,
    Stale,
    read_act,
    read_places,
    write_places,
)
from visits.records.models import SourceText, Visit
from visits.records.queries.sources import (
    RecordPart,
    RecordRow,
    record_parts,
    sentences_of,
    sources_of,
    team_visits,
    visit_with_facts,
    whole_of,
)
from visits.records.sentences import WHOLE, Place

FRAME = {"handling_label": Label.AMBER_STRICT.value}
"""A source is seen by the people of the visit's team only, whatever label its page carries later."""


@signs_in_here
@never_cache
@require_http_methods(["GET", "POST"])
def visit_sources(request: HttpRequest, slug: str) -> HttpResponse:
    """The sources of a visit; POST adds one, deletes the words of one, or removes one."""
    visit = get_object_or_404(team_visits(viewer_in(request)), slug=slug)
    form = SourceForm()
    if request.method == "POST":
        for act, done in (("drop", _drop_words), ("remove", _remove)):
            if act in request.POST:
                return done(request, visit, request.POST[act])
        form = SourceForm(request.POST, request.FILES)
        if form.is_valid() and (source := _added(request, visit, form)):
            messages.success(request, _said_of(source))
            return redirect("visit_workbench", visit.slug, source.uuid)
    context = FRAME | {"visit": visit, "sources": sources_of(visit), "form": form}
    return render(request, "records/sources.html", context, status=422 if form.errors else 200)


def _said_of(source: SourceText) -> str:
    if source.sentences:
        return _("The source is here. Mark a sentence, and say what it carries.")
    return _("The source is here, without a text. Mark it as a whole, and say what it carries.")


def _added(request: HttpRequest, visit: Visit, form: SourceForm) -> SourceText | None:
    facts = {name: form.cleaned_data[name] for name in form.facts}
    try:
        return services.add_source(
            visit=visit,
            text=form.words,
            actor=request.user,
            marking=form.marking,
            marking_reason=form.cleaned_data["marking_reason"],
            **facts,
        )
    except services.SourceRefused as refused:
        form.add_error(form.way, str(refused))
        return None


def _drop_words(request: HttpRequest, visit: Visit, uuid: str) -> HttpResponse:
    if source := _source_or_none(visit, uuid):
        services.keep_positions_only(source=source, actor=request.user)
        messages.success(request, _("The words of “%s” are deleted. Its places stay.") % source.title)
    return redirect("visit_sources", visit.slug)


def _remove(request: HttpRequest, visit: Visit, uuid: str) -> HttpResponse:
    if source := _source_or_none(visit, uuid):
        services.remove_source(source=source, actor=request.user)
        messages.success(request, _("“%s” is removed.") % source.title)
    return redirect("visit_sources", visit.slug)


def _source_or_none(visit: Visit, uuid: str) -> SourceText | None:
    """The source; None if it was removed meanwhile, which is what was asked for."""
    try:
        return SourceText.objects.filter(visit=visit, uuid=UUID(uuid)).first()
    except ValueError as error:
        raise Http404 from error


# The workbench


@dataclass(frozen=True)
class Bench:
    """What the page shows beside the text and the record: what is ticked, typed, said."""

    visit: Visit
    source: SourceText
    ticked: tuple[Place, ...] = ()
    item: FromSentences | None = None
    observation: FromSentences | None = None
    error: str = ""

    @property
    def address(self) -> str:
        return reverse("visit_workbench", args=[self.visit.slug, self.source.uuid])


@signs_in_here
@never_cache
@require_http_methods(["GET", "POST"])
def workbench(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """The text on the left, the record on the right; POST says what sentences carry."""
    visit = visit_with_facts(viewer=viewer_in(request), slug=slug)
    source = SourceText.objects.filter(visit=visit, uuid=uuid).first() if visit else None
    if visit is None or source is None:
        raise Http404
    source.visit = visit
    bench = Bench(visit, source)
    if request.method == "POST":
        return _act(request, bench)
    return _show(request, replace(bench, ticked=_places_in(request.GET.get("mark", ""))))


def _act(request: HttpRequest, bench: Bench) -> HttpResponse:
    """Do what the pressed button says; whatever is wrong, everything ticked and typed stays on the page."""
    try:
        ticked = read_places(request.POST.getlist("s"))
    except Stale:
        return _show(request, replace(bench, error=_stale()), status=422)
    bench = replace(
        bench,
        ticked=tuple(ticked),
        item=_typed(ItemFromSentences, request, bench),
        observation=_typed(ObservationFromSentences, request, bench),
    )
    acts: dict[str, Callable[[str], HttpResponse]] = {
        "attach": partial(_attach, request, bench),
        "detach": partial(_detach, request, bench),
        "add": partial(_add, request, bench),
        "clear": lambda _value: _show(request, replace(bench, ticked=())),
    }
    try:
        for name, act in acts.items():
            if name in request.POST:
                return act(request.POST[name])
    except Stale:
        return _show(request, replace(bench, error=_stale()), status=422)
    except services.NoSuchSentence as missing:
        error = _("This source has no sentence %s.") % missing
        return _show(request, replace(bench, ticked=(), error=error), status=422)
    except services.StatementGone:
        error = _("This part of the record was removed meanwhile. Your sentences are still marked.")
        return _show(request, replace(bench, error=error), status=409)
    return _show(request, bench)


def _stale() -> str:
    return _("This page was not up to date. It is now; please try again.")


def _typed(form: type[FromSentences], request: HttpRequest, bench: Bench) -> FromSentences | None:
    """The form with what was typed, not yet looked at; None if nothing was."""
    name = form.prefix
    if not (request.POST.get(f"{name}-text") or request.POST.get(f"{name}-day") or f"{name}-direction" in request.POST):
        return None
    data = request.POST
    kept = {field: data.get(f"{name}-{field}") for field in form.base_fields}
    return form(visit=bench.visit, initial=kept)


def _attach(request: HttpRequest, bench: Bench, value: str) -> HttpResponse:
    subject, field, named = read_act(value)
    places = named or list(bench.ticked)
    if not places:
        return _show(request, replace(bench, error=_nothing_marked()), status=422)
    new = services.mark_sentences(source=bench.source, places=places, subject=subject, field=field)
    return _back(request, bench, "attached" if new else "already", (subject, field), new or places)


def _detach(request: HttpRequest, bench: Bench, value: str) -> HttpResponse:
    subject, field, named = read_act(value)
    services.unmark(source=bench.source, places=named, subject=subject, field=field)
    return _back(request, bench, "detached", (subject, field), named)


def _nothing_marked() -> str:
    return _("No sentence is marked. Mark at least one on the left first.")


def _add(request: HttpRequest, bench: Bench, kind: str) -> HttpResponse:
    forms: dict[str, type[FromSentences]] = {"item": ItemFromSentences, "observation": ObservationFromSentences}
    if kind not in forms:
        raise Stale
    form = forms[kind](request.POST, visit=bench.visit)
    error = "" if bench.ticked else _nothing_marked()
    if error or not form.is_valid():
        if "uuid" in form.errors:
            raise Stale
        changed: dict[str, Any] = {kind: form}
        error = error or _("Nothing was added yet: see below.")
        return _show(request, replace(bench, error=error, **changed), status=422)
    given = {"source": bench.source, "places": bench.ticked, "language": get_language() or "en", **form.cleaned_data}
    if kind == "item":
        made: Any = services.add_item_from(**given)
        bench = replace(bench, item=None)
    else:
        made = services.add_observation_from(**given, actor=request.user)
        bench = replace(bench, observation=None)
    return _back(request, bench, "added", (made.uuid, ""), bench.ticked)


def _back(
    request: HttpRequest, bench: Bench, did: str, statement: tuple[UUID, str], places: Sequence[Place]
) -> HttpResponse:
    """To the sentence one was at. If something is typed in a form, the page is shown at once: it would be lost."""
    done = {"did": did, "to": f"{statement[0]}:{statement[1]}", "at": write_places(places)}
    if bench.item or bench.observation:
        return _show(request, replace(bench, ticked=()), done=done)
    paragraph, sentence = places[0] if places else (1, 1)
    return redirect(f"{bench.address}?{urlencode(done, safe=':,')}#s-{paragraph}-{sentence}")


def _show(request: HttpRequest, bench: Bench, *, status: int = 200, done: dict[str, str] | None = None) -> HttpResponse:
    parts = record_parts(visit=bench.visit, source=bench.source, language=get_language() or "en")
    paragraphs = sentences_of(bench.source, parts)
    sentences = [sentence for paragraph in paragraphs for sentence in paragraph]
    unused = [sentence for sentence in sentences if not sentence.carries]
    known = {WHOLE, *(sentence.place for sentence in sentences)}
    context = FRAME | {
        "visit": bench.visit,
        "source": bench.source,
        "whole": whole_of(parts),
        "paragraphs": paragraphs,
        "parts": parts,
        "ticked": [place for place in bench.ticked if place in known],
        "unused": unused,
        "used": len(sentences) - len(unused),
        "total": len(sentences),
        "item": bench.item or ItemFromSentences(visit=bench.visit),
        "observation": bench.observation or ObservationFromSentences(visit=bench.visit),
        "error": bench.error,
        "done": _done(done or request.GET.dict(), [row for part in parts for row in part.rows]),
        "careful": _careful(bench, done or request.GET.dict(), parts),
    }
    return render(request, "records/workbench.html", context, status=status)


@dataclass(frozen=True)
class Done:
    """What was just done, and the button that undoes it."""

    text: str
    undo: str
    value: str
    again: str


@dataclass(frozen=True)
class Careful:
    """That what was just added may identify somebody, and where it is changed."""

    text: str
    address: str


def _careful(bench: Bench, said: dict[str, str], parts: Sequence[RecordPart]) -> Careful | None:
    """The warning about an item or observation that an address says was added, if it is to be warned of."""
    if said.get("did") != "added":
        return None
    *_facts, programme, observations = parts
    for part, name in ((programme, "visit_item"), (observations, "visit_observation")):
        for row in part.rows:
            if row.target == said.get("to") and (found := found_in(row.value)):
                return Careful(warning_of(found), reverse(name, args=[bench.visit.slug, row.statement[0]]))
    return None


def _done(said: dict[str, str], rows: Sequence[RecordRow]) -> Done | None:
    """What an address says was done, if the record says so too: an old address never lies."""
    row = next((row for row in rows if row.target == said.get("to")), None)
    places = _places_in(said.get("at", ""))
    if row is None or not places:
        return None
    carried = {(place.paragraph, place.sentence) for place in row.here}
    value = f"{row.target}|{write_places(places)}"
    names = {"sentences": _read_aloud(places), "statement": row.label}
    if said.get("did") == "detached" and carried.isdisjoint(places):
        return Done(_("%(sentences)s taken off “%(statement)s”.") % names, "attach", value, "")
    if said.get("did") == "added" and carried.issuperset(places):
        return Done(_("Added “%(statement)s”, carried by %(sentences)s.") % names, "", "", write_places(places))
    if said.get("did") == "already" and carried.issuperset(places):
        return Done(_("%(sentences)s stood at “%(statement)s” already.") % names, "", "", write_places(places))
    if said.get("did") == "attached" and carried.issuperset(places):
        return Done(_("%(sentences)s attached to “%(statement)s”.") % names, "detach", value, write_places(places))
    return None


def _read_aloud(places: Sequence[Place]) -> str:
    """The places as a message names them: "2.1, 2.3"."""
    return ", ".join(_("The source as a whole") if place == WHOLE else write_places([place]) for place in places)


def _places_in(text: str) -> tuple[Place, ...]:
    try:
        return tuple(read_places(text.split(","))) if text else ()
    except Stale:
        return ()
