"""The strictest part: what a page shows that is stricter than the page itself, as it was last written.

A page shows its parts (the lessons of a module), and in all of them files, a quiz and its questions. Whoever sees the
page and not such a part meets a gap: nothing leaks, but the author should know and choose.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Prefetch
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, ReferenceIndex, Revision
from wagtail.rich_text import extract_references_from_rich_text

from content.handling import Handling
from content.queries.eyes import moment
from content.queries.review import parts_of
from core.labels import Label
from reference.models import Organisation

Named = tuple[type[Model], str]
"""A row that a text names: its model and its primary key as text."""


@dataclass(frozen=True)
class Stricter:
    """A part that not everybody gets who gets the whole. `page`: the title of the page that shows it.

    `why`: a sentence for each way in which it is stricter. `thing`: the row, for its address in the editor.
    """

    thing: Any
    key: UUID
    kind: str
    title: str
    label: str
    page: str
    why: tuple[str, ...]


def stricter_parts(page: Any) -> list[Stricter]:
    """What a page and its parts show, as they were last written, that is stricter than the page.

    At most 9 queries and 1 for each kind of thing that is shown, however many there are.
    """
    parts: Any = parts_of(page)
    pages = [page, *parts.specific()]
    shown: dict[Named, str] = {}
    for shows, content in _as_last_written(pages):
        for named in rows_named_in(type(shows), content):
            shown.setdefault(named, str(content["title"]))
    things = _loaded(shown)
    if not things:
        return []
    things = _loaded(_inside(things)) | things
    keys = {thing.handling_key for thing, _page in things.values()}
    marked = _markings({page.handling_key, *keys})
    whole = marked.get(page.handling_key)
    return [
        Stricter(thing, part.key, capfirst(str(thing._meta.verbose_name)), str(thing), part.label, title, why)
        for thing, title in things.values()
        if whole and (part := marked.get(thing.handling_key)) and (why := tuple(narrower(part, whole)))
    ]


def narrower(part: Handling, whole: Handling) -> Iterator[str]:
    """In which ways a part is for fewer people than its whole (no query, if the organisations are loaded)."""
    mine, theirs = Label(part.label), Label(whole.label)
    if mine.strictness > theirs.strictness:
        yield _("It is %(part)s, and the page is %(whole)s.") % {"part": mine.value, "whole": theirs.value}
    elif mine.strictness >= Label.AMBER.strictness and (missing := _left_out(part, whole)):
        yield _("It is not shared with %(names)s.") % {"names": ", ".join(map(str, missing))}
    if part.embargo_until and (whole.embargo_until is None or part.embargo_until > whole.embargo_until):
        yield _("Its embargo lasts until %(at)s, longer than that of the page.") % {"at": moment(part.embargo_until)}
    if part.expires_at and (whole.expires_at is None or part.expires_at < whole.expires_at):
        yield _("It expires on %(at)s, before the page does.") % {"at": moment(part.expires_at)}


def _left_out(part: Handling, whole: Handling) -> list[Organisation]:
    """The organisations that get the whole by name and not the part."""
    reached = {organisation.pk for organisation in part.shared_with.all()}
    below = part.label == Label.AMBER.value
    readers = [*([whole.owner] if whole.owner else []), *whole.shared_with.all()]
    return [
        reader
        for reader in dict.fromkeys(readers)
        if reader.pk != part.owner_id
        and reader.pk not in reached
        and not (below and not reached.isdisjoint(reader.lineage_ids))
    ]


def _markings(keys: set[UUID]) -> dict[UUID, Handling]:
    named = Organisation.objects.prefetch_related("names")
    found = Handling.objects.filter(key__in=keys).prefetch_related(
        Prefetch("shared_with", named.order_by("slug")), Prefetch("owner", named)
    )
    return {handling.key: handling for handling in found}


def _as_last_written(pages: list[Any]) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Some pages with what stands in their latest drafts by field, as it is stored (1 query).

    Made pages of the drafts would ask for each page and each of its relations.
    """
    numbers = [page.latest_revision_id for page in pages if page.latest_revision_id]
    drafts = dict(Revision.objects.filter(pk__in=numbers).values_list("pk", "content"))
    for page in pages:
        yield page, drafts.get(page.latest_revision_id) or _stored(page)


