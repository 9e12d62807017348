"""The modules of the demonstration as they stand in their files: what is no text is the same in every language."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from reference.markup import source_codes, term_slugs

DEMO = Path(__file__).parents[2] / "site/home/demo"
FILES = sorted(path.with_suffix("").with_suffix("") for path in DEMO.glob("modules/*/*.en.yaml"))
NAMED_ALIKE = {"code", "drawing", "evidence_level", "key", "kind", "name", "question", "shape", "slug", "level"}
"""Words that are names for the program. `name` is one in a drawing only."""
OF_A_LANGUAGE = {"accepted", "near"}
"""Lists of a short text's forms, as long as a language needs them."""


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def outline(value: Any, name: str = "", within: str = "") -> Any:
    """A value with its texts left out: structure, names, numbers, right and wrong."""
    if isinstance(value, dict):
        return {key: outline(part, key, name) for key, part in value.items() if key not in OF_A_LANGUAGE}
    if isinstance(value, list):
        return [outline(part, name, within) for part in value]
    if isinstance(value, str):
        is_name = name in NAMED_ALIKE and (name != "name" or within == "drawing")
        return value if is_name or name in {"questions", "sources", "topics"} else "text" if value else ""
    return value


def texts(value: Any) -> str:
    return yaml.safe_dump(value, allow_unicode=True, width=10**6)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_file_says_in_russian_what_it_says_in_english(path):
    english, russian = read(path.with_suffix(".en.yaml")), read(path.with_suffix(".ru.yaml"))

    assert outline(english) == outline(russian)


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_file_marks_only_terms_and_sources_there_are(path, language):
    content = read(path.with_suffix(f".{language}.yaml"))
    known_terms = {term["key"] for term in read(DEMO / "reference/glossary.yaml")}
    known_sources = {source["code"] for source in read(DEMO / "reference/sources.yaml")}

    marked = texts(content)

    assert {slug for slug in term_slugs(marked) if not slug.isdigit()} - known_terms == set(), "a number is a gap"
    assert set(source_codes(marked)) - known_sources == set()
