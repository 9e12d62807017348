"""What every template may know about this installation."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

AUTONYMS = {
    "en": "English",
    "ru": "Русский",
    "kk": "Қазақша",
    "pl": "Polski",
    "uz": "Oʻzbekcha",
    "ky": "Кыргызча",
    "tg": "Тоҷикӣ",
    "tk": "Türkmençe",
}
"""Languages by the name their speakers give them."""


def installation(request: HttpRequest) -> dict[str, Any]:
    """`demo`: whether fictitious people and units are here (for the banner). `other_languages`: the same
    address in the other languages, for pages that give no `language_links` of their own. `unreviewed`:
    whether the words of the interface, in this language, still wait for somebody to check them."""
    return {
        "demo": settings.DEMO,
        "other_languages": SimpleLazyObject(lambda: other_languages(request)),
        "unreviewed": get_language() in settings.UNREVIEWED_LANGUAGES,
    }


def other_languages(request: HttpRequest) -> list[tuple[str, str, str]]:
    """(code, autonym, address) of the other languages. An address without a language leads to the front door."""
    here = get_language()
    parts = request.path.split("/", 2)
    rest = parts[2] if len(parts) > 2 and parts[1] in dict(settings.LANGUAGES) else ""  # noqa: PLR2004 -- /xx/rest
    return [(code, AUTONYMS.get(code, code), f"/{code}/{rest}") for code, _name in settings.LANGUAGES if code != here]
