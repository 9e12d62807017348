"""A text as paragraphs and sentences, so that a statement can name its place in it. Pure."""

import re

PARAGRAPH_BREAK = re.compile(r"\n[ \t\r\f\v]*\n+|\r\n|\n")
ABBREVIATIONS = frozenset(
    {"mr", "ms", "dr", "no", "st", "art", "e.g", "i.e", "u.s", "г", "ул", "т.е", "т.д", "им", "ст"}
)
SENTENCE_END = re.compile(r"(?P<mark>[.!?…]+[\"”»’)\]]*)\s+(?=[\"“«‘(\[]?[^\W\d_a-zа-яё]|[\"“«‘(\[]?\d)")


def paragraphs(text: str) -> list[list[str]]:
    """The sentences of each paragraph, blank paragraphs left out; joined, they are the words of the text."""
    found = (split_sentences(" ".join(part.split())) for part in PARAGRAPH_BREAK.split(text))
    return [sentences for sentences in found if sentences]


def split_sentences(paragraph: str) -> list[str]:
    """The sentences of one paragraph. A full stop after an abbreviation or an initial ends none."""
    sentences: list[str] = []
    begun = 0
    for match in SENTENCE_END.finditer(paragraph):
        words = paragraph[begun : match.start()].split()
        last = words[-1].lstrip('("“«').casefold() if words else ""
        if match["mark"].startswith(".") and (last in ABBREVIATIONS or (len(last) == 1 and last.isalpha())):
            continue
        sentences.append(paragraph[begun : match.end("mark")])
        begun = match.end()
    rest = paragraph[begun:].strip()
    return [*sentences, rest] if rest else sentences


def shape(text: str) -> list[int]:
    """How many sentences each paragraph has."""
    return [len(sentences) for sentences in paragraphs(text)]
