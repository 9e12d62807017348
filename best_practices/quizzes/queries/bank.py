"""The question bank as its editors see it: drafts too, each question as it was last saved."""

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, cast

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from taggit.models import Tag
from wagtail.models import Locale, WorkflowState

from best_practices.quizzes.entries import Entry, Parts
from best_practices.quizzes.models import Question, QuestionTag
from content.handling import Handling
from content.wagtail_guard import only_visible
from core.labels import Label, strictest
from media.files.models import SiteImage
from reference.models import Topic


def bank_of(user: Any) -> QuerySet[Question]:
    """The questions that somebody may see in the admin, in a fixed order."""
    rows = cast("QuerySet[Question]", only_visible(Question.objects.all(), user))
    return rows.select_related("locale", "latest_revision").order_by("code", "locale__language_code", "pk")


def with_code(user: Any, codes: Iterable[str]) -> dict[str, list[Question]]:
    """The questions in the bank by code, in all languages (1 query)."""
    found: dict[str, list[Question]] = {}
    for question in bank_of(user).filter(code__in=set(codes)).order_by("pk"):
        found.setdefault(question.code, []).append(question)
    return found


def entries_of(questions: QuerySet[Question]) -> list[Entry]:
    """Questions as plain values, in their order. 6 queries, however many there are."""
    rows = list(questions.prefetch_related("topics"))
    topics = dict(Topic.objects.values_list("pk", "code"))
    tags = dict(Tag.objects.values_list("pk", "name"))
    pictures = {pk: str(uuid) for pk, uuid in SiteImage.objects.values_list("pk", "uuid")} if rows else {}
    tagged: dict[int, list[int]] = {}
    for question, tag in QuestionTag.objects.filter(content_object__in=questions.order_by()).values_list(
        "content_object_id", "tag_id"
    ):
        tagged.setdefault(question, []).append(tag)
    return [_entry(row, _saved(row, tagged.get(row.pk, [])), topics, tags, pictures) for row in rows]


def _saved(row: Question, tags: list[int]) -> dict[str, Any]:
    """The fields of a question: of its newest draft where that is ahead of what is published."""
    revision = row.latest_revision
    if revision is not None and (row.has_unpublished_changes or not row.live):
        saved = dict(revision.content)
        saved["tags"] = [each["tag"] for each in saved.get("tagged_items", [])]
        return saved
    fields = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return fields | {"topics": [topic.pk for topic in row.topics.all()], "tags": tags, "picture": row.picture_id}


def _entry(
    row: Question, saved: dict[str, Any], topics: dict[int, str], tags: dict[int, str], pictures: dict[int, str]
) -> Entry:
    options = saved["options"]
    if isinstance(options, str):
        options = row.options.stream_block.to_python(json.loads(options or "[]"))
    return Entry(
        code=saved["code"],
        kind=saved["kind"],
        stem=saved["stem"],
        language=row.locale.language_code,
        parts=said(options),
        answer="" if saved["answer"] is None else plain_number(saved["answer"]),
        tolerance=plain_number(saved["tolerance"]),
        picture=pictures.get(saved["picture"] or 0, ""),
        sources=tuple(saved["sources"].split()),
        topics=tuple(sorted(topics[pk] for pk in saved["topics"] if pk in topics)),
        tags=tuple(sorted(tags[pk] for pk in saved["tags"] if pk in tags)),
        difficulty=int(saved["difficulty"]),
        volatile=bool(saved["volatile"]),
        **{name: saved[name] for name in ("feedback", "text", "unit", "drawing", "picture_text")},
    )


def plain_number(number: Any) -> str:
    """A decimal, or one in a revision, without zeros at its end."""
    text = f"{Decimal(str(number)):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def said(options: Any) -> Parts:
    """The parts of a question without the marks that Wagtail gives to each."""
    return tuple((child.block_type, _plain(child.value)) for child in options)


def _plain(value: Any) -> dict[str, Any]:
    return {
        name: [_plain(each) for each in part] if name == "choices" else part if part is not None else ""
        for name, part in value.items()
    }


def in_review(questions: Iterable[int]) -> set[int]:
    """Which questions a reviewer has before them (1 query, 2 the first time)."""
    states = WorkflowState.objects.filter(
        content_type=ContentType.objects.get_for_model(Question),
        object_id__in=[str(pk) for pk in questions],
        status=WorkflowState.STATUS_IN_PROGRESS,
    )
    return {int(pk) for pk in states.values_list("object_id", flat=True)}


def strictest_label(questions: QuerySet[Question]) -> Label:
    """The strictest marking among questions (1 query)."""
    keys = questions.order_by().values("translation_key")
    return strictest(Label(label) for label in Handling.objects.filter(key__in=keys).values_list("label", flat=True))


def topics_by_name() -> dict[str, Topic]:
    """Topics by code and by every name, casefolded (2 queries)."""
    found: dict[str, Topic] = {}
    for topic in Topic.objects.prefetch_related("names"):
        found |= {name.text.casefold(): topic for name in topic.names.all()} | {topic.code.casefold(): topic}
    return found


def pictures_named(user: Any, uuids: Iterable[str]) -> dict[str, SiteImage]:
    """Pictures of the collection by UUID, as far as somebody may see them (1 query)."""
    wanted = set(uuids) - {""}
    rows = only_visible(SiteImage.objects.filter(uuid__in=wanted), user) if wanted else ()
    return {str(picture.uuid): picture for picture in rows}


def locales() -> dict[str, Locale]:
    """The languages of the site by code (1 query)."""
    return {locale.language_code: locale for locale in Locale.objects.order_by("pk")}
