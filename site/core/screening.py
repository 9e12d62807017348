"""Warning whoever writes free text of what identifies a consignment, a vehicle or a person. Never a refusal."""

import json
import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from html import unescape
from typing import Any

from django import forms
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.identifiers import Identifier, Kind, identifiers_in, plain

KINDS = {
    Kind.CONTAINER: gettext_lazy("container number"),
    Kind.EMAIL: gettext_lazy("e-mail address"),
    Kind.PHONE: gettext_lazy("telephone number"),
    Kind.PASSPORT: gettext_lazy("number of a document"),
    Kind.PLATE: gettext_lazy("number plate"),
}
MOST_NAMED = 5
"""Findings that one warning quotes; of more it says how many there are."""

BLOCK_END = re.compile(r"</?(?:p|li|ul|ol|h\d|br|hr|td|th|tr|div|blockquote)\b[^>]*>", re.IGNORECASE)
NO_WORDS = frozenset({"id", "type"})
"""Keys of a StreamField's data whose values nobody typed."""


def words_in(value: Any) -> Iterator[str]:
    """The plain words in a value of a text: a string, HTML, a StreamField or what a revision keeps of one."""
    if isinstance(value, str) and not value.startswith("[{"):
        yield unescape(strip_tags(BLOCK_END.sub("\n", value))) if "<" in value else value
        return
    for part in _parts(value):
        yield from words_in(part)


def _parts(value: Any) -> Iterable[Any]:
    """What a value consists of: blocks as a page or its revision has them, their fields, the items of a list."""
    if isinstance(value, str):
        try:
            return list(json.loads(value))
        except ValueError:
            return [f" {value}"]  # no blocks, but a text that begins like them
    if isinstance(value, dict):
        return [part for name, part in value.items() if name not in NO_WORDS]
    if hasattr(value, "raw_data"):
        return list(value.raw_data)
    return value if isinstance(value, list | tuple) else []


def found_in(value: Any) -> list[Identifier]:
    """What a value of a text seems to identify, each finding once however often it stands there."""
    found: dict[str, Identifier] = {}
    for words in words_in(value):
        for one in identifiers_in(words):
            found.setdefault(plain(one.text), one)
    return list(found.values())


def named(findings: Iterable[Identifier]) -> str:
    """The findings as a sentence lists them: 'container number “MSCU 123456 5”, number plate “LU 12345”'."""
    every = list(findings)
    listed = [_("%(kind)s “%(text)s”") % {"kind": KINDS[one.kind], "text": one.text} for one in every[:MOST_NAMED]]
    if len(every) > MOST_NAMED:
        listed.append(_("and %d more") % (len(every) - MOST_NAMED))
    return ", ".join(listed)


def warning_of(findings: Iterable[Identifier]) -> str:
    """What stands at the field: what was found, why it matters, and that the author decides."""
    return _(
        "Look at this once more: %(found)s. It may lead to a consignment, a vehicle or a person. "
        "Leave it out, or let it stand if it identifies nobody: you decide, and the reviewer sees it too."
    ) % {"found": named(findings)}


class Screened(forms.BaseForm):
    """A form whose free text is looked at. Its fields warn (component `field`); it saves all the same.

    Looked at is what the form shows: what was loaded, or what was sent.
    """

    @property
    def free_text(self) -> list[str]:
        """Names of the fields that a person writes in, in words of their own."""
        return [name for name, field in self.fields.items() if type(field) is forms.CharField and not _hidden(field)]

    @cached_property
    def findings(self) -> dict[str, list[Identifier]]:
        """By the name of the field. No query."""
        found = {name: found_in(self[name].value() or "") for name in self.free_text}
        return {name: findings for name, findings in found.items() if findings}

    @cached_property
    def warnings(self) -> dict[str, str]:
        return {name: warning_of(findings) for name, findings in self.findings.items()}

    @property
    def has_new_findings(self) -> bool:
        """Whether something was sent that the form, when it was loaded, did not warn of yet."""
        loaded = [self.get_initial_for_field(self.fields[name], name) or "" for name in self.free_text]
        known = {plain(one.text) for one in found_in(loaded)}
        return any(plain(one.text) not in known for findings in self.findings.values() for one in findings)


class LookedAt(Screened):
    """Screened before it is sent for good: with something new in it the form comes back once, with its warnings.

    Its template draws `looked` as a hidden input of that name: sent again with nothing new, the person has decided.
    """

    @property
    def looked(self) -> str:
        """What the person has been warned of when this form is sent again."""
        return "\n".join(plain(one.text) for findings in self.findings.values() for one in findings)

    @property
    def asks_to_look(self) -> bool:
        """Whether something was sent that the person was not warned of yet."""
        known = set(self.data.get("looked", "").splitlines())
        return self.has_new_findings and not set(self.looked.splitlines()) <= known


def _hidden(field: forms.Field) -> bool:
    return isinstance(field.widget, forms.HiddenInput)
