"""What can be done with quizzes."""

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from best_practices.quizzes.models import Quiz


@transaction.atomic
def share_rules(*, quiz: Quiz) -> int:
    """Carry the rules of a quiz that was published to its other languages, drafts too. Returns how many there are.

    A test is the same test in every language; its texts and the questions it names stay each language's own.
    """
    rules = {name: value for name, value in quiz.serializable_data().items() if name in Quiz.RULES}
    sections = _raw(quiz.sections)
    others = Quiz.objects.filter(translation_key=quiz.translation_key).exclude(pk=quiz.pk)
    found = list(others.select_related("latest_revision"))
    for other in found:
        for name in Quiz.RULES:
            setattr(other, name, getattr(quiz, name))
        merged = _merged(sections, _raw(other.sections))
        other.sections = other.sections.stream_block.to_python(merged)
        other.save(update_fields=[*Quiz.RULES, "sections"])
        if other.latest_revision is not None:
            content = other.latest_revision.content
            drafted = _merged(sections, _raw(other.latest_revision.as_object().sections))
            other.latest_revision.content = content | rules | {"sections": _dumped(drafted)}
            other.latest_revision.save(update_fields=["content"])
    return len(found)


def _raw(sections: Any) -> list[dict[str, Any]]:
    return list(sections.get_prep_value())


def _dumped(sections: list[dict[str, Any]]) -> str:
    """As a revision keeps a stream."""
    return json.dumps(sections, cls=DjangoJSONEncoder)


def _merged(ours: list[dict[str, Any]], theirs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Our sections, with the titles of another language where it has given one."""
    titles = {section["value"]["key"]: section["value"]["title"] for section in theirs}
    return [
        section
        | {"value": section["value"] | {"title": titles.get(section["value"]["key"]) or section["value"]["title"]}}
        for section in ours
    ]
