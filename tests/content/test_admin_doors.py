"""Wagtail's admin tells nobody of what the markings keep from them: not one of its addresses, by any method."""

import pytest
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision

from best_practices.quizzes.models import Question, Quiz
from content.handling import Handling
from tests.content.admin_addresses import addresses
from tests.factories.accounts import OrganisationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("prepared")]  # first, so that its review is used

KINDS_OF_ADDRESS = {
    "wagtail_bulk_action",
    "wagtail_localize",
    "wagtailadmin_api",
    "wagtailadmin_choose_page_child",
    "wagtailadmin_choose_page_chosen_multiple",
    "wagtailadmin_choose_page_search",
    "wagtailadmin_explore",
    "wagtailadmin_home",
    "wagtailadmin_pages",
    "wagtailadmin_reports",
    "wagtailadmin_workflows",
    "wagtailsnippetchoosers_quizzes_question",
    "wagtailsnippetchoosers_quizzes_quiz",
    "wagtailsnippets_quizzes_question",
    "wagtailsnippets_quizzes_quiz",
}
HIDDEN_FROM = [("staff", "amber"), ("author", "strict"), ("author_of_nobody", "green")]


@pytest.fixture
def enter_as(prepared, planted, client_of, administrator):
    """The browser of a person of the planted world; `author_of_nobody` is one of an organisation that sees nothing."""
    people = planted.people | {"administrator": administrator}

    def opened(name):
        if name == "author_of_nobody":
            people["author"].memberships.update(organisation=OrganisationFactory(participates=False))
            name = "author"
        client = client_of(people[name])
        client.raise_request_exception = False
        return client

    return opened


def content_of(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def sweep(client, module, method="get"):
    """The names of the addresses that tell the module's word to whoever asks, and of those that fail."""
    telling, failing = set(), set()
    for name, address in addresses(module):
        response = getattr(client, method)(address)
        if module.word.encode() in content_of(response):
            telling.add(name)
        if response.status_code >= 500:
            failing.add(name)
    assert "_auth_user_id" in client.session  # nothing on the way has ended the session
    return telling, failing


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
def test_no_address_of_the_admin_tells_of_a_hidden_module(person, module, planted, enter_as):
    telling, failing = sweep(enter_as(person), planted.modules[module])

    assert telling == set()
    assert failing == set()


def test_no_address_of_the_admin_takes_a_form_about_a_hidden_module(planted, enter_as):
    hidden = planted.modules["amber"]
    before = state_of(hidden)

    telling, _failing = sweep(enter_as("staff"), hidden, method="post")  # Wagtail fails over some empty forms

    assert telling == set()
    assert state_of(hidden) == before


def test_administrator_is_told_by_every_kind_of_address(planted, enter_as):
    """So the sweep would notice: the same addresses do tell whoever passes the doors."""
    telling, _failing = sweep(enter_as("administrator"), planted.modules["amber"])

    assert KINDS_OF_ADDRESS - {name.split(":")[0] for name in telling} == set()


def test_editor_whose_role_ended_a_moment_ago_is_out_of_the_admin(planted, client_of):
    author = planted.people["author"]
    browser = client_of(author)
    before = browser.get("/admin/").status_code

    author.memberships.update(ends_at=timezone.now())

    assert (before, browser.get("/admin/").status_code) == (200, 404)
    assert author.groups.exists()  # `run_due` takes them out of it
