"""What is found, once for each thing, and by whom."""

from datetime import timedelta

import pytest
from django.utils import timezone

from content.handling import Handling
from core.labels import Label
from search.models import Entry
from tests.factories.content import in_russian, mark
from tests.factories.modules import LessonFactory, ModuleFactory
from tests.factories.reference import TermFactory, TopicFactory

pytestmark = pytest.mark.django_db

SOON, BEFORE = timedelta(days=1), -timedelta(days=1)


@pytest.fixture
def module(site, modules_index):
    return ModuleFactory(parent=modules_index, title="Gauge breaks", lead="Kingfisher [S60]")


@pytest.fixture
def lesson(module):
    return LessonFactory(parent=module, title="The train", body=[("text", "<p>A [[seal|woodpecker]] sits.</p>")])


# Kinds


def test_module_is_found_by_its_title_its_lead_and_its_card(stranger, module, titles):
    assert [titles(stranger, word) for word in ("break", "kingfisher", "officers read", "S60")] == [
        *([module.title],) * 3,
        [],
    ]


def test_lesson_is_found_by_its_text_without_marks(stranger, lesson, titles):
    assert [titles(stranger, word) for word in ("train", "woodpecker", "seal")] == [[lesson.title]] * 2 + [[]]


def test_lesson_is_found_by_its_code(stranger, lesson, titles):
    assert titles(stranger, lesson.code) == [lesson.title]


def test_picture_is_found_by_its_caption_only(stranger, module, titles):
    LessonFactory(parent=module, title="Drawn", body=[("drawing", {"name": "gauge_breaks", "caption": "Nightingale"})])

    assert [titles(stranger, word) for word in ("nightingale", "gauge_breaks")] == [["Drawn"], [module.title]]


def test_term_is_found_by_every_name_and_leads_to_its_place(stranger, found_by, home):
    TermFactory(name_ru="Смена колеи")

    found = [
        found_by(stranger, query, language="en").results for query in ("gauge break", "колея", "width of the track")
    ]

    assert [[result.address for result in results] for results in found] == [["/en/glossary/#t-gauge-break"]] * 3


def test_text_without_translation_is_found_once_for_a_reader_of_russian(stranger, module, found_by):
    result = found_by(stranger, "kingfisher", language="ru").results[0]

    assert (result.language, result.address) == ("en", module.url)
    assert Entry.objects.filter(kind="module").count() == 1


# Languages


def test_thing_in_two_languages_is_one_result_in_the_readers(stranger, module, titles, found_by):
    in_russian(module, title="Смена колеи", lead="Kingfisher")

    assert [titles(stranger, "kingfisher", language=code) for code in ("en", "ru")] == [
        ["Gauge breaks"],
        ["Смена колеи"],
    ]
    assert found_by(stranger, "kingfisher").total == 1


def test_word_of_the_other_language_leads_to_the_text_in_the_readers(stranger, module, found_by):
    in_russian(module, title="Смена колеи", lead="Зимородок")

    result = found_by(stranger, "зимородок", language="en").results[0]

    assert (result.address, result.language, result.passage_language) == (module.url, "en", "ru")
    assert ("Зимородок", True) in result.passage


def test_match_in_the_readers_language_comes_first(stranger, modules_index, site, titles):
    ModuleFactory(parent=modules_index, title="Nightingale nightingale", lead="nightingale")
    other = ModuleFactory(parent=modules_index, title="Other")
    in_russian(other, title="Другой", lead=f"{'слово ' * 50} nightingale")

    assert titles(stranger, "nightingale", language="ru") == ["Другой", "Nightingale nightingale"]


def test_word_in_the_title_weighs_more(stranger, modules_index, site, titles):
    ModuleFactory(parent=modules_index, title="Other", lead="A nightingale once.")
    ModuleFactory(parent=modules_index, title="Nightingale", lead="Other.")

    assert titles(stranger, "nightingale") == ["Nightingale", "Other"]


@pytest.mark.parametrize("query", ["контейнер", "контейнеры", "КОНТЕЙНЕРАМИ", "konteiner"])
def test_russian_word_is_found_in_any_form(query, stranger, module, titles):
    in_russian(module, title="Смена колеи", lead="Осмотр контейнеров.")

    assert titles(stranger, query, language="ru") == ["Смена колеи"]


# Who may see it


def seen(people, titles):
    return [titles(person, "kingfisher") == ["Gauge breaks"] for person in people]


@pytest.fixture
def people(stranger, officer, organiser, staff):
    return stranger, officer, organiser, staff


