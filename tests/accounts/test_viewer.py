"""The viewer of a person: organisations, lineage, roles and teams, as of now."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.choices import Role
from accounts.models import Membership
from accounts.queries import viewer_for
from accounts.viewer import STRANGER
from reference.services import move_organisation
from tests.factories.accounts import OrganisationFactory, PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(db):
    return PersonFactory()


def join(person, organisation, role=Role.OFFICER, *, starts=-1, ends=None, **scope):
    """A membership from and until some hours from now."""
    now = timezone.now()
    return Membership.objects.create(
        user=person,
        organisation=organisation,
        role=role,
        starts_at=now + timedelta(hours=starts),
        ends_at=None if ends is None else now + timedelta(hours=ends),
        **scope,
    )


def test_lineage_reaches_to_the_top_however_deep(person, pcu_east, programme_office):
    post = OrganisationFactory(parent=pcu_east)
    join(person, post)

    viewer = viewer_for(person)

    assert viewer.organisations == {post.pk}
    assert viewer.lineage == {post.pk, pcu_east.pk, programme_office.pk}


def test_lineage_follows_an_organisation_that_was_moved(person, pcu_east, border_post_west, programme_office):
    post = OrganisationFactory(parent=pcu_east)
    join(person, post)

    move_organisation(organisation=post, parent=border_post_west)

    assert viewer_for(person).lineage == {post.pk, border_post_west.pk, programme_office.pk}


@pytest.mark.parametrize(
    ("starts", "ends", "counts"), [(-1, None, True), (-1, 1, True), (-2, -1, False), (1, None, False), (-1, 0, False)]
)
def test_membership_counts_from_its_beginning_to_its_end(starts, ends, counts, person, pcu_east):
    join(person, pcu_east, starts=starts, ends=ends)

    viewer = viewer_for(person)

    assert (viewer.organisations, viewer.participates) == ({pcu_east.pk} if counts else set(), counts)


def test_role_in_one_visit_is_a_team_and_no_role_everywhere(person, pcu_east, border_post_west):
    visit = uuid4()
    join(person, pcu_east, Role.OFFICER)
    join(person, border_post_west, Role.ORGANISER, scope_kind="visits.visit", scope_uuid=visit)

    viewer = viewer_for(person)

    assert (viewer.roles, viewer.teams) == ({"officer"}, {visit})
    assert (viewer.has_role("officer"), viewer.has_role("organiser", "staff")) == (True, False)


def test_member_of_nothing_that_participates_is_outside_the_community(person):
    join(person, OrganisationFactory(participates=False))

    assert viewer_for(person).participates is False


def test_inactive_person_is_a_stranger(person, pcu_east):
    join(person, pcu_east)
    person.is_active = False

    assert viewer_for(person) is STRANGER


def test_viewer_costs_one_query_for_one_membership_and_for_three(person, count_queries):
    numbers = []

    for _time in range(3):
        join(person, OrganisationFactory(parent=OrganisationFactory()))
        with count_queries() as counted:
            viewer_for(person)
        numbers.append(counted.number)

    assert numbers == [1, 1, 1]


def test_stranger_costs_no_query(stranger, count_queries):
    with count_queries() as counted:
        viewer_for(stranger)

    assert counted.number == 0
