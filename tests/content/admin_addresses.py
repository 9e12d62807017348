"""Every address of Wagtail's admin, filled with the numbers of one planted module."""

from collections.abc import Iterator
from typing import Any

from django.urls import NoReverseMatch, get_resolver, reverse
from django.urls.resolvers import URLPattern

from tests.content.planted import Planted, task_of

PAGE_ARGUMENTS = ["page_id", "parent_page_id", "page_to_move_id", "destination_id", "page_pk"]
LEFT_OUT = {"wagtailadmin_logout", "wagtailadmin_error_test"}
"""The first would end the sweep, the second is made to fail."""
BULK_ACTIONS = ["delete", "move", "publish", "unpublish"]


def patterns(resolver: Any = None, prefix: str = "", space: str = "") -> Iterator[tuple[str, list[str]]]:
    """(name with its namespace, names of the arguments) of all addresses below /admin/."""
    for pattern in (resolver or get_resolver()).url_patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            if address.startswith("admin/") and pattern.name not in {None, *LEFT_OUT}:
                yield space + pattern.name, arguments_of(pattern)
        else:
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from patterns(pattern, address, space + inner)


def arguments_of(pattern: URLPattern) -> list[str]:
    route: Any = pattern.pattern
    return list(route.converters) or list(route.regex.groupindex)


def subjects(planted: Planted) -> Iterator[dict[str, Any]]:
    """What the arguments of an address may be if it is about the module, its lesson, its quiz or its question."""
    work = {
        "revision_id_a": "earliest",
        "revision_id_b": "latest",
        "task_state_id": planted.workflow_state.current_task_state_id,
        "workflow_state_id": planted.workflow_state.pk,
        "workflow_pk": planted.workflow_state.workflow_id,
        "task_id": task_of(planted).pk,
        "translation_id": planted.translation.pk,
        "translation_source_id": planted.source.pk,
        "string_segment_id": planted.source.stringsegment_set.first().pk,
        "overridable_segment_id": 1,
        "session_id": planted.session.pk,
    }
    for thing in (planted.module, planted.lesson, planted.question, planted.quiz):
        names = {"pk": thing.pk, "object_id": thing.pk, "revision_id": thing.latest_revision_id}
        names |= {"app_label": thing._meta.app_label, "model_name": thing._meta.model_name}
        if hasattr(thing, "path"):
            names |= dict.fromkeys(PAGE_ARGUMENTS, thing.pk)
            names |= {"content_type_app_name": "modules", "content_type_model_name": thing._meta.model_name}
        yield work | names


def fits(name: str, values: dict[str, Any]) -> bool:
    """Whether `pk` means this subject at an address of this name."""
    for model in ("question", "quiz"):
        if f"quizzes_{model}" in name:
            return bool(values["model_name"] == model)
    return True


def addresses(planted: Planted) -> Iterator[tuple[str, str]]:
    """(name, address) of everything in the admin that could be about this module, each address once."""
    found: dict[str, str] = {}
    for name, arguments in patterns():
        for values in subjects(planted):
            actions = BULK_ACTIONS if "bulk_action" in name else ["approve"]
            for action in actions:
                known = values | {"action": action, "action_name": action}
                if "wagtailadmin_workflows:" in name:
                    known["pk"] = planted.workflow_state.workflow_id
                if fits(name, known) and not set(arguments) - set(known):
                    found |= dict.fromkeys(filled(name, {a: known[a] for a in arguments}, planted), name)
        if "bulk_action" in name:
            found |= dict.fromkeys(filled(name, PAGES_IN_BULK, planted), name)
    for address, name in found.items():
        yield name, address


PAGES_IN_BULK = {"app_label": "wagtailcore", "model_name": "page", "action": "delete"}


def filled(name: str, values: dict[str, Any], planted: Planted) -> list[str]:
    """An address and what may stand behind it: numbers, a search for the word, an export.

    The word is searched in small letters: only what the site itself tells has a capital.
    """
    try:
        address = reverse(name, kwargs=values)
    except NoReverseMatch:
        return []
    if "chosen_multiple" in name or "bulk_action" in name:
        pages = f"{address}?id={planted.module.pk}&id={planted.lesson.pk}"
        texts = f"{address}?id={planted.question.pk}&id={planted.quiz.pk}"
        every = f"{address}?id=all&childOf={planted.module.get_parent().pk}"
        if "bulk_action" in name:
            return [pages, texts, every]
        return [pages if name == "wagtailadmin_choose_page_chosen_multiple" else texts]
    return [address] if values else [address, f"{address}?q={planted.word.lower()}", f"{address}?export=csv"]
