"""Signs of GIFT: escapes, comments, weights; and how a file falls into blocks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

SIGNS = "~=#{}:\\"
HIDDEN = {sign: chr(0xFDD0 + place) for place, sign in enumerate(SIGNS)} | {"n": "\ufddf"}
"""An escaped sign becomes a character that no text may have (Unicode keeps U+FDD0 to U+FDEF free for this)."""
SHOWN = str.maketrans({hidden: "\n" if sign == "n" else sign for sign, hidden in HIDDEN.items()})
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufdd0-\ufdef]")
ESCAPED = re.compile(r"\\([~=#{}:\\n])")
COMMENT_TAG = re.compile(r"\[(id|tag):([^\[\]]+)\]")
WEIGHT = re.compile(r"\s*%(-?\d+(?:\.\d+)?)%")
FORMAT = re.compile(r"\s*\[(html|markdown|moodle|plain)\]")
CATEGORY = "$CATEGORY:"


@dataclass(frozen=True)
class Words:
    """What stands in a question that GIFT has no words for, in the language of the file."""

    true: str = "True"
    false: str = "False"
    fill: str = "Fill in the gap."


@dataclass
class Block:
    """What stands between two blank lines, with what its comments name."""

    line: int
    text: str
    category: str
    code: str
    tags: tuple[str, ...]
    is_clean: bool
    """Whether it has none of the characters that no text may have."""


def hide(text: str) -> str:
    """The text with its escaped signs out of the way."""
    return ESCAPED.sub(lambda found: HIDDEN[found[1]], text)


def shown(text: str) -> str:
    """A piece as it is read: line ends of the file are spaces, `\\n` is a line end."""
    return re.sub(r"[ \t]*\n\s*", " ", text.strip()).translate(SHOWN).strip()


def escaped(text: str) -> str:
    """The opposite: one line without a sign that means something."""
    lines = text.strip().replace("\\", "\\\\")
    return re.sub(r"([~=#{}:])", r"\\\1", lines).replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


def blocks(text: str) -> Iterator[Block]:
    """The blocks of a file in order; comments are taken out, a category holds until the next one."""
    category, code = "", ""
    tags: list[str] = []
    lines: list[str] = []
    first = 0
    for number, line in enumerate([*re.split("\r\n|\r|\n", text), ""], start=1):
        bare = line.strip()
        if bare.startswith("//"):
            for name, value in COMMENT_TAG.findall(bare):
                code, tags = (value.strip(), tags) if name == "id" else (code, [*tags, value.strip()])
        elif not lines and bare.startswith(CATEGORY):
            category = bare.removeprefix(CATEGORY).strip()
        elif bare:
            first = first if lines else number
            lines.append(line)
        elif lines:
            whole = "\n".join(lines)
            yield Block(first, hide(whole), category, code, tuple(tags), not UNSEEN.search(whole))
            lines, code, tags = [], "", []
