"""The visits of the demonstration say what their sources say."""

from io import StringIO

import pytest
from django.core.management import call_command

from accounts.models import User
from accounts.queries import viewer_for
from visits.records.models import SourceMark, Visit, VisitPage
from visits.records.queries.record import visit_of


@pytest.fixture
def demo(db, settings, monkeypatch):
    settings.DEMO = True
    monkeypatch.delenv("DEMO_PASSWORD", raising=False)
    call_command("load_demo", stdout=StringIO())


def test_demo_tells_six_public_visits_and_none_says_more_than_its_source(demo):

    public = VisitPage.objects.live().filter(locale__language_code="en").select_related("visit")
    assert {page.slug for page in public} == {
        "altynkol-poland-2020",
        "aktau-united-kingdom",
        "azerbaijan-uzbekistan-thailand-laos-2017",
        "kyrgyzstan-kazakhstan-georgia-2021",
        "turkmenistan-kazakhstan-karachi-2023",
        "turkmenistan-united-kingdom-2017",
    }
    for page in public:
        parts = (page.visit.delegations, page.visit.items, page.visit.observations)
        said = {row.uuid for rows in parts for row in rows.all()}
        cited = set(SourceMark.objects.filter(source__visit=page.visit).values_list("subject", flat=True))
        assert said <= cited
        assert not page.visit.sources.exclude(text="")


def test_training_visit_is_seen_by_its_organiser_alone(demo):

    training = Visit.objects.get(slug="training-east-to-west")
    people = {user.username for user in User.objects.all() if visit_of(viewer_for(user), training.slug)}
    organisations = [delegation.organisation for delegation in training.delegations.all()]
    assert people == {"organiser"}
    assert all(organisation.fictitious for organisation in organisations)
    assert not training.pages.exists()
