"""The requirement files agree with pyproject.toml and with each other, without asking any registry."""

import re
import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from itertools import pairwise

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.sources import ROOT

LOCKS = ("requirements.txt", "requirements-dev.txt")
PIN = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>\S+?)(?: ; (?P<marker>.+?))? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$")
COMMENT = re.compile(r"^    # [a-z0-9 ()./-]*$")


def pins(lock: str) -> dict[str, str]:
    """Name -> version of everything that lock installs on this machine."""
    found = [PIN.match(line) for line in (ROOT / lock).read_text().splitlines()]
    return {
        match["name"]: match["version"]
        for match in found
        if match and (not match["marker"] or Marker(match["marker"]).evaluate())
    }


def wanted(lock: str) -> list[Requirement]:
    """What pyproject.toml asks of that lock."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    tools = project["optional-dependencies"]["dev"] if lock == "requirements-dev.txt" else []
    return [Requirement(text) for text in [*project["dependencies"], *tools]]


def needs_of(asked: list[Requirement]) -> list[Requirement]:
    """Everything those need, and what that needs, by what the installed packages say of themselves."""
    waiting, seen, needs = list(asked), set(), []
    while waiting:
        requirement = waiting.pop()
        if str(requirement) in seen:
            continue
        seen.add(str(requirement))
        needs.append(requirement)
        try:
            lines = distribution(requirement.name).requires or []
        except PackageNotFoundError:
            continue
        for further in map(Requirement, lines):
            extras = requirement.extras or {""}
            if not further.marker or any(further.marker.evaluate({"extra": extra}) for extra in extras):
                waiting.append(further)
    return needs


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_pins_what_pyproject_and_its_packages_ask_for(lock: str) -> None:
    pinned = pins(lock)

    wrong = {
        str(need): pinned.get(canonicalize_name(need.name))
        for need in needs_of(wanted(lock))
        if not need.specifier.contains(pinned.get(canonicalize_name(need.name), "0.invalid"), prereleases=True)
    }

    assert wrong == {}


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_pins_nothing_that_nobody_asks_for(lock: str) -> None:
    asked = {canonicalize_name(need.name) for need in needs_of(wanted(lock))}

    assert set(pins(lock)) - asked == set()


def test_locks_agree_on_every_version() -> None:
    production, development = (pins(lock) for lock in LOCKS)

    assert {name: development.get(name) for name in production} == production


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_holds_pins_hashes_and_reasons_only(lock: str) -> None:
    lines = (ROOT / lock).read_text().splitlines()

    assert [line for line in lines if not any(form.match(line) for form in (PIN, HASH, COMMENT))] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_has_a_hash_for_every_pin(lock: str) -> None:
    lines = (ROOT / lock).read_text().splitlines()

    assert [pin for pin, next_line in pairwise(lines) if PIN.match(pin) and not HASH.match(next_line)] == []
