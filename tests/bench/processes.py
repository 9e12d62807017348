"""Processes of the bench: Corridor and the floors behind the same server, on free loopback ports."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from config.supervisor import server

ROOT = Path(__file__).resolve().parents[2]
SECRET = "only-for-the-bench-on-a-loopback-address-of-this-machine"
PASSWORD = "only-for-the-bench"
OURS = "config.wsgi:application"
START_WITHIN = 90  # seconds


class BenchError(Exception):
    """The bench cannot measure; the sentence says what is missing."""


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@dataclass(frozen=True)
class Project:
    """What is served: Corridor or a floor, from which folder, by which Python."""

    name: str
    folder: Path
    settings: str
    wsgi: str = "tests.bench.floors.wsgi:application"
    port: int = field(default_factory=free_port)
    python: str = sys.executable
    extra: tuple[tuple[str, str], ...] = ()

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
        return kept | {
            # This checkout, whichever one the environment was made for.
            "PYTHONPATH": f"{ROOT / 'site'}{os.pathsep}{ROOT}",
            "DJANGO_SETTINGS_MODULE": self.settings,
            "FLOOR": self.name,
            "DATA_DIR": str(self.folder),
            "SECRET_KEY": SECRET,
            "BASE_URL": self.address,
            "ALLOWED_HOSTS": "localhost,127.0.0.1",
            "INSECURE_HTTP": "1",
            **dict(self.extra),
        }

    def serving(self, workers: int, *, loaded: bool | None = None) -> list[str]:
        """The command of `corridor run`, with this project's WSGI door.

        `loaded`: before the fork, as Corridor is and a floor is not (docs/decisions/018).
        """
        if loaded is None:
            loaded = self.wsgi == OURS
        parts = {OURS: self.wsgi} if loaded else {OURS: self.wsgi, "config.serving": "granian"}
        return [self.python, *(parts.get(part, part) for part in server("127.0.0.1", self.port, workers)[1:])]


def corridor(folder: Path, *, python: str = sys.executable) -> Project:
    """Corridor with its demonstration."""
    return Project(
        "corridor",
        folder,
        "config.settings.base",
        OURS,
        python=python,
        extra=(("DEMO", "1"), ("DEMO_PASSWORD", PASSWORD)),
    )


def floor(name: str, folder: Path, *, python: str = sys.executable) -> Project:
    """One of the floors, with a folder of its own."""
    settings = "tests.bench.floors.hello" if name == "hello" else "tests.bench.floors.settings"
    made = folder / name
    made.mkdir(parents=True)
    return Project(name, made, settings, python=python)


def output_of(project: Project, *arguments: str) -> str:
    """Run a Python module in the project's environment; its output. Raises BenchError."""
    done = subprocess.run(
        [project.python, "-m", *arguments], cwd=ROOT, env=project.environment, capture_output=True, text=True
    )
    if done.returncode:
        raise BenchError(f"{' '.join(arguments)} failed for {project.name}:\n{done.stdout}{done.stderr}")
    return done.stdout


@contextmanager
def running(project: Project, command: list[str]) -> Iterator[subprocess.Popen]:
    """A process in a group of its own; the whole group is gone afterwards."""
    log = project.folder / "bench.log"
    with log.open("a") as written:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=project.environment,
            stdin=subprocess.DEVNULL,
            stdout=written,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            yield process
        finally:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(30)
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@contextmanager
def served(project: Project, *, workers: int = 1) -> Iterator[subprocess.Popen]:
    """The project behind its server; entered once it answers."""
    with running(project, project.serving(workers)) as process:
        wait_for(project, process)
        yield process


def wait_for(project: Project, process: subprocess.Popen, path: str = "/", within: int = START_WITHIN) -> None:
    """Until there is any answer to a request, whatever its status. Raises BenchError."""
    deadline = time.monotonic() + within
    while time.monotonic() < deadline and process.poll() is None:
        with suppress(OSError):
            if status_of(project.address + path):
                return
        time.sleep(0.05)
    log = (project.folder / "bench.log").read_text(errors="replace")
    raise BenchError(f"{project.name} did not start:\n{log[-3000:]}")


def status_of(address: str, cookie: str = "") -> int:
    """The status of a GET as a browser sends it, redirects not followed; the body is read."""
    request = urllib.request.Request(
        address, headers={"Accept-Encoding": "gzip"} | ({"Cookie": cookie} if cookie else {})
    )
    try:
        with urllib.request.build_opener(NoRedirect).open(request, timeout=30) as response:
            response.read()
            return int(response.status)
    except urllib.error.HTTPError as error:
        return int(error.code)


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_arguments: object) -> None:
        return None
