"""The languages people read, and which one they are given where their own is missing. Pure: no Django."""

READ_INSTEAD: dict[str, tuple[str, ...]] = {language: ("ru", "en") for language in ("kk", "ky", "tg", "tk", "uz")}
"""Where Russian is widely used between services, it is read before English."""

IN_ALL_OTHERS = ("en", "ru")


def reading_order(language: str) -> tuple[str, ...]:
    """A language and those to read in its place, best first, each once: ("kk", "ru", "en")."""
    base = language.split("-", maxsplit=1)[0]
    return tuple(dict.fromkeys((language, base, *READ_INSTEAD.get(base, IN_ALL_OTHERS))))


def preference(language: str, *, wanted: str) -> int:
    """How far down the reading order of the wanted language another one stands; 0 is that language itself."""
    order = reading_order(wanted)
    return order.index(language) if language in order else len(order)
