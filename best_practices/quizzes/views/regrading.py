"""Grading again after a correction: first what it would change, then the act."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import second_factor
from accounts.queries import viewer_in
from best_practices.quizzes import services
from best_practices.quizzes.forms.sittings import RegradeForm
from best_practices.quizzes.permissions import may_regrade
from best_practices.quizzes.queries.regrading import preview
from best_practices.quizzes.views.attempts import frame, language_of, seen_question


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def regrade(request: HttpRequest, question_key: UUID) -> HttpResponse:
    """Whose result a corrected question changes, in numbers; POST with a reason grades again."""
    viewer = viewer_in(request)
    question = seen_question(viewer, question_key, language_of(request)) if may_regrade(viewer) else None
    if question is None:
        raise Http404
    if second_factor.is_missing(request):
        return second_factor.ask(request)
    asks = "preview" in request.POST
    form = RegradeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and not asks and form.is_valid():
        try:
            counts = services.regrade_question(
                question_key=question_key, actor=request.user, at=timezone.now(), **form.cleaned_data
            )
        except services.NothingToRegrade:
            messages.warning(request, _("No attempt has to be graded again."))
        else:
            messages.success(request, _("Graded again: %(attempts)d. Results that changed: %(changed)d.") % counts)
        return redirect("quiz_regrade", question_key)
    keep = "keep_passes" in request.POST if request.method == "POST" else True
    if asks:
        form = RegradeForm(initial={"reason": request.POST.get("reason", ""), "keep_passes": keep})
    context = frame(request, question_key) | {
        "question": question,
        "form": form,
        "preview": preview(question_key=question_key, viewer=viewer, keep_passes=keep),
        "keep": keep,
    }
    return render(request, "quizzes/regrade.html", context, status=422 if form.errors else 200)
