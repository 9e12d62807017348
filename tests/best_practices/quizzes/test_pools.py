"""Drawing from pools: the same seed, the same test; nobody goes short who need not."""

from itertools import product
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from best_practices.quizzes.pools import LARGEST_SEED, Pool, drawn, shortfalls

QUESTIONS = [UUID(int=number) for number in range(8)]
seeds = st.integers(0, LARGEST_SEED)
members = st.lists(st.sampled_from(QUESTIONS), max_size=6).map(tuple)
pools = st.lists(st.tuples(members, st.none() | st.integers(1, 4)), max_size=4).map(
    lambda found: [Pool(f"s{place}", each, draw) for place, (each, draw) in enumerate(found)]
)


@given(pools, seeds, st.booleans())
def test_no_question_is_asked_twice_and_none_outside_its_section(found, seed, shuffle):
    asked = drawn(found, seed=seed, shuffle=shuffle)

    by_section = {pool.section: pool for pool in found}
    assert len({each.question for each in asked}) == len(asked)
    assert all(each.question in by_section[each.section].members for each in asked)


@given(pools, seeds, st.booleans())
def test_same_seed_draws_the_same(found, seed, shuffle):
    assert drawn(found, seed=seed, shuffle=shuffle) == drawn(found, seed=seed, shuffle=shuffle)


@given(pools, seeds)
def test_section_is_filled_whatever_is_drawn_unless_it_is_named_short(found, seed):
    short = {each.section: each.found for each in shortfalls(found)}
    asked = [each.section for each in drawn(found, seed=seed, shuffle=False)]

    drawing = [pool for pool in found if pool.draw is not None]
    total = sum(short.get(pool.section, pool.draw) for pool in drawing)
    assert sum(asked.count(pool.section) for pool in drawing) == total
    assert short or all(asked.count(pool.section) == pool.draw for pool in drawing)


@given(st.lists(st.tuples(members, st.integers(1, 2)), max_size=2))
def test_shortfall_is_named_exactly_if_no_choice_fills_every_section(found):
    drawing = [Pool(f"s{place}", each, draw) for place, (each, draw) in enumerate(found)]
    places = [pool for pool in drawing for _place in range(pool.draw)]

    fits = any(len(set(choice)) == len(choice) for choice in product(*(pool.members for pool in places)))

    assert bool(shortfalls(drawing)) is not fits


@given(seeds)
def test_questions_stand_in_the_order_of_the_section_unless_they_are_mixed(seed):
    pool = Pool("", tuple(QUESTIONS))

    plain, mixed = (drawn([pool], seed=seed, shuffle=shuffle) for shuffle in (False, True))

    assert [each.question for each in plain] == QUESTIONS
    assert sorted(each.question for each in mixed) == QUESTIONS


def test_seeds_draw_different_tests():
    pool = Pool("", tuple(QUESTIONS), 3)

    found = {tuple(each.question for each in drawn([pool], seed=seed, shuffle=True)) for seed in range(40)}

    assert len(found) > 20


def test_section_that_is_asked_whole_keeps_its_questions_from_those_that_draw():
    first, second = QUESTIONS[:2]
    found = [Pool("draws", (first, second), 1), Pool("whole", (first,))]

    asked = {drawn(found, seed=seed, shuffle=False)[0].question for seed in range(20)}

    assert asked == {second}
