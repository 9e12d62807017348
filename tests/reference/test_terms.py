"""Glossary terms as they are shown, with a constant number of queries."""

import pytest

from reference.models import GlossaryTerm, TermDefinition, TermName
from reference.queries import sources_by_code, term_views

pytestmark = pytest.mark.django_db


def make_term(slug, names, definitions, **fields):
    term = GlossaryTerm(slug=slug, **fields)
    term.names = [TermName(language=code, text=text) for code, text in names.items()]
    term.definitions = [TermDefinition(language=code, text=text) for code, text in definitions.items()]
    term.save()
    return term


@pytest.fixture
def gauge_break():
    return make_term(
        "gauge-break",
        {"en": "Gauge break", "ru": "Стык колеи"},
        {"en": "A place where the gauge changes.", "ru": "Место смены колеи."},
    )


def test_term_is_shown_in_the_language_with_its_other_names(gauge_break):
    (view,) = term_views(language="ru")

    assert (view.name, view.definition, view.definition_language) == (
        "Стык колеи",
        "Место смены колеи.",
        "ru",
    )
    assert view.others == (("en", "Gauge break"),)
    assert view.anchor == "t-gauge-break"


@pytest.mark.parametrize(
    ("language", "shown"),
    [("pl", ("A place where the gauge changes.", "en")), ("kk", ("Место смены колеи.", "ru"))],
)
def test_definition_falls_back_to_a_language_that_is_read_and_says_so(language, shown, gauge_break):
    (view,) = term_views(language=language)

    assert (view.definition, view.definition_language) == shown


def test_term_without_a_definition_is_still_shown():
    make_term("seal", {"en": "Seal"}, {})

    (view,) = term_views(language="ru")

    assert (view.name, view.definition, view.definition_language) == ("Seal", "", "ru")


def test_terms_are_sorted_by_their_names_in_the_language():
    make_term("a", {"en": "Alpha", "ru": "яма"}, {})
    make_term("b", {"en": "Beta", "ru": "Ангар"}, {})

    assert [view.slug for view in term_views(language="en")] == ["a", "b"]
    assert [view.slug for view in term_views(language="ru")] == ["b", "a"]


def test_only_the_terms_asked_for(gauge_break):
    make_term("seal", {"en": "Seal"}, {})

    assert [view.slug for view in term_views(language="en", slugs=["seal", "unknown"])] == ["seal"]


def test_queries_are_constant(count_queries):
    numbers = []
    for slug in ("one", "two", "three"):
        make_term(slug, {"en": slug, "ru": slug}, {"en": slug})
        with count_queries() as counted:
            term_views(language="ru")
        numbers.append(counted.number)

    assert numbers == [3, 3, 3]


def test_sources_by_code_is_one_query(count_queries):
    with count_queries() as counted:
        found = sources_by_code(["S60", "S60", "S1"])

    assert (counted.number, found) == (1, {})