def _stored(page: Any) -> dict[str, Any]:
    """The fields of a page without a draft as a draft has them."""
    fields = [field for field in page._meta.get_fields() if field.concrete and not field.many_to_many]
    return {field.name: field.value_from_object(page) for field in fields}


# What a text names


def rows_named_in(model: type[Model], content: dict[str, Any]) -> Iterator[Named]:
    """The rows with a marking that a text of a kind shows by its fields (no query)."""
    for field in model._meta.get_fields():
        raw = content.get(field.name)
        if raw in (None, ""):
            continue
        if field.many_to_one and _is_marked(field.related_model):
            related: Any = field.related_model
            yield related, str(raw)
        elif isinstance(field, StreamField):
            yield from rows_in_block(
                field.stream_block, json.loads(raw) if isinstance(raw, str) else list(raw.raw_data)
            )
        elif isinstance(field, RichTextField):
            yield from _in_words(raw)


def rows_in_block(block: Any, raw: Any) -> Iterator[Named]:
    """What the stored form of a block names; values are not made, since each would be fetched.

    A page that is linked to is no part; one whose words stand in the text is: its chooser has `shows_its_page`.
    """
    if block is None or raw in (None, ""):
        return
    if isinstance(block, blocks.RichTextBlock):
        yield from _in_words(raw)
    elif isinstance(block, blocks.ChooserBlock) and (_is_marked(block.model_class) or is_excerpt(block)):
        yield block.model_class, str(raw)
    for below, value in _children(block, raw):
        yield from rows_in_block(below, value)


def _children(block: Any, raw: Any) -> Iterator[tuple[Any, Any]]:
    """The blocks inside one, each with its stored form."""
    if isinstance(block, blocks.StreamBlock):
        yield from ((block.child_blocks.get(child["type"]), child["value"]) for child in raw)
    elif isinstance(block, blocks.ListBlock):
        items = (isinstance(child, dict) and {"type", "value"} <= set(child) for child in raw)
        yield from (
            (block.child_block, child["value"] if is_item else child) for child, is_item in zip(raw, items, strict=True)
        )
    elif isinstance(block, blocks.StructBlock) and isinstance(raw, dict):
        yield from ((child, raw.get(name)) for name, child in block.child_blocks.items())


def _in_words(text: str) -> Iterator[Named]:
    for model, number, _model_path, _path in extract_references_from_rich_text(str(text)):
        if _is_marked(model):
            yield model, str(number)


def is_excerpt(block: Any) -> bool:
    """Whether a chooser brings words of the page it names into the text."""
    return bool(getattr(block, "shows_its_page", False))


def _is_marked(model: Any) -> bool:
    """Whether rows of a model carry a marking of their own. A page that is linked to is no part."""
    return isinstance(model, type) and hasattr(model, "handling_key") and not issubclass(model, Page)


def _loaded(shown: dict[Named, str]) -> dict[Named, tuple[Any, str]]:
    """The rows themselves, each with the title of the page that shows it (1 query for each model)."""
    numbers: dict[type[Model], set[str]] = defaultdict(set)
    for model, number in shown:
        if number.isdecimal():
            numbers[model].add(number)
    rows = {
        (model, str(row.pk)): row
        for model, wanted in numbers.items()
        for row in model._default_manager.in_bulk(wanted).values()
    }
    return {named: (row, shown[named]) for named, row in rows.items()}


def _inside(things: dict[Named, tuple[Any, str]]) -> dict[Named, str]:
    """What texts that are no pages show in turn: the questions of a quiz (1 query)."""
    kinds = {ContentType.objects.get_for_model(model): model for model in {model for model, _number in things}}
    texts = [(kind, number) for kind, model in kinds.items() for of, number in things if of is model]
    named: dict[Named, str] = {}
    found = ReferenceIndex.objects.filter(
        base_content_type__in=kinds, object_id__in=[number for _kind, number in texts]
    ).values_list("base_content_type", "object_id", "to_content_type", "to_object_id")
    for kind, number, to_kind, to_number in found if texts else ():
        of: Any = (ContentType.objects.get_for_id(kind).model_class(), number)
        to: Any = ContentType.objects.get_for_id(to_kind).model_class()
        if of in things and _is_marked(to):
            named[to, to_number] = things[of][1]
    return named
