"""Lineage: every organisation knows what it is part of, without a query per level."""

import pytest

from reference.models import Organisation
from reference.services import OwnAncestor, move_organisation
from tests.factories.accounts import OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def administration():
    return OrganisationFactory(slug="administration")


@pytest.fixture
def office(administration):
    return OrganisationFactory(slug="office", parent=administration)


@pytest.fixture
def unit(office):
    return OrganisationFactory(slug="unit", parent=office)


def lineage(organisation):
    return Organisation.objects.get(pk=organisation.pk).lineage


def path(*organisations):
    return "".join(["/", *(f"{organisation.pk}/" for organisation in organisations)])


def test_new_organisation_knows_all_above_it(administration, office, unit):
    assert lineage(unit) == path(administration, office, unit)
    assert unit.lineage_ids == {administration.pk, office.pk, unit.pk}


def test_organisation_of_nothing_is_its_own_lineage(administration):
    assert administration.lineage_ids == {administration.pk}


def test_move_takes_everything_below_along(administration, office, unit):
    elsewhere = OrganisationFactory(slug="elsewhere")

    move_organisation(organisation=office, parent=elsewhere)

    assert lineage(office) == path(elsewhere, office)
    assert lineage(unit) == path(elsewhere, office, unit)
    assert lineage(administration) == path(administration)


def test_move_to_the_top(office, unit):
    move_organisation(organisation=office, parent=None)

    assert (lineage(office), lineage(unit)) == (path(office), path(office, unit))


def test_organisation_cannot_be_part_of_itself(administration, office, unit):
    for parent in (administration, office, Organisation.objects.get(pk=unit.pk)):
        with pytest.raises(OwnAncestor):
            move_organisation(organisation=administration, parent=parent)

    assert Organisation.objects.get(pk=administration.pk).parent is None


def test_move_is_judged_by_the_rows_not_by_an_old_copy(administration):
    """Another editor has moved the parent below the organisation since this copy of it was loaded."""
    other = OrganisationFactory(slug="other")
    old_copy = Organisation.objects.get(pk=other.pk)
    move_organisation(organisation=other, parent=administration)

    with pytest.raises(OwnAncestor):
        move_organisation(organisation=administration, parent=old_copy)


def test_eleven_is_not_below_one(administration):
    """Ids are compared as numbers, not as text: "/1/" is no part of "/11/"."""
    others = [OrganisationFactory() for _ in range(12)]

    assert all(administration.pk not in other.lineage_ids for other in others)
