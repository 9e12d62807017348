"""The arrows that imports do not show: models, migrations, templates, folders, labels.

`import-linter` holds the imports (test_arrows.py). What it cannot see stands here, against one ordered tuple.
Each walker takes what it walks as an argument, so that a planted fault shows it can fail.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.db.migrations.loader import MigrationLoader

from tests.sources import ROOT, our_packages, tracked

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
    "feedback",
    # Places that are kept for later apps.
    *("insights", "offline", "api", "privacy", "backup"),
)
"""Our apps from the bottom of the house to its top. The only list of them in the tests."""

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
    return [
        config for config in apps.get_app_configs() if ROOT in Path(config.path).parents and ".venv" not in config.path
    ]


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
        "wagtailcore",
        "allauth",
        "socialaccount",
        "wagtailadmin",
        "wagtaildocs",
        "wagtailimages",
        "wagtailmedia",
        "wagtailsnippets",
        "wagtailusers",
        "wagtail_localize",
        "axes",
        "mfa",
    }
    found_by_name = {"404.html", "403.html", "400.html", "429.html", "500.html", "robots.txt"}

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


# Names of addresses and of page types: arrows written as strings

NAMED = re.compile(r"""\bname=["'](\w+)["']""")
USED = re.compile(r"""(?:\breverse(?:_lazy)?\(|\bredirect\(|\bresolve_url\(|{%\s*url)\s*["'](\w+)["']""")


def upward_addresses(folders: Mapping[str, Path]) -> list[str]:
    """Python files and templates of an app that name an address of an app above it."""
    owners = {
        name: label
        for label, folder in folders.items()
        if (folder / "urls.py").exists()
        for name in NAMED.findall((folder / "urls.py").read_text(encoding="utf-8"))
    }
    return [
        f"{label}: {path.name} -> {name} of {owners[name]}"
        for label, folder in sorted(folders.items())
        for path in sorted(folder.rglob("*"))
        if path.suffix in {".py", ".html", ".txt"}
        for name in USED.findall(path.read_text(encoding="utf-8"))
        if is_upward(label, owners.get(name, ""))
    ]


def upward_page_types(found: Iterable[Any]) -> list[str]:
    """Page classes that allow, by name, a parent or child of an app above them."""
    return [
        f"{model.__name__} -> {named}"
        for model in found
        for named in (*(model.__dict__.get("parent_page_types") or ()), *(model.__dict__.get("subpage_types") or ()))
        if isinstance(named, str) and is_upward(model._meta.app_label, named.split(".")[0])
    ]


def test_addresses_are_named_only_downwards():
    assert upward_addresses({config.label: Path(config.path) for config in our_configs()}) == []


def test_page_types_are_named_only_downwards():
    assert upward_page_types(apps.get_models()) == []


def test_string_walkers_see_planted_arrows(tmp_path):
    for label in ("accounts", "home"):
        (tmp_path / label).mkdir()
    (tmp_path / "home/urls.py").write_text('path("me/", view, name="me")')
    (tmp_path / "accounts/views.py").write_text('redirect("me")\nreverse("account_login")')
    planted = type("Index", (), {"parent_page_types": ["home.HomePage"], "_meta": SimpleNamespace(app_label="modules")})

    assert upward_addresses({label: tmp_path / label for label in ("accounts", "home")}) == [
        "accounts: views.py -> me of home"
    ]
    assert upward_page_types([planted]) == ["Index -> home.HomePage"]


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
    with_python = {
        path.relative_to(ROOT).parts[0] for path in tracked() if path.suffix == ".py" and path.parent != ROOT
    }

    assert with_python - {".ci", "docs"} == {"site", "media", "best_practices", "visits", "tests"}


def test_site_is_a_plain_folder():
    assert not (ROOT / "site/__init__.py").exists()
    assert {path.parent.name for path in (ROOT / "site").glob("*/__init__.py")} <= {"config", *LABELS}
