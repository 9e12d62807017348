"""The way to the search, on every page."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from core.slots import fills


@fills("head.search", queries=0)
def field(*, request: HttpRequest, viewer: Any, subject: Any) -> Any:
    """A field on a wide screen, a link on a narrow one; on the page of the search itself the link only."""
    address = reverse("search")
    return render_to_string("search/field.html", {"address": address, "here": request.path == address})
