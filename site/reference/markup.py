"""The two marks an author may set in any text: `[[term-slug|words]]` and `[S60]`. Pure text work.

A source may be cited to the sentence: `[S0 2.1]` is sentence 1 of paragraph 2.

Both survive translation tools (they are plain characters), need no editor plugin and no script to be read.
"""

import re
from collections.abc import Callable, Iterator
from html import unescape

from django.utils.html import escape

TERM = re.compile(r"\[\[(?P<slug>[a-z0-9-]+)(?:\|(?P<words>[^\]|]+))?\]\]")
SOURCE = re.compile(r"\[(?P<code>S\d{1,3}(?:-[a-z]+)?|S-[a-z0-9]+|GK|own)(?P<place> \d{1,3}\.\d{1,3})?\]")


def term_slugs(text: str) -> Iterator[str]:
    """The slugs of the glossary terms marked in a text, in order, repeats included."""
    return (match["slug"] for match in TERM.finditer(text))


def source_codes(text: str) -> Iterator[str]:
    """The codes of the sources marked in a text, in order, repeats included."""
    return (match["code"] for match in SOURCE.finditer(text))


MARK_OR_TAG = re.compile(rf"(?P<tag><[^>]*>)|{TERM.pattern}|{SOURCE.pattern}")


def expand(html: str, *, term_name: Callable[[str], str | None], known_source: Callable[[str], bool]) -> str:
    """HTML with its marks turned into links to the terms and sources of the same page.

    `term_name(slug)` gives the term's name, None if there is no such term: then only the words stay.
    A source that is not known stays as it was typed. Marks inside a tag (an attribute) are left alone.
    """

    def link(match: re.Match[str]) -> str:
        if match["tag"]:
            return match[0]
        if match["code"]:
            code = match["code"]
            shown = f"[{code}{match['place'] or ''}]"
            return f'<a class="src" href="#s-{code}">{shown}</a>' if known_source(code) else match[0]
        slug, words = match["slug"], match["words"]
        name = term_name(slug)
        if name is None:
            return words or slug
        return f'<a class="term" href="#t-{slug}">{words or escape(name)}</a>'

    return MARK_OR_TAG.sub(link, html)


def unmarked(text: str) -> str:
    """A text without its marks, for places that take no links: the words of terms stay, sources go."""
    return SOURCE.sub("", TERM.sub(lambda match: match["words"] or match["slug"], text)).strip()


BLOCK_TAG = re.compile(r"</?(?:p|br|li|ul|ol|h\d|t[rdh]|div|hr|blockquote)\b[^>]*>", re.IGNORECASE)
TAG = re.compile(r"<[^>]*>")
BEFORE_A_STOP = re.compile(r" (?=[.,;:!?](?: |$))")


def plain(html: str) -> str:
    """The words of rich text, as they are searched: no tags, no marks, single blanks."""
    words = unmarked(unescape(TAG.sub("", BLOCK_TAG.sub(" ", html))))
    return BEFORE_A_STOP.sub("", " ".join(words.split()))
