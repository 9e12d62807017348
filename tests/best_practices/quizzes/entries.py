"""Questions of every kind as plain values, with the texts that give trouble."""

from dataclasses import replace

from hypothesis import strategies as st

from best_practices.quizzes.entries import Entry
from best_practices.quizzes.gift.reading import key_at

SIGNS = "ab ЖӘ~=#{}:\\%n[]/->'\"+@;.50\n"
texts = st.text(SIGNS, min_size=1, max_size=12).map(str.strip).filter(bool)
words = st.text("abcЖӘ xyz", min_size=1, max_size=8).map(str.strip).filter(bool)
reasons = st.just("") | texts
numbers = st.decimals(-(10**6), 10**6, places=3).map(lambda n: "0" if n == 0 else f"{n.normalize():f}")


def choices(least=2):
    rows = st.lists(st.tuples(texts, st.booleans(), reasons), min_size=least, max_size=5)
    return rows.map(
        lambda rows: [
            {"key": key_at(n), "text": text, "correct": right, "feedback": reason}
            for n, (text, right, reason) in enumerate(rows)
        ]
    )


def one_right(options):
    return [option | {"correct": n == 0} for n, option in enumerate(options)]


def keyed(name, *fields, least=2, own=texts):
    values = st.lists(st.tuples(*([own] * len(fields)), reasons), min_size=least, max_size=5)
    return values.map(
        lambda rows: tuple(
            (name, {"key": key_at(n), **dict(zip(fields, row, strict=False)), "feedback": row[-1]})
            for n, row in enumerate(rows)
        )
    )


def as_options(options):
    return tuple(("option", option) for option in options)


def with_distractor(pairs):
    return (*pairs, ("distractor", {"key": "zz", "text": "Nowhere = at all"}))


def region(entry):
    name, part = entry
    return name, part | {"shape": "rectangle", "points": "61 30 17.5 38", "correct": part["key"] == "a"}


forms = st.tuples(st.lists(texts, min_size=1, max_size=3), st.lists(st.tuples(texts, texts), max_size=2)).map(
    lambda found: (
        *(("accepted", {"text": text}) for text in found[0]),
        *(("near", {"text": text, "feedback": hint}) for text, hint in found[1]),
    )
)
gaps = choices().map(lambda options: (("gap", {"key": "1", "choices": one_right(options)}),))
PARTS = {
    "single": choices().map(one_right).map(as_options),
    "multiple": choices().map(as_options),
    "true_false": choices().map(lambda options: as_options(one_right(options)[:2])),
    "numeric": st.just(()),
    "text": forms,
    "matching": keyed("pair", "left", "right").map(with_distractor),
    "ordering": keyed("step", "text", least=3),
    "gaps": gaps,
    "hotspot": keyed("region", "label").map(lambda parts: tuple(region(part) for part in parts)),
}


def of_kind(kind):
    """Questions of a kind, complete enough to be asked."""
    made = st.builds(
        Entry,
        code=st.text("AB-1", min_size=1, max_size=8),
        kind=st.just(kind),
        stem=texts,
        language=st.sampled_from(["en", "ru"]),
        parts=PARTS[kind],
        feedback=reasons,
        text=st.tuples(texts, texts).map("{0[0]} [[1]] {0[1]}".format) if kind == "gaps" else st.just(""),
        answer=numbers if kind == "numeric" else st.just(""),
        tolerance=numbers.map(lambda n: n.lstrip("-")) if kind == "numeric" else st.just("0"),
        unit=st.sampled_from(["", "kg"]),
        sources=st.lists(st.sampled_from(["S1", "S60"]), max_size=2, unique=True).map(tuple),
        topics=st.lists(st.sampled_from(["RAIL", "PROF"]), max_size=2, unique=True).map(tuple),
        tags=st.lists(words, max_size=2, unique=True).map(tuple),
        difficulty=st.sampled_from([1, 2, 3]),
        volatile=st.booleans(),
    )
    if kind == "hotspot":
        return made.map(lambda entry: replace(entry, drawing="container_train", picture_text="A train"))
    return made


entries = st.sampled_from(sorted(PARTS)).flatmap(of_kind)
