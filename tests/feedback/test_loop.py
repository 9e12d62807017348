"""A question asked on a lesson reaches its owner, is answered, and the answer is seen."""

import re

import pytest
from django.urls import reverse

from audit.models import Entry
from feedback.models import Enquiry
from tests.feedback.addresses import answering, asking

pytestmark = pytest.mark.django_db


def test_question_on_a_lesson_reaches_its_owner_and_the_answer_is_seen(
    lesson, officer, reviewer, client_of, django_capture_on_commit_callbacks
):
    asker, owner = client_of(officer), client_of(reviewer)

    page = asker.get(lesson.url).content.decode()
    form = re.search(r'href="([^"]+/desk/ask/[^"]+)"', page)[1].replace("&amp;", "&")
    sent = asker.post(form, asking(), follow=True)
    queue = owner.get(reverse("enquiries")).content.decode()
    enquiry = Enquiry.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        answered = owner.post(reverse("enquiry", args=[enquiry.uuid]), answering(enquiry))
    desk = asker.get(reverse("desk")).content.decode()
    mine = asker.get(reverse("my_enquiries")).content.decode()
    shown = asker.get(lesson.url).content.decode()

    assert sent.redirect_chain == [(lesson.url, 302)]
    assert "Thank you." in sent.content.decode()
    assert "Gauge breaks" in queue
    assert "Is 1520 right?" in queue
    assert answered.status_code == 302
    assert "New answer" in desk
    assert "Yes, 1520 mm." in mine
    assert "Yes, 1520 mm." in shown
    assert str(officer) not in shown.split('id="main"')[1]


def test_log_tells_what_was_done_but_not_who_asked(lesson, officer, reviewer, client_of):
    client_of(officer).post(reverse("ask", args=["modules.lessonpage", lesson.handling_key]), asking())
    enquiry = Enquiry.objects.get()
    client_of(reviewer).post(reverse("enquiry", args=[enquiry.uuid]), answering(enquiry))

    entries = Entry.objects.filter(object_uuid=enquiry.uuid).order_by("pk")
    assert [(entry.act, entry.actor_uuid) for entry in entries] == [
        ("enquiry.asked", None),
        ("enquiry.answered", reviewer.uuid),
    ]


def test_asker_reads_the_answer_once_and_it_is_no_news_any_more(lesson, officer, reviewer, client_of):
    asker = client_of(officer)
    asker.post(reverse("ask", args=["modules.lessonpage", lesson.handling_key]), asking())
    enquiry = Enquiry.objects.get()
    client_of(reviewer).post(reverse("enquiry", args=[enquiry.uuid]), answering(enquiry, shown_to="asker"))

    before = asker.get(reverse("my_enquiries")).content.decode()
    until = re.search(r'name="until" value="([^"]+)"', before)[1]
    asker.post(reverse("my_enquiries"), {"until": until})
    after = asker.get(reverse("my_enquiries")).content.decode()

    assert ("New answer" in before, "New answer" in after) == (True, False)
    assert "Yes, 1520 mm." in after
    assert "Yes, 1520 mm." not in asker.get(lesson.url).content.decode()
