"""The page of the search: whatever is typed, it is kept, escaped and answered."""

import re

import pytest
from django.test import Client

from core.labels import Label
from tests.factories.content import in_russian, mark
from tests.factories.modules import LessonFactory, ModuleFactory
from tests.factories.reference import TopicFactory

pytestmark = pytest.mark.django_db

HOSTILE = [
    '"', '""', "'", "\x00", "a\x00b", " ", "\t\n", "*", "a*", "(", ")", "(a", "a AND", "AND OR NEAR(", "NEAR(a b)",
    "a:b", "title_words:x", "-", "--", "+a", "^a", "{a}", "\\", "%", "_", "' OR 1=1 --", "; DROP TABLE search_entry",
    "<script>alert(1)</script>", "ё" * 199, "🚂", "\u202eabc", "שלום", "a & b | c", "!a", "a <-> b", ":*", "&&", "...",
    "x" * 10_000, "a " * 99, "\ud83d", "½ ①", "%s %(q)s {0}",
]  # fmt: skip


@pytest.fixture
def module(site, modules_index):
    return ModuleFactory(parent=modules_index, title="Kingfisher & <b>sons</b>", lead='Seal "<script>" & kingfisher')


def html(answer):
    return answer.content.decode()


def typed(answer):
    return answer.context["form"]["q"].value()


@pytest.mark.parametrize("query", HOSTILE)
def test_hostile_query_is_answered_and_kept(query, module):
    answer = Client().get("/en/search/", {"q": query.encode("utf-8", "surrogatepass")})

    assert answer.status_code == 200
    assert typed(answer) == query.encode("utf-8", "surrogatepass").decode("utf-8", "replace").replace("\x00", " ")
    assert "<script>" not in html(answer)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"page": "abc"}, "There is no page “abc”: this is page 1."),
        ({"page": "-1"}, "There is no page “-1”: this is page 1."),
        ({"page": "0"}, "There is no page “0”: this is page 1."),
        ({"page": "7"}, "There is no page “7”: this is page 1."),
        ({"page": "9" * 5000}, f"There is no page “{'9' * 40}…”: this is page 1."),
        ({"page": "٣"}, "There is no page “٣”: this is page 1."),
        ({"kind": "nope"}, "There is no kind “nope”: every kind is shown."),
        ({"topic": "<script>"}, "There is no topic “<script>”: every topic is shown."),
        ({"q": " ".join(f"kingfisher{number}" for number in range(14))}, "Only the first 12 words were searched for."),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_answered(asked, said, module):
    answer = Client().get("/en/search/", {"q": "kingfisher"} | asked)

    assert (answer.status_code, answer.context["notes"]) == (200, [said])
    assert len(answer.context["rows"]) == (0 if "q" in asked else 1)
    assert "<script>" not in html(answer)


def test_query_that_is_too_long_is_refused_at_its_field_and_kept(module):
    answer = Client().get("/en/search/", {"q": "kingfisher " * 1000})

    assert answer.context["form"].errors == {
        "q": ["A search may have at most 200 characters, this one has 10999. Shorten it, please."]
    }
    assert len(typed(answer)) == 11_000
    assert re.search(r'aria-invalid="true" aria-describedby="q-error"', html(answer))


def test_hits_are_marked_and_the_text_around_them_escaped(module):
    row = Client().get("/en/search/", {"q": "kingfisher"}).context["rows"][0]

    assert row.title == "<mark>Kingfisher</mark> &amp; &lt;b&gt;sons&lt;/b&gt;"
    assert row.passage.startswith("Seal &quot;&lt;script&gt;&quot; &amp; <mark>kingfisher</mark>. ")


def test_empty_search_says_what_can_be_searched(module):
    answer = Client().get("/en/search/")

    assert ("What can be searched" in html(answer), answer.context["rows"]) == (True, [])
    assert [kind in html(answer) for kind in ("Modules", "Lessons", "Glossary")] == [True] * 3


