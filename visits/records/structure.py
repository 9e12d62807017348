"""What visits bring to every installation: the index of visits in every language."""

from wagtail.models import Locale, Page

from content.services import put_page, put_translation
from visits.records.models import VisitIndexPage

TITLES = {"en": "Visits", "ru": "Визиты"}
INTROS = {
    "en": "Who went where, what each side showed the other, and what became of it.",
    "ru": "Кто куда ездил, что стороны показали друг другу и что из этого вышло.",
}


def build() -> None:
    """Create what is missing; leave alone what is there."""
    if VisitIndexPage.objects.exists():
        return
    source = Locale.objects.get(language_code="en")
    home = Page.objects.get(depth=2, locale=source)
    index = put_page(model=VisitIndexPage, parent=home, slug="visits", locale=source, fields=_fields("en"))
    for locale in Locale.objects.exclude(pk=source.pk):
        if locale.language_code in TITLES:
            put_translation(source=index, locale=locale, fields=_fields(locale.language_code))


def _fields(language: str) -> dict[str, object]:
    return {"title": TITLES[language], "intro": INTROS[language], "show_in_menus": True}
