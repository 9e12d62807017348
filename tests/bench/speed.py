"""Requests per second of our pages, as ratios to the floors in the same run.

Servers stand side by side, each with one worker and two threads; wrk asks one after the other, round by round,
so that whatever else the machine does falls on all of them. The figure is the median of the rounds' ratios.
"""

import re
import shutil
import subprocess
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.bench.officer import Officer, pages_of
from tests.bench.processes import BenchError, Project, floor, output_of, served, status_of
from tests.bench.report import Figure, say

ROUNDS = 5
SECONDS = 4
CONNECTIONS = 2


@dataclass(frozen=True)
class Target:
    name: str
    address: str
    cookie: str = ""


RATIOS = (
    ("signed-in lesson / bare Wagtail page", "lesson", "bare_wagtail", 0.6),
    ("signed-in lesson / bare Django view", "lesson", "bare_django", 0.18),
    ("My desk / bare Wagtail page", "desk", "bare_wagtail", 0.5),
    ("cached module page / hello", "stranger", "hello", 0.8),
)


def measure(ours: Project, scratch: Path, *, rounds: int = ROUNDS, seconds: int = SECONDS) -> list[Figure]:
    """`ours`: a prepared Corridor that nobody serves now."""
    if shutil.which("wrk") is None:
        raise BenchError("wrk is missing: apt-get install wrk")
    with ExitStack() as servers:
        targets = _targets(ours, scratch, servers)
        for target in targets:
            _check(target)
        results = _rounds(targets, rounds, seconds)
    figures = [
        Figure("speed", name, median(_ratios(results[ours], results[base])), least=bound)
        for name, ours, base, bound in RATIOS
    ]
    rates = [
        Figure("speed", f"requests/s: {name}", median(found), note=f"{min(found):.0f} to {max(found):.0f}")
        for name, found in results.items()
    ]
    return figures + rates


def _targets(ours: Project, scratch: Path, servers: ExitStack) -> list[Target]:
    servers.enter_context(served(ours))
    officer = Officer(ours.address).sign_in()
    pages = pages_of(officer)
    targets = [
        Target("lesson", ours.address + pages.lesson, officer.cookie),
        Target("desk", ours.address + pages.desk, officer.cookie),
        Target("stranger", ours.address + pages.module),
    ]
    for name in ("bare_wagtail", "bare_django"):
        project = floor(name, scratch)
        session = output_of(project, "tests.bench.floors.fill").strip()
        servers.enter_context(served(project))
        targets.append(Target(name, project.address + "/page/", f"sessionid={session}"))
    hello = floor("hello", scratch)
    servers.enter_context(served(hello))
    return [*targets, Target("hello", hello.address + "/hello")]


def _check(target: Target) -> None:
    """Twice, so that nothing is measured cold: what is asked for must be there."""
    for _time in range(2):
        status = status_of(target.address, target.cookie)
        if status != 200:
            raise BenchError(f"{target.address} answered {status}.")
    ask(target, seconds=1)


def _rounds(targets: list[Target], rounds: int, seconds: int) -> dict[str, list[float]]:
    results: dict[str, list[float]] = {target.name: [] for target in targets}
    for number in range(rounds):
        say(f"  speed: round {number + 1} of {rounds}")
        for target in targets:
            results[target.name].append(ask(target, seconds=seconds))
    return results


def _ratios(ours: list[float], base: list[float]) -> list[float]:
    return [one / other for one, other in zip(ours, base, strict=True)]


def ask(target: Target, *, seconds: int) -> float:
    """Requests per second. Raises BenchError if any answer was not a good one."""
    headers = ["-H", "Accept-Encoding: gzip"]
    if target.cookie:
        headers += ["-H", f"Cookie: {target.cookie}"]
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "20s", *headers, target.address]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
    if rate is None or "Non-2xx" in said or "Socket errors" in said:
        raise BenchError(f"{target.address} did not answer well:\n{said}")
    return float(rate[1])
