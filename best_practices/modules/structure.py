"""What modules bring to every installation: the index of modules in every language."""

from best_practices.modules.models import ModuleIndexPage
from content.services import put_index

TITLES = {"en": "Modules", "ru": "Модули", "kk": "Модульдер"}
INTROS = {
    "en": "Each module describes one practice and trains it: lessons to read, a quiz to check yourself.",
    "ru": "Каждый модуль описывает одну практику и учит ей: уроки для чтения и тест для самопроверки.",
    "kk": "Әр модуль бір тәжірибені сипаттап, соған үйретеді: оқитын сабақтар және өзін тексеретін тест.",
}


def build() -> None:
    """Create what is missing; leave alone what is there."""
    put_index(model=ModuleIndexPage, slug="best-practices", texts={language: _fields(language) for language in TITLES})


def _fields(language: str) -> dict[str, object]:
    return {"title": TITLES[language], "intro": INTROS[language], "show_in_menus": True}
