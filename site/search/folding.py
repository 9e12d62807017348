"""Words as they are compared: one alphabet for all languages of the site, and what of a query must stand in a text.

Pure. The same folding serves the index, the query and the marking of what was found, so that they agree.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

MOST_TERMS = 12
"""Words of a query that are searched for; the rest is left out."""

WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f\u00ad]|['’ʻʼ](?=[^\W_]))*")
"""A word as it stands in a text, with its accents, soft hyphens and inner apostrophes."""

LETTERS = (
    # Latin letters that are not made of a letter and a sign
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ŋ": "n", "ħ": "h"}
    # Russian
    | dict(zip("абвгдезийклмнопрстуфъыьэ", (*"abvgdeziiklmnoprstuf", "", "i", "", "e"), strict=True))
    | {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "iu", "я": "ia"}
    # Kazakh, Kyrgyz, Tajik, Ukrainian
    | {"ә": "a", "ғ": "g", "қ": "k", "ң": "n", "ө": "o", "ұ": "u", "ү": "u", "һ": "h", "і": "i"}
    | {"ҳ": "h", "ҷ": "j", "є": "e", "ґ": "g"}
)
SAME_SOUND = {"sz": "sh", "cz": "ch", "w": "v", "y": "i"}
"""Spellings of one sound: Małaszewicze and Малашевичи begin alike, as do wagon and вагон."""

_SOUND = re.compile("|".join(SAME_SOUND))
_NEITHER = re.compile("[^a-z0-9]+")


def words(text: str) -> Iterator[str]:
    """The folded words of a text in order; what has no letter or digit we can fold leaves nothing."""
    for match in WORD.finditer(unicodedata.normalize("NFC", text)):
        if word := folded(match[0]):
            yield word


def fold(text: str) -> str:
    """A text as its folded words with single blanks between: nothing but a-z, 0-9 and blanks. Idempotent."""
    return " ".join(words(text))


@lru_cache(maxsize=50_000)
def folded(word: str) -> str:
    """One word: small letters, no accents, Cyrillic as Latin, one spelling for one sound."""
    bare = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", word).casefold())
    latin = "".join(_letter(character) for character in bare)
    return _SOUND.sub(lambda match: SAME_SOUND[match[0]], latin)


def _letter(character: str) -> str:
    if character.isascii():
        return "" if _NEITHER.match(character) else character
    if character in LETTERS:
        return LETTERS[character]
    digit = unicodedata.digit(character, None)
    return "" if digit is None else str(digit)


ENGLISH_ENDINGS = ("s", "es", "ed", "ing", "ies")
CASE_ENDINGS = (
    *("a", "e", "i", "u", "o", "ia", "iu", "ii", "ie", "oe", "ee", "aia", "uiu", "oi", "ei", "iei", "iia", "iiu"),
    *("om", "em", "iem", "im", "am", "iam", "ami", "iami", "imi", "ov", "ev", "akh", "iakh", "ach", "ikh"),
    *("ogo", "ego", "omu", "emu"),
)
"""Of Russian and Polish, as they are folded."""

ENDINGS = tuple(sorted({*ENGLISH_ENDINGS, *CASE_ENDINGS}, key=lambda ending: (-len(ending), ending)))
SHORTEST_STEM, SHORTEST_PREFIX, SHORTEST_LAST = 4, 4, 3

FILLERS = frozenset(
    word
    for some in (
        "a an and are as at by for from in into is of on or the to with",
        "и а в во для до за из к как на о об от по с со у",
    )
    for word in words(some)
)
"""Words that say nothing by themselves; left out of a query that says something else."""


@dataclass(frozen=True, slots=True)
class Term:
    """A folded word of a query, or the beginning of one (`open`), that must stand in what is found."""

    text: str
    open: bool

    def fits(self, word: str) -> bool:
        """Whether a folded word of a text is what was asked for."""
        return word.startswith(self.text) if self.open else word == self.text


def terms(query: str) -> tuple[Term, ...]:
    """What of a query must be found, each once, at most `MOST_TERMS`.

    A word of four letters or more loses an ending and is found by its beginning, so that "контейнеры" finds
    "контейнер" and the other way round. The last word, perhaps half typed, is open from three letters on.
    Shorter words and numbers must stand as they are.
    """
    typed = list(dict.fromkeys(words(query)))
    asked = [word for word in typed if word not in FILLERS] or typed
    return tuple(dict.fromkeys(_term(word, last=word == asked[-1]) for word in asked))[:MOST_TERMS]


def _term(word: str, *, last: bool) -> Term:
    if word.isalpha() and len(word) >= SHORTEST_PREFIX:
        return Term(stem(word), open=True)
    return Term(word, open=last and len(word) >= SHORTEST_LAST)


def stem(word: str) -> str:
    """A folded word without its longest known ending, if four letters or more are left."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word.removesuffix(ending)
    return word


# What is shown of a text

Piece = tuple[str, bool]
"""Some text, and whether it is what was looked for."""

READ_AT_MOST = 100_000  # characters of one text in which a passage is looked for
LONGEST_WORD = 60  # what is longer is cut in the middle


def pieces(text: str, asked: tuple[Term, ...]) -> list[Piece]:
    """The whole text, in order, with the words that were asked for apart."""
    found: list[Piece] = []
    end = 0
    for match in WORD.finditer(text):
        if _fits(match[0], asked):
            found += [(text[end : match.start()], False), (match[0], True)]
            end = match.end()
    found.append((text[end:], False))
    return [piece for piece in found if piece[0]]


def _fits(word: str, asked: tuple[Term, ...]) -> bool:
    bare = folded(word)
    return bool(bare) and any(term.fits(bare) for term in asked)


def passage(text: str, asked: tuple[Term, ...], *, width: int = 220) -> list[Piece]:
    """The place in a text where most of the terms stand together, cut at words; its beginning if none does.

    At most `width` characters and a word; "…" stands where something was cut off.
    """
    text = unicodedata.normalize("NFC", text)
    start = _best_start(text, asked, width)
    begin = _word_before(text, start - width // 4) if start > width // 2 else 0
    end = len(text) if len(text) <= begin + width else _word_end(text, begin + width)
    cut = text[begin:end].strip()
    return pieces(f"{'… ' if begin else ''}{cut}{' …' if end < len(text) else ''}", asked)


def _best_start(text: str, asked: tuple[Term, ...], width: int) -> int:
    """Where the window begins that holds most different terms."""
    hits: list[tuple[int, Term]] = []
    best, most = 0, 0
    for match in WORD.finditer(text, 0, READ_AT_MOST):
        bare = folded(match[0])
        term = next((term for term in asked if bare and term.fits(bare)), None)
        if term is None:
            continue
        hits = [hit for hit in hits if match.start() - hit[0] < width // 2] + [(match.start(), term)]
        different = len({term for _place, term in hits})
        if different > most:
            best, most = hits[0][0], different
            if most == len(asked):
                break
    return best


def _word_before(text: str, place: int) -> int:
    """The start of the word at or before a place."""
    blank = text.rfind(" ", max(0, place - LONGEST_WORD), place)
    return place if blank < 0 else blank + 1


def _word_end(text: str, place: int) -> int:
    blank = text.find(" ", place, place + LONGEST_WORD)
    return place if blank < 0 else blank
