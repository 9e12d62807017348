"""What storing an answer costs: next to a bare view that writes the same rows, with many at once, and none of it lost.

Answers are sent as the script of the question's page sends them, by officers in turn, so that those which are under
way at one moment are of different people.
"""

import http.client
import json
import os
import re
import shutil
import subprocess
import threading
import time
import urllib.parse
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench.processes import BenchError, Project, output_of, served
from tests.bench.report import Figure, say

OFFICERS = 64
ROUNDS, SECONDS = 5, 4
CONNECTIONS = 2
MANY, MOST = 8, 32
"""Connections at which the slowest answers are looked at, and writers of whom none may be refused."""
LONG = 10
"""Seconds of each of the two."""
OK = 200


@dataclass(frozen=True)
class Sent:
    """What wrk found: answers a second, and milliseconds."""

    rate: float
    middle: float
    slow: float
    worst: float


def measure(ours: Project, scratch: Path) -> list[Figure]:
    """`ours`: a prepared Corridor that nobody serves now."""
    if shutil.which("wrk") is None:
        raise BenchError("wrk is missing: apt-get install wrk")
    takers: list[dict[str, Any]] = json.loads(output_of(ours, "tests.bench.takers", "make", str(OFFICERS)))
    (scratch / "answers.txt").write_text("".join(_lines(takers)))
    bare = Project("answers", scratch / "answers", "tests.bench.floors.answers")
    shutil.copytree(ours.folder, bare.folder)
    return [*_next_to(bare, ours, scratch), *_many(ours, scratch), *_at_once(ours, takers)]


def _lines(takers: list[dict[str, Any]]) -> list[str]:
    """The same question of one officer after the other, then the next question."""
    places = [
        (int(position), taker["attempt"], taker["session"], options)
        for taker in takers
        for position, options in taker["options"].items()
    ]
    return [
        f"/en/quiz/{attempt}/{position}/\t{session}\t{','.join(options)}\n"
        for position, attempt, session, options in sorted(places)
    ]


def _next_to(bare: Project, ours: Project, scratch: Path) -> list[Figure]:
    """Both stand side by side, each with one worker and two threads, and are asked in turns."""
    found: dict[str, list[Sent]] = {bare.name: [], ours.name: []}
    with ExitStack() as servers:
        for project in (bare, ours):
            servers.enter_context(served(project))
            send(project, scratch, connections=CONNECTIONS, seconds=1)
        for number in range(ROUNDS):
            say(f"  answering: round {number + 1} of {ROUNDS}")
            for project in (bare, ours):
                found[project.name].append(send(project, scratch, connections=CONNECTIONS, seconds=SECONDS))
    ratios = [mine.rate / its.rate for mine, its in zip(found[ours.name], found[bare.name], strict=True)]
    rates = {name: median(sent.rate for sent in several) for name, several in found.items()}
    return [
        Figure(
            "learning",
            "storing an answer / bare view, same rows",
            median(ratios),
            least=0.5,
            note=f"{rates[ours.name]:.0f} and {rates[bare.name]:.0f} a second, {min(ratios):.2f} to {max(ratios):.2f}",
        )
    ]


def _many(ours: Project, scratch: Path) -> list[Figure]:
    say(f"  answering: {MANY} connections")
    with served(ours, workers=2):
        send(ours, scratch, connections=MANY, seconds=2)
        sent = send(ours, scratch, connections=MANY, seconds=LONG)
    return [
        Figure(
            "learning",
            f"an answer at {MANY} connections, 99 of 100",
            sent.slow,
            "ms",
            most=150,
            note=f"half within {sent.middle:.0f} ms, worst {sent.worst:.0f} ms, {sent.rate:.0f} a second",
        )
    ]


def send(project: Project, scratch: Path, *, connections: int, seconds: int) -> Sent:
    """Raises BenchError if any answer was not stored."""
    script = Path(__file__).with_name("answers.lua")
    done = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s", "-s", script, project.address],
        capture_output=True,
        text=True,
        env=os.environ | {"ANSWERS": str(scratch / "answers.txt")},
    )
    rate = re.search(r"Requests/sec:\s+([\d.]+)", done.stdout)
    times = re.search(r"p50 ([\d.]+) p99 ([\d.]+) worst ([\d.]+)", done.stdout)
    if rate is None or times is None or "Non-2xx" in done.stdout or "Socket errors" in done.stdout:
        raise BenchError(f"{project.name} did not store every answer:\n{done.stdout}{done.stderr}")
    return Sent(float(rate[1]), *map(float, times.groups()))


# Many at once


@dataclass
class Writer(threading.Thread):
    """An officer who answers without a pause. `last`: what was acknowledged last, by position."""

    address: str
    taker: dict[str, Any]
    until: float
    last: dict[str, str] = field(default_factory=dict)
    stored: int = 0
    refused: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(daemon=True)

    __hash__ = threading.Thread.__hash__

    def run(self) -> None:
        where = urllib.parse.urlsplit(self.address)
        line = http.client.HTTPConnection(where.hostname or "", where.port, timeout=60)
        number = 0
        while time.monotonic() < self.until:
            number += 1
            for position, options in self.taker["options"].items():
                self._send(line, position, options[number % len(options)], number)

    def _send(self, line: http.client.HTTPConnection, position: str, option: str, number: int) -> None:
        csrf = "b" * 32
        form = {"csrfmiddlewaretoken": csrf, "key": f"{'c' * 32}-{number}", "token": "", "answer": option}
        headers = {
            "Accept": "application/json",
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": f"sessionid={self.taker['session']}; csrftoken={csrf}",
        }
        try:
            line.request("POST", f"/en/quiz/{self.taker['attempt']}/{position}/", urllib.parse.urlencode(form), headers)
            answer = line.getresponse()
            said = answer.read()
        except (OSError, http.client.HTTPException) as error:
            self.refused.append(repr(error))
            line.close()
            return
        if answer.status == OK and json.loads(said).get("saved"):
            self.last[position] = option
            self.stored += 1
        else:
            self.refused.append(f"{answer.status} {said[:200]!r}")


def _at_once(ours: Project, takers: list[dict[str, Any]]) -> list[Figure]:
    """Thirty-two write for some seconds; then every answer that was acknowledged last must be there."""
    say(f"  answering: {MOST} writers")
    log = ours.folder / "bench.log"
    before = log.stat().st_size
    with served(ours, workers=2):
        writers = [Writer(ours.address, taker, time.monotonic() + LONG) for taker in takers[:MOST]]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
    said = log.read_bytes()[before:].decode(errors="replace")
    refused = [line for writer in writers for line in writer.refused]
    for line in refused[:5]:
        say(f"    {line}")
    kept = json.loads(output_of(ours, "tests.bench.takers", "stored"))
    lost = sum(
        kept.get(writer.taker["attempt"], {}).get(position) != [option]
        for writer in writers
        for position, option in writer.last.items()
    )
    stored = sum(writer.stored for writer in writers)
    return [
        Figure(
            "learning",
            f"“database is locked” at {MOST} writers",
            said.count("database is locked") + sum("locked" in line for line in refused),
            most=0,
            note=f"{stored:,} answers in {LONG} s",
        ),
        Figure("learning", f"answers refused or lost at {MOST} writers", len(refused) + lost, most=0),
    ]
