"""A narrative as an organiser types it, and as the page keeps it: paragraphs, headings, lists. Pure."""

import re
from collections.abc import Iterable, Iterator
from html import escape, unescape

HEADING = "## "
ITEM = re.compile(r"^[-*•]\s+")
BREAK = re.compile(r"\n\s*\n")
SIMPLE = re.compile(r"<(p|ul)>(.*?)</\1>", re.DOTALL)
LIST_ITEM = re.compile(r"<li>(.*?)</li>", re.DOTALL)

Block = tuple[str, str]
"""The kind of a block ("heading" or "text") and its value: plain text, or HTML."""


def blocks(typed: str) -> list[Block]:
    """Blank lines part paragraphs; `## ` begins a heading; lines with a dash make a list."""
    found: list[Block] = []
    for part in BREAK.split(typed.replace("\r\n", "\n").strip()):
        lines = [line.strip() for line in part.split("\n") if line.strip()]
        if not lines:
            continue
        if lines[0].startswith(HEADING):
            found.append(("heading", lines.pop(0).removeprefix(HEADING).strip()))
        if lines:
            found.append(("text", _html(lines)))
    return found


def _html(lines: list[str]) -> str:
    if all(ITEM.match(line) for line in lines):
        return list_of(ITEM.sub("", line) for line in lines)
    return f"<p>{escape(' '.join(lines), quote=False)}</p>"


def list_of(items: Iterable[str]) -> str:
    """Plain lines as an HTML list; nothing for no lines."""
    shown = "".join(f"<li>{escape(item.strip(), quote=False)}</li>" for item in items if item.strip())
    return f"<ul>{shown}</ul>" if shown else ""


def items_of(html: str) -> list[str]:
    """The lines of an HTML list made by `list_of`, as plain text."""
    return [_plain(item) for item in LIST_ITEM.findall(html)]


def typed(kept: Iterable[Block]) -> str | None:
    """What `blocks` was given, up to blanks; None if there is more in it than can be typed so."""
    parts: list[str] = []
    for kind, value in kept:
        if kind == "heading":
            parts.append(HEADING + value)
            continue
        if kind != "text" or (found := _paragraphs(value)) is None:
            return None
        parts += found
    return "\n\n".join(parts)


def _paragraphs(html: str) -> list[str] | None:
    rest = SIMPLE.sub("", html).strip()
    inner = [match[2] for match in SIMPLE.finditer(html)]
    if rest or any("<" in LIST_ITEM.sub(r"\1", part) for part in inner):
        return None
    return list(_typed_parts(html))


def _typed_parts(html: str) -> Iterator[str]:
    for match in SIMPLE.finditer(html):
        if match[1] == "ul":
            yield "\n".join(f"- {item}" for item in items_of(match[2]))
        else:
            yield _plain(match[2])


def _plain(html: str) -> str:
    return " ".join(unescape(html).split())
