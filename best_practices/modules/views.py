"""Modules and lessons on the site."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from accounts.queries import viewer_in
from best_practices.modules import presentation, queries
from best_practices.modules.choices import Level
from best_practices.modules.line import ModuleProgress, lessons_done, next_step
from best_practices.modules.models import LessonPage, ModuleIndexPage, ModulePage
from best_practices.modules.parts import parts_of
from best_practices.modules.queries import ModuleView
from best_practices.modules.services import answer_knowledge_check
from content.languages import language_shown
from content.queries import page_context, surroundings
from content.rendering import linked, rendered
from content.serving import serves
from core.slots import slot_values
from core.stations import Line
from media.files.queries import files_seen

CARD = ("what_is_done", "why_it_works", "limits", "evidence", "changed_at_home")


def progress_of(modules: list[ModuleView], request: HttpRequest) -> dict[Any, ModuleProgress] | None:
    """What this person did of some modules, by module key; None for a stranger."""
    found = slot_values("modules.progress", request=request, subject=modules)
    return found[0] if found else None


def state_of(progress: dict[Any, ModuleProgress] | None, module: ModuleView) -> ModuleProgress | None:
    return None if progress is None else progress.get(module.key, ModuleProgress())


@serves(ModuleIndexPage)
def module_index(request: HttpRequest, page: ModuleIndexPage) -> HttpResponse:
    """The modules a person may see, by topic and level."""
    topic, level = request.GET.get("topic", "")[:12], request.GET.get("level", "")[:12]
    context = page_context(request, page)
    every = queries.modules_for(viewer_in(request), language=surroundings(page).tree)
    chosen = [
        module
        for module in every
        if (not topic or any(t.code == topic for t in module.page.topics.all))
        and (not level or module.page.level == level)
    ]
    used = {module.page.level for module in every}
    context |= {
        "rows": board_rows(chosen, request),
        "topics": queries.topics_used(every),
        "topic": topic,
        "levels": [(code, label) for code, label in Level.choices if code in used],
        "level": level,
    }
    return render(request, "modules/module_index_page.html", context)


def board_rows(modules: list[ModuleView], request: HttpRequest) -> list[dict[str, Any]]:
    """The rows of a board of modules, with what this person did of each."""
    progress = progress_of(modules, request)
    return [_board_row(module, state_of(progress, module)) for module in modules]


def _board_row(module: ModuleView, progress: ModuleProgress | None) -> dict[str, Any]:
    return {
        "module": module.page,
        "url": module.page.url,
        "lessons": len(module.lessons),
        "done": lessons_done(module.lessons, progress) if progress else 0,
        "progress": progress,
        "time": presentation.minutes_text(module.page),
        "level": presentation.level_text(module.page),
        "stations": presentation.module_stations(module, progress, brief=True),
    }


@serves(ModulePage)
def module_page(request: HttpRequest, page: ModulePage) -> HttpResponse:
    """The practice card and the line of lessons."""
    module = _module_of(page)
    progress = state_of(progress_of([module], request), module)
    context = page_context(request, page)
    text_language = context["text_language"]
    context |= {
        "module": module,
        "line": Line(presentation.module_stations(module, progress)),
        "evidence_line": presentation.evidence_stations(page),
        "progress": progress,
        "step": _step(module, progress),
        "card": linked(
            {name: getattr(page, name) for name in CARD}, name=_state_name(page, request), language=text_language
        ),
        "time": presentation.minutes_text(page),
        "countries": presentation.countries_text(page.countries, get_language() or "en"),
    }
    if request.GET.get("print") == "all":
        context["printed"] = [
            _printed(lesson, request) for lesson in LessonPage.objects.child_of(page).live().order_by("path")
        ]
        return render(request, "modules/module_print.html", context)
    return render(request, "modules/module_page.html", context)


def _printed(lesson: LessonPage, request: HttpRequest) -> tuple[LessonPage, Any, Any]:
    """A lesson, its text, and the HTML of the text with every part open."""
    text = _text(lesson, request, paper=True)
    return lesson, text, text.with_parts(parts_of(lesson.body, request, paper=True).html)


def _step(module: ModuleView, progress: ModuleProgress | None) -> dict[str, Any] | None:
    """The button of the page: where it leads and what it says is the template's business."""
    if progress and not progress.may_open:
        return {"kind": "first", "code": progress.first[0].code, "url": progress.first[0].url}
    step = next_step(
        module.lessons, progress or ModuleProgress(), has_quiz=module.quiz_key is not None, rules=module.rules
    )
    if step.lesson is not None:
        return {
            "kind": "lesson",
            "code": step.lesson.code,
            "url": step.lesson.url,
            "begun": bool(progress and progress.begun),
        }
    return {"kind": step.kind, "quiz_key": module.quiz_key}


def _module_of(page: ModulePage) -> ModuleView:
    """With its lessons; a preview shows the card as it is being written."""
    return queries.module_view(page, queries.lessons_below(page))


def _state_name(page: Any, request: HttpRequest) -> str:
    """What identifies this state of a page's text; nothing for a preview, whose text is never kept."""
    if getattr(request, "is_preview", False):
        return ""
    return f"{page.pk}:{page.live_revision_id or page.alias_of_id}:{page.last_published_at}"


def _text(lesson: LessonPage, request: HttpRequest, *, paper: bool = False) -> Any:
    return rendered(
        _state_name(lesson, request),
        language=language_shown(lesson),
        body=lesson.body,
        extra=(lesson.lead,),
        seen=files_seen(viewer_in(request), lesson.body),
        opened=paper,
    )


@serves(LessonPage)
def lesson_page(request: HttpRequest, page: LessonPage) -> HttpResponse:
    """A lesson: its line, its text, what comes before and after. What is sent to it is answered and not kept.

    With `X-Part` only the part that answers is sent back.
    """
    parts = parts_of(page.body, request)
    if parts.answered and request.method == "POST" and viewer_in(request).signed_in:
        answer_knowledge_check(
            user_id=viewer_in(request).user_id,
            lesson_key=page.translation_key,
            question_key=parts.answered,
            at=timezone.now(),
        )
    status = 422 if parts.refused else 200
    if parts.sent is not None and "X-Part" in request.headers:
        return HttpResponse(parts.html[parts.sent], status=status)
    module = queries.module_at(page.path[: -page.steplen], language=surroundings(page).tree)
    if module is None:
        raise Http404
    progress = state_of(progress_of([module], request), module)
    context = page_context(request, page)
    text = _text(page, request)
    position = next((i for i, lesson in enumerate(module.lessons) if lesson.pk == page.pk), 0)
    context |= {
        "module": module,
        "module_url": module.page.url,
        "line": presentation.module_stations(module, progress, reading=page),
        "text": text,
        "body": text.with_parts(parts.html),
        "tries": parts.tries,
        "number": position + 1,
        "total": len(module.lessons),
        "previous": module.lessons[position - 1] if position else None,
        "next": module.lessons[position + 1] if position + 1 < len(module.lessons) else None,
        "subject": {"lesson": page, "module": module, "progress": progress},
    }
    return render(request, "modules/lesson_page.html", context, status=status)
