"""Wagtail's explorer as people work with it: columns, filters, lessons in their order, no drafts of others."""

from datetime import date

import pytest
from django.urls import reverse

from best_practices.modules.models import ModulePage
from content.viewsets import know_handlings, known
from core.labels import Label
from tests.content.reviewing import module_of_three, write
from tests.factories.accounts import OrganisationFactory
from tests.factories.content import mark
from tests.factories.modules import ModuleFactory

pytestmark = pytest.mark.django_db

LONG_AGO = date(2020, 1, 1)


@pytest.fixture
def listed(prepared, modules_index, border_post_west):
    """A published text of one's own house, one of another house, and a draft of each."""
    other = OrganisationFactory(slug="other", name="Other house")
    for title, live, owner, fields in (
        ("Kingfisher", True, border_post_west, {"review_due": LONG_AGO}),
        ("Woodpecker", True, other, {}),
        ("Own draft", False, border_post_west, {}),
        ("Their draft", False, other, {}),
    ):
        slug = title.lower().replace(" ", "-")
        module = ModuleFactory(parent=modules_index, title=title, slug=slug, live=live, **fields)
        mark(module, Label.GREEN, owner=owner)
    return modules_index


def titles(client, index, query=""):
    text = client.get(reverse("wagtailadmin_explore", args=[index.pk]) + query).content.decode()
    return [title for title in ("Kingfisher", "Woodpecker", "Own draft", "Their draft") if title in text]


def test_columns_tell_label_owner_and_day(listed, reviewer, client_of):
    text = client_of(reviewer).get(reverse("wagtailadmin_explore", args=[listed.pk])).content.decode()

    for words in ("TLP:GREEN", "Training Border Post West", "Other house", "1 Jan 2020"):
        assert words in text


def test_author_sees_no_drafts_of_others(listed, author, reviewer, client_of):
    assert titles(client_of(reviewer), listed) == ["Kingfisher", "Woodpecker", "Own draft", "Their draft"]
    assert titles(client_of(author), listed) == ["Kingfisher", "Woodpecker", "Own draft"]


def test_author_sees_the_draft_they_wrote_on(listed, author, client_of):
    write(ModulePage.objects.get(title="Their draft"), author, lead="Words")

    assert "Their draft" in titles(client_of(author), listed)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?overdue=true", ["Kingfisher"]),
        ("?label=TLP%3AAMBER", []),
        ("?label=TLP%3AGREEN&overdue=false", ["Woodpecker", "Own draft", "Their draft"]),
    ],
)
def test_filters(query, expected, listed, reviewer, client_of):
    assert titles(client_of(reviewer), listed, query) == expected


@pytest.mark.parametrize("who", ["author", "reviewer"])
def test_searching_and_filtering_at_once_is_answered(who, listed, request, client_of):
    client = client_of(request.getfixturevalue(who))

    for query in ("?q=king", "?q=king&overdue=true&label=TLP%3AGREEN&drafts=false&search_all=1"):
        assert client.get(reverse("wagtailadmin_explore", args=[listed.pk]) + query).status_code == 200


def test_lessons_stand_in_their_order(prepared, modules_index, reviewer, client_of):
    module = module_of_three(modules_index)
    write(module.get_children().first().specific, reviewer, lead="Written last")

    text = client_of(reviewer).get(reverse("wagtailadmin_explore", args=[module.pk])).content.decode()

    assert text.index("Lesson 0") < text.index("Lesson 1") < text.index("Lesson 2")


@pytest.mark.parametrize("number", [1, 3])
def test_own_columns_cost_the_same_for_one_and_three(
    number, prepared, modules_index, author, reviewer, client_of, count_queries
):
    pages = [ModuleFactory(parent=modules_index, title=f"B-{each}", slug=f"b-{each}") for each in range(number)]
    for page in pages:
        mark(page, Label.GREEN, owner=OrganisationFactory())

    with count_queries() as counted:
        know_handlings(pages)
        shown = [str(known(page).owner) for page in pages]

    assert (counted.number, len(shown)) == (2, number)


def test_editor_says_what_a_field_is_for(listed, reviewer, client_of):
    module = ModulePage.objects.get(title="Kingfisher")

    text = client_of(reviewer).get(reverse("wagtailadmin_pages:edit", args=[module.pk])).content.decode()

    for words in ("A letter, and a number", "The administration that says it is right", "e.g. in a year."):
        assert words in text
