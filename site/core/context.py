"""What every template may know about this installation."""

from django.conf import settings
from django.http import HttpRequest


def installation(request: HttpRequest) -> dict[str, object]:
    """`demo`: whether fictitious people and units are on this installation (for the banner)."""
    return {"demo": settings.DEMO}
