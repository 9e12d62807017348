"""What cases bring to every installation: the index of cases in every language."""

from wagtail.models import Locale, Page

from best_practices.cases.models import CaseIndexPage
from content.services import put_page, put_translation

TITLES = {"en": "Cases", "ru": "Случаи"}
INTROS = {
    "en": "Seizures and other cases that their owners have released: how they were found, and what they teach.",
    "ru": "Задержания и другие случаи, открытые их владельцами: как их выявили и чему они учат.",
}


def build() -> None:
    """Create what is missing; leave alone what is there."""
    if CaseIndexPage.objects.exists():
        return
    source = Locale.objects.get(language_code="en")
    home = Page.objects.get(depth=2, locale=source)
    index = put_page(model=CaseIndexPage, parent=home, slug="cases", locale=source, fields=_fields("en"))
    for locale in Locale.objects.exclude(pk=source.pk):
        if locale.language_code in TITLES:
            put_translation(source=index, locale=locale, fields=_fields(locale.language_code))


def _fields(language: str) -> dict[str, object]:
    return {"title": TITLES[language], "intro": INTROS[language], "show_in_menus": True}
