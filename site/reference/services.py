"""What can be done with reference data."""

from django.db import transaction
from django.utils.translation import gettext as _

from reference.models import Organisation


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


def _write_lineage(organisation: Organisation, prefix: str) -> None:
    organisation.lineage = f"{prefix}{organisation.pk}/"
    Organisation.objects.filter(pk=organisation.pk).update(lineage=organisation.lineage)
    for unit in organisation.units.all():
        _write_lineage(unit, organisation.lineage)
