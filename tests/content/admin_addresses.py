"""Every address of Wagtail's admin, filled with the ids of one planted module."""

from collections.abc import Iterator
from itertools import product
from typing import Any

from django.urls import NoReverseMatch, get_resolver, reverse
from django.urls.resolvers import URLPattern

from tests.content.planted import Planted, task_of

SNIPPETS = [("quizzes", "question"), ("quizzes", "quiz")]
PAGES = [("modules", "modulepage"), ("modules", "lessonpage"), ("wagtailcore", "page")]
BULK = ["delete", "move", "publish", "unpublish"]


def patterns(resolver: Any = None, prefix: str = "", space: str = "") -> Iterator[tuple[str, list[str]]]:
    """(name with its namespace, names of the arguments) of all addresses below /admin/."""
    for pattern in (resolver or get_resolver()).url_patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            if address.startswith("admin/") and pattern.name:
                yield space + pattern.name, arguments_of(pattern)
        else:
            yield from patterns(pattern, address, space + (f"{pattern.namespace}:" if pattern.namespace else ""))


def arguments_of(pattern: URLPattern) -> list[str]:
    converters = pattern.pattern.converters
    return list(converters) or list(getattr(pattern.pattern, "regex", None).groupindex)


def of_module(planted: Planted) -> dict[str, list[Any]]:
    """What an argument of each name may be, if the address is about this module."""
    pages = [planted.module.pk, planted.lesson.pk, planted.russian.pk]
    segment = planted.source.stringsegment_set.first()
    models = SNIPPETS + PAGES
    return dict.fromkeys(["page_id", "parent_page_id", "page_to_move_id", "page_pk", "destination_id"], pages) | {
        "revision_id": [planted.module.latest_revision_id, planted.question.latest_revision_id,
                        planted.quiz.latest_revision_id],
        "revision_id_a": ["earliest"],
        "revision_id_b": ["latest"],
        "task_state_id": [planted.workflow_state.current_task_state_id],
        "workflow_state_id": [planted.workflow_state.pk],
        "workflow_pk": [planted.workflow_state.workflow_id],
        "task_id": [task_of(planted).pk],
        "translation_id": [planted.translation.pk],
        "translation_source_id": [planted.source.pk],
        "string_segment_id": [segment.pk],
        "overridable_segment_id": [1],
        "mode": [""],
        "session_id": [planted.session.pk],
        "content_type_app_name": ["modules"],
        "content_type_model_name": ["modulepage", "lessonpage"],
        "app_name": sorted({app for app, _name in models}),
        "app_label": sorted({app for app, _name in models}),
        "model_name": [name for _app, name in models],
        "action": BULK,
        "action_name": ["approve", "copy", "delete", "publish"],
    }


def pks_for(name: str, planted: Planted) -> list[Any]:
    """What `pk` or `object_id` mean in an address of this name."""
    if "question" in name:
        return [planted.question.pk]
    if "quiz" in name:
        return [planted.quiz.pk]
    if "workflows:task" in name or name.endswith("_task"):
        return [task_of(planted).pk]
    if "workflows:" in name:
        return [planted.workflow_state.workflow_id]
    return [planted.module.pk, planted.lesson.pk, planted.question.pk, planted.quiz.pk]


def queries_for(name: str, arguments: list[str], planted: Planted) -> list[str]:
    """What may stand behind an address: a search for the word, an export, ids.

    The word is searched in small letters: only what the site itself tells has a capital.
    """
    if "chosen_multiple" in name or "bulk_action" in name:
        pages = f"?id={planted.module.pk}&id={planted.lesson.pk}"
        texts = f"?id={planted.question.pk}&id={planted.quiz.pk}"
        return [pages, texts, *([f"?id=all&childOf={planted.module.get_parent().pk}"] * ("bulk" in name))]
    return [""] if arguments else ["", f"?q={planted.word.lower()}", "?export=csv"]


def addresses(planted: Planted) -> Iterator[tuple[str, str]]:
    """(name, address) of everything in the admin that could be about this module."""
    values = of_module(planted)
    for name, arguments in patterns():
        known = values | dict.fromkeys(["pk", "object_id"], pks_for(name, planted))
        unknown = [argument for argument in arguments if argument not in known]
        if unknown:
            continue
        for chosen in product(*(known[argument] for argument in arguments)):
            try:
                address = reverse(name, kwargs=dict(zip(arguments, chosen, strict=True)))
            except NoReverseMatch:
                continue
            for query in queries_for(name, arguments, planted):
                yield name, address + query