@pytest.mark.parametrize(
    ("label", "by"),
    [
        (Label.CLEAR, [True, True, True, True]),
        (Label.GREEN, [False, True, True, True]),
        (Label.AMBER, [False, True, False, False]),
        (Label.AMBER_STRICT, [False, True, False, False]),
    ],
)
def test_label_decides_at_once_who_finds_a_thing(label, by, module, people, pcu_east, titles):
    shared = [pcu_east] if label in (Label.AMBER, Label.AMBER_STRICT) else []
    mark(module, label, shared_with=shared)

    assert seen(people, titles) == by


@pytest.mark.parametrize(
    ("label", "by"), [(Label.AMBER, [False, True, True, True]), (Label.AMBER_STRICT, [False, False, False, True])]
)
def test_what_is_shared_with_the_office_reaches_its_units_unless_it_is_strict(
    label, by, module, people, programme_office, titles
):
    mark(module, label, shared_with=[programme_office])

    assert seen(people, titles) == by


@pytest.mark.parametrize("terms", [{"embargo_until": timezone.now() + SOON}, {"expires_at": timezone.now() + BEFORE}])
def test_embargo_and_expiry_leave_it_to_the_owner(terms, module, people, border_post_west, titles):
    mark(module, Label.CLEAR, owner=border_post_west, **terms)

    assert seen(people, titles) == [False, False, True, False]


def test_thing_without_handling_is_found_by_nobody(module, people, titles):
    Handling.objects.filter(key=module.handling_key).delete()

    assert seen(people, titles) == [False] * 4


def test_lesson_is_hidden_with_its_module(stranger, officer, module, lesson, titles):
    mark(module, Label.GREEN)

    assert [titles(person, "woodpecker") for person in (stranger, officer)] == [[], ["The train"]]


def test_hidden_thing_is_not_counted_and_its_topic_not_named(stranger, officer, modules_index, site, found_by):
    topic = TopicFactory()
    ModuleFactory(parent=modules_index, title="Open", lead="kingfisher")
    hidden = ModuleFactory(parent=modules_index, title="Hidden", lead="kingfisher", topics=[topic])
    mark(hidden, Label.GREEN)

    found = [found_by(person, "kingfisher") for person in (stranger, officer)]

    assert [(part.total, part.kinds, part.topics) for part in found] == [
        (1, {"module": 1}, {}),
        (2, {"module": 2}, {topic.code: 1}),
    ]
    assert [part.label for part in found] == [Label.CLEAR, Label.GREEN]


# Narrowing and pages


def test_facets_count_what_each_choice_would_give(stranger, modules_index, site, found_by):
    rail, road = TopicFactory(), TopicFactory()
    module = ModuleFactory(parent=modules_index, lead="kingfisher", topics=[rail, road])
    LessonFactory(parent=module, lead="kingfisher", topics=[rail])
    LessonFactory(parent=module, lead="kingfisher")

    found = [
        found_by(stranger, "kingfisher", **narrowing) for narrowing in ({}, {"kind": "lesson"}, {"topic": road.code})
    ]

    assert [(part.total, part.kinds, part.topics) for part in found] == [
        (3, {"module": 1, "lesson": 2}, {rail.code: 2, road.code: 1}),
        (2, {"module": 1, "lesson": 2}, {rail.code: 1}),
        (1, {"module": 1}, {rail.code: 2, road.code: 1}),
    ]
    assert [len(part.results) for part in found] == [3, 2, 1]


def test_pages_hold_every_thing_once(stranger, modules_index, site, found_by):
    modules = [ModuleFactory(parent=modules_index, lead="kingfisher") for _number in range(23)]
    for module in modules[:9]:
        in_russian(module, lead="kingfisher")

    pages = [found_by(stranger, "kingfisher", page=number, language="ru") for number in (1, 2, 9)]

    assert [(part.page, part.pages, part.total, len(part.results)) for part in pages] == [
        (1, 2, 23, 20),
        (2, 2, 23, 3),
        (2, 2, 23, 3),
    ]
    keys = {"".join(text for text, _hit in result.title) for part in pages[:2] for result in part.results}
    assert len(keys) == 23


def test_finding_costs_the_same_for_one_and_for_three(officer, modules_index, site, found_by, count_queries):
    numbers = []

    for _number in range(3):
        ModuleFactory(parent=modules_index, lead="kingfisher")
        with count_queries() as counted:
            found_by(officer, "kingfisher")
        numbers.append(counted.number)

    assert numbers == [numbers[0]] * 3
