"""The linter of imports (pyproject.toml) knows every package, passes, and bites."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.sources import PACKAGES, ROOT, our_packages


def linter() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]


def contract(name: str) -> dict[str, Any]:
    return next(found for found in linter()["contracts"] if found["name"].startswith(name))


def test_linter_knows_every_package():
    """With that, its `exhaustive` contracts refuse a module that is none of the known rooms, in every app."""
    packages = our_packages()
    roots = {name.split(".")[0] for name in packages} | set(PACKAGES[1:])
    rooms = {
        name for found in linter()["contracts"] if found["name"].startswith("Rooms") for name in found["containers"]
    }
    frames = {name for name in ("home", "search", "feedback") if name in packages}

    assert set(linter()["root_packages"]) == roots
    assert set(contract("No cycles")["ancestors"]) == roots
    assert rooms == set(packages) - {"config", "core"}
    assert set(contract("Frames import no domain")["source_modules"]) == frames


# Pure modules

PURE = frozenset(contract("Pure modules")["source_modules"])
NEARLY = {
    "reference.markup": {"django.utils.html"},  # escape()
    "media.files.release": {"media.files.choices"},  # the vocabulary it decides about
}
"""Pure but for one thing each."""


def imported_modules(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def impurities(source: str, allowed: set[str]) -> set[str]:
    """Imports beyond the standard library and what is allowed."""
    return {name for name in imported_modules(source) if name.split(".")[0] not in sys.stdlib_module_names} - allowed


def sources_of(module: str) -> list[Path]:
    """The file of a module, or all of a package."""
    path = Path(*module.split("."))
    found = [base / path for base in (ROOT / "site", ROOT)]
    return [file for place in found for file in (place.with_suffix(".py"), *place.glob("*.py")) if file.exists()]


@pytest.mark.parametrize("module", sorted(PURE))
def test_pure_modules_need_only_the_standard_library_and_each_other(module):
    sources = sources_of(module)

    needed = {name for source in sources for name in impurities(source.read_text(encoding="utf-8"), set(PURE))}
    assert sources
    assert {name for name in needed if not name.startswith(f"{module}.")} == set()


@pytest.mark.parametrize("module", sorted(NEARLY))
def test_nearly_pure_modules_need_one_thing_more(module):
    assert impurities(sources_of(module)[0].read_text(encoding="utf-8"), NEARLY[module]) == set()


def test_modules_that_call_themselves_pure_are_checked():
    claimed = {
        f"{name}.{path.stem}"
        for name, folder in our_packages().items()
        for path in folder.glob("*.py")
        if re.search(r"\bPure\b", ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "")
    }

    assert claimed <= PURE | set(NEARLY)


def test_impurity_is_seen():
    assert impurities("import re\nfrom django.db import models\nimport home", set()) == {"django.db", "home"}


# The linter bites


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter over a copy of the packages; the copy stands first on the path."""
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command as run; run()",
        "--no-cache",
    ]
    path = f"{folder / 'site'}:{folder}"
    return subprocess.run(
        command,
        cwd=folder,
        env={"PYTHONPATH": path, "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The packages (Python only) and pyproject.toml in a folder of their own."""
    for name in PACKAGES:
        for path in (ROOT / name).rglob("*.py"):
            target = tmp_path / path.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_imports_follow_the_arrows(copied):
    result = lint(copied)

    assert result.returncode == 0, result.stdout[-3000:]


@pytest.mark.parametrize(
    ("file", "planted", "broken"),
    [
        ("site/core/labels.py", "from home import models", "The house"),
        (
            "best_practices/quizzes/queries/attempts.py",
            "from best_practices.modules import models",
            "Inside best_practices",
        ),
        ("site/home/models.py", "from best_practices.modules import choices", "Frames import no domain"),
        (
            "best_practices/quizzes/models/attempts.py",
            "from best_practices.quizzes import services",
            "Rooms inside an app",
        ),
        ("site/content/handling.py", "from content import visibility", "Rooms inside content"),
        ("best_practices/quizzes/grading/__init__.py", "import django.utils.text", "Pure modules"),
    ],
)
def test_planted_arrow_turns_the_linter_red(copied, file, planted, broken):
    path = copied / file
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{planted}\n", encoding="utf-8")

    result = lint(copied)

    assert result.returncode == 1
    assert re.search(rf"{broken}.* BROKEN", " ".join(result.stdout.split())), result.stdout[-3000:]


def test_module_of_no_known_room_turns_the_linter_red(copied):
    (copied / "best_practices/quizzes/odds_and_ends.py").write_text('"""Anything."""\n')

    result = lint(copied)

    assert result.returncode == 1
    assert "best_practices.quizzes.odds_and_ends" in result.stdout
