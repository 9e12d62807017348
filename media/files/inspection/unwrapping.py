"""Lines of a page or a mail as the paragraphs they were. Pure."""

import re

LONGEST_WRAPPED = 130
"""Characters of a line. Longer ones were not broken for a page: each is a paragraph already."""
FEWEST = 3
"""Lines that a text needs before its width says anything."""
FULL = 0.7
"""A line that fills this share of the width was broken because it was full."""
ENDS = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
ITEM = re.compile(r"(?:[•·▪●○*–—-]|\(?(?:\d{1,3}|\w)[.)])\s")
HYPHENATED = re.compile(r"[^\W\d_]{2,}-$")
SOFT_HYPHEN = "\u00ad"


def unwrapped(text: str) -> str:
    """The text with a line for each paragraph; a text whose lines are paragraphs is left as it is.

    A line goes on in the next if it is full and its sentence is not over, or if the next begins with a
    small letter; never over a blank line (unless a page ended in the middle of a sentence) or before an item
    of a list. No word is lost or added; only a hyphen at the end of a line is taken out.
    """
    lines = [line.strip() for line in re.split(r"\r\n?|\n|\f", text)]
    lengths = sorted(len(line) for line in lines if line)
    width = lengths[int(len(lengths) * 0.9)] if lengths else 0
    if len(lengths) < FEWEST or width > LONGEST_WRAPPED:
        return "\n".join(line for line in lines if line).replace(SOFT_HYPHEN, "")
    joined: list[str] = []
    blank = True
    last = ""
    for line in lines:
        if not line:
            blank = True
            continue
        if joined and _goes_on(last, line, width=width, blank=blank):
            joined[-1] = _together(joined[-1], line)
        else:
            joined.append(line)
        blank, last = False, line
    return "\n".join(joined).replace(SOFT_HYPHEN, "")


def _goes_on(line: str, following: str, *, width: int, blank: bool) -> bool:
    if ITEM.match(following):
        return False
    if following[0].islower() and not ENDS.search(line):
        return True
    if blank:
        return False
    full = len(line) >= FULL * width
    return full and (not ENDS.search(line) or len(line) + len(following.split(maxsplit=1)[0]) >= width)


def _together(line: str, following: str) -> str:
    if line.endswith(SOFT_HYPHEN) or (HYPHENATED.search(line) and following[0].islower()):
        return line[:-1] + following
    return f"{line} {following}"
