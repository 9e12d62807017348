"""Modules tell a quiz page, which knows no module, where the person came from."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language

from best_practices.modules.queries import modules_with_quiz, pages_in
from core.slots import fills


@fills("quiz.trail", queries=3)
def way_back_to_the_module(*, request: HttpRequest, viewer: Any, subject: Any) -> Any:
    """`subject`: a quiz key. Returns (title, address) of the module in the reader's language."""
    module = modules_with_quiz(subject).first()
    if module is None:
        return None
    shown = pages_in(get_language() or "en", [module.translation_key]).get(module.translation_key)
    return (f"{module.code} {shown.title}", shown.get_url(request)) if shown else None
