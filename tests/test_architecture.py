"""The arrows that imports do not show: models, migrations, templates, folders; and that the linter bites.

`import-linter` (pyproject.toml) holds the imports. What it cannot see stands here, against one ordered tuple.
Each walker takes what it walks as an argument, so that a planted fault shows it can fail.
"""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.db.migrations.loader import MigrationLoader

ROOT = Path(__file__).resolve().parent.parent

LABELS = (
    "core",
    "audit",
    "jobs",
    "reference",
    "accounts",
    "content",
    "files",
    "library",
    "quizzes",
    "cases",
    "modules",
    "progress",
    "interchange",
    "records",
    "followup",
    "reports",
    "home",
    "search",
)
"""Our apps from the bottom of the house to its top. The only list of them in the tests."""

DOMAINS = ("media", "best_practices", "visits")
SITE = (
    "config",
    *(label for label in ("core", "audit", "jobs", "reference", "accounts", "content", "home", "search")),
)

BELOW_PAGES = ("audit", "jobs", "reference", "accounts")
"""Apps with tables whose first migration needs nothing of Wagtail's pages (docs/decisions/004)."""


def rank(label: str) -> int | None:
    """The floor of one of our apps; None for a third party, on which everyone may stand."""
    return LABELS.index(label) if label in LABELS else None


def is_upward(lower: str, higher: str) -> bool:
    """Whether an arrow from the first app to the second points up the house."""
    ours, theirs = rank(lower), rank(higher)
    return ours is not None and theirs is not None and theirs > ours


def our_configs() -> list[Any]:
    return [config for config in apps.get_app_configs() if ROOT in Path(config.path).parents]


def our_packages() -> dict[str, Path]:
    """Import name of each app folder that exists, with its path: site/<app> and <domain>/<app>."""
    found = {path.parent.name: path.parent for path in (ROOT / "site").glob("*/__init__.py")}
    for domain in DOMAINS:
        found |= {
            f"{domain}.{path.parent.name}": path.parent for path in (ROOT / domain).glob("*/__init__.py")
        }
    return found


def linter() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]


def contract(name: str) -> dict[str, Any]:
    return next(found for found in linter()["contracts"] if found["name"].startswith(name))


# Models


def upward_relations(found: Iterable[type[models.Model]]) -> list[str]:
    """Foreign keys, one-to-ones and many-to-manys (strings too) from an app to one above it."""
    return [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in found
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many, *model._meta.private_fields)
        if isinstance(getattr(field, "related_model", None), type)
        and is_upward(model._meta.app_label, field.related_model._meta.app_label)
    ]


def upward_parents(found: Iterable[type[models.Model]]) -> list[str]:
    """Models that inherit (also from abstract bases) from an app above them."""
    return [
        f"{model._meta.label} is a {base._meta.app_label}.{base.__name__}"
        for model in found
        for base in model.__mro__[1:]
        if hasattr(base, "_meta") and is_upward(model._meta.app_label, base._meta.app_label)
    ]


def test_models_point_only_downwards():
    ours = [model for model in apps.get_models(include_auto_created=True) if model._meta.app_label in LABELS]

    assert ours
    assert upward_relations(ours) == []
    assert upward_parents(ours) == []


def test_relation_walker_sees_a_planted_string_key():
    higher = type("Tower", (), {"_meta": SimpleNamespace(label="home.Tower", app_label="home")})
    planted = SimpleNamespace(name="tower", related_model=higher)
    lower = SimpleNamespace(
        _meta=SimpleNamespace(
            label="core.Cellar",
            app_label="core",
            local_fields=[planted],
            local_many_to_many=[],
            private_fields=[],
        )
    )

    assert upward_relations([lower]) == ["core.Cellar.tower -> home.Tower"]


def test_core_has_no_tables():
    assert list(apps.get_app_config("core").get_models()) == []


# Migrations


def upward_migrations(dependencies: Mapping[tuple[str, str], Iterable[tuple[str, str]]]) -> list[str]:
    """Migrations of an app that depend on one of an app above it."""
    return [
        f"{label}.{name} -> {on[0]}.{on[1]}"
        for (label, name), needed in dependencies.items()
        for on in needed
        if is_upward(label, on[0])
    ]


