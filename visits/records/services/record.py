"""The facts of a visit: the visit itself, its delegations, its programme, its observations."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar
from uuid import UUID

from django.core import serializers
from django.core.serializers.base import DeserializationError
from django.db import IntegrityError, models, transaction
from django.db.models import F, Max

from accounts.choices import Role
from accounts.services import give_role
from audit.services import record
from content.choices import DEFAULT_LABEL
from content.services import ensure_handling
from content.signals import content_changed
from reference.models import Organisation
from visits.records.choices import TEAM_SCOPE
from visits.records.models import (
    Delegation,
    ItemSite,
    Observation,
    ObservationText,
    Party,
    ProgrammeItem,
    ProgrammeItemText,
    SourceMark,
    Visit,
    VisitPage,
)

Part = TypeVar("Part", ProgrammeItem, Observation)


class SavedMeanwhile(Exception):
    """Somebody else saved the visit since it was loaded. `current` is the visit as it is now."""

    def __init__(self, current: Visit) -> None:
        super().__init__(current.version)
        self.current = current


class NotRestored(ValueError):
    """What was removed cannot be put back: its place is taken, or it is not of this visit."""


def _tell(visit: Visit) -> None:
    """Tell those above that the visit, and so what its pages show, has changed (1 query)."""
    content_changed.send(sender=Visit, key=visit.uuid, kind=Visit._meta.label_lower)
    for key in set(visit.pages.values_list("translation_key", flat=True)):
        content_changed.send(sender=Visit, key=key, kind=VisitPage._meta.label_lower)


@transaction.atomic
def create_visit(
    *,
    creator: Any,
    organisation: Organisation,
    fields: dict[str, Any],
    sides: Mapping[str, Party] | None = None,
) -> Visit:
    """Begin a visit's record. Its creator is the first of its team, for `organisation`. `fields`: of Visit.

    `sides`: the first delegation of each side. The record is owned by the organisation and never seen
    outside the team before its page is published.
    """
    donors = fields.pop("donors", ())
    visit = Visit.objects.create(**fields, created_by=creator.uuid)
    visit.donors.set(donors)
    handling = ensure_handling(
        key=visit.uuid, kind=Visit._meta.label_lower, title=visit.working_title, like=None, label=DEFAULT_LABEL
    )
    handling.owner = organisation
    handling.save(update_fields=["owner"])
    join_team(visit=visit, person=creator, organisation=organisation)
    for side, found in (sides or {}).items():
        put_delegation(visit=visit, delegation=Delegation(side=side, **found._asdict()))
    record(act="visit.created", actor=creator, kind="visit", uuid=visit.uuid, title=visit.working_title)
    return visit


@transaction.atomic
def join_team(*, visit: Visit, person: Any, organisation: Organisation) -> None:
    """Make a person one of the visit's team."""
    give_role(user=person, organisation=organisation, role=Role.ORGANISER, scope_kind=TEAM_SCOPE, scope_uuid=visit.uuid)


@transaction.atomic
def put_visit(*, visit: Visit, version: int, fields: dict[str, Any], actor: Any = None) -> Visit:
    """Save a visit's own facts, if nobody saved them since `version`. `fields`: of Visit, donors included.

    What each fact was before stands in the log, so that nothing anybody wrote is lost. Raises SavedMeanwhile;
    then nothing is written.
    """
    updated = Visit.objects.filter(pk=visit.pk, version=version).update(version=F("version") + 1)
    if not updated:
        raise SavedMeanwhile(Visit.objects.get(pk=visit.pk))
    before = Visit.objects.get(pk=visit.pk)
    donors = fields.pop("donors", None)
    changed = {
        name: [_plain(getattr(before, name)), _plain(value)]
        for name, value in fields.items()
        if getattr(before, name) != value
    }
    for name, value in fields.items():
        setattr(visit, name, value)
    visit.version = version + 1
    visit.save()
    if donors is not None:
        visit.donors.set(donors)
    record(act="visit.saved", actor=actor, kind="visit", uuid=visit.uuid, title=visit.working_title, detail=changed)
    _tell(visit)
    return visit


@transaction.atomic
def put_delegation(*, visit: Visit, delegation: Delegation) -> Delegation:
    """Add a delegation at the end of its side, or keep what was changed of one."""
    if delegation.pk is None:
        delegation.visit = visit
        delegation.position = _next_position(Delegation.objects.filter(visit=visit, side=delegation.side))
    delegation.save()
    _tell(visit)
    return delegation


