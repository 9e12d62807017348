"""What the library brings to every installation: its page in every language."""

from wagtail.models import Locale, Page

from content.services import put_page, put_translation
from media.library.models import LibraryPage

TITLES = {"en": "Library", "ru": "Библиотека"}
INTROS = {
    "en": "Checklists, cards and forms to use at work: on the screen, on paper, in several languages.",
    "ru": "Контрольные листы, памятки и бланки для работы: на экране, на бумаге, на нескольких языках.",
}


def build() -> None:
    """Create what is missing; leave alone what is there."""
    if LibraryPage.objects.exists():
        return
    source = Locale.objects.get(language_code="en")
    home = Page.objects.get(depth=2, locale=source)
    page = put_page(model=LibraryPage, parent=home, slug="library", locale=source, fields=_fields("en"))
    for locale in Locale.objects.exclude(pk=source.pk):
        if locale.language_code in TITLES:
            put_translation(source=page, locale=locale, fields=_fields(locale.language_code))


def _fields(language: str) -> dict[str, object]:
    return {"title": TITLES[language], "intro": INTROS[language], "show_in_menus": True}
