"""`prepare_site`, `load_demo` and `run_due`: safe to repeat."""

from io import StringIO

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from wagtail.models import Page, Site

from accounts.models import User
from best_practices.modules.models import LessonPage, ModulePage
from content.handling import Handling
from home.models import HomePage
from jobs.models import Job

pytestmark = pytest.mark.django_db

NOT_CONTENT = {"sessions.session", "wagtailsearch.query"}


def state():
    """How many rows every table has, the handling of everything, and the newest revision of every page."""
    rows = {
        model._meta.label_lower: model._default_manager.count()
        for model in apps.get_models()
        if model._meta.label_lower not in NOT_CONTENT
    }
    pages = list(Page.objects.order_by("pk").values_list("pk", "latest_revision_id", "live", "alias_of_id"))
    return rows, list(Handling.objects.order_by("pk").values()), pages


def load():
    said = StringIO()
    call_command("load_demo", stdout=said)
    return said.getvalue()


def test_new_installation_gets_its_site(db):
    call_command("prepare_site", verbosity=0)

    homes = [(page.locale.language_code, page.url) for page in HomePage.objects.order_by("locale__pk")]
    assert homes == [("en", "/en/"), ("ru", "/ru/"), ("kk", "/kk/")]
    assert Site.objects.get().root_page.specific == HomePage.objects.get(locale__language_code="en")


def test_preparing_again_changes_nothing(db):
    call_command("prepare_site", verbosity=0)
    before = state()

    call_command("prepare_site", verbosity=0)

    assert state() == before


def test_groups_may_do_what_their_role_does(db):
    call_command("prepare_site", verbosity=0)

    groups = Group.objects.exclude(name__in=["Editors", "Moderators"])  # Wagtail's own, which nobody joins here
    publishers = {group.name for group in groups if may(group, "publish_page")}
    translators = {group.name for group in groups if may(group, "submit_translation")}
    assert publishers == {"Reviewer", "Staff", "Administrator"}
    assert translators == {"Translator", "Staff", "Administrator"}


def may(group, codename):
    pages = group.page_permissions.filter(permission__codename=codename)
    return pages.exists() or group.permissions.filter(codename=codename).exists()


def test_demo_is_refused_where_it_was_not_asked_for(db, settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="not a demonstration"):
        call_command("load_demo")

    assert (User.objects.count(), ModulePage.objects.count()) == (0, 0)


@pytest.fixture
def demo(db, settings, monkeypatch):
    settings.DEMO = True
    monkeypatch.delenv("DEMO_PASSWORD", raising=False)


def test_demo_is_loaded_once(demo):
    first = load()
    before = state()

    second = load()

    assert state() == before
    assert ["Password for all of them" in said for said in (first, second)] == [True, False]


def test_demo_has_module_a_in_both_languages_and_its_people(demo, monkeypatch):
    monkeypatch.setenv("DEMO_PASSWORD", "given by the operator")

    said = load()

    pages = [
        (page.locale.language_code, page.alias_of and page.alias_of.locale.language_code)
        for page in LessonPage.objects.filter(code__startswith="A").order_by("locale__pk")
    ]
    assert pages == [("en", None)] * 5 + [("ru", None)] * 5 + [("kk", "ru")] * 5
    assert set(User.objects.values_list("email", flat=True)) == {
        f"{role}@example.org" for role in ("officer", "coordinator", "organiser", "staff", "reviewer", "admin")
    }
    assert User.objects.get(username="officer").check_password("given by the operator")
    assert "given by the operator" not in said


def test_what_is_due_is_done_and_written_down(db):
    call_command("run_due", stdout=StringIO())

    assert set(Job.objects.values_list("kind", flat=True)) <= {"due.accounts", "due.content", "due.jobs"}


def test_due_says_nothing_when_nothing_was_due(db):
    said = StringIO()

    call_command("run_due", stdout=said)

    assert said.getvalue() == ""
