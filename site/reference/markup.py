"""The two marks an author may set in any text: `[[term-slug|words]]` and `[S60]`. Pure text work.

Both survive translation tools (they are plain characters), need no editor plugin and no script to be read.
"""

import re
from collections.abc import Callable, Iterator

from django.utils.html import escape

TERM = re.compile(r"\[\[(?P<slug>[a-z0-9-]+)(?:\|(?P<words>[^\]|]+))?\]\]")
SOURCE = re.compile(r"\[(?P<code>S\d{1,3}|S-[a-z0-9]+|GK|own)\]")


def term_slugs(text: str) -> Iterator[str]:
    """The slugs of the glossary terms marked in a text, in order, repeats included."""
    return (match["slug"] for match in TERM.finditer(text))


def source_codes(text: str) -> Iterator[str]:
    """The codes of the sources marked in a text, in order, repeats included."""
    return (match["code"] for match in SOURCE.finditer(text))


def expand(html: str, *, term_name: Callable[[str], str | None], known_source: Callable[[str], bool]) -> str:
    """HTML with its marks turned into links to the terms and sources of the same page.

    `term_name(slug)` gives the term's name, None if there is no such term: then only the words stay.
    A source that is not known stays as it was typed.
    """

    def term(match: re.Match[str]) -> str:
        slug, words = match["slug"], match["words"]
        name = term_name(slug)
        if name is None:
            return words or slug
        return f'<a class="term" href="#t-{slug}">{words or escape(name)}</a>'

    def source(match: re.Match[str]) -> str:
        code = match["code"]
        if not known_source(code):
            return match[0]
        return f'<a class="src" href="#s-{code}">[{code}]</a>'

    return SOURCE.sub(source, TERM.sub(term, html))
