"""What is prepared before the first request: only what is missing, and nothing is thrown away by mistake."""

import os
from pathlib import Path

import pytest
from pytest_django import Settings

from config.preparation import Line, Stamp, build_structure, collect_static, index_search, throw_demo_away
from search.models import Entry
from tests.factories.reference import TermFactory


@pytest.fixture
def data(tmp_path: Path, settings: Settings) -> Path:
    settings.DATA_DIR = tmp_path
    settings.STATIC_ROOT = str(tmp_path / "static")
    return tmp_path


@pytest.fixture
def demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with a demo in it, as left by a stopped site."""
    monkeypatch.setattr(os, "environ", {"DATA_DIR": str(tmp_path)})
    for name in (
        "corridor.sqlite3",
        "corridor.sqlite3-wal",
        "stamps/demo.json",
        "uploads/a.jpg",
        "cache/x",
        "secret-key",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    return tmp_path


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_static_files_are_collected_once(data: Path) -> None:
    first, second = collect_static(Line("first")), collect_static(Line("second"))

    assert (first.partition(" ")[2], second) == ("collected and compressed", f"{first.split()[0]}, unchanged")


def test_static_files_are_collected_again_after_a_change(data: Path, settings: Settings) -> None:
    source = data / "source"
    source.mkdir()
    settings.STATICFILES_DIRS = [source]
    (source / "new.css").write_text("a {}")
    collect_static(Line("first"))

    (source / "new.css").write_text("a { color: red }")
    os.utime(source / "new.css", (0, 0))  # an upgrade may well bring files that are older than the copies
    said = collect_static(Line("second"))

    assert said.partition(" ")[2] == "collected and compressed"
    assert (data / "static" / "new.css").read_text() == "a { color: red }"


def test_static_files_that_somebody_removed_are_collected_again(data: Path) -> None:
    collect_static(Line("first"))
    (data / "static").rename(data / "moved")

    assert collect_static(Line("second")).endswith("collected and compressed")


@pytest.mark.django_db
def test_structure_is_made_once_in_a_database(data: Path) -> None:
    assert [build_structure(), build_structure()] == ["made", "there"]


@pytest.mark.django_db
def test_search_is_filled_once_and_again_when_it_was_emptied(data: Path) -> None:
    TermFactory()
    Entry.objects.all().delete()

    said = [index_search(), index_search()]
    Entry.objects.all().delete()

    assert [*said, index_search()] == ["1 made", "there", "1 made"]


def test_stamp_that_was_cut_off_counts_as_none(data: Path) -> None:
    stamp = Stamp("demo")
    stamp.set({"database": "a"})
    stamp.path.write_text('{"data')

    assert stamp.holds({"database": "a"}) is False


def test_demo_is_thrown_away_but_the_secret_stays(demo: Path) -> None:
    throw_demo_away()

    assert names(demo) == ["secret-key"]


def test_database_that_was_never_a_demo_is_left(demo: Path) -> None:
    (demo / "stamps" / "demo.json").unlink()
    before = names(demo)

    with pytest.raises(SystemExit) as exit:
        throw_demo_away()

    assert exit.value.code == f"{demo / 'corridor.sqlite3'} was not made by the demo: it is left as it is."
    assert names(demo) == before


def test_database_elsewhere_is_left(demo: Path) -> None:
    os.environ["DATABASE_URL"] = "postgres://corridor@db.example.org/corridor"
    before = names(demo)

    with pytest.raises(SystemExit) as exit:
        throw_demo_away()

    assert exit.value.code == "DATABASE_URL is set: only the demo's own SQLite database is thrown away."
    assert names(demo) == before
