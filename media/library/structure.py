"""What the library brings to every installation: its page in every language."""

from content.services import put_index
from media.library.models import LibraryPage

TITLES = {"en": "Library", "ru": "Библиотека", "kk": "Кітапхана"}
INTROS = {
    "en": "Checklists, cards and forms to use at work: on the screen, on paper, in several languages.",
    "ru": "Контрольные листы, памятки и бланки для работы: на экране, на бумаге, на нескольких языках.",
    "kk": "Жұмыста қолданатын бақылау парақтары, жадынамалар мен бланкілер: экранда, қағазда, бірнеше тілде.",
}


def build() -> None:
    """Create what is missing; leave alone what is there."""
    put_index(model=LibraryPage, slug="library", texts={language: _fields(language) for language in TITLES})


def _fields(language: str) -> dict[str, object]:
    return {"title": TITLES[language], "intro": INTROS[language], "show_in_menus": True}
