"""What visits bring to every installation: the index of visits in every language."""

from content.services import put_index
from visits.records.models import VisitIndexPage

TITLES = {"en": "Visits", "ru": "Визиты", "kk": "Сапарлар"}
INTROS = {
    "en": "Who went where, what each side showed the other, and what became of it.",
    "ru": "Кто куда ездил, что стороны показали друг другу и что из этого вышло.",
    "kk": "Кім қайда барды, тараптар бір-біріне не көрсетті және одан не шықты.",
}


def build() -> None:
    """Create what is missing; leave alone what is there."""
    put_index(model=VisitIndexPage, slug="visits", texts={language: _fields(language) for language in TITLES})


def _fields(language: str) -> dict[str, object]:
    return {"title": TITLES[language], "intro": INTROS[language], "show_in_menus": True}
