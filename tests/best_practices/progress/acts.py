"""What an officer does with lessons, through the services."""

from typing import Any

from best_practices.modules.models import ModulePage
from best_practices.progress.services import finish_lesson
from tests.best_practices.learning import NOON


def finish(person: Any, *lessons: Any, at: Any = NOON) -> None:
    for lesson in lessons:
        module = ModulePage.objects.parent_of(lesson).select_related("quiz").get()
        finish_lesson(user=person, lesson=lesson, module=module, language=lesson.locale.language_code, at=at)
