"""The form of a marking asks once more about what is easily done by mistake, and loses nothing."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.choices import Role
from content.handling import Handling
from core.labels import Label
from tests.content.reviewing import person
from tests.factories.accounts import OrganisationFactory
from tests.factories.content import mark
from tests.factories.files import DocumentFactory
from tests.factories.modules import ModuleFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def module(site, modules_index, border_post_west):
    made = ModuleFactory(parent=modules_index, title="Kingfisher", slug="kingfisher")
    mark(made, Label.GREEN, owner=border_post_west)
    return made


@pytest.fixture
def send(module, reviewer, client_of, border_post_west):
    """`send(label=..., ...)`: the answer to the form, and the handling afterwards."""
    browser = client_of(reviewer)

    def sent(**fields):
        data = {"label": "TLP:GREEN", "owner": border_post_west.pk} | fields
        answer = browser.post(reverse("content_handling", args=[module.pk]), data)
        return answer, Handling.objects.get(key=module.handling_key)

    return sent


def local(moment):
    return f"{timezone.localtime(moment):%Y-%m-%dT%H:%M}"


def test_sharing_with_nobody_is_refused_until_it_is_meant(send):
    refused, before = send(label="TLP:AMBER")
    taken, after = send(label="TLP:AMBER", only_we="on")

    assert ("shared with nobody" in refused.content.decode(), before.label) == (True, "TLP:GREEN")
    assert (taken.status_code, after.label) == (302, "TLP:AMBER")


def test_owner_alone_among_the_recipients_is_nobody(send, border_post_west):
    refused, before = send(label="TLP:AMBER", shared_with=[border_post_west.pk])

    assert (refused.status_code, before.label) == (200, "TLP:GREEN")


@pytest.mark.parametrize("to", ["another", "nobody"])
def test_owner_that_changes_is_asked_about(to, send, pcu_east, border_post_west):
    owner = pcu_east if to == "another" else None
    refused, before = send(owner=owner.pk if owner else "")
    taken, after = send(owner=owner.pk if owner else "", owner_moves="on")

    assert ("confirm" in refused.content.decode(), before.owner) == (True, border_post_west)
    assert (taken.status_code, after.owner) == (302, owner)


def test_embargo_in_the_past_is_refused_and_what_was_typed_is_kept(send):
    past = local(timezone.now() - timedelta(days=1))

    refused, before = send(embargo_until=past, label="TLP:CLEAR")

    assert ("holds nothing back" in refused.content.decode(), past in refused.content.decode()) == (True, True)
    assert (before.label, before.embargo_until) == ("TLP:GREEN", None)


def test_embargo_that_is_over_stays_as_it_was(send, module, border_post_west):
    over = timezone.now() - timedelta(days=1)
    mark(module, Label.GREEN, owner=border_post_west, embargo_until=over)

    taken, after = send(embargo_until=local(over), label="TLP:CLEAR")

    assert (taken.status_code, after.label) == (302, "TLP:CLEAR")


def test_end_in_the_past_is_asked_about(send):
    past = local(timezone.now() - timedelta(days=1))
    refused, before = send(expires_at=past)
    taken, after = send(expires_at=past, ends_now="on")

    assert (refused.status_code, before.expires_at, taken.status_code) == (200, None, 302)
    assert after.expires_at is not None


def test_end_before_the_embargo_is_refused(send):
    now = timezone.now()

    refused, _before = send(embargo_until=local(now + timedelta(days=3)), expires_at=local(now + timedelta(days=2)))

    assert "expire before the embargo ends" in refused.content.decode()


def test_organisation_that_participates_no_more_is_not_lost(send, module, border_post_west):
    gone = OrganisationFactory(participates=False)
    mark(module, Label.AMBER, owner=border_post_west, shared_with=[gone])

    taken, after = send(label="TLP:AMBER", shared_with=[gone.pk])

    assert (taken.status_code, list(after.shared_with.all())) == (302, [gone])


def test_boxes_that_confirm_stand_only_where_they_are_asked(send, module, reviewer, client_of):
    fresh = client_of(reviewer).get(reverse("content_handling", args=[module.pk])).content.decode()
    asked = send(label="TLP:AMBER")[0].content.decode()

    assert ['name="only_we"' in page for page in (fresh, asked)] == [False, True]
    assert ['name="owner_moves"' in page for page in (fresh, asked)] == [False, False]


@pytest.fixture
def amber_document(programme_office):
    document = DocumentFactory(title="Sealed list")
    mark(document, Label.AMBER, owner=programme_office)
    return document


def test_part_is_shared_from_where_it_is_said_who_sees_it(
    amber_document, prepared, client_of, pcu_east, programme_office
):
    browser = client_of(person(Role.STAFF, programme_office))
    form = reverse("content_handling_of", args=[amber_document.handling_key])
    told = browser.get(reverse("who_sees", args=[amber_document.handling_key])).content.decode()

    answer = browser.post(
        form, {"label": "TLP:AMBER", "owner": programme_office.pk, "shared_with": [programme_office.pk, pcu_east.pk]}
    )

    shared = Handling.objects.get(key=amber_document.handling_key).shared_with.all()
    assert (form in told, answer.status_code, set(shared)) == (True, 302, {programme_office, pcu_east})


def test_file_that_one_may_not_see_cannot_be_marked(amber_document, reviewer, client_of):
    answer = client_of(reviewer).get(reverse("content_handling_of", args=[amber_document.handling_key]))

    assert answer.status_code == 404


def test_marking_of_a_page_leads_to_its_own_form(module, reviewer, client_of):
    answer = client_of(reviewer).get(reverse("content_handling_of", args=[module.handling_key]))

    assert answer["Location"] == reverse("content_handling", args=[module.pk])


@pytest.mark.parametrize("kind", ["page", "file"])
def test_whom_it_is_shared_with_does_not_mark_it(kind, module, amber_document, reviewer, client_of, pcu_east):
    thing = module if kind == "page" else amber_document
    mark(thing, Label.AMBER, owner=pcu_east, shared_with=[reviewer.memberships.get().organisation])
    form = reverse("content_handling", args=[module.pk]) if kind == "page" else None
    form = form or reverse("content_handling_of", args=[amber_document.handling_key])

    answer = client_of(reviewer).post(form, {"label": "TLP:CLEAR", "owner": pcu_east.pk})

    assert (answer.status_code, Handling.objects.get(key=thing.handling_key).label) == (302, "TLP:AMBER")
    assert answer["Location"] == reverse("wagtailadmin_home")
