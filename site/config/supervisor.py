"""The processes of `corridor run`: the server with its task worker, and the timer, started and stopped as one.

Only the standard library, and little of it: this process idles for months beside them.
"""

import ctypes
import errno
import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import TextIO

DUE_EVERY = 600  # seconds between two runs of `run_due`
FIRST_DUE = 20  # seconds after the start: the first pages come first
PATIENCE = 15  # seconds a child has for ending its work before it is killed
READY_WITHIN = 120  # seconds until silence about a slow start would be unkind
THREADS = 2  # per server process; more only queue for the interpreter
DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)

STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

LAST_PORT = 65535
LOOPBACK = ("127.0.0.1", "localhost", "::1")

LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None  # before any fork: a child may not load it
MANAGE = [sys.executable, "-m", "config.cli", "manage"]


def run(*, host: str, port: int, workers: int) -> int:
    """Prepare, serve until told to stop; returns the exit code: 0 when stopped, 1 when something failed.

    Raises Refused if the address is taken.
    """
    started = time.monotonic()
    refuse_busy_port(host, port)
    say(f"Corridor: data in {os.environ['DATA_DIR']}, Ctrl-C stops everything")
    house = House()
    if not house.prepared():
        say("The preparation failed, see above: nothing was started.", to=sys.stderr)
        return 1
    if not house.told_to_stop:
        house.start("server", server(host, port, workers, tasks=True))
        warn_about_transport(host)
    return house.live(host, port, started)


class Refused(Exception):
    """The start is refused, with a sentence for the operator."""


class House:
    """The child processes, each in a process group of its own: a signal reaches it once, from here."""

    def __init__(self) -> None:
        self.children: dict[str, subprocess.Popen] = {}
        self.told_to_stop = ""
        for number in STOPPING:
            signal.signal(number, self._stop)

    def start(self, name: str, command: list[str]) -> subprocess.Popen:
        child = subprocess.Popen(  # noqa: S603 -- our own commands, no shell
            command,
            process_group=0,
            stdin=subprocess.DEVNULL,
            preexec_fn=die_with_parent,  # noqa: PLW1509 -- this process has one thread
        )
        self.children[name] = child
        return child

    def prepared(self) -> bool:
        """Prepare in a process of its own, whose memory goes with it; False if that failed."""
        preparation = self.start("preparation", [sys.executable, "-m", "config.preparation"])
        while preparation.poll() is None and not self.told_to_stop:
            time.sleep(0.05)
        if preparation.poll() is not None:
            del self.children["preparation"]
        return bool(self.told_to_stop) or preparation.returncode == 0

    def live(self, host: str, port: int, started: float) -> int:
        """Watch over the children until one dies or a signal comes, then stop them all."""
        ready, next_due, code = False, time.monotonic() + FIRST_DUE, 0
        while not self.told_to_stop and not code:
            code = self._count_the_dead()
            if not ready and not code:
                ready = answers(host, port)
                if ready:
                    say(f"Ready in {time.monotonic() - started:.1f} s: {os.environ['BASE_URL']}")
                elif time.monotonic() > started + READY_WITHIN:
                    say("The server is still starting ...")
                    started += READY_WITHIN
            if time.monotonic() >= next_due:
                next_due += DUE_EVERY
                if "run_due" not in self.children:
                    self.start("run_due", [*MANAGE, "run_due"])
            time.sleep(0.2 if ready else 0.05)
        self.stop()
        return code

    def stop(self) -> None:
        """Ask every child to end, wait, then leave nothing behind: groups are killed whole."""
        if any(child.poll() is None for child in self.children.values()):
            say(f"{self.told_to_stop or 'Stopping'}: letting running work end ...")
        for child in self.children.values():
            if child.poll() is None:
                child.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and any(child.poll() is None for child in self.children.values()):
            time.sleep(0.05)
        for child in self.children.values():
            kill_group(child)
        say("Stopped.")

    def _count_the_dead(self) -> int:
        for name, child in list(self.children.items()):
            if child.poll() is None:
                continue
            del self.children[name]
            if name == "run_due":  # it starts again at the next turn
                if child.returncode:
                    say(f"run_due failed ({ending(child)}), see above; it runs again later.", to=sys.stderr)
                continue
            kill_group(child)
            say(f"The {name} ended by itself ({ending(child)}): stopping the rest.", to=sys.stderr)
            return 1
        return 0

    def _stop(self, number: int, frame: FrameType | None) -> None:
        if not self.told_to_stop:
            self.told_to_stop = "Ctrl-C" if number == signal.SIGINT else signal.Signals(number).name