def everything_before(
    node: tuple[str, str], dependencies: Mapping[tuple[str, str], Iterable[tuple[str, str]]]
) -> set[str]:
    """The labels of all apps whose migrations run before this one because it needs them."""
    seen: set[tuple[str, str]] = set()
    waiting = [node]
    while waiting:
        for needed in dependencies.get(waiting.pop(), ()):
            if needed not in seen:
                seen.add(needed)
                waiting.append(needed)
    return {label for label, _name in seen}


@cache
def loaded_graph() -> dict[tuple[str, str], list[tuple[str, str]]]:
    graph = MigrationLoader(None, ignore_no_migrations=True).graph
    return {key: [parent.key for parent in node.parents] for key, node in graph.node_map.items()}


@pytest.fixture
def migration_graph(db: None) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """Needs the database only because a migration of wagtail-localize asks it while it is imported."""
    return loaded_graph()


def test_migrations_depend_only_downwards(migration_graph):
    assert any(label in LABELS for label, _name in migration_graph)
    assert upward_migrations(migration_graph) == []


@pytest.mark.parametrize("label", BELOW_PAGES)
def test_first_migration_needs_no_pages(label, migration_graph):
    assert (label, "0001_initial") in migration_graph
    assert "wagtailcore" not in everything_before((label, "0001_initial"), migration_graph)


def test_migration_walkers_see_planted_dependencies():
    planted = {
        ("reference", "0001_initial"): [("taggit", "0001_initial")],
        ("taggit", "0001_initial"): [("wagtailcore", "0001_initial")],
        ("accounts", "0002_visit"): [("reference", "0001_initial"), ("records", "0001_initial")],
    }

    assert upward_migrations(planted) == ["accounts.0002_visit -> records.0001_initial"]
    assert "wagtailcore" in everything_before(("reference", "0001_initial"), planted)


# Templates

TAG = re.compile(r"""{%\s*(?:extends|include)\s+["']([^"']+)["']""")


def template_owners(folders: Mapping[str, Path]) -> dict[str, str]:
    """Template name -> label of the app in whose folder it lies; of two, the lower app."""
    owners: dict[str, str] = {}
    for label in sorted(folders, key=lambda label: rank(label) or 0):
        for path in sorted((folders[label] / "templates").rglob("*")):
            if path.is_file():
                owners.setdefault(path.relative_to(folders[label] / "templates").as_posix(), label)
    return owners


def upward_templates(folders: Mapping[str, Path]) -> list[str]:
    """Templates that extend or include one of an app above theirs. Names made at run time are not seen."""
    owners = template_owners(folders)
    return [
        f"{label}: {path.name} -> {name}"
        for label, folder in sorted(folders.items())
        for path in sorted((folder / "templates").rglob("*"))
        if path.is_file() and path.suffix in {".html", ".svg", ".txt", ".xml"}
        for name in TAG.findall(path.read_text(encoding="utf-8"))
        if is_upward(label, owners.get(name, ""))
    ]


def misplaced_templates(folders: Mapping[str, Path], shared: Iterable[str]) -> list[str]:
    """Templates outside templates/<label>/ that are no override of a third party's (`shared`)."""
    allowed = set(shared)
    return [
        f"{label}: {path.relative_to(folder / 'templates').as_posix()}"
        for label, folder in sorted(folders.items())
        for path in sorted((folder / "templates").rglob("*"))
        if path.is_file() and path.relative_to(folder / "templates").parts[0] not in {label, *allowed}
    ]


def test_templates_use_only_what_stands_below():
    folders = {config.label: Path(config.path) for config in our_configs()}

    assert upward_templates(folders) == []


def test_templates_lie_under_the_label_of_their_app():
    folders = {config.label: Path(config.path) for config in our_configs()}
    third_parties = {
        "account",
        "allauth",
        "socialaccount",
        "wagtailadmin",
        "wagtailusers",
        "wagtail_localize",
        "axes",
        "mfa",
    }
    found_by_name = {"404.html", "403.html", "400.html", "500.html", "robots.txt"}

    assert misplaced_templates(folders, third_parties | found_by_name) == []


