"""Memory of the running house next to a bare project of the same apps, starting times, size on disk.

Memory is the proportional set size (PSS) of the server's processes and of the task worker, after requests to
pages and to the editor's pages. The supervisor of `corridor run` counts too.
"""

import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path

from tests.bench.officer import Officer, pages_of
from tests.bench.processes import (
    ROOT,
    BenchError,
    Project,
    floor,
    output_of,
    running,
    status_of,
    wait_for,
)
from tests.bench.report import Figure, say

TURNS = 25
MB = 1_000_000
READY_WITHIN = 300  # seconds


def production_python(scratch: Path) -> str | None:
    """A Python with exactly the packages of requirements.txt, as `make run` makes it; None if it cannot be made."""
    venv = scratch / "venv"
    done = subprocess.run([ROOT / ".ci/venv", venv, "requirements.txt"], cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        say(f"  memory: no environment of its own ({done.stderr.strip()[-200:]})")
        return None
    return str(venv / "bin/python")


def size_of(folder: Path) -> float:
    """Megabytes that the files of a folder take."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file()) / MB


def environment(scratch: Path) -> tuple[str, list[Figure]]:
    """Which Python runs what is measured here, with how long it took to make and how large it is."""
    started = time.monotonic()
    python = production_python(scratch)
    took = time.monotonic() - started
    if python is None:
        return sys.executable, [
            Figure("size", "environment, with the tools for development", size_of(Path(sys.prefix)), "MB")
        ]
    return python, [
        Figure("size", "environment of production", size_of(scratch / "venv"), "MB"),
        Figure("start", "installing, packages in the cache", took, "s"),
    ]


def measure(ours: Project, scratch: Path) -> list[Figure]:
    """`ours`: Corridor in an empty folder, which this prepares by starting it."""
    figures = [Figure("start", "first start: tables, static files, demo", _start(ours), "s", note="without installing")]
    with _corridor(ours) as (process, took):
        figures.append(Figure("start", "later start", took, "s", most=15))
        _use_corridor(ours)
        mine = pss(process.pid)
    bare = floor("bare_same_apps", scratch, python=ours.python)
    session = output_of(bare, "tests.bench.floors.fill").strip()
    plain, loaded = (_bare(bare, session, bare.serving(2, loaded=loaded)) for loaded in (False, True))
    return [
        *figures,
        Figure(
            "memory", "two workers, task worker / bare project", mine / plain, most=1.25, note=f"bare: {plain:.0f} MB"
        ),
        Figure("memory", "the same, the bare one forked as ours is", mine / loaded, note=f"bare: {loaded:.0f} MB"),
        Figure("memory", "two workers, task worker", mine, "MB", most=480),
    ]


class _corridor:
    """`corridor run` until it is ready: gives the process and the seconds it took."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.stack = ExitStack()

    def __enter__(self) -> tuple[subprocess.Popen, float]:
        started = time.monotonic()
        command = [self.project.python, "-m", "config.cli", "run", "--port", str(self.project.port), "--workers", "2"]
        process = self.stack.enter_context(running(self.project, command))
        try:
            wait_for(self.project, process, "/readyz", READY_WITHIN)
        except BenchError:
            self.stack.close()
            raise
        return process, time.monotonic() - started

    def __exit__(self, *_exception: object) -> None:
        self.stack.close()


def _start(project: Project) -> float:
    say("  memory: first start")
    with _corridor(project) as (_process, took):
        return took


def _use_corridor(project: Project) -> None:
    say("  memory: pages of Corridor")
    officer = Officer(project.address).sign_in()
    pages = pages_of(officer)
    editor = Officer(project.address).sign_in("admin@example.org")
    paths = (pages.home, pages.listing, pages.module, pages.lesson, pages.question, pages.desk)
    for _turn in range(TURNS):
        for path in paths:
            officer.get(path)
    _edit(project, editor.cookie)
    _wait_for_task_worker()


def _bare(project: Project, session: str, command: list[str]) -> float:
    say("  memory: the bare project")
    cookie = f"sessionid={session}"
    worker = [project.python, "-m", "django", "db_worker", "--verbosity", "0"]
    with running(project, command) as server, running(project, worker) as tasks:
        wait_for(project, server)
        for _turn in range(TURNS * 6):
            status_of(project.address + "/page/", cookie)
        _edit(project, cookie)
        _wait_for_task_worker()
        return pss(server.pid) + pss(tasks.pid)


def _edit(project: Project, cookie: str) -> None:
    """The editor's first pages, often enough that both workers have loaded them."""
    for _turn in range(8):
        for path in ("/admin/", "/admin/pages/", "/admin/images/"):
            status = status_of(project.address + path, cookie)
            if status not in (200, 302):  # the explorer leads on to the first page with children
                raise BenchError(f"{path} of {project.name} answered {status}.")


def _wait_for_task_worker() -> None:
    time.sleep(4)  # it starts after the server; its memory counts only once it has loaded everything


def pss(root: int) -> float:
    """Megabytes of a process and everything below it, without a passing `run_due`."""
    total = 0
    for pid in _tree(root):
        if b"run_due" not in Path(f"/proc/{pid}/cmdline").read_bytes():
            total += _pss(pid)
    return total / MB


def _tree(root: int) -> list[int]:
    found = [root]
    for pid in found:
        for thread in Path(f"/proc/{pid}/task").glob("*/children"):
            found += [int(child) for child in thread.read_text().split()]
    return found


def _pss(pid: int) -> int:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0
