"""The real server on a data folder of its own, to be killed outright and started again."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
KEPT = ("PATH", "HOME", "LANG", "TMPDIR", "LD_LIBRARY_PATH")
READY_WITHIN = 60  # seconds, on a busy machine


class NotReady(Exception):
    """The server did not come up, or the preparation failed; the text has the end of the log."""


class Server:
    """granian with two workers, as `corridor run` starts it. `database_url` empty: SQLite in the data folder."""

    def __init__(self, data: Path, *, database_url: str = "") -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = data / "server.log"
        self.kills = 0
        self._running: subprocess.Popen[bytes] | None = None
        self._environment = {name: os.environ[name] for name in KEPT if name in os.environ} | {
            "DATA_DIR": str(data),
            "BASE_URL": self.url,
            "DEMO": "1",
            "INSECURE_HTTP": "1",
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "site")]),
            "SECRET_KEY": "only for officers that are scripts",
            "DJANGO_SETTINGS_MODULE": "config.settings.base",
        }
        if database_url:
            self._environment["DATABASE_URL"] = database_url

    def prepare(self) -> None:
        """Tables, cache table, static files, demo: what `corridor run` does before it serves."""
        self._run("config.preparation")

    def look(self, act: str, *details: str) -> Any:
        """What `records` answers."""
        return json.loads(self._run("tests.chaos.records", act, *details).splitlines()[-1])

    def start(self) -> None:
        """Start it; it is not ready yet."""
        sys.path.insert(0, str(ROOT / "site"))
        from config.supervisor import server

        with self.log.open("ab") as log:
            self._running = subprocess.Popen(
                server("127.0.0.1", self.port, 2),
                cwd=ROOT,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def wait_until_ready(self) -> None:
        """Return when it answers. Raises NotReady."""
        deadline = time.monotonic() + READY_WITHIN
        while time.monotonic() < deadline and self._running and self._running.poll() is None:
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=5) as line:
                line.settimeout(10)
                line.sendall(b"GET /readyz HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")
                if b" 200 " in line.recv(64):
                    return
            time.sleep(0.05)
        raise NotReady(f"The server did not start.\n{self._last_words()}")

    def kill(self) -> None:
        """SIGKILL to the server and its workers at once: nobody may finish anything."""
        if self._running is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self._running.pid, signal.SIGKILL)
        self._running.wait()
        self._running = None
        self.kills += 1

    def _run(self, module: str, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments],
            cwd=ROOT,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            text=True,
        )
        if done.returncode:
            raise NotReady(f"{module} failed.\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}")
        return done.stdout

    def _last_words(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")[-4000:]