def test_template_walkers_see_planted_files(tmp_path):
    (tmp_path / "core/templates/core").mkdir(parents=True)
    (tmp_path / "home/templates/home").mkdir(parents=True)
    (tmp_path / "home/templates/home/desk.html").write_text('{% extends "core/base.html" %}')
    (tmp_path / "core/templates/core/base.html").write_text("{% include 'home/desk.html' with a=1 %}")
    (tmp_path / "core/templates/stray.html").write_text("")
    folders = {label: tmp_path / label for label in ("core", "home")}

    assert upward_templates(folders) == ["core: base.html -> home/desk.html"]
    assert misplaced_templates(folders, {"account"}) == ["core: stray.html"]


# Folders, labels, rooms


def test_labels_are_pinned_in_apps_py():
    for config in our_configs():
        source = (Path(config.path) / "apps.py").read_text(encoding="utf-8")

        assert f'label = "{config.label}"' in source
        assert config.label == config.name.rpartition(".")[2]


def test_every_installed_app_of_ours_has_its_floor():
    assert {config.label for config in our_configs()} <= set(LABELS)


def test_every_app_folder_is_installed():
    installed = {config.name for config in our_configs()}

    assert set(our_packages()) - installed == {"config"}


def test_source_folders_are_the_given_ones():
    tracked = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\n")
    with_python = {path.split("/")[0] for path in tracked if path.endswith(".py") and "/" in path}

    assert with_python - {".ci", "docs"} == {"site", "media", "best_practices", "visits", "tests"}


def test_site_is_a_plain_folder():
    assert not (ROOT / "site/__init__.py").exists()
    assert {path.parent.name for path in (ROOT / "site").glob("*/__init__.py")} <= set(SITE)


def test_linter_knows_every_package():
    """With that, its `exhaustive` contracts refuse a module that is none of the known rooms, in every app."""
    packages = our_packages()
    roots = {name.split(".")[0] for name in packages} | set(DOMAINS)
    rooms = {*contract("Rooms inside an app")["containers"], *contract("Rooms inside content")["containers"]}
    frames = {name for name in ("home", "search") if name in packages}

    assert set(linter()["root_packages"]) == roots
    assert set(contract("No cycles")["ancestors"]) == roots
    assert rooms == set(packages) - {"config", "core"}
    assert set(contract("Frames import no domain")["source_modules"]) == frames


# Pure modules

PURE = frozenset(contract("Pure modules")["source_modules"])
ESCAPING = {"django.utils.html"}
"""The one thing beyond plain Python that the marks in text need: escape()."""


def imported_modules(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def impurities(source: str, allowed: set[str]) -> set[str]:
    """Imports beyond the standard library and what is allowed."""
    return {
        name for name in imported_modules(source) if name.split(".")[0] not in sys.stdlib_module_names
    } - allowed


def source_of(module: str) -> Path:
    path = Path(*module.split(".")).with_suffix(".py")
    return next(base / path for base in (ROOT / "site", ROOT) if (base / path).exists())


@pytest.mark.parametrize("module", sorted(PURE))
def test_pure_modules_need_only_the_standard_library_and_each_other(module):
    assert impurities(source_of(module).read_text(encoding="utf-8"), set(PURE)) == set()


def test_marks_in_text_need_only_escaping():
    assert impurities(source_of("reference.markup").read_text(encoding="utf-8"), ESCAPING) == set()


def test_modules_that_call_themselves_pure_are_checked():
    claimed = {
        f"{name}.{path.stem}"
        for name, folder in our_packages().items()
        for path in folder.glob("*.py")
        if re.search(r"\bPure\b", ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "")
    }

    assert claimed - PURE == {"reference.markup"}


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
    for name in ("site", *DOMAINS):
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
            "best_practices/quizzes/queries.py",
            "from best_practices.modules import models",
            "Inside best_practices",
        ),
        ("site/home/models.py", "from best_practices.modules import choices", "Frames import no domain"),
        (
            "best_practices/quizzes/models.py",
            "from best_practices.quizzes import services",
            "Rooms inside an app",
        ),
        ("site/content/handling.py", "from content import visibility", "Rooms inside content"),
        ("best_practices/quizzes/grading.py", "import django.utils.text", "Pure modules"),
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
