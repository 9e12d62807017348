"""Rules of the house for templates. Each finder takes text and is shown a planted fault."""

import re
from html.parser import HTMLParser

from django.template.base import Lexer, Token, TokenType

from tests.sources import files, templates, where

LINES_OF_A_TEMPLATE = 120

UNTRANSLATED = {
    "Corridor",  # the name
    "TLP:CLEAR",  # labels are never translated
}
IN_BOTH_LANGUAGES = {"500.html"}
"""Templates that say everything in both languages, because translation itself may be what broke."""


class Page(HTMLParser):
    """What a template's HTML holds beside its tags: inline code, words a person reads, what keys cannot scroll."""

    READ = ("alt", "title", "aria-label", "aria-description", "placeholder", "label")

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.inline: list[str] = []
        self.words: list[str] = []
        self.stuck: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "style" or (tag == "script" and "src" not in found):
            self.inline.append(f"<{tag}>")
        self.inline += [f"{tag} {name}" for name in found if name == "style" or name.startswith("on")]
        self.inline += [f"{tag} {name}" for name, value in attrs if (value or "").lstrip().startswith("javascript:")]
        if "wide" in (found.get("class") or "").split() and found.get("tabindex") != "0":
            self.stuck.append(tag)
        self.words += [found[name] or "" for name in self.READ if name in found]
        if tag == "input" and found.get("type") in {"submit", "button"}:
            self.words.append(found.get("value") or "")

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def untagged(source: str) -> str:
    """A template's text with its tags blanked out, and all that is translated or commented with them."""
    text: list[str] = []
    inside = ""
    for token in Lexer(source).tokenize():
        name = token.split_contents()[0] if token.token_type is TokenType.BLOCK else ""
        if inside:
            inside = "" if name == f"end{inside}" else inside
        elif name in {"blocktranslate", "blocktrans", "comment"}:
            inside = name
        else:
            text.append(token.contents if token.token_type is TokenType.TEXT else " " + literals(token) + " ")
    return "".join(text)


def literals(token: Token) -> str:
    """Words that a filter puts onto the page untranslated: {{ x|default:"none" }}, {{ x|yesno:"yes,no" }}."""
    if token.token_type is not TokenType.VAR:
        return ""
    return " ".join(re.findall(r"\|(?:default|default_if_none|yesno|pluralize):\"([^\"]*)\"", token.contents))


def bare_words(source: str) -> list[str]:
    """Texts with a word of at least two letters that no translation tag surrounds."""
    texts = (" ".join(text.split()) for text in Page(untagged(source)).words)
    return [text for text in texts if re.search(r"[^\W\d_]{2,}", remove_allowed(text))]


def remove_allowed(text: str) -> str:
    for allowed in UNTRANSLATED:
        text = text.replace(allowed, "")
    return text


def unsafe_lines(source: str) -> list[int]:
    """Lines that switch escaping off without saying why in a comment on the same line."""
    off = re.compile(r"\|\s*safe(?:seq)?\b|\{%-?\s*autoescape\s+off")
    return [
        n
        for n, line in enumerate(source.splitlines(), start=1)
        if off.search(line) and not re.search(r"\{#.* -- \w", line)
    ]


def test_templates_have_no_inline_style_or_script():
    found = {
        where(path): inline
        for path in templates()
        if (inline := Page(untagged(path.read_text(encoding="utf-8"))).inline)
    }

    assert found == {}


def test_what_scrolls_sideways_is_reached_by_keys():
    found = {
        where(path): stuck for path in templates() if (stuck := Page(untagged(path.read_text(encoding="utf-8"))).stuck)
    }

    assert found == {}


def test_templates_escape_unless_they_say_why():
    found = [where(path, line) for path in templates() for line in unsafe_lines(path.read_text(encoding="utf-8"))]

    assert found == []


def test_every_word_of_a_template_is_translated():
    found = {
        where(path): words
        for path in templates()
        if path.name not in IN_BOTH_LANGUAGES and (words := bare_words(path.read_text(encoding="utf-8")))
    }

    assert found == {}


def test_template_rules_see_planted_faults():
    assert bare_words('<p>{% translate "Seen" %} Plain <b>words</b></p>') == ["Plain", "words"]
    assert bare_words('<img alt="A train" {% if x %}class="a b"{% endif %}>{{ x|default:"nothing" }}') == [
        "A train",
        "nothing",
    ]
    assert (
        bare_words("{% blocktranslate %}Seen {{ n }}{% endblocktranslate %}{% comment %}No{% endcomment %} · 5") == []
    )
    assert Page('<p style="x" onclick="y"><script>z</script><a href="javascript:1">').inline == [
        *("p style", "p onclick"),
        "<script>",
        "a href",
    ]
    assert Page('<div class="wide"><div class="wide" tabindex="0">').stuck == ["div"]
    assert Page('<script type="module" src="x.js"></script><link rel="stylesheet" href="x">').inline == []
    assert unsafe_lines("{{ a|safe }}\n{{ b|safe }}{# -- sanitised by nh3 #}\n{% autoescape off %}") == [1, 3]


def test_no_template_is_too_long():
    found = {
        where(path): lines
        for path in templates()
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LINES_OF_A_TEMPLATE
    }

    assert found == {}


def test_style_sheets_win_by_layers_not_by_force():
    found = [where(path) for path in files(".css") if "!" + "important" in path.read_text(encoding="utf-8")]

    assert found == []
