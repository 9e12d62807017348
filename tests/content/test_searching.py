"""Whatever is typed into a search of the admin, it answers."""

import pytest
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from best_practices.quizzes.models import Question
from content.search_backend import clean_query
from tests.factories.content import StandardPageFactory
from tests.factories.quizzes import QuestionFactory

pytestmark = pytest.mark.django_db

HOSTILE = [
    '"', '""', "'", "\x00", "a\x00b", " ", "\t\n", "*", "a*", "(", ")", "(a", "a AND", "NOT", "OR OR", "NEAR(a b)",
    "a:b", "title:x", "-", "--", "+a", "^a", "{a}", "\\", "%", "_", "' OR 1=1 --", "<script>", "ё" * 300, "🚂",
    "\u202e", "a & b | c", "!a", "a <-> b", ":*", "&&", "...", "@", "-.@_",
]  # fmt: skip
SEARCHES = [
    "/admin/pages/",
    "/admin/pages/search/",
    "/admin/pages/search/results/",
    "/admin/choose-page/search/",
    "/admin/snippets/quizzes/question/",
    "/admin/snippets/quizzes/question/results/",
    "/admin/snippets/quizzes/quiz/",
    "/admin/snippets/choose/quizzes/question/results/",
    "/admin/snippets/choose/quizzes/quiz/results/",
    "/admin/images/",
    "/admin/images/chooser/results/",
    "/admin/documents/",
    "/admin/documents/chooser/results/",
    "/admin/media/",
    "/admin/media/chooser/",
    "/admin/organisation/",
    "/admin/place/",
    "/admin/glossaryterm/",
    "/admin/users/",
    "/admin/reports/site-history/",
    "/admin/localize/reports/translations/",
]


@pytest.mark.parametrize("address", SEARCHES)
def test_hostile_search_is_answered(address, home, client_of, administrator):
    QuestionFactory()
    client = client_of(administrator)

    assert {client.get(address, {"q": query}).status_code for query in HOSTILE} == {200}


@pytest.mark.parametrize("query", HOSTILE)
@pytest.mark.parametrize("model", [Page, Question])
def test_hostile_query_finds_or_finds_nothing(query, model, home):
    backend = get_search_backend()

    assert isinstance(list(backend.search(query, model)), list)
    assert isinstance(list(backend.autocomplete(query, model)), list)


@pytest.mark.parametrize(
    ("typed", "searched"),
    [
        ("gauge break", "gauge break"),
        ('"gauge" AND (break*', "gauge AND break"),
        ("MSKU 123456-7", "MSKU 123456-7"),
        ("officer@example.org", "officer@example.org"),
        ("ширина колеи", "ширина колеи"),
        ("--", ""),
        ("\x00", ""),
    ],
)
def test_query_is_cleaned_to_words(typed, searched):
    assert clean_query(typed) == searched


@pytest.mark.parametrize("typed", ["kingfisher", "KINGFISHER", '"Kingfisher"', "зимородок"])
def test_word_is_found_in_spite_of_what_stands_around_it(typed, home):
    page = StandardPageFactory(parent=home, title="Kingfisher зимородок")

    assert [found.pk for found in Page.objects.search(typed)] == [page.pk]


def test_question_is_found_by_its_code_and_by_its_words_within_a_filter(site, client_of, administrator):
    QuestionFactory(code="GAUGE-1", stem="How wide is the track?")
    QuestionFactory(code="OTHER-1", stem="What is a seal?")
    client = client_of(administrator)

    found = [
        [
            row.code
            for row in client.get("/admin/snippets/quizzes/question/", {"q": typed, "kind": "single"}).context[
                "object_list"
            ]
        ]
        for typed in ("GAUGE", "track")
    ]

    assert found == [["GAUGE-1"], ["GAUGE-1"]]
