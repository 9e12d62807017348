"""What can be done with reference data."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from audit.services import record
from reference.models import Organisation
from reference.signals import organisation_merged


class OwnAncestor(ValueError):
    """An organisation was to become part of itself."""


@transaction.atomic
def move_organisation(*, organisation: Organisation, parent: Organisation | None) -> Organisation:
    """Make an organisation part of another (or of none) and keep the lineage of all below it right.

    Also used for a new row: its lineage needs its id. Raises OwnAncestor.
    """
    if parent is not None:
        parent = Organisation.objects.select_for_update().get(pk=parent.pk)  # moved, perhaps, since it was loaded
    if parent is not None and organisation.pk in parent.lineage_ids:
        raise OwnAncestor(_("An organisation cannot be part of itself."))
    organisation.parent = parent
    organisation.save()
    _write_lineage(organisation, parent.lineage if parent else "/")
    return organisation


@transaction.atomic
def merge_organisation(*, organisation: Organisation, into: Organisation, actor: Any = None) -> Organisation:
    """Let an organisation go on as another: its units move there, and by `organisation_merged` its people and items.

    The row stays, for the records that name it, and takes part in nothing any more. Raises OwnAncestor.
    """
    into = Organisation.objects.select_for_update().get(pk=into.pk)
    if organisation.pk in into.lineage_ids:
        raise OwnAncestor(_("An organisation cannot be merged into itself or into a part of itself."))
    for unit in organisation.units.all():
        move_organisation(organisation=unit, parent=into)
    organisation.merged_into, organisation.participates = into, False
    organisation.save(update_fields=["merged_into", "participates"])
    record(
        act="organisation.merged",
        actor=actor,
        kind=Organisation._meta.label_lower,
        uuid=organisation.uuid,
        title=str(organisation),
        detail={"into": into.slug},
    )
    organisation_merged.send(sender=Organisation, merged=organisation, into=into, actor=actor)
    return into


def _write_lineage(organisation: Organisation, prefix: str) -> None:
    organisation.lineage = f"{prefix}{organisation.pk}/"
    Organisation.objects.filter(pk=organisation.pk).update(lineage=organisation.lineage)
    for unit in organisation.units.all():
        _write_lineage(unit, organisation.lineage)
