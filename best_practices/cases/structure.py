"""What cases bring to every installation: the index of cases in every language."""

from best_practices.cases.models import CaseIndexPage
from content.services import put_index

TITLES = {"en": "Cases", "ru": "Случаи", "kk": "Оқиғалар"}
INTROS = {
    "en": "Seizures and other cases that their owners have released: how they were found, and what they teach.",
    "ru": "Задержания и другие случаи, открытые их владельцами: как их выявили и чему они учат.",
    "kk": "Иелері жариялауға рұқсат берген ұстап қалулар мен басқа оқиғалар: олар қалай анықталды және неге үйретеді.",
}


def build() -> None:
    """Create what is missing; leave alone what is there."""
    put_index(model=CaseIndexPage, slug="cases", texts={language: _fields(language) for language in TITLES})


def _fields(language: str) -> dict[str, object]:
    return {"title": TITLES[language], "intro": INTROS[language], "show_in_menus": True}
