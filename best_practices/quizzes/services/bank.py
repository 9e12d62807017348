"""Taking questions from files into the bank."""

from collections.abc import Sequence
from typing import Any, Protocol
from uuid import UUID

from django.db import transaction
from wagtail.log_actions import log

from audit.services import record
from best_practices.quizzes.entries import Entry
from best_practices.quizzes.models import Question
from best_practices.quizzes.queries import bank
from core.labels import Label


class Taken(Protocol):
    """One question to be taken in: see `imports.Plan`."""

    entry: Entry
    question: Question | None
    source: Question | None
    fields: dict[str, Any]
    topics: list[Any]


class BankChanged(ValueError):
    """A question of this code has come into the bank since the file was looked at."""


@transaction.atomic
def import_questions(*, rows: Sequence[Taken], actor: Any, file_name: str) -> dict[str, int]:
    """Every row becomes a draft, or the newest draft of the question that is there; all of them or none.

    Nothing is published: what is live stays as it is. Returns and logs how many are new and changed. Raises
    BankChanged, and ValidationError for what the editor would refuse too.
    """
    locales = bank.locales()
    there = bank.with_code(actor, [row.entry.code for row in rows if row.question is None])
    taken = {(row.code, row.locale.language_code) for found in there.values() for row in found}
    if taken & {(row.entry.code, row.entry.language) for row in rows if row.question is None}:
        raise BankChanged
    counts = {"new": 0, "changed": 0}
    keys: dict[str, UUID] = {}
    for row in rows:
        if row.question is None:
            question = Question(locale=locales[row.entry.language], live=False)
            known = row.source.translation_key if row.source else keys.get(row.entry.code)
            question.translation_key = known or question.translation_key
            counts["new"] += 1
        else:
            question = row.question.get_latest_revision_as_object()
            counts["changed"] += 1
        keys.setdefault(row.entry.code, question.translation_key)
        _save(question, row, actor, is_new=row.question is None)
    record(
        act="questions.imported",
        actor=actor,
        kind=Question._meta.label_lower,
        title=file_name,
        detail=counts,
    )
    return counts


def _save(question: Question, row: Taken, actor: Any, *, is_new: bool) -> None:
    for name, value in row.fields.items():
        setattr(question, name, value)
    parts = [{"type": name, "value": value} for name, value in row.entry.parts]
    question.options = question.options.stream_block.to_python(parts)
    question.topics.set(row.topics)
    question.tags.set(row.entry.tags)
    if is_new:
        question.save()
    revision = question.save_revision(user=actor, log_action=not is_new)
    if is_new:
        log(instance=question, action="wagtail.create", revision=revision, content_changed=True, user=actor)


def log_export(*, actor: Any, form: str, number: int, left_out: int, label: Label) -> None:
    """Put into the log that questions with their keys left the site as a file."""
    record(
        act="questions.exported",
        actor=actor,
        kind=Question._meta.label_lower,
        title=form,
        detail={"number": number, "left_out": left_out, "label": label.value},
    )
