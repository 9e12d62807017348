"""The sheet for a noticeboard: what may hang there, with addresses that can be typed; and these addresses."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.labels import Label
from tests.factories.content import mark
from tests.factories.feedback import EnquiryFactory, answered
from tests.factories.modules import LessonFactory, ModuleFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheet(client_of, officer):
    def read():
        return client_of(officer).get(reverse("noticeboard")).content.decode()

    return read


def test_sheet_has_released_answers_of_the_last_weeks_and_new_modules(sheet, lesson, module, officer, reviewer):
    answered(EnquiryFactory(thing=lesson, asker=officer), by=reviewer, text="Hangs there", released=True)
    answered(EnquiryFactory(thing=lesson, asker=officer), by=reviewer, text="For one alone")
    old = timezone.now() - timedelta(weeks=5)
    answered(EnquiryFactory(thing=lesson, asker=officer), by=reviewer, text="Long ago", released=True, at=old)

    page = sheet()

    assert [text in page for text in ("Hangs there", "For one alone", "Long ago")] == [True, False, False]
    assert f"/en/go/{module.pk}/" in page
    assert "Training PCU East" in page
    assert "TLP:GREEN" in page


def test_sheet_has_nothing_amber_even_for_those_who_may_see_it(
    sheet, modules_index, harbour, pcu_east, officer, reviewer
):
    amber = ModuleFactory(parent=modules_index, title="Amber module", slug="amber")
    lesson = LessonFactory(parent=amber, title="Amber lesson")
    mark(amber, Label.AMBER, owner=harbour, shared_with=[pcu_east])
    answered(EnquiryFactory(thing=lesson, asker=officer), by=reviewer, text="Amber words", released=True)

    page = sheet()

    assert not any(text in page for text in ("Amber module", "Amber lesson", "Amber words"))


def test_short_address_leads_to_the_page_in_the_readers_language(module, officer, stranger, client_of):
    address = reverse("short_address", args=[module.pk])

    assert client_of(officer).get(address)["Location"] == module.url
    assert client_of(stranger).get(address).status_code == 404
    assert client_of(officer).get("/en/go/99999999/").status_code == 404
    assert client_of(officer).get(f"/en/go/{'9' * 40}/").status_code == 404