def test_query_without_a_word_says_so(module):
    assert "nothing in this that can be searched" in html(Client().get("/en/search/", {"q": "«»"}))


def test_nothing_found_says_what_to_do_next(module):
    topic = TopicFactory()

    answer = Client().get("/en/search/", {"q": "kingfisher", "topic": topic.code})

    assert ("Nothing found" in html(answer), answer.context["without_narrowing"]) == (True, "?q=kingfisher")
    assert ("Check the spelling" in html(answer), "Members see more" in html(answer)) == (True, True)


def test_facets_are_links_and_the_chosen_one_can_be_removed(modules_index, site):
    topic = TopicFactory(name="Profiling")
    module = ModuleFactory(parent=modules_index, lead="kingfisher", topics=[topic])
    LessonFactory(parent=module, lead="kingfisher")

    kind, topics = Client().get("/en/search/", {"q": "kingfisher", "kind": "module"}).context["facets"]

    shown = [(str(choice.name), choice.number, choice.address, choice.chosen) for choice in kind.choices]
    assert shown == [
        ("Modules", 1, "?q=kingfisher&kind=module", True),
        ("Lessons", 1, "?q=kingfisher&kind=lesson", False),
    ]
    assert (kind.without, topics.without) == ("?q=kingfisher", "")
    assert [(choice.name, choice.address) for choice in topics.choices] == [
        ("Profiling", f"?q=kingfisher&kind=module&topic={topic.code}")
    ]


def test_pages_lead_to_each_other(modules_index, site):
    for _number in range(21):
        ModuleFactory(parent=modules_index, lead="kingfisher")

    pages = [Client().get("/en/search/", {"q": "kingfisher", "page": number}) for number in (1, 2)]

    assert [page.context["neighbours"] for page in pages] == [("", "?q=kingfisher&page=2"), ("?q=kingfisher", "")]
    assert ["Page 1 of 2" in html(pages[0]), "21 results" in html(pages[0])] == [True, True]


def test_result_in_another_language_says_so(module, home_ru):
    answer = Client().get("/ru/search/", {"q": "kingfisher"})

    assert [(row.language, row.shown_in, row.address) for row in answer.context["rows"]] == [
        ("en", "English", module.url)
    ]
    assert f'<a href="{module.url}" lang="en" hreflang="en">' in html(answer)


def test_other_language_asks_the_same(module):
    answer = Client().get("/en/search/", {"q": "kingfisher", "kind": "module"})

    assert answer.context["language_links"] == [
        ("ru", "Русский", "/ru/search/?q=kingfisher&kind=module"),
        ("kk", "Қазақша", "/kk/search/?q=kingfisher&kind=module"),
    ]


def test_page_carries_the_strictest_label_of_what_it_shows(module, officer, client_of):
    in_russian(module, title="Зимородок")
    mark(module, Label.GREEN)

    answers = [client_of(officer).get("/en/search/", {"q": query}) for query in ("kingfisher", "nothing")]

    assert [answer.context["handling_label"] for answer in answers] == ["TLP:GREEN", "TLP:CLEAR"]


def test_answer_is_kept_from_indexes_and_that_of_a_member_from_caches(module, officer, client_of, stranger):
    answers = [client_of(person).get("/en/search/", {"q": "kingfisher"}) for person in (officer, stranger)]

    assert [answer["X-Robots-Tag"] for answer in answers] == ["noindex", "noindex"]
    assert ['<meta name="robots" content="noindex">' in html(answer) for answer in answers] == [True, True]
    assert [answer.get("Cache-Control") for answer in answers] == ["private, no-store", None]


def test_every_page_leads_to_the_search(module):
    pages = [html(Client().get(path)) for path in ("/en/", module.url, "/ru/")]

    assert [re.findall(r'<form action="([^"]+)" role="search"', page) for page in pages] == [
        ["/en/search/"],
        ["/en/search/"],
        ["/ru/search/"],
    ]
