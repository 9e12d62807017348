"""The tree of organisations in the admin: rights hang on it, so a form keeps it as the services do."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from accounts.choices import Role
from accounts.models import Membership
from accounts.queries import viewer_for
from accounts.services import give_role
from audit.models import Entry
from content.visibility import may_see
from core.labels import Label
from reference.models import Organisation
from tests.content.reviewing import person
from tests.factories.accounts import OrganisationFactory
from tests.factories.content import mark
from tests.factories.files import DocumentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(prepared, programme_office):
    return person(Role.STAFF, programme_office)


@pytest.fixture
def prepared(site):
    call_command("prepare_site", verbosity=0)
    return site


@pytest.fixture
def send(staff, client_of):
    """`send(organisation, parent=..., ...)`: the answer of its form; without an organisation that of a new one."""
    browser = client_of(staff)

    def sent(organisation=None, **fields):
        names = {f"names-{key}": value for key, value in NO_NAMES.items()}
        data = {"slug": organisation.slug if organisation else "new", "kind": "pcu", "parent": ""} | names
        data |= {name: getattr(value, "pk", value) for name, value in fields.items()}
        address = reverse("organisation:edit", args=[organisation.pk]) if organisation else reverse("organisation:add")
        return browser.post(address, data)

    return sent


NO_NAMES = {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": "1000"}


def test_organisation_made_in_the_admin_knows_what_it_is_part_of(send, border_post_west):
    answer = send(parent=border_post_west)

    made = Organisation.objects.get(slug="new")
    assert (answer.status_code, made.lineage_ids) == (302, border_post_west.lineage_ids | {made.pk})


def test_unit_moved_in_the_admin_sees_what_reaches_its_new_place_only(send, officer, pcu_east, border_post_west):
    above = OrganisationFactory(slug="above", participates=True)
    document = DocumentFactory()
    mark(document, Label.AMBER, owner=border_post_west, shared_with=[above])

    before = may_see(viewer_for(officer), document)
    send(pcu_east, parent=above, participates="on")
    during = may_see(viewer_for(officer), document)
    send(pcu_east, participates="on")

    assert [before, during, may_see(viewer_for(officer), document)] == [False, True, False]


def test_own_ancestor_is_refused_at_the_field(send, border_post_west):
    unit = OrganisationFactory(slug="unit", parent=border_post_west)

    answer = send(border_post_west, parent=unit)

    border_post_west.refresh_from_db()
    assert (answer.status_code, border_post_west.parent == unit) == (200, False)
    assert "An organisation cannot be part of itself." in answer.content.decode()


def test_merger_takes_people_units_and_items_along(send, officer, pcu_east, border_post_west, programme_office):
    unit = OrganisationFactory(slug="unit", parent=pcu_east)
    owned, received = DocumentFactory(), DocumentFactory()
    mark(owned, Label.AMBER, owner=pcu_east)
    mark(received, Label.AMBER, owner=programme_office, shared_with=[pcu_east])

    asked = send(pcu_east, merged_into=border_post_west)
    before = Membership.objects.get(user=officer, ends_at=None).organisation
    done = send(pcu_east, merged_into=border_post_west, merger_meant="on")

    assert (asked.status_code, before, done.status_code) == (200, pcu_east, 302)
    assert Membership.objects.get(user=officer, ends_at=None).organisation == border_post_west
    assert all(may_see(viewer_for(officer), document) for document in (owned, received))
    assert Organisation.objects.get(pk=unit.pk).lineage_ids == border_post_west.lineage_ids | {unit.pk}
    merged = Organisation.objects.get(pk=pcu_east.pk)
    assert (merged.participates, merged.merged_into) == (False, border_post_west)
    assert Entry.objects.filter(act="organisation.merged", object_uuid=pcu_east.uuid).exists()


def test_merger_into_a_part_of_itself_is_refused(send, border_post_west):
    unit = OrganisationFactory(slug="unit", parent=border_post_west)

    answer = send(border_post_west, merged_into=unit, merger_meant="on")

    assert "cannot be merged into itself or into a part of itself" in answer.content.decode()
    assert Organisation.objects.get(pk=border_post_west.pk).merged_into is None


@pytest.mark.parametrize("role", [Role.AUTHOR, Role.REVIEWER, Role.TRANSLATOR])
def test_only_staff_and_administrators_change_the_tree(role, prepared, client_of, border_post_west, pcu_east):
    browser = client_of(person(role, border_post_west))

    answer = browser.post(reverse("organisation:edit", args=[border_post_west.pk]), {"parent": pcu_east.pk})

    assert (answer.status_code, answer["Location"]) == (302, reverse("wagtailadmin_home"))


def test_merger_shortens_nobodys_stay(send, officer, pcu_east, border_post_west):
    give_role(user=officer, organisation=border_post_west, role=Role.OFFICER)
    Membership.objects.filter(user=officer, organisation=pcu_east).update(ends_at=timezone.now() + timedelta(days=1))

    send(pcu_east, merged_into=border_post_west, merger_meant="on")

    assert Membership.objects.get(user=officer, organisation=border_post_west).ends_at is None


def test_nothing_is_merged_into_what_was_merged_itself(send, pcu_east, border_post_west):
    gone = OrganisationFactory(slug="gone", merged_into=border_post_west)

    answer = send(pcu_east, merged_into=gone, merger_meant="on")

    assert (answer.status_code, Organisation.objects.get(pk=pcu_east.pk).merged_into) == (200, None)


def test_lineages_that_were_missing_are_written_anew(border_post_west):
    right = Organisation.objects.get(pk=border_post_west.pk).lineage
    Organisation.objects.filter(pk=border_post_west.pk).update(lineage="")

    import_module("reference.migrations.0004_lineage_anew").write_lineages(apps, None)

    assert Organisation.objects.get(pk=border_post_west.pk).lineage == right
