"""A real server on a data folder of its own, with the demo loaded; and its back door for the tests."""

import json
import os
import secrets
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.request import ProxyHandler, build_opener

ROOT = Path(__file__).resolve().parents[2]
OURS = [
    "DATABASE_URL",
    "CACHE_URL",
    "STORAGE_URL",
    "EMAIL_URL",
    "BASE_URL",
    "SECRET_KEY",
    "ALLOWED_HOSTS",
    "HOST",
    "PORT",
    "WORKERS",
    "DJANGO_SETTINGS_MODULE",
    "MFA_REQUIRED",
    "PYTEST_CURRENT_TEST",
]
"""Settings of whoever started the suite that must not reach the server under test."""
READY_WITHIN = 600  # seconds: 229 migrations and the compression of static files on a very busy machine
STOPS_WITHIN = 30  # seconds


class NotReady(Exception):
    """The server did not come up; the text has the end of its log."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class House:
    """`corridor run` with a demo of its own: server, task worker and timer, as an operator starts them."""

    def __init__(self, data: Path) -> None:
        self.data, self.port = data, free_port()
        self.url = f"http://localhost:{self.port}"
        self.password = secrets.token_urlsafe(9)
        self.log = data / "house.log"
        self._running: subprocess.Popen[bytes] | None = None

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in OURS}
        paths = [str(ROOT), str(ROOT / "site"), kept.get("PYTHONPATH", "")]
        return kept | {
            "DATA_DIR": str(self.data),
            "BASE_URL": self.url,
            "DEMO": "1",
            "DEMO_PASSWORD": self.password,
            "INSECURE_HTTP": "1",
            "PYTHONPATH": os.pathsep.join(filter(None, paths)),
            "PYTHONUNBUFFERED": "1",
        }

    def start(self) -> None:
        """Prepare, load the demo, serve; returns when it answers. Raises NotReady."""
        self.data.mkdir(parents=True, exist_ok=True)
        with self.log.open("wb") as log:
            self._running = subprocess.Popen(
                [sys.executable, "-m", "config.cli", "run", "--port", str(self.port)],
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        deadline = time.monotonic() + READY_WITHIN
        while not self._answers():
            if self._running.poll() is not None or time.monotonic() > deadline:
                self.stop()
                raise NotReady(f"The server did not start. Its last words:\n{self.last_words()}")
            time.sleep(0.2)

    def stop(self) -> None:
        """Ask it to end, as Ctrl-C does; its own children are ended by itself."""
        if self._running is None or self._running.poll() is not None:
            return
        self._running.terminate()
        try:
            self._running.wait(STOPS_WITHIN)
        except subprocess.TimeoutExpired:
            self._running.kill()
            self._running.wait()

    def last_words(self, lines: int = 40) -> str:
        return "\n".join(self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])

    def _answers(self) -> bool:
        opener = build_opener(ProxyHandler({}))
        try:
            with opener.open(f"{self.url}/readyz", timeout=5) as answer:
                return bool(answer.status == 200)
        except (OSError, HTTPException):
            return False


@dataclass(frozen=True)
class Person:
    """Somebody with an account; `session` is the value of their session cookie."""

    username: str
    password: str
    session: str


class BackDoor:
    """What a test needs to arrange or look up without a browser: one process in the house's own data.

    See `backstage.py` for what it can do: `door.ask("attempt", username=..., submit=True)`.
    """

    def __init__(self, house: House) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.e2e.backstage"],
            cwd=ROOT,
            env=house.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def ask(self, act: str, **details: Any) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"act": act, "details": details}) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline() or '{"error": "the back door is shut"}')
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer["answer"]

    def person(self, **details: Any) -> Person:
        """A new person: `role`, `organisation`, `language`, `time_zone`; an officer unless said otherwise."""
        return Person(**self.ask("person", **details))

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(STOPS_WITHIN)
