"""Rules of the house that no linter knows. Each finder takes text and is shown a planted fault."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sources import ROOT, files, templates, where

MOST_SUPPRESSIONS = {
    "noqa": 38,
    "type: ignore": 18,
    "pragma: no cover": 1,
    "djlint:off": 0,
    "lint-disable": 0,
}
"""How many there are. A number here may fall, never rise: mend the cause instead."""

LINES_OF_A_FILE = 400

LONGER: dict[str, str] = {}
"""Files that may be longer, with the reason."""

POSITIONAL = {"running": "a context manager that reads as a sentence: `with running(job):`"}
"""Services that take a positional argument, with the reason."""


def test_there_is_something_to_look_at():
    assert len(files(".py", tests=False)) > 50
    assert len(templates()) > 20


# Suppressions

SUPPRESSION = re.compile(
    r"(?:#|//|/\*|\{#|<!--)\s*"
    r"(?P<kind>noqa|type: ignore|pragma: no cover|djlint:off|(?:es|style)lint-disable)(?P<rest>.*)"
)


def suppressions(text: str) -> Iterator[tuple[int, str, bool]]:
    """(line, kind, whether it says why) of each suppression. Of `type: ignore` its code is reason enough."""
    for number, line in enumerate(text.splitlines(), start=1):
        if match := SUPPRESSION.search(line):
            kind, rest = match["kind"].removeprefix("es").removeprefix("style"), match["rest"]
            named = (
                bool(re.match(r"\[[\w-]+(, [\w-]+)*\]", rest))
                if kind == "type: ignore"
                else bool(re.match(r": [A-Z]", rest))
            )
            said = bool(re.search(r" -- \S.{4,}", rest))
            yield number, kind, named if kind == "type: ignore" else said and (named or kind != "noqa")


def test_every_suppression_says_why():
    silent = [
        where(path, line)
        for path in files(".py", ".html", ".css", ".js", ".svg")
        for line, _kind, has_reason in suppressions(path.read_text(encoding="utf-8"))
        if not has_reason
    ]

    assert silent == []


@pytest.mark.parametrize("kind", sorted(MOST_SUPPRESSIONS))
def test_number_of_suppressions_only_falls(kind):
    found = [
        where(path, line)
        for path in files(".py", ".html", ".css", ".js", ".svg")
        for line, its_kind, _has_reason in suppressions(path.read_text(encoding="utf-8"))
        if its_kind == kind
    ]

    assert len(found) <= MOST_SUPPRESSIONS[kind], found


def test_suppression_without_a_reason_is_seen():
    planted = "\n".join(
        [
            "x = 1  # " + "noqa",
            "x = 1  # " + "noqa: F401",
            "x = 1  # " + "noqa: F401 -- connects receivers",
            "x = 1  # " + "type: ignore",
            "x = 1  # " + "type: ignore[attr-defined, arg-type]",
            "x = 1  # " + "pragma: no cover",
            "{# " + "djlint:off #}",
            "/* " + "stylelint-disable no-x -- the browser asks for it */",
        ]
    )

    assert [has_reason for _line, _kind, has_reason in suppressions(planted)] == [
        *(False, False, True),
        *(False, True),
        *(False, False, True),
    ]


# Names, sizes, leftovers


def test_no_module_is_a_junk_drawer():
    names = {"utils", "util", "helpers", "helper", "common", "misc", "tools", "lib"}
    found = [
        where(path) for path in files(".py", ".js", ".css") if names & {path.stem, *path.relative_to(ROOT).parts[:-1]}
    ]

    assert found == []


def test_no_file_is_too_long():
    found = {
        where(path): lines
        for path in files(".py", ".css", ".js")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LINES_OF_A_FILE and where(path) not in LONGER
    }

    assert found == {}


LEFTOVER = re.compile(r"\b(?:Not" + r"ImplementedError|TO" + r"DO|FIX" + r"ME|X" + r"XX)\b")


def test_nothing_is_left_for_later():
    found = [
        where(path, number)
        for path in files(".py", ".html", ".css", ".js", ".svg", ".yaml", ".md")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if LEFTOVER.search(line)
    ]

    assert found == []


def test_leftover_is_seen():
    assert LEFTOVER.search("raise Not" + "ImplementedError")
    assert not LEFTOVER.search("class TodoView")


# Papers


def test_every_dependency_has_its_row():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    told = (ROOT / "docs/decisions/014-dependencies.md").read_text(encoding="utf-8")

    assert [name for line in wanted if (name := re.split(r"[\[<>=~]", line)[0]) not in told] == []


def test_decisions_are_numbered_and_listed():
    papers = sorted(path.name for path in (ROOT / "docs/decisions").glob("[0-9]*.md"))
    index = (ROOT / "docs/decisions/README.md").read_text(encoding="utf-8")

    assert [name[:3] for name in papers] == [f"{number:03}" for number in range(1, len(papers) + 1)]
    assert [name for name in papers if f"({name})" not in index] == []


def test_decisions_that_the_code_cites_exist():
    papers = {path.name[:3] for path in (ROOT / "docs/decisions").glob("[0-9]*.md")}
    cited = {
        number
        for path in files(".py")
        for number in re.findall(r"docs/decisions/(\d{3})", path.read_text(encoding="utf-8"))
    }

    assert cited <= papers


# Services and queries


def public_functions(source: str) -> Iterator[ast.FunctionDef]:
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield node


def rooms(*names: str) -> list[Path]:
    """The modules (or, for a package, all its modules) of these names."""
    return [path for path in files(".py", tests=False) if path.stem in names or path.parent.name in names]


def without_docstring(source: str) -> list[str]:
    return [function.name for function in public_functions(source) if not ast.get_docstring(function)]


def with_positional(source: str) -> list[str]:
    return [function.name for function in public_functions(source) if function.args.args or function.args.posonlyargs]


def test_every_service_and_query_has_a_docstring():
    silent = {
        where(path): names
        for path in rooms("services", "queries")
        if (names := without_docstring(path.read_text(encoding="utf-8")))
    }

    assert silent == {}


def test_services_are_keyword_only():
    found = {
        where(path): names
        for path in rooms("services")
        if (names := [name for name in with_positional(path.read_text(encoding="utf-8")) if name not in POSITIONAL])
    }

    assert found == {}


WRITES = {"save", "create", "get_or_create", "update_or_create", "bulk_create", "bulk_update", "delete"}


def writing_calls(source: str) -> list[str]:
    return [
        node.func.attr
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES
    ]


def test_queries_never_write():
    found = {
        where(path): calls for path in rooms("queries") if (calls := writing_calls(path.read_text(encoding="utf-8")))
    }

    assert found == {}


def test_function_rules_see_planted_faults():
    planted = "def adopt(practice, *, unit): practice.save()\ndef _in(x): ...\ndef good(*, unit):\n    '''Why.'''"

    assert without_docstring(planted) == ["adopt"]
    assert with_positional(planted) == ["adopt"]
    assert writing_calls(planted) == ["save"]
