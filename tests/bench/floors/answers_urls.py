"""The one view of the floor of answers: it locks and writes the rows that Corridor locks and writes, no more."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST

from best_practices.quizzes.models import Attempt, AttemptItem, Response, digest


@login_required
@require_POST
def answer(request: HttpRequest, uuid: UUID, position: int) -> HttpResponse:
    given, at = {"chosen": [request.POST["answer"]]}, timezone.now()
    with transaction.atomic():
        attempt = Attempt.objects.select_for_update().get(uuid=uuid, user_id=request.user.pk, state="open")
        item = AttemptItem.objects.select_related("response").get(attempt=attempt, position=position)
        response = getattr(item, "response", None)
        if response is None:
            sent = [[request.POST["key"], 1, at.isoformat(), digest(given)]]
            response = Response.objects.create(item=item, answer=given, language="en", saved_at=at, sent=sent)
        else:
            response.changes += 1
            sent = [request.POST["key"], response.changes, at.isoformat(), digest(given)]
            response.sent = [*response.sent, sent][-20:]
            response.answer, response.language, response.saved_at = given, "en", at
            response.save(update_fields=["answer", "language", "saved_at", "changes", "sent"])
    return JsonResponse({"saved": f"{at:%H:%M}", "token": response.changes})


urlpatterns = [path("en/quiz/<uuid:uuid>/<int:position>/", answer)]
