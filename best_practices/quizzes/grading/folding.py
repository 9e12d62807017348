"""Short answers made comparable: what people type differently and mean alike becomes the same text. Pure."""

import unicodedata

LOOK_ALIKES = str.maketrans("авекмнорстухіјѕһԛԝ", "abekmhopctyxijshqw")
"""Cyrillic letters whose capital or small form looks like a Latin one: "СІМ" typed on a Russian keyboard is "CIM"."""
NO_MARK_TO_STRIP = str.maketrans({"ł": "l", "ı": "i", "ø": "o", "đ": "d"})
LEFT_OUT = {"Zs", "Zl", "Zp", "Cc", "Cf", "Pd", "Mn"}
"""Categories of characters that do not count: spaces, controls, dashes, accents."""
AROUND = "\"'«»“”„‘’.,;:!?"


def fold(text: str) -> str:
    """A short answer without case, accents, spaces, hyphens and dashes, and with one alphabet for look-alikes.

    Quotation marks and stops around it do not count either; a slash, a plus or a digit inside does.
    """
    flat = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    kept = "".join(mark for mark in flat if unicodedata.category(mark) not in LEFT_OUT and mark != "\u2212")
    return kept.strip(AROUND).translate(NO_MARK_TO_STRIP).translate(LOOK_ALIKES)
