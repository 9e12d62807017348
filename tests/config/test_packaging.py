"""The wheel holds the whole house, and works where there is no checkout."""

import os
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.sources import ROOT, tracked

PACKAGES = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"]["wheel"][
    "packages"
]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return zipfile.ZipFile(next(folder.glob("*.whl")))


@pytest.fixture(scope="module")
def elsewhere(wheel: zipfile.ZipFile, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("elsewhere")
    wheel.extractall(folder / "packages")
    return folder


def test_wheel_holds_what_git_knows_of_the_packages(wheel: zipfile.ZipFile) -> None:
    names = [path.relative_to(ROOT).as_posix() for path in tracked()]
    ours = [name for name in names if name.startswith(tuple(f"{package}/" for package in PACKAGES))]
    expected = [name.removeprefix("site/") for name in ours if not name.endswith(".po")]

    held = [name for name in wheel.namelist() if ".dist-info/" not in name]

    assert sorted(held) == sorted(expected)


def test_every_app_is_among_the_packages_of_the_wheel() -> None:
    tops = {path.parent for path in tracked() if path.match("site/*/__init__.py")}
    domains = {ROOT / name for name in ("media", "best_practices", "visits")}

    assert {ROOT / package for package in PACKAGES} == tops | domains


def test_gitignore_hides_no_source() -> None:
    command = ["git", "ls-files", "--others", "--ignored", "--exclude-standard", "--", *PACKAGES]
    hidden = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()

    assert [name for name in hidden if "__pycache__" not in name] == []


def test_wheel_brings_the_command_and_the_licence(wheel: zipfile.ZipFile) -> None:
    info = next(name.split("/")[0] for name in wheel.namelist() if ".dist-info/" in name)

    assert wheel.read(f"{info}/entry_points.txt").decode().split() == [
        "[console_scripts]",
        "corridor",
        "=",
        "config.cli:main",
    ]
    assert wheel.read(f"{info}/licenses/LICENSE") == (ROOT / "LICENSE").read_bytes()


def test_wheel_runs_outside_the_checkout(elsewhere: Path) -> None:
    packages = elsewhere / "packages"
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(packages), "INSECURE_HTTP": "1"}
    where = "import config.cli, sys; print(config.cli.__file__); config.cli.main(sys.argv[1:])"

    checked = subprocess.run(
        [sys.executable, "-c", where, "manage", "check"],
        cwd=elsewhere, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert (checked.stdout.splitlines(), checked.returncode) == (
        [str(packages / "config" / "cli.py"), "System check identified no issues (1 silenced)."],
        0,
    ), checked.stderr
    assert [path.name for path in elsewhere.iterdir()] == ["packages", "var"]


def test_no_other_package_has_a_name_of_ours() -> None:
    ours = {Path(package).name for package in PACKAGES}

    others = {name: set(found) - {"corridor"} for name, found in packages_distributions().items() if name in ours}

    assert [name for name, found in others.items() if found] == []
