"""Wagtail's admin tells nobody of what the markings keep from them: not one of its addresses, by any method."""

import pytest
from django.db.models import Q
from wagtail.models import Page, PageLogEntry, Revision

from best_practices.quizzes.models import Question, Quiz
from content.handling import Handling
from tests.content.admin_addresses import addresses

pytestmark = pytest.mark.django_db

MADE_TO_FAIL = {"wagtailadmin_error_test"}
"""Wagtail's own page for trying out how a failure looks."""
HIDDEN_FROM = [("staff", "amber"), ("author", "strict"), ("author_of_nobody", "green")]


@pytest.fixture
def browser(planted, client_of, administrator):
    """The browser of a person of the planted world; `author_of_nobody` belongs to no organisation any more."""
    people = planted.people | {"administrator": administrator}

    def opened(name):
        if name == "author_of_nobody":
            people["author"].memberships.all().delete()
            name = "author"
        client = client_of(people[name])
        client.raise_request_exception = False
        return client

    return opened


def content_of(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def telling(client, module, method="get"):
    """The names of the addresses that tell the module's word to whoever asks."""
    return {
        name
        for name, address in addresses(module)
        if module.word.encode() in content_of(getattr(client, method)(address))
    }


def state_of(module):
    """Everything about a module that an act in the admin would change."""
    pages = Page.objects.filter(Q(path__startswith=module.module.path) | Q(path__startswith=module.russian.path))
    numbers = [str(number) for number in pages.values_list("pk", flat=True)]
    return {
        "pages": list(pages.order_by("pk").values("path", "live", "title", "locked", "latest_revision")),
        "texts": [list(model.objects.order_by("pk").values()) for model in (Question, Quiz)],
        "revisions": Revision.objects.filter(object_id__in=numbers).count(),
        "log": PageLogEntry.objects.filter(page__in=pages).count(),
        "handling": list(Handling.objects.order_by("pk").values()),
    }


@pytest.mark.parametrize(("person", "module"), HIDDEN_FROM)
def test_no_address_of_the_admin_tells_of_a_hidden_module(person, module, planted, browser):
    hidden = planted.modules[module]

    assert telling(browser(person), hidden) == set()


@pytest.mark.parametrize(("person", "module"), HIDDEN_FROM[:1])
def test_no_address_of_the_admin_takes_a_form_about_a_hidden_module(person, module, planted, browser):
    hidden = planted.modules[module]
    client = browser(person)
    before = state_of(hidden)

    told = telling(client, hidden, method="post")

    assert told == set()
    assert state_of(hidden) == before


def test_administrator_is_told_by_every_kind_of_address(planted, browser):
    """So the sweep would notice: the same addresses do tell whoever passes the doors."""
    told = telling(browser("administrator"), planted.modules["amber"])

    spaces = {name.rsplit(":", 1)[0] if ":" in name else "" for name in told}
    assert spaces == {
        "",
        "wagtail_localize",
        "wagtailadmin_api:pages",
        "wagtailadmin_pages",
        "wagtailadmin_reports",
        "wagtailadmin_workflows",
        "wagtailsnippetchoosers_quizzes_question",
        "wagtailsnippetchoosers_quizzes_quiz",
        "wagtailsnippets_quizzes_question",
        "wagtailsnippets_quizzes_quiz",
    }
    assert len(told) > 60


def test_no_address_of_the_admin_fails(planted, browser):
    client = browser("staff")

    failing = {
        name
        for name, address in addresses(planted.modules["strict"])
        if client.get(address).status_code >= 500
    }

    assert failing == MADE_TO_FAIL
