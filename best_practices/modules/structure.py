"""What modules bring to every installation: the index of modules in every language."""

from wagtail.models import Locale, Page

from best_practices.modules.models import ModuleIndexPage
from content.services import put_page, put_translation

TITLES = {"en": "Modules", "ru": "Модули"}
INTROS = {
    "en": "Each module describes one practice and trains it: lessons to read, a quiz to check yourself.",
    "ru": "Каждый модуль описывает одну практику и учит ей: уроки для чтения и тест для самопроверки.",
}


def build() -> None:
    """Create what is missing; leave alone what is there."""
    if ModuleIndexPage.objects.exists():
        return
    source = Locale.objects.get(language_code="en")
    home = Page.objects.get(depth=2, locale=source)
    index = put_page(model=ModuleIndexPage, parent=home, slug="best-practices", locale=source, fields=_fields("en"))
    for locale in Locale.objects.exclude(pk=source.pk):
        if locale.language_code in TITLES:
            put_translation(source=index, locale=locale, fields=_fields(locale.language_code))


def _fields(language: str) -> dict[str, object]:
    return {"title": TITLES[language], "intro": INTROS[language], "show_in_menus": True}
