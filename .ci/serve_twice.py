"""Start the site twice as an operator does, look at it, stop it: serve_twice.py FOLDER COMMAND ...

The first start is with an empty data folder and the demo, the second must be quick. Exits with 1 and a
sentence if a start fails, if a page does not come, or if something is left running. The bounds are for a
quiet machine: one that does two things at once may take twice as long, and is told.
"""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from http import HTTPStatus
from pathlib import Path

BOUNDS = {"first": 180, "second": 15}  # seconds, on two cores


def main(folder: str, *command: str) -> None:
    with tempfile.TemporaryDirectory() as data, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        env = {**kept, "DATA_DIR": data, "PORT": str(port), "DEMO": "1", "INSECURE_HTTP": "1"}
        for start, bound in BOUNDS.items():
            log = Path(data, f"{start}.log")
            with log.open("w") as out:
                site = subprocess.Popen(  # noqa: S603 -- the command of the caller, no shell
                    command, cwd=folder, env=env, stdout=out, stderr=subprocess.STDOUT, process_group=0
                )
            try:
                seconds = wait_until_ready(site, log, 2 * bound)
                for path in ("/healthz", "/en/", "/ru/", "/accounts/login/"):
                    fetch(port, path)
                site.send_signal(signal.SIGINT)
                code = site.wait(timeout=30)
            except BaseException:
                sys.stdout.write(log.read_text())
                site.send_signal(signal.SIGTERM)
                site.wait()
                raise
            if code != 0:
                sys.exit(f"{log.read_text()}\nStopped by Ctrl-C, it ended with exit code {code} instead of 0.")
            with socket.socket() as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(("127.0.0.1", port))  # raises if a process was left behind
            verdict = "within" if seconds <= bound else "OVER"
            sys.stdout.write(f"{start} start: ready in {seconds:.1f} s, {verdict} the bound of {bound} s\n")


def wait_until_ready(site: subprocess.Popen, log: Path, bound: float) -> float:
    started = time.monotonic()
    while "Ready in" not in log.read_text():
        if site.poll() is not None:
            sys.exit(f"It ended with exit code {site.returncode} before it was ready.")
        if time.monotonic() - started > bound:
            sys.exit(f"It was not ready within {bound} s.")
        time.sleep(0.1)
    return time.monotonic() - started


def fetch(port: int, path: str) -> None:
    with urllib.request.urlopen(f"http://localhost:{port}{path}", timeout=30) as answer:
        if answer.status != HTTPStatus.OK:
            sys.exit(f"{path} answers {answer.status}.")


if __name__ == "__main__":
    main(*sys.argv[1:])