def die_with_parent() -> None:
    """Linux only: if the parent is killed outright, the kernel ends this child as `House.stop` would have."""
    if LIBC is not None:
        LIBC.prctl(DIE_WITH_PARENT, signal.SIGTERM)


def server(host: str, port: int, workers: int, *, tasks: bool = False) -> list[str]:
    """granian over WSGI: the least CPU per request of the servers tried; a killed worker is replaced.

    `tasks`: with a task worker beside it; one that ends takes the server with it.
    """
    return [
        *(sys.executable, "-m", "config.serving"),
        *(("--task-worker",) if tasks else ()),
        "config.wsgi:application",
        *("--interface", "wsgi", "--host", host, "--port", str(port)),
        *("--workers", str(workers), "--blocking-threads", str(THREADS), "--respawn-failed-workers"),
        *("--workers-kill-timeout", str(PATIENCE - 5), "--no-ws", "--log-level", "warning"),
    ]


def refuse_busy_port(host: str, port: int) -> None:
    """Raise Refused if somebody listens there, or may not be listened there at all."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, socket.gaierror) as error:
            if error.errno == errno.EADDRINUSE:
                raise Refused(
                    f"Port {port} on {host} is taken by another program: stop it, or choose another port, "
                    f"for example PORT={port + 1 if port < LAST_PORT else 8000}."
                ) from error
            raise Refused(f"Nothing can listen on {host}, port {port}: {error.strerror}.") from error


@contextmanager
def only_one() -> Iterator[None]:
    """Hold the data folder for this process: the lock goes with it, however it ends. Raises Refused."""
    with Path(os.environ["DATA_DIR"], "run.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise Refused(
                f"Corridor already runs on this data folder (process {lock.read().strip() or 'unknown'}): "
                "stop it first, or set DATA_DIR to another folder."
            ) from None
        lock.truncate(0)
        lock.write(f"{os.getpid()}\n")
        lock.flush()
        yield


def everywhere(host: str) -> bool:
    """Whether it stands for all addresses of the machine: 0.0.0.0 or ::"""
    return not host.strip("0.:")


def answers(host: str, port: int) -> bool:
    """Whether a request gets any answer at all: the workers have loaded the site."""
    name = ("::1" if ":" in host else "127.0.0.1") if everywhere(host) else host
    try:
        with socket.create_connection((name, port), timeout=10) as connection:
            connection.sendall(b"GET /healthz HTTP/1.0\r\nHost: localhost\r\n\r\n")
            return connection.recv(4) == b"HTTP"
    except OSError:
        return False


def warn_about_transport(host: str) -> None:
    """Passwords over plain HTTP are for this machine only; HTTPS needs something in front."""
    insecure = os.environ.get("INSECURE_HTTP", "").lower() in ("1", "true", "yes", "on")
    if insecure and host not in LOOPBACK:
        say(
            f"INSECURE_HTTP is set and {host} is open to the network: passwords can be read on the way.",
            to=sys.stderr,
        )
    if not insecure:
        say("Pages are for HTTPS: put a proxy in front, or set INSECURE_HTTP=1 to try it on this machine.")


def kill_group(child: subprocess.Popen) -> None:
    """The child and whatever it started: a dead server leaves workers that hold the port."""
    with suppress(ProcessLookupError, PermissionError):  # all gone; macOS says the second of zombies
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def ending(child: subprocess.Popen) -> str:
    code = child.returncode
    return f"killed by {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"


def say(sentence: str, to: TextIO | None = None) -> None:
    stream = to or sys.stdout
    stream.write(sentence + "\n")
    stream.flush()
