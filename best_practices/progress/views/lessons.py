"""Marking a lesson as done, and taking it back."""

from math import ceil
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.queries import viewer_in
from accounts.signing_in import signs_in_here
from accounts.viewer import Viewer
from best_practices.modules.models import LessonPage, ModulePage
from best_practices.modules.queries import lesson_by_key, lessons_below
from best_practices.progress.presentation.reading_time import opened_at
from best_practices.progress.queries import has_passed, still_first
from best_practices.progress.services import TooEarly, finish_lesson, reopen_lesson
from content.visibility import may_see


@require_POST
@signs_in_here
def lesson_done(request: HttpRequest, key: UUID) -> HttpResponse:
    """POST: this lesson is done (or, with `undo`, is not); leads on to what comes next."""
    language = get_language() or "en"
    viewer = viewer_in(request)
    lesson = lesson_by_key(key, language=language)
    if lesson is None or not may_see(viewer, lesson):
        raise Http404
    if "undo" in request.POST:
        reopen_lesson(user=request.user, lesson=lesson)
        messages.info(request, _("%s is no longer marked as done.") % lesson.code)
        return redirect(lesson.get_url(request))
    module = ModulePage.objects.parent_of(lesson).select_related("quiz").get()
    if first := still_first(module.translation_key, viewer, language=language):
        messages.warning(request, _("First do %(module)s.") % {"module": f"{first[0].code} {first[0].title}"})
        return redirect(lesson.get_url(request))
    sign = request.POST.get("opened", "")[:300]
    since = opened_at(sign, user_id=viewer.user_id, lesson_key=key)
    try:
        finish_lesson(
            user=request.user, lesson=lesson, module=module, language=language, at=timezone.now(), opened_at=since
        )
    except TooEarly as early:
        minutes = ceil(early.left.total_seconds() / 60)
        messages.warning(request, _too_early(lesson, minutes))
        return redirect(
            f"{lesson.get_url(request)}?{urlencode({'opened': sign})}" if since else lesson.get_url(request)
        )
    messages.success(request, _("%s is done.") % lesson.code)
    return _way_on(request, lesson, module, viewer)


def _too_early(lesson: LessonPage, minutes: int) -> str:
    return ngettext(
        "%(code)s can be marked as done in %(minutes)d minute: it takes some time to read.",
        "%(code)s can be marked as done in %(minutes)d minutes: it takes some time to read.",
        minutes,
    ) % {"code": lesson.code, "minutes": minutes}


def _way_on(request: HttpRequest, lesson: LessonPage, module: ModulePage, viewer: Viewer) -> HttpResponse:
    """To the next lesson, then to the quiz until it is passed, then to the module."""
    following = [other for other in lessons_below(module) if other.path > lesson.path]
    if following:
        return redirect(following[0].get_url(request))
    if module.quiz is None or has_passed(user_id=viewer.user_id, quiz_key=module.quiz.translation_key):
        return redirect(module.get_url(request))
    return redirect("quiz_start", module.quiz.translation_key)
