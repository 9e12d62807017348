"""What the page of a floor is drawn from: the session, the person, three rows (3 queries)."""

from typing import Any

from django.http import HttpRequest

from tests.bench.floors.rows.models import Row


def page_context(request: HttpRequest) -> dict[str, Any]:
    return {
        "title": "A page of a floor",
        "last_seen": request.session.get("last_seen", ""),
        "person": request.user,
        "rows": list(Row.objects.all()[:3]),
    }
