"""`make load`: 200 people learn for five minutes, with pauses of 5 to 15 seconds, on SQLite behind the real server.

Ends with 1 if anything went wrong or was too slow, with 2 if it could not be measured.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.bench.processes import ROOT, BenchError, corridor, output_of, served
from tests.bench.report import NOT_MET, Figure, say, table

BOUNDS = {"read": 300, "save": 500}
"""Milliseconds within which 95 of 100 are answered."""
WORKERS = 2
"""As `make run` starts them."""


def main() -> int:
    options = _options()
    scratch = Path(tempfile.mkdtemp(prefix="corridor-load-"))
    try:
        figures = _measure(options, scratch)
    except BenchError as error:
        say(f"The load cannot be measured: {error}")
        return 2
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    say(f"\n{table(figures)}\n\n{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}.")
    failed = [figure.name for figure in figures if figure.verdict == NOT_MET]
    say(f"Not met: {'; '.join(failed)}." if failed else "Every bound is met.")
    return 1 if failed else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make load", description=__doc__)
    parser.add_argument("--learners", type=int, default=200, help="how many learn at once [200]")
    parser.add_argument("--seconds", type=int, default=300, help="for how long, once all are there [300]")
    parser.add_argument("--coming", type=float, default=10, help="how many come in a second [10]")
    return parser.parse_args()


def _measure(options: argparse.Namespace, scratch: Path) -> list[Figure]:
    say(f"Preparing the demonstration and {options.learners} accounts.")
    ours = corridor(scratch / "corridor")
    ours.folder.mkdir()
    output_of(ours, "config.cli", "prepare")
    learners, found = scratch / "learners.json", scratch / "found.json"
    learners.write_text(output_of(ours, "tests.load.people", str(options.learners)))
    seconds = options.seconds + round(options.learners / options.coming)
    say(f"{options.learners} people learn for {seconds} seconds.")
    with served(ours, workers=WORKERS):
        done = subprocess.run(
            _locust(ours.address, options, seconds),
            env=os.environ | {"LEARNERS": str(learners), "FOUND": str(found)},
            capture_output=True,
            text=True,
        )
    if done.returncode or not found.exists():
        raise BenchError(f"locust failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return _figures(json.loads(found.read_text()), seconds)


def _locust(address: str, options: argparse.Namespace, seconds: int) -> list[str]:
    asked = {
        "--locustfile": ROOT / "tests/load/learner.py",
        "--users": options.learners,
        "--spawn-rate": options.coming,
        "--run-time": f"{seconds}s",
        "--host": address,
        "--exit-code-on-error": 0,  # errors are counted here
        "--loglevel": "WARNING",
    }
    words = [str(word) for option in asked.items() for word in option]
    return [sys.executable, "-m", "locust", "--headless", "--only-summary", *words]


def _figures(requests: list[tuple[str, float, str]], seconds: int) -> list[Figure]:
    wrong = Counter(error for _kind, _taken, error in requests if error)
    for error, times in wrong.most_common(10):
        say(f"  {times} x {error}")
    figures = [
        Figure("load", "requests", len(requests), note=f"{len(requests) / seconds:.1f} a second"),
        Figure("load", "errors", wrong.total(), most=0),
    ]
    for kind, bound in BOUNDS.items():
        taken = sorted(time_taken for named, time_taken, _error in requests if named == kind)
        if not taken:
            raise BenchError(f"Nobody sent a {kind}.")
        note = f"{len(taken):,}; half within {taken[len(taken) // 2]:.0f} ms, worst {taken[-1]:.0f} ms"
        figures.append(
            Figure("load", f"{kind}s: 95 of 100 within", taken[int(len(taken) * 0.95)], "ms", most=bound, note=note)
        )
    return figures


if __name__ == "__main__":
    sys.exit(main())
