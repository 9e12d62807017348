"""Views that belong to no app: health, and a form that came back after its key had changed."""

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

SECRET_FIELDS = ("csrfmiddlewaretoken", "password")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's key was too old (signed in again in another tab, say): offer to send it once more.

    What was typed is put into the page, secrets left out, and sent again by a click with a fresh key, so
    nothing is lost and nothing is sent without the person.
    """
    kept = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if not any(secret in name for secret in SECRET_FIELDS)
    ]
    return render(request, "core/csrf_failure.html", {"kept": kept, "again": request.get_full_path()}, status=403)


@never_cache
def alive(request: HttpRequest) -> HttpResponse:
    """`/healthz`: the process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """`/readyz`: the database answers too. 503 otherwise."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"database": False}, status=503)
    return JsonResponse({"database": True, "demo": settings.DEMO})
