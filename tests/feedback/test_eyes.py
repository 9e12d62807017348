"""Who answers, who reads what: the owner's side and the programme staff; nobody beyond the marking of the thing."""

import pytest
from django.urls import reverse

from accounts.choices import Role
from accounts.queries import viewer_for
from core.labels import Label
from feedback.models import Enquiry
from feedback.queries import has_queue, own_page, queue_of
from tests.factories.accounts import PersonFactory
from tests.factories.content import mark
from tests.factories.feedback import EnquiryFactory, answered
from tests.feedback.addresses import ask_address, asking

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("role", "answers"),
    [
        (Role.REVIEWER, True),
        (Role.AUTHOR, True),
        (Role.COORDINATOR, True),
        (Role.TRANSLATOR, True),
        (Role.OFFICER, False),
        (Role.ORGANISER, False),
        (Role.GUEST, False),
    ],
)
def test_owner_answers_in_the_roles_that_edit_or_coordinate(role, answers, lesson, harbour, officer):
    enquiry = EnquiryFactory(thing=lesson, asker=officer)
    viewer = viewer_for(PersonFactory(organisation=harbour, role=role))

    assert has_queue(viewer) == answers
    assert list(queue_of(viewer)) == ([enquiry] if answers else [])


def test_another_organisation_answers_nothing_and_the_staff_what_they_may_see(lesson, border_post_west, officer, staff):
    enquiry = EnquiryFactory(thing=lesson, asker=officer)
    neighbour = PersonFactory(organisation=border_post_west, role=Role.REVIEWER)

    assert list(queue_of(viewer_for(neighbour))) == []
    assert list(queue_of(viewer_for(staff))) == [enquiry]


def test_thing_marked_stricter_later_takes_its_questions_along(
    lesson, module, harbour, officer, staff, reviewer, client_of
):
    enquiry = answered(EnquiryFactory(thing=lesson, asker=officer), by=reviewer, text="The secret", released=True)
    mark(module, Label.AMBER_STRICT, owner=harbour)

    own = client_of(officer).get(reverse("my_enquiries")).content.decode()
    desk = client_of(officer).get(reverse("desk")).content.decode()
    board = client_of(officer).get(reverse("noticeboard")).content.decode()

    assert "1 question is not shown" in own
    assert not any(word in page for page in (own, desk, board) for word in ("The secret", "Gauge breaks", enquiry.text))
    assert list(queue_of(viewer_for(staff))) == []
    assert list(queue_of(viewer_for(reviewer))) == [enquiry]
    assert client_of(staff).get(reverse("enquiry", args=[enquiry.uuid])).status_code == 404


def test_nobody_asks_about_what_they_may_not_see(module, lesson, harbour, officer, client_of):
    mark(module, Label.AMBER, owner=harbour)
    asker = client_of(officer)

    assert asker.get(ask_address(lesson)).status_code == 404
    assert asker.post(ask_address(lesson), asking()).status_code == 404
    assert not Enquiry.objects.exists()


def test_only_the_answering_side_reads_who_asked(lesson, officer, organiser, reviewer, client_of):
    enquiry = answered(EnquiryFactory(thing=lesson, asker=officer), by=reviewer, released=True)

    owner = client_of(reviewer).get(reverse("enquiry", args=[enquiry.uuid])).content.decode()
    reader = client_of(organiser).get(lesson.url).content.decode()

    assert officer.get_full_name() in owner
    assert officer.get_full_name() not in reader
    assert reviewer.get_full_name() not in reader
    assert client_of(organiser).get(reverse("enquiry", args=[enquiry.uuid])).status_code == 404


def test_another_persons_questions_are_not_mine(lesson, officer, organiser):
    EnquiryFactory(thing=lesson, asker=officer)

    page, hidden = own_page(viewer_for(organiser), number=1)

    assert (list(page), hidden) == ([], 0)
