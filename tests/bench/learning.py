"""Many attempts, pages that stay as fast as with few, and what storing an answer costs."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench import answering, postgres, test_grading
from tests.bench.processes import ROOT, BenchError, Project, corridor, output_of
from tests.bench.report import Figure, say

ATTEMPTS = {"SQLite": 20_000, "PostgreSQL": 200_000}
SMALL = 100
"""The small installation has so many times less."""
TURNS = 61
PAGES = ("module list", "desk", "unit view", "training record")
PROGRESS = "progress"


@dataclass
class Asked:
    """A filled Corridor that answers turn by turn."""

    process: subprocess.Popen

    def ask(self, word: str) -> Any:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{word}\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise BenchError("The filled Corridor answers no more; see above.")
        return json.loads(line)


def measure(ours: Project, scratch: Path) -> list[Figure]:
    """`ours`: a prepared Corridor that nobody serves now; it is copied. `scratch`: an empty folder."""
    grading = Figure(
        "learning",
        f"grading {test_grading.RESPONSES:,} answers of nine kinds",
        test_grading.seconds_of_grading(),
        "s",
        most=test_grading.MOST,
        note="of a processor",
    )
    served = replace(ours, folder=scratch / "served")
    shutil.copytree(ours.folder, served.folder)
    figures = [grading, *answering.measure(served, scratch), *_pages(ours, scratch, "SQLite", "")]
    if not postgres.is_installed():
        return [*figures, Figure("learning", "PostgreSQL: not measured, none is installed", 0)]
    with postgres.server() as url:
        return [*figures, *_pages(ours, scratch, "PostgreSQL", url)]


def _pages(ours: Project, scratch: Path, database: str, url: str) -> list[Figure]:
    """Load an installation and one with a hundredth of it, then ask them in turns."""
    number = ATTEMPTS[database]
    say(f"  learning: {number:,} attempts on {database}")
    small, whole = _prepared(ours, scratch / database, url)
    few, loaded = (
        json.loads(output_of(project, "tests.bench.learned.loading", str(attempts)))
        for project, attempts in ((small, number // SMALL), (whole, number))
    )
    with asked(small, few) as few_asked, asked(whole, loaded) as whole_asked:
        few_times, times = _in_turns(few_asked, whole_asked)
        few_counts, counts = few_asked.ask("count"), whole_asked.ask("count")
    return [
        *_loaded(database, number, loaded),
        *(
            figure
            for page in PAGES
            for figure in (
                Figure(
                    "learning",
                    f"{database}, {page}: at 100 % / at 1 %",
                    median(times[page]) / median(few_times[page]),
                    most=1.3,
                    note=f"{median(times[page]):.1f} ms",
                ),
                Figure(
                    "learning",
                    f"{database}, {page}: more queries at 100 %",
                    counts[page] - few_counts[page],
                    most=0,
                    note=f"{counts[page]} queries",
                ),
            )
        ),
        Figure("learning", f"{database}: a person's progress", median(times[PROGRESS]), "ms", most=5),
    ]


def _loaded(database: str, number: int, loaded: dict[str, Any]) -> list[Figure]:
    each = number // loaded["quizzes"]
    return [
        Figure(
            "learning",
            f"{database}: loading {number:,} attempts, {number * 10:,} answers",
            loaded["loading"],
            "s",
            most=120 if database == "PostgreSQL" else None,
            note=f"{each:,} of each quiz; with as many rows of questions asked",
        ),
        Figure("learning", f"{database}: summing all up anew", loaded["summing"], "s", note=f"{loaded['sums']:,} sums"),
    ]


def _prepared(ours: Project, folder: Path, url: str) -> tuple[Project, Project]:
    """Corridor with its demonstration, twice."""
    small, whole = corridor(folder / "small"), corridor(folder / "whole")
    if not url:
        shutil.copytree(ours.folder, small.folder)
        shutil.copytree(ours.folder, whole.folder)
        return small, whole
    small.folder.mkdir(parents=True)
    small = replace(small, extra=(*small.extra, ("DATABASE_URL", url)))
    output_of(small, "config.cli", "prepare")
    shutil.copytree(small.folder, whole.folder)
    return small, replace(whole, extra=(*whole.extra, ("DATABASE_URL", postgres.copy_of(url, "whole"))))


def _in_turns(*sides: Asked) -> list[dict[str, list[float]]]:
    """Milliseconds of each page on each side; whatever else the machine does falls on both."""
    taken: list[dict[str, list[float]]] = [{page: [] for page in (*PAGES, PROGRESS)} for _side in sides]
    for number in range(TURNS + 2):
        for page in (*PAGES, PROGRESS):
            for side in sorted(range(len(sides)), reverse=bool(number % 2)):
                taken[side][page].append(sides[side].ask(page))
    return [{page: times[2:] for page, times in found.items()} for found in taken]  # the first two fill caches


@contextmanager
def asked(project: Project, loaded: dict[str, Any]) -> Iterator[Asked]:
    whom = [str(loaded[name]) for name in ("coordinator", "officer", "unit")]
    with subprocess.Popen(
        [project.python, "-m", "tests.bench.learned.asking", *whom],
        cwd=ROOT,
        env=project.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield Asked(process)
        finally:
            process.kill()
