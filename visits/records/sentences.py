"""A text as paragraphs and sentences, so that a statement can name its place in it. Pure.

A text that is kept is laid out (one sentence a line, a blank line between paragraphs) when it comes in: places
stay what they are when the rules below change.
"""

import re

Place = tuple[int, int]
"""(paragraph, sentence), both from 1."""
WHOLE: Place = (0, 0)
"""The place of a statement that its source carries as a whole, as a web page whose sentences are not kept."""

PARAGRAPH_BREAK = re.compile(r"\r\n?|\n|\u2028|\u2029")
SENTENCE_END = re.compile(r"(?P<mark>[.!?…]+[\"'”’»)\]]*)\s+(?=[\"'“„‘«(\[–—-]*\s?(?P<next>\w))")
ENGLISH = (
    "mr mrs ms dr prof st mt cf vs approx dept gen col lt sgt capt inc ltd co"
    " jan feb mar apr jun jul aug sep sept oct nov dec"
)
RUSSIAN = (
    "ул пл пер просп им см ср стр тел проф акад доц ген полк напр зам нач г-н г-жа обл р-н пос о-в св"
    " ст стст пп рис табл гл"
)
ABBREVIATIONS = frozenset([*ENGLISH.split(), *RUSSIAN.split()])
"""Words with a full stop after which the sentence goes on, also before a capital letter or a number."""
BEFORE_NUMBERS = frozenset(["no", "nos", "art", "arts", "sec", "para", "fig", "vol", "pp", "ch"])
"""Those that are words too: "No. 5", but "They said no. The train left"."""
LISTS_END = frozenset({"a.m", "p.m", "т.д", "т.п", "н.э"})
"""Letters with full stops that end a sentence if a capital letter follows: "by 5 p.m. They left", "и т.д. Затем"."""
LETTERS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
ENUMERATOR = re.compile(r"[(\[]?(?:\d{1,3}(?:\.\d{1,3})*|[IVX]{1,5}|[^\W\d_])[.)]?")
OPENING = "([\"'“„‘«"


def paragraphs(text: str) -> list[list[str]]:
    """The sentences of each paragraph, blank paragraphs left out; joined, they are the words of the text."""
    found = (split_sentences(" ".join(part.split())) for part in PARAGRAPH_BREAK.split(text))
    return [sentences for sentences in found if sentences]


def split_sentences(paragraph: str) -> list[str]:
    """The sentences of one paragraph.

    A full stop ends none after an abbreviation ("No. 5", "ст. 12"), an initial ("J. Smith"), letters ("U.S.
    Department", "т. е.") or the number of an item ("1. Weigh it"). In doubt two sentences stay one.
    """
    sentences: list[str] = []
    begun = 0
    for match in SENTENCE_END.finditer(paragraph):
        if match["next"].islower() or (
            match["mark"].startswith(".") and _goes_on(paragraph[begun : match.start()], match["next"])
        ):
            continue
        sentences.append(paragraph[begun : match.end("mark")])
        begun = match.end()
    rest = paragraph[begun:].strip()
    return [*sentences, rest] if rest else sentences


def _goes_on(before: str, following: str) -> bool:
    """Whether a full stop after these words of a sentence, before that letter, does not end it."""
    words = before.split()
    if not words or (len(words) == 1 and ENUMERATOR.fullmatch(words[0])):
        return True
    last = words[-1].lstrip(OPENING)
    folded = last.casefold()
    if folded in {"г", "гг"}:  # the town of "г. Алматы" begins with it, the year of "в 2020 г." ends with it
        return not any(word[-1].isdigit() for word in words[-2:-1])
    if LETTERS.fullmatch(folded):
        return folded not in LISTS_END
    if len(last) == 1 and last.isalpha():
        together = f"{words[-2].lstrip(OPENING)}{folded}".casefold() if len(words) > 1 else folded
        return together not in LISTS_END  # "и т. д." is written with a space as often as not
    return folded in ABBREVIATIONS or (folded in BEFORE_NUMBERS and following.isdigit())


def shape(text: str) -> list[int]:
    """How many sentences each paragraph has."""
    return [len(sentences) for sentences in paragraphs(text)]


def laid_out(text: str) -> str:
    """A text with one sentence a line and a blank line between paragraphs: its words, and their places for ever."""
    return "\n\n".join("\n".join(sentences) for sentences in paragraphs(text))


def read_back(text: str) -> list[list[str]]:
    """The sentences of each paragraph of a text that was laid out."""
    return [paragraph.split("\n") for paragraph in text.split("\n\n")] if text else []


def has_place(counts: list[int], paragraph: int, sentence: int) -> bool:
    """Whether a source of that shape has such a place; every source has WHOLE."""
    if (paragraph, sentence) == WHOLE:
        return True
    return 1 <= paragraph <= len(counts) and 1 <= sentence <= counts[paragraph - 1]
