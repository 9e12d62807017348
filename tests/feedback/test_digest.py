"""The weekly digest: to whom, how often, in which language, and what it never says."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from hypothesis import given
from hypothesis import strategies as st

from core.labels import Label
from feedback.digest import DAYTIME, WEEK, is_due
from feedback.models import Digest
from feedback.tasks import send_digests
from tests.factories.accounts import PersonFactory
from tests.factories.content import mark
from tests.factories.feedback import EnquiryFactory, answered

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
ZONES = ["UTC", "Asia/Almaty", "Asia/Kamchatka", "Europe/Warsaw"]

moments = st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))


@given(last=st.none() | moments, at=moments, zone=st.sampled_from(ZONES))
def test_digest_is_due_once_a_week_at_most_and_by_day(last, at, zone):
    due = is_due(last=last, at=at, zone=zone)

    assert not due or last is None or at - last >= WEEK
    assert not due or at.astimezone(ZoneInfo(zone)).hour in DAYTIME


@given(last=st.none() | moments, zone=st.sampled_from(ZONES))
def test_digest_never_waits_longer_than_a_night_after_its_week(last, zone):
    begin = last + WEEK if last else datetime(2026, 1, 1, tzinfo=UTC)

    assert any(is_due(last=last, at=begin + timedelta(hours=hour), zone=zone) for hour in range(13))


@pytest.mark.django_db
class TestMail:
    @pytest.fixture
    def officer(self, pcu_east):
        return PersonFactory(username="officer", email="officer@example.org", organisation=pcu_east)

    def test_owner_is_told_of_open_questions_in_their_language(self, lesson, officer, reviewer):
        EnquiryFactory(thing=lesson, asker=officer, text="My secret words")

        sent = send_digests(NOON)

        assert sent == 1
        (message,) = mail.outbox
        assert message.to == ["reviewer@example.org"]
        assert "/ru/desk/questions/" in message.body
        assert not any(word in message.body for word in ("My secret words", "Officer"))

    def test_asker_is_told_of_a_new_answer_once(self, lesson, officer, reviewer):
        answered(EnquiryFactory(thing=lesson, asker=officer), by=reviewer)

        first = send_digests(NOON)
        again = send_digests(NOON + timedelta(days=8))

        assert (first, again) == (1, 0)
        (message,) = mail.outbox
        assert message.to == ["officer@example.org"]
        assert "Gauge breaks" in message.body
        assert "/en/desk/my-questions/" in message.body

    def test_title_of_an_amber_page_does_not_travel_by_mail(self, lesson, module, harbour, pcu_east, officer, reviewer):
        mark(module, Label.AMBER, owner=harbour, shared_with=[pcu_east])
        answered(EnquiryFactory(thing=lesson, asker=officer), by=reviewer)

        send_digests(NOON)

        assert "Gauge breaks" not in mail.outbox[0].body

    def test_nobody_gets_two_within_a_week_and_open_questions_come_again_after_it(self, lesson, officer, reviewer):
        EnquiryFactory(thing=lesson, asker=officer)

        sent = [send_digests(NOON + timedelta(days=days)) for days in (0, 1, 6, 7)]

        assert sent == [1, 0, 0, 1]

    @pytest.mark.parametrize("change", [{"email": None}, {"is_active": False}, {"gets_weekly_letter": False}])
    def test_nobody_without_mailbox_account_or_wish_is_written_to(self, change, lesson, officer, reviewer):
        EnquiryFactory(thing=lesson, asker=officer)
        type(reviewer).objects.filter(pk=reviewer.pk).update(**change)

        assert send_digests(NOON) == 0

    def test_nothing_to_say_is_not_said(self, lesson, officer, reviewer):
        answered(EnquiryFactory(thing=lesson, asker=officer, wants_answer=False), by=reviewer)

        assert send_digests(NOON) == 0
        assert not Digest.objects.exists()

    def test_asker_who_may_not_see_the_page_any_more_is_not_told(self, lesson, module, harbour, officer, reviewer):
        answered(EnquiryFactory(thing=lesson, asker=officer), by=reviewer)
        mark(module, Label.AMBER_STRICT, owner=harbour)

        assert send_digests(NOON) == 0

    def test_mail_that_fails_is_tried_again(self, lesson, officer, reviewer, settings):
        EnquiryFactory(thing=lesson, asker=officer)
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nobody listens there

        failed = send_digests(NOON)
        settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

        assert (failed, send_digests(NOON)) == (0, 1)
