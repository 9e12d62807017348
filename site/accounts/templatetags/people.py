"""People as templates show them."""

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.printing import qr

register = template.Library()

BROWSERS = (
    ("Edg/", "Edge"),
    ("YaBrowser", "Yandex"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)
"""Parts of a browser's name for itself, the telling ones first."""


@register.filter
def browser(user_agent: str) -> str:
    """What a browser calls itself, as a person knows it: "Firefox, Windows"."""
    found = [next((name for part, name in known if part in user_agent), "") for known in (BROWSERS, SYSTEMS)]
    return ", ".join(name for name in found if name) or _("unknown browser")


@register.filter
def qr_code(text: str) -> SafeString:
    """A text as a picture for a phone."""
    return qr(text)
