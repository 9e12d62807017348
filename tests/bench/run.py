"""`make bench`: speed, queries, finding, weight, memory and learning, one table, each figure next to its bound.

Ends with 1 if a bound is not met, with 2 if something could not be measured.
"""

import argparse
import os
import shutil
import signal
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from tests.bench import finding, learning, memory, queries, speed, weight
from tests.bench.processes import BenchError, corridor, output_of
from tests.bench.report import NOT_MET, Figure, say, table

SECTIONS = ("queries", "finding", "memory", "learning", "speed", "weight")


def main() -> int:
    options = _options()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # as Ctrl-C: the servers end with the bench
    started = time.monotonic()
    say(f"Measuring {', '.join(options.only)}: about {2 * len(options.only)} minutes.")
    scratch = Path(tempfile.mkdtemp(prefix="corridor-bench-"))
    try:
        figures = _measure(options, scratch)
    except BenchError as error:
        say(f"The bench cannot go on: {error}")
        return 2
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    say(f"\n{table(figures)}\n")
    say(
        f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, "
        f"Python {sys.version.split()[0]}, measured in {time.monotonic() - started:.0f} s."
    )
    failed = [figure.name for figure in figures if figure.verdict == NOT_MET]
    say(f"Not met: {'; '.join(failed)}." if failed else "Every bound is met.")
    return 1 if failed else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--only", choices=SECTIONS, action="append", help="this section; may be repeated")
    parser.add_argument("--rounds", type=int, default=speed.ROUNDS, help="rounds of wrk")
    parser.add_argument("--seconds", type=int, default=speed.SECONDS, help="seconds of wrk for each target and round")
    options = parser.parse_args()
    options.only = options.only or list(SECTIONS)
    return options


def _measure(options: argparse.Namespace, scratch: Path) -> list[Figure]:
    figures: list[Figure] = []
    if "queries" in options.only:
        figures += queries.measure()
    if "finding" in options.only:
        (scratch / "finding").mkdir()
        figures += finding.measure(corridor(scratch / "finding"))
    if not {"speed", "weight", "memory", "learning"} & set(options.only):
        return figures
    folder = scratch / "corridor"
    folder.mkdir()
    if "memory" in options.only:  # its first start prepares the folder for the others
        python, sizes = memory.environment(scratch)
        figures += memory.measure(corridor(folder, python=python), scratch) + sizes
    else:
        say("  preparing the demonstration")
        output_of(corridor(folder), "config.cli", "prepare")
    if "learning" in options.only:
        (scratch / "learning").mkdir()
        figures += learning.measure(corridor(folder), scratch / "learning")
    if "speed" in options.only:
        figures += speed.measure(corridor(folder), scratch, rounds=options.rounds, seconds=options.seconds)
    if "weight" in options.only:
        figures += weight.measure(corridor(folder))
    return figures


if __name__ == "__main__":
    sys.exit(main())
