"""Keeping the entries in step with what they are made of."""

import hashlib
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from core.search_kinds import Document, kinds_of, search_kinds
from search.folding import fold
from search.models import Entry, EntryText

MOST_TEXT = 200_000
"""Characters of one text that can be found: a book's first hundred pages."""

AT_ONCE = 200  # documents written by one statement

Identity = tuple[str, str]
"""Code and language: what an entry is within its kind."""


@transaction.atomic
def refresh(*, model: str, keys: set[UUID]) -> None:
    """Say anew what is found of some rows of a model (its label in lower case), in every language.

    `keys`: as the kinds of that model know them, handling keys for most. What is no longer there, or no longer
    published, leaves the search. Models of which nothing is found cost nothing.
    """
    for kind in kinds_of(model):
        _replace(kind.name, Entry.objects.filter(kind=kind.name, row__in=keys), kind.finder(keys))


@transaction.atomic
def refresh_below(*, page: Any) -> None:
    """The same for everything below a page whose address has changed."""
    below: dict[str, set[UUID]] = {}
    found = page.get_descendants().values_list("content_type__app_label", "content_type__model", "translation_key")
    for app, model, key in found:
        below.setdefault(f"{app}.{model}", set()).add(key)
    for model, keys in below.items():
        refresh(model=model, keys=keys)


def rebuild() -> dict[str, int]:
    """Say everything anew, a kind at a time, each in one transaction; entries of kinds that are gone go too.

    Returns the number of entries of each kind. May be repeated at any time.
    """
    Entry.objects.exclude(kind__in=[kind.name for kind in search_kinds()]).delete()
    counted = {}
    for kind in search_kinds():
        with transaction.atomic():
            counted[kind.name] = _replace(kind.name, Entry.objects.filter(kind=kind.name), kind.finder(None))
    return counted


def _replace(kind: str, standing: QuerySet[Entry], documents: Iterable[Document]) -> int:
    """Write the documents of a kind, and delete those of the standing entries that none of them speaks of."""
    left = {(code, language): pk for pk, code, language in standing.values_list("pk", "code", "language")}
    number = 0
    for some in _in_parts(documents):
        _write(kind, some)
        number += len(some)
        for identity in some:
            left.pop(identity, None)
    gone = list(left.values())
    for start in range(0, len(gone), AT_ONCE):
        Entry.objects.filter(pk__in=gone[start : start + AT_ONCE]).delete()
    return number


def _in_parts(documents: Iterable[Document]) -> Iterable[dict[Identity, Document]]:
    some: dict[Identity, Document] = {}
    for document in documents:
        some[document.code, document.language] = document
        if len(some) == AT_ONCE:
            yield some
            some = {}
    if some:
        yield some


def _write(kind: str, documents: dict[Identity, Document]) -> None:
    """Create the entries of some documents or bring them up to date: one of each kind, code and language."""
    identity = ["kind", "code", "language"]
    others = ["thing", "key", "row", "topics", "label", "title", "address"]
    Entry.objects.bulk_create(
        [_entry(kind, document) for document in documents.values()],
        update_conflicts=True,
        unique_fields=identity,
        update_fields=others,
    )
    codes = {document.code for document in documents.values()}
    written = Entry.objects.filter(kind=kind, code__in=codes).values_list("pk", "code", "language")
    texts = [_text(pk, documents[code, language]) for pk, code, language in written if (code, language) in documents]
    EntryText.objects.bulk_create(
        texts,
        update_conflicts=True,
        unique_fields=["entry"],
        update_fields=["title_words", "text_words", "text"],
    )


def _entry(kind: str, document: Document) -> Entry:
    return Entry(
        kind=kind,
        code=document.code,
        language=document.language,
        thing=thing_number(kind=kind, code=document.code),
        key=document.key,
        row=document.row or document.key,
        topics=f" {' '.join(document.topics)} " if document.topics else "",
        label=document.label,
        title=document.title[:255],
        address=document.address,
    )


def _text(pk: int, document: Document) -> EntryText:
    text = _running(document.text[:MOST_TEXT].replace("\x00", " "))
    return EntryText(
        entry_id=pk, title_words=fold(f"{document.label} {document.title}"), text_words=fold(text), text=text
    )


def _running(text: str) -> str:
    """The lines of a text one after the other; one without a stop gets it."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return " ".join(f"{line}." if line[-1].isalnum() else line for line in lines if line)


def thing_number(*, kind: str, code: str) -> int:
    """One positive 63-bit number for a thing in all its languages: numbers are counted faster than names."""
    return int.from_bytes(hashlib.blake2b(f"{kind}:{code}".encode(), digest_size=8).digest()) >> 1
