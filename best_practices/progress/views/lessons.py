"""Marking a lesson as done, and taking it back."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.queries import viewer_in
from accounts.signing_in import signs_in_here
from accounts.viewer import Viewer
from best_practices.modules.models import ModulePage
from best_practices.modules.queries import lesson_by_key, lessons_below
from best_practices.progress.queries import has_passed
from best_practices.progress.services import finish_lesson, reopen_lesson
from content.visibility import may_see


@require_POST
@signs_in_here
def lesson_done(request: HttpRequest, key: UUID) -> HttpResponse:
    """POST: this lesson is done (or, with `undo`, is not); leads on to what comes next."""
    language = get_language() or "en"
    lesson = lesson_by_key(key, language=language)
    if lesson is None or not may_see(viewer_in(request), lesson):
        raise Http404
    if "undo" in request.POST:
        reopen_lesson(user=request.user, lesson=lesson)
        messages.info(request, _("%s is no longer marked as done.") % lesson.code)
        return redirect(lesson.get_url(request))
    module = ModulePage.objects.parent_of(lesson).select_related("quiz").get()
    finish_lesson(user=request.user, lesson=lesson, module=module, language=language, at=timezone.now())
    messages.success(request, _("%s is done.") % lesson.code)
    following = [other for other in lessons_below(module) if other.path > lesson.path]
    if following:
        return redirect(following[0].get_url(request))
    viewer: Viewer = viewer_in(request)
    if module.quiz is None or has_passed(user_id=viewer.user_id, quiz_key=module.quiz.translation_key):
        return redirect(module.get_url(request))
    return redirect("quiz_start", module.quiz.translation_key)
