"""Which name stands for a thing, in a language and on a day."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from reference.choices import NameKind
from reference.names import SHOWN_KINDS, NameValue, best_name

DAY = date(2026, 3, 1)
days = st.dates(min_value=date(2000, 1, 1), max_value=date(2050, 1, 1))
languages = st.sampled_from(["en", "ru", "kk", "kk-Latn", "pl"])


@st.composite
def names(draw):
    begins = draw(st.none() | days)
    ends = draw(st.none() | days)
    if begins and ends and ends < begins:
        begins, ends = ends, begins
    kind = draw(st.sampled_from(NameKind.values))
    return NameValue(draw(languages), draw(st.text(min_size=1, max_size=8)), kind, begins, ends)


some_names = st.lists(names(), max_size=6)


@given(some_names, languages, days)
def test_best_name_is_one_that_may_be_shown_or_none(found, language, day):
    shown = [name for name in found if name.kind in SHOWN_KINDS]

    best = best_name(found, language=language, on=day)

    assert (best in shown) if shown else best is None


@given(some_names, languages, days)
def test_name_not_valid_on_the_day_stands_only_when_none_is(found, language, day):
    best = best_name(found, language=language, on=day)
    valid = [name for name in found if name.kind in SHOWN_KINDS and name.holds_on(day)]

    assert best is None or best.holds_on(day) == bool(valid)


@given(some_names, languages, days)
def test_language_asked_for_comes_before_any_other(found, language, day):
    best = best_name(found, language=language, on=day)
    there = [n for n in found if n.kind in SHOWN_KINDS and n.holds_on(day) and n.language == language]

    assert not there or best.language == language


@given(some_names.flatmap(lambda some: st.tuples(st.just(some), st.permutations(some))), languages, days)
def test_order_of_the_rows_does_not_matter(pair, language, day):
    found, shuffled = pair
    best, other = (best_name(some, language=language, on=day) for some in (found, shuffled))

    assert (best and (best.text, best.language, best.kind)) == (other and (other.text, other.language, other.kind))


@given(days, days, days)
def test_a_name_holds_from_its_first_to_its_last_day(one, two, day):
    begins, ends = min(one, two), max(one, two)
    name = NameValue("en", "Customs Committee", valid_from=begins, valid_to=ends)

    assert name.holds_on(begins)
    assert name.holds_on(ends)
    assert name.holds_on(day) == (begins <= day <= ends)
    assert not name.holds_on(ends + timedelta(days=1))


def test_fallback_goes_from_the_language_to_its_base_to_russian_to_english():
    in_base, english = NameValue("kk", "Құрғақ порт"), NameValue("en", "Dry port")
    russian, polish = NameValue("ru", "Сухой порт"), NameValue("pl", "Suchy port")

    def best(*found):
        return best_name(found, language="kk-Latn", on=DAY)

    assert best(polish, russian, english, in_base) == in_base
    assert best(polish, russian, english) == russian
    assert best(polish, english) == english
    assert best(polish) == polish


def test_official_comes_before_short_before_alias():
    official, short = NameValue("en", "Port Control Unit", "official"), NameValue("en", "PCU", "short")
    alias = NameValue("en", "A unit", "alias")

    assert best_name([alias, short, official], language="en", on=DAY) == official
    assert best_name([alias, short], language="en", on=DAY) == short


def test_spelling_of_a_source_never_stands_as_the_name():
    assert best_name([NameValue("en", "Horgos", "as_in_source")], language="en", on=DAY) is None


def test_record_shows_the_name_of_its_own_day():
    old = NameValue("en", "State Customs Committee", valid_to=date(2019, 12, 31))
    new = NameValue("en", "State Revenue Committee", valid_from=date(2020, 1, 1))

    assert best_name([old, new], language="en", on=date(2019, 12, 31)) == old
    assert best_name([old, new], language="en", on=date(2020, 1, 1)) == new
