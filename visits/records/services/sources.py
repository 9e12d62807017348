"""The texts a record was taken from, and which of their sentences carry which statement."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from audit.services import record
from content.signals import content_changed
from visits.records.choices import SourcedField
from visits.records.models import (
    Delegation,
    Observation,
    ProgrammeItem,
    SourceMark,
    SourceText,
    Visit,
)
from visits.records.sentences import Place, has_place, laid_out, read_back
from visits.records.services.record import put_item, put_observation

LONGEST_TEXT = 200_000
"""Characters of a source: about sixty pages."""
MOST_SENTENCES = 3_000

Made = TypeVar("Made", ProgrammeItem, Observation)


class SourceRefused(ValueError):
    """A text that is no source; says why and what to do."""


class NoSuchSentence(LookupError):
    """A place that the source does not have; `place` is the first of them."""

    def __init__(self, place: Place) -> None:
        super().__init__(f"{place[0]}.{place[1]}")
        self.place = place


class StatementGone(LookupError):
    """The part of the record that sentences were to carry is not there (any more)."""


@transaction.atomic
def add_source(
    *,
    visit: Visit,
    title: str,
    text: str,
    language: str,
    publisher: str = "",
    address: str = "",
    published_on: date | None = None,
    code: str = "",
    sentences: Sequence[int] = (),
    marking: str = "",
    marking_reason: str = "",
    actor: Any = None,
) -> SourceText:
    """Keep a text beside a visit's record, one sentence a line, so that its places stay what they are.

    Without `text`, `sentences` says how many sentences each paragraph has, and only places are kept; without
    both, the page at `address` can be cited as a whole. `code` is what stands before a place ("S0"); the next
    free one if empty. `marking`: one of secrecy that the source carries, and why it is kept all the same. The
    same again is the source that is there already. Raises SourceRefused for a text that is too long, or empty
    without an address.
    """
    kept = laid_out(text)
    shape = [len(paragraph) for paragraph in read_back(kept)] if kept else list(sentences)
    if not shape and not address:
        raise SourceRefused(_("There are no sentences in this text."))
    _bound(kept, shape)
    Visit.objects.select_for_update().get(pk=visit.pk)  # codes are given out one after the other
    there = list(SourceText.objects.filter(visit=visit))
    for source in there:
        if (source.title, source.text, source.sentences, source.address) == (title, kept, shape, address):
            return source
    source = SourceText.objects.create(
        visit=visit,
        title=title,
        text=kept,
        sentences=shape,
        language=language,
        publisher=publisher,
        address=address,
        published_on=published_on,
        code=code or _next_code({source.code for source in there}),
        created_by=getattr(actor, "uuid", None),
    )
    _log("source.added", source, actor)
    if marking:
        _log("source.kept_marked", source, actor, marking=marking, reason=marking_reason)
    return source


def _bound(text: str, shape: Sequence[int]) -> None:
    if len(text) > LONGEST_TEXT:
        raise SourceRefused(
            _("This text has %(length)d characters; the most is %(most)d. Divide it into several sources.")
            % {"length": len(text), "most": LONGEST_TEXT}
        )
    if sum(shape) > MOST_SENTENCES:
        raise SourceRefused(
            ngettext(
                "This text has %(number)d sentence; the most is %(most)d. Divide it into several sources.",
                "This text has %(number)d sentences; the most is %(most)d. Divide it into several sources.",
                sum(shape),
            )
            % {"number": sum(shape), "most": MOST_SENTENCES}
        )


def _next_code(taken: set[str]) -> str:
    number = 1
    while f"S{number}" in taken:
        number += 1
    return f"S{number}"


@transaction.atomic
def keep_positions_only(*, source: SourceText, actor: Any = None) -> SourceText:
    """Delete the words of a source for good; its title, the number of its sentences and all marks stay."""
    source.text = ""
    source.save(update_fields=["text"])
    _log("source.words_deleted", source, actor)
    return source


@transaction.atomic
def remove_source(*, source: SourceText, actor: Any = None) -> None:
    """Take a source out of a visit, with all its marks; the statements themselves stay."""
    _log("source.removed", source, actor, marks=source.marks.count())
    visit = source.visit
    source.delete()
    _tell(visit)


@transaction.atomic
def mark_sentences(*, source: SourceText, places: Iterable[Place], subject: UUID, field: str = "") -> list[Place]:
    """Let sentences carry a statement; returns the places that did not carry it before, in order.

    `subject`: the uuid of the source's visit (then `field` is a SourcedField) or of a delegation, programme
    item or observation of it. Asked twice, or by two people at once, it is done once. Raises NoSuchSentence
    and StatementGone; then nothing is written.
    """
    wanted = sorted(set(places))
    for place in wanted:
        if not has_place(source.sentences, *place):
            raise NoSuchSentence(place)
    if not SourceText.objects.select_for_update().filter(pk=source.pk).exists():
        raise StatementGone
    _look_for(source.visit, subject, field)
    carried = set(_marks(source, subject, field).values_list("paragraph", "sentence"))
    new = [place for place in wanted if place not in carried]
    SourceMark.objects.bulk_create(
        [
            SourceMark(source=source, subject=subject, field=field, paragraph=paragraph, sentence=sentence)
            for paragraph, sentence in new
        ],
        ignore_conflicts=True,
    )
    _tell(source.visit)
    return new


@transaction.atomic
def unmark(*, source: SourceText, places: Iterable[Place], subject: UUID, field: str = "") -> list[Place]:
    """Let sentences no longer carry a statement; returns the places that did, in order."""
    wanted = set(places)
    carried = [mark for mark in _marks(source, subject, field) if (mark.paragraph, mark.sentence) in wanted]
    SourceMark.objects.filter(pk__in=[mark.pk for mark in carried]).delete()
    _tell(source.visit)
    return [(mark.paragraph, mark.sentence) for mark in carried]


@transaction.atomic
def add_item_from(
    *, source: SourceText, places: Iterable[Place], uuid: UUID, language: str, text: str, day: date | None = None
) -> ProgrammeItem:
    """Add a programme item in one's own words that these sentences carry.

    `uuid` is that of the new item: of a form sent twice the second finds it there and adds nothing. Raises
    NoSuchSentence; StatementGone if something else has that uuid.
    """
    visit = _locked(source.visit)
    item = _made_before(ProgrammeItem, visit, uuid) or put_item(
        visit=visit, language=language, text={"text": text}, fields={"uuid": uuid, "day": day}
    )
    mark_sentences(source=source, places=places, subject=item.uuid)
    return item


@transaction.atomic
def add_observation_from(
    *,
    source: SourceText,
    places: Iterable[Place],
    uuid: UUID,
    language: str,
    text: str,
    direction: str,
    kind: str,
    actor: Any = None,
) -> Observation:
    """Add an observation in one's own words that these sentences carry; as `add_item_from`.

    The words of the source are not copied: they stay deleted when its words are.
    """
    visit = _locked(source.visit)
    observation = _made_before(Observation, visit, uuid) or put_observation(
        visit=visit,
        language=language,
        text={"text": text},
        fields={"uuid": uuid, "direction": direction, "kind": kind},
        actor=actor,
    )
    mark_sentences(source=source, places=places, subject=observation.uuid)
    return observation


def _locked(visit: Visit) -> Visit:
    return Visit.objects.select_for_update().get(pk=visit.pk)


def _made_before(model: type[Made], visit: Visit, uuid: UUID) -> Made | None:
    found = model._default_manager.filter(uuid=uuid).first()
    if found is not None and found.visit_id != visit.pk:
        raise StatementGone
    return found


def _look_for(visit: Visit, subject: UUID, field: str) -> None:
    """Raise StatementGone unless there is such a statement; it cannot go before the transaction ends."""
    if subject == visit.uuid:
        if field not in SourcedField:
            raise StatementGone
        return
    parts: tuple[Any, ...] = (Delegation, ProgrammeItem, Observation)
    if field or not any(part.objects.select_for_update().filter(visit=visit, uuid=subject).exists() for part in parts):
        raise StatementGone


def _marks(source: SourceText, subject: UUID, field: str) -> Any:
    return SourceMark.objects.filter(source=source, subject=subject, field=field)


def _log(act: str, source: SourceText, actor: Any, **detail: Any) -> None:
    record(
        act=act,
        actor=actor,
        kind="source",
        uuid=source.uuid,
        title=source.title,
        detail={"visit": source.visit.slug, **detail},
    )


def _tell(visit: Visit) -> None:
    """The pages of the visit name places in its sources."""
    content_changed.send(sender=Visit, key=visit.uuid, kind=Visit._meta.label_lower)
