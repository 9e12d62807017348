"""Keys of every kind and answers of every sort, for tests that hold for all of them."""

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from best_practices.quizzes.grading import Key
from best_practices.quizzes.grading.choice import ChoiceKey
from best_practices.quizzes.grading.folding import fold
from best_practices.quizzes.grading.gaps import GapsKey
from best_practices.quizzes.grading.geometry import CIRCLE, POLYGON, RECTANGLE, Region
from best_practices.quizzes.grading.hotspot import HotspotKey
from best_practices.quizzes.grading.matching import MatchingKey
from best_practices.quizzes.grading.number import NumberKey
from best_practices.quizzes.grading.ordering import OrderingKey
from best_practices.quizzes.grading.text import TextKey

letters = st.sampled_from("abcdefgh")


def several_of(options: set[str], *, most: int) -> st.SearchStrategy[ChoiceKey]:
    """Keys with these options, of which at least one and at most so many are right."""
    right = st.sets(st.sampled_from(sorted(options)), min_size=1, max_size=most)
    return right.map(lambda chosen: ChoiceKey("multiple", options=frozenset(options), right=frozenset(chosen)))


option_sets = st.sets(letters, min_size=2)
several = option_sets.flatmap(lambda options: several_of(options, most=len(options)))
with_a_wrong_one = option_sets.flatmap(lambda options: several_of(options, most=len(options) - 1))
ones = option_sets.flatmap(
    lambda options: st.builds(
        lambda kind, right: ChoiceKey(kind, options=frozenset(options), right=frozenset([right])),
        st.sampled_from(["single", "true_false"]),
        st.sampled_from(sorted(options)),
    )
)
amounts = st.decimals(-(10**9), 10**9, places=3)
numeric = st.builds(lambda n, t: NumberKey("numeric", number=n, tolerance=abs(t)), amounts, amounts)
texts = st.sets(st.text("CIM/SMГС 45-й", min_size=1, max_size=8).filter(fold), min_size=1, max_size=4).map(
    lambda forms: TextKey("text", frozenset(fold(form) for form in forms))
)
matching = st.permutations("abcdefgh").flatmap(
    lambda keys: st.integers(2, 5).map(
        lambda n: MatchingKey("matching", pairs=frozenset(keys[:n]), distractors=frozenset(keys[n:]))
    )
)
ordering = st.lists(letters, min_size=3, unique=True).map(lambda steps: OrderingKey("ordering", tuple(steps)))
gaps = st.dictionaries(
    st.sampled_from("1234"), st.tuples(option_sets, st.randoms(use_true_random=False)), min_size=1
).map(
    lambda found: GapsKey(
        "gaps",
        {gap: chance.choice(sorted(options)) for gap, (options, chance) in found.items()},
        {gap: frozenset(options) for gap, (options, _chance) in found.items()},
    )
)


@st.composite
def regions(draw: Any) -> tuple[Region, tuple[float, float]]:
    """A region inside a picture, and a point in it."""
    shape = draw(st.sampled_from([RECTANGLE, CIRCLE, POLYGON]))
    ratio = draw(st.sampled_from([0.25, 0.75, 1.0, 2.0]))
    x, y = draw(st.integers(10, 80)), draw(st.integers(10, 80))
    width, height = draw(st.integers(1, 20)), draw(st.integers(1, 20))
    if shape == RECTANGLE:
        return Region(shape, (x, y, width, height), ratio), (x + width / 2, y + height / 2)
    if shape == CIRCLE:
        radius = min(width, 10) * min(ratio, 1.0)
        return Region(shape, (x, y, radius), ratio), (x, y)
    corners = (x, y, x + width, y, x + width, y + height)
    return Region(shape, corners, ratio), (x + width * 2 / 3, y + height / 3)


@st.composite
def pictures(draw: Any) -> tuple[HotspotKey, list[list[float]]]:
    """A key of one to four right regions and up to three wrong ones, and a mark in each right one."""
    right = draw(st.lists(regions(), min_size=1, max_size=4))
    wrong = draw(st.lists(regions(), max_size=3))
    ratio = right[0][0].ratio
    key = HotspotKey(
        "hotspot",
        tuple((f"r{n}", Region(region.shape, region.points, ratio)) for n, (region, _point) in enumerate(right)),
        tuple((f"w{n}", Region(region.shape, region.points, ratio)) for n, (region, _point) in enumerate(wrong)),
    )
    return key, [list(point) for _region, point in right]


hotspot = pictures().map(lambda found: found[0])
keys = st.one_of(several, ones, numeric, texts, matching, ordering, gaps, hotspot)


def exact(key: Key) -> dict[str, Any]:
    """The answer that a key stands for."""
    match key:
        case ChoiceKey():
            return {"chosen": sorted(key.right)}
        case NumberKey():
            return {"number": f"{key.number or Decimal(0):f}"}
        case TextKey():
            return {"text": min(key.accepted)}
        case MatchingKey():
            return {"pairs": {pair: pair for pair in key.pairs}}
        case OrderingKey():
            return {"order": list(key.order)}
        case GapsKey():
            return {"gaps": dict(key.gaps)}
    raise AssertionError(key)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda part: st.lists(part, max_size=5) | st.dictionaries(st.text(max_size=6), part, max_size=3),
    max_leaves=8,
)
points = st.lists(st.lists(st.floats(-10, 110) | st.integers(0, 100) | st.just(10**400), max_size=3), max_size=6)
names = ("chosen", "number", "typed", "text", "pairs", "order", "gaps", "points")
keyed = st.dictionaries(letters | st.sampled_from("1234"), letters | anything, max_size=6)
answers = (
    st.none()
    | anything
    | st.fixed_dictionaries(
        {},
        optional=dict.fromkeys(names, anything | st.lists(letters, max_size=8) | keyed | points),
    )
)
