"""Modules tell a quiz page, which knows no module, where the person came from."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language

from best_practices.modules.queries import modules_for
from core.slots import fills


@fills("quiz.trail", queries=1)
def way_back_to_the_module(*, request: HttpRequest, viewer: Any, subject: Any) -> Any:
    """`subject`: a quiz key. Returns (title, address) of a module the reader may see, in their language."""
    modules = modules_for(viewer, language=get_language() or "en")
    found = next((module.page for module in modules if module.quiz_key == subject), None)
    return (f"{found.code} {found.title}", found.url) if found else None
