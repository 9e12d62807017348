"""National and international markings of secrecy, as they stand on a document. Pure.

A marking is told from a word of the text by where it stands: in a header or footer, or alone on its line. Only
what no text says by chance ("для служебного пользования") counts inside a line too. Letters that look alike,
accents, spaced letters and endings make no difference.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

LONGEST_LINE = 30
"""Words of a line of the page that is searched for what no text says by chance."""
LONGEST_SHOWN = 80
SPACED = 3
"""Single letters in a row that are one word with spaces in it."""

PHRASES = """
для служебн* пользован*
для службов* користуван*
для службов* карыстан*
қызмет* бабында пайдалан*
қызмет* бабында ғана пайдалан*
xizmatda foydalan* uchun
xizmat doirasida foydalan* uchun
хизматда фойдалан* учун
хизмат доирасида фойдалан* учун
кызматтык пайдалан* үчүн
барои истифода* хизмат*
eu restricted
restreint ue
confidentiel ue
eu confidential
secret ue
eu secret
nato restricted
nato confidential
for official use only
"""
"""For official use, in the languages of the corridor; classes of the European Union (Council Decision 2013/488/EU)
and of NATO. `*` stands for any ending."""

WORDS = """
дсп
секретно
секретн* экземпляр*
совершенно секретно
сов секретно
особой важности
конфиденциально
конфиденциальн* информац*
строго конфиденциально
не для распространения
құпия
өте құпия
қызмет бабында
махфий
мутлақо махфий
maxfiy
mutlaqo maxfiy
жашыруун
өтө жашыруун
махфӣ
zastrzeżon*
poufn*
tajn*
ściśle tajn*
restricted
confidential
strictly confidential
secret
top secret
classified
official use only
law enforcement sensitive
law enforcement only
limite
"""
"""Words that texts use as well: a marking only where they stand as one."""

BESIDES = """
экз экземпляр экземпляра n no nr egz copy of ed единственный гриф* gryf пункт перечня приложение
классификац* classification klauzula marking уровень level дата date page стр pages gov ue eu nato пометка ограничител*
"""
"""Words that stand beside a marking and belong to it: number of the copy, item of the list."""

ALIKE = str.maketrans("авекмнорстухіјѕқүұөғңһҳ0łıəә", "abekmhopctyxijskyyoгhhxoliee")
"""Cyrillic letters, without accents, as the Latin ones they look like. What has no such twin stays Cyrillic."""

TLP = re.compile(r"(?<!\w)tlp ?(red|amber ?strict|amber|green|clear|white)(?!\w)")
RED, FREE = "red", frozenset({"green", "clear", "white"})
SEVERAL = 2
"""Labels of the protocol that one line names if it explains them."""
LISTED = 3
"""Labels that a page has on lines of their own if it explains them."""
BETWEEN = re.compile(r"[\t|•·–—;]|\. |  +| - ")
"""What stands between the parts of a header."""
AT_AN_END = 3
"""Words at either end of a header that are a marking, if they alone are in capitals."""


@dataclass(frozen=True, slots=True)
class Marking:
    """A marking as it stands on the document; `is_red`: TLP:RED, which is never kept."""

    text: str
    is_red: bool = False


def marking_in(*, stamps: Iterable[str] = (), page: Iterable[str] = ()) -> Marking | None:
    """The marking a document carries, RED before any other; None if none is found.

    `stamps`: lines of headers, footers and the like; `page`: lines of the first page.
    """
    heads, lines = [line for line in stamps if line.strip()], [line for line in page if line.strip()]
    labels = [(line, label) for line in lines for label in [_label(line)] if label]
    if len({label for _line, label in labels}) >= LISTED:  # they are explained here
        labels = []
    labels += [(line, label) for line in heads for label in map(_label, _parts(line)) if label and not _explains(line)]
    found = [Marking(_shown(line), label == RED) for line, label in labels if label not in FREE]
    found += [Marking(_shown(line)) for line in (*heads, *_with_next(lines)) if _says_for_certain(line)]
    found += [Marking(_shown(line)) for line in heads if any(map(_stands_alone, _parts(line)))]
    found += [Marking(_shown(line)) for line in lines if _stands_alone(line)]
    return next((marking for marking in found if marking.is_red), None) or next(iter(found), None)


def _with_next(lines: Sequence[str]) -> Iterable[str]:
    """Each line, and each with the one below it: a marking in a narrow corner is broken in two."""
    yield from lines
    for line, following in pairwise(lines):
        yield f"{line} {following}"


def folded(text: str) -> str:
    """Small letters without accents, look-alikes as one; everything but letters and figures a space."""
    apart = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(sign for sign in apart if not (unicodedata.combining(sign) or unicodedata.category(sign) == "Cf"))
    return re.sub(r"[\W_]+", " ", plain.translate(ALIKE)).strip()


def _words(line: str) -> list[str]:
    """The words of a line; letters with spaces between them are one."""
    joined: list[str] = []
    run: list[str] = []
    for word in [*folded(line).split(), ""]:
        if len(word) == 1 and not word.isdigit():
            run.append(word)
            continue
        joined += ["".join(run)] if len(run) >= SPACED else run
        run = []
        joined += [word] if word else []
    return joined


def _pattern(listed: str, between: str) -> str:
    """One of the listed phrases as a pattern over folded words; the longest first."""
    ending = r"\w{0,5}"
    every = [
        [folded(word) + (ending if word.endswith("*") else "") for word in line.split()] for line in listed.split("\n")
    ]
    return "|".join(between.join(words) for words in sorted(every, key=len, reverse=True) if words)


CERTAIN = re.compile(_pattern(PHRASES, ""))
STAMPED = re.compile(rf"(?<!\w)(?:{_pattern(WORDS, ' ')})(?!\w)")
BELONGS = re.compile(rf"(?<!\w)(?:{_pattern(BESIDES.replace(' ', chr(10)), ' ')}|\w|\d+\w?)(?!\w)")


def _says_for_certain(line: str) -> bool:
    words = _words(line)
    return len(words) <= LONGEST_LINE and bool(CERTAIN.search("".join(words)))


def _stands_alone(line: str) -> bool:
    """Whether a line is a marking and nothing else, but for the number of the copy and the like."""
    words = " ".join(_words(line))
    rest = STAMPED.sub("", words, count=1)
    return rest != words and not BELONGS.sub("", STAMPED.sub("", rest)).strip()


def _parts(line: str) -> Iterator[str]:
    """What stands by itself in a header: its parts, and words in capitals at an end of it, if the next one is not."""
    yield from BETWEEN.split(line)
    words = line.split()
    for number in range(1, min(AT_AN_END, len(words) - 1) + 1):
        for end, beside in ((words[:number], words[number]), (words[-number:], words[-number - 1])):
            if " ".join(end).isupper() and not beside.isupper():
                yield " ".join(end)


def _label(line: str) -> str:
    """The label of the protocol that a line consists of, in small letters; empty if it says anything else."""
    found = TLP.fullmatch(" ".join(_words(line)))
    return found[1].replace(" ", "") if found else ""


def _explains(line: str) -> bool:
    return len(set(TLP.findall(folded(line)))) >= SEVERAL


def _shown(line: str) -> str:
    """The line as a message quotes it."""
    whole = " ".join(line.split())
    return whole if len(whole) <= LONGEST_SHOWN else f"{whole[: LONGEST_SHOWN - 1]}…"