@transaction.atomic
def put_item(
    *,
    visit: Visit,
    language: str,
    text: dict[str, Any],
    fields: dict[str, Any],
    item: ProgrammeItem | None = None,
) -> ProgrammeItem:
    """Add a programme item at the end, or change one. `text`: of ProgrammeItemText, in `language`.

    `fields`: of ProgrammeItem; `places`, `hosts` and `topics` are sequences of rows.
    """
    item = _put_part(item or ProgrammeItem(visit=visit), fields, many=("hosts", "topics"), kept_apart=("places",))
    if "places" in fields:
        item.sites.all().delete()
        ItemSite.objects.bulk_create(
            ItemSite(item=item, place=place, position=position) for position, place in enumerate(fields["places"])
        )
    ProgrammeItemText.objects.update_or_create(item=item, language=language, defaults=text)
    _tell(visit)
    return item


@transaction.atomic
def put_observation(
    *,
    visit: Visit,
    language: str,
    text: dict[str, Any],
    fields: dict[str, Any],
    observation: Observation | None = None,
    actor: Any = None,
) -> Observation:
    """Add an observation at the end, or change one. `text`: of ObservationText, in `language`.

    The words it is first given are kept for ever as `raw_text`. `fields`: of Observation; `places` and
    `topics` are sequences of rows.
    """
    if observation is None:
        observation = Observation(
            visit=visit,
            raw_text=text["text"],
            raw_language=language,
            created_by=getattr(actor, "uuid", None),
        )
    observation = _put_part(observation, fields, many=("places", "topics"))
    ObservationText.objects.update_or_create(observation=observation, language=language, defaults=text)
    _tell(visit)
    return observation


def _put_part(part: Part, fields: dict[str, Any], *, many: tuple[str, ...], kept_apart: tuple[str, ...] = ()) -> Part:
    if part.pk is None and not part.position:
        part.position = _next_position(type(part)._default_manager.filter(visit=part.visit))
    for name, value in fields.items():
        if name not in (*many, *kept_apart):
            setattr(part, name, value)
    part.save()
    for name in many:
        if name in fields:
            getattr(part, name).set(fields[name])
    return part


def _next_position(rows: models.QuerySet[Any]) -> int:
    return (rows.aggregate(last=Max("position"))["last"] or 0) + 1


@transaction.atomic
def remove(*, visit: Visit, part: Delegation | ProgrammeItem | Observation, actor: Any = None) -> str:
    """Take a part out of the record, with its words and its places in the source.

    Returns what `restore` needs to put it back. The log keeps what the part said.
    """
    marks = SourceMark.objects.filter(source__visit=visit, subject=part.uuid)
    own = [row for name in ("texts", "sites") if hasattr(part, name) for row in getattr(part, name).all()]
    kept: str = serializers.serialize("json", [part, *own, *marks])
    record(
        act=f"{part._meta.model_name}.removed",
        actor=actor,
        kind=str(part._meta.model_name),
        uuid=part.uuid,
        title=str(part),
    )
    marks.delete()
    part.delete()
    _tell(visit)
    return kept


@transaction.atomic
def restore(*, visit: Visit, kept: str, actor: Any = None) -> None:
    """Put back what `remove` took out of this visit. Raises NotRestored if something else took its place."""
    try:
        with transaction.atomic():
            rows = list(serializers.deserialize("json", kept))
            if not rows or getattr(rows[0].object, "visit_id", None) != visit.pk:
                raise NotRestored
            for row in rows:
                row.save()
    except (DeserializationError, IntegrityError) as error:
        raise NotRestored from error
    part: Any = rows[0].object
    record(
        act=f"{part._meta.model_name}.restored",
        actor=actor,
        kind=str(part._meta.model_name),
        uuid=part.uuid,
        title=str(part),
    )
    _tell(visit)


@transaction.atomic
def reorder(*, visit: Visit, model: type[Part], order: Iterable[UUID]) -> None:
    """Give the parts of a visit the order of these uuids; parts that are not named follow in their old order."""
    parts: dict[UUID, Any] = {part.uuid: part for part in model._default_manager.filter(visit=visit)}
    named: list[Any] = [parts.pop(uuid) for uuid in order if uuid in parts]
    for position, part in enumerate([*named, *sorted(parts.values(), key=lambda p: (p.position, p.pk))], start=1):
        part.position = position
        part.save(update_fields=["position"])
    _tell(visit)


def _plain(value: Any) -> str:
    return "" if value is None else str(value)
