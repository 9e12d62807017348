"""The `corridor` command: what it fills in, what it refuses, and that it leaves nothing running."""

import os
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.cli import main, prepare_address, prepare_environment, secret_key
from config.supervisor import House, Refused, only_one, refuse_busy_port, server

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """A bare environment, in a folder of its own."""
    bare = {"PATH": os.environ["PATH"]}
    monkeypatch.setattr(os, "environ", bare)
    monkeypatch.chdir(tmp_path)
    return bare


@pytest.fixture
def house() -> Iterator[House]:
    before = {number: signal.getsignal(number) for number in SIGNALS}
    yield House()
    for number, handler in before.items():
        signal.signal(number, handler)


def given_to(environment: dict[str, str]) -> dict[str, str]:
    """What was added to the bare environment, by us and not by pytest."""
    return {name: value for name, value in environment.items() if name not in ("PATH", "PYTEST_CURRENT_TEST")}


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


# What it fills in


def test_environment_gets_settings_data_folder_and_secret(environment: dict[str, str], tmp_path: Path) -> None:
    prepare_environment(["manage.py", "check"])

    assert given_to(environment) == {
        "DJANGO_SETTINGS_MODULE": "config.settings.base",
        "DATA_DIR": str(tmp_path / "var"),
        "SECRET_KEY": (tmp_path / "var" / "secret-key").read_text().strip(),
    }


def test_what_was_given_is_kept(environment: dict[str, str], tmp_path: Path) -> None:
    given = {
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "DATA_DIR": str(tmp_path / "d"),
        "SECRET_KEY": "s",
    }
    environment.update(given)

    prepare_environment(["manage.py", "check"])

    assert {name: environment[name] for name in given} == given
    assert list((tmp_path / "d").iterdir()) == []


@pytest.mark.parametrize("option", [["--settings=config.settings.test"], ["--settings", "config.settings.test"]])
def test_settings_for_tests_are_left_alone(environment: dict[str, str], tmp_path: Path, option: list[str]) -> None:
    prepare_environment(["manage.py", "check", *option])

    assert given_to(environment) == {"DJANGO_SETTINGS_MODULE": "config.settings.base"}
    assert list(tmp_path.iterdir()) == []


def test_production_gets_no_secret_that_nobody_chose(environment: dict[str, str]) -> None:
    environment["DJANGO_SETTINGS_MODULE"] = "config.settings.production"

    prepare_environment(["manage.py", "check"])

    assert "SECRET_KEY" not in environment


def test_data_folder_that_cannot_be_made_is_named(environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "var").write_text("a file in the way")

    with pytest.raises(SystemExit) as exit:
        prepare_environment(["manage.py", "check"])

    assert (
        exit.value.code
        == f"The data folder {tmp_path / 'var'} cannot be used: File exists. Set DATA_DIR to one that can."
    )


def test_secret_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "secret-key"

    first, second = secret_key(path), secret_key(path)

    assert first == second
    assert len(first) >= 50
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_processes_that_start_together_agree_on_one_secret(tmp_path: Path) -> None:
    code = "import sys, pathlib; from config.cli import secret_key; print(secret_key(pathlib.Path(sys.argv[1])))"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}

    started = [
        subprocess.Popen(
            [*python(code), str(tmp_path / "secret-key")], stdout=subprocess.PIPE, text=True, env=environment
        )
        for _ in range(4)
    ]

    assert {process.communicate()[0].strip() for process in started} == {(tmp_path / "secret-key").read_text().strip()}


@pytest.mark.parametrize(
    ("host", "names"),
    [("127.0.0.1", "localhost,127.0.0.1,[::1]"), ("192.0.2.7", "localhost,127.0.0.1,[::1],192.0.2.7")],
)
def test_address_follows_the_port_and_the_machine_s_names(environment: dict[str, str], host: str, names: str) -> None:
    prepare_address(host, 8123)

    assert (environment["BASE_URL"], environment["ALLOWED_HOSTS"]) == ("http://localhost:8123", names)


def test_address_that_was_given_is_the_only_one(environment: dict[str, str]) -> None:
    environment["BASE_URL"] = "https://corridor.example.org"

    prepare_address("127.0.0.1", 8000)

    assert environment["BASE_URL"] == "https://corridor.example.org"
    assert "ALLOWED_HOSTS" not in environment


# What it refuses


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["run", "--port", "abc"], "'abc' is not a port: a number from 1 to 65535"),
        (["run", "--port", "70000"], "'70000' is not a port: a number from 1 to 65535"),
        (["run", "--workers", "0"], "'0' is not a number of server processes: 1 or more"),
    ],
)
def test_wrong_option_is_answered_with_what_is_right(
    environment: dict[str, str], capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    with pytest.raises(SystemExit) as exit:
        main(arguments)

    assert exit.value.code == 2
    assert sentence in capsys.readouterr().err


def test_wrong_port_in_the_environment_is_answered_too(
    environment: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    environment["PORT"] = "http"

    with pytest.raises(SystemExit):
        main(["run"])

    assert "'http' is not a port: a number from 1 to 65535" in capsys.readouterr().err


def test_busy_port_is_refused_with_another_one_to_try() -> None:
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)  # as the server itself would
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(Refused) as refusal:
            refuse_busy_port("127.0.0.1", port)

    assert str(refusal.value) == (
        f"Port {port} on 127.0.0.1 is taken by another program: stop it, or choose another port, "
        f"for example PORT={port + 1}."
    )


def test_address_of_another_machine_is_refused() -> None:
    with pytest.raises(Refused, match=r"^Nothing can listen on 192\.0\.2\.7, port 8000: "):
        refuse_busy_port("192.0.2.7", 8000)


def test_second_start_on_the_same_data_is_refused_and_names_the_first(
    environment: dict[str, str], tmp_path: Path
) -> None:
    environment["DATA_DIR"] = str(tmp_path)

    with only_one(), pytest.raises(Refused) as refusal, only_one():
        pass

    assert str(refusal.value) == (
        f"Corridor already runs on this data folder (process {os.getpid()}): "
        "stop it first, or set DATA_DIR to another folder."
    )
    with only_one():
        pass  # free again


# What it leaves running: nothing


def test_child_that_ends_by_itself_stops_the_rest(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    house.start("server", python("import sys; sys.exit(3)"))
    other = house.start("task worker", python("import time; time.sleep(60)"))

    code = house.live("127.0.0.1", 1, time.monotonic())

    assert code == 1
    assert capsys.readouterr().err == "The server ended by itself (exit code 3): stopping the rest.\n"
    assert other.returncode == -signal.SIGTERM


def test_timer_that_fails_is_reported_and_the_rest_goes_on(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    house.start("run_due", python("raise SystemExit(1)")).wait()

    assert house._count_the_dead() == 0

    assert capsys.readouterr().err == "run_due failed (exit code 1), see above; it runs again later.\n"


@pytest.mark.parametrize(("number", "word"), [(signal.SIGINT, "Ctrl-C"), (signal.SIGTERM, "SIGTERM")])
def test_signal_lets_children_end_their_work(
    house: House, tmp_path: Path, capsys: pytest.CaptureFixture[str], number: signal.Signals, word: str
) -> None:
    done, begun = tmp_path / "done", tmp_path / "begun"
    child = house.start(
        "task worker",
        python(
            "import signal, sys, time, pathlib\n"
            f"end = lambda *_: (time.sleep(0.3), pathlib.Path({str(done)!r}).touch(), sys.exit())\n"
            "signal.signal(signal.SIGTERM, end)\n"
            f"pathlib.Path({str(begun)!r}).touch()\n"
            "time.sleep(60)"
        ),
    )
    while not begun.exists():
        time.sleep(0.01)

    os.kill(os.getpid(), number)
    code = house.live("127.0.0.1", 1, time.monotonic())

    assert (code, done.exists(), child.returncode) == (0, True, 0)
    assert capsys.readouterr().out == f"{word}: letting running work end ...\nStopped.\n"


def test_children_of_children_are_not_left_behind(house: House, tmp_path: Path) -> None:
    note = tmp_path / "grandchild"
    house.start(
        "server",
        python(
            "import subprocess, sys, pathlib\n"
            "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
            f"pathlib.Path({str(note)!r}).write_text(str(child.pid))\n"
            "sys.exit(1)"
        ),
    ).wait()

    house.live("127.0.0.1", 1, time.monotonic())

    assert state_of(int(note.read_text())) in ("gone", "Z")


def test_process_that_stays_loads_nothing_large() -> None:
    code = "import sys, config.cli; print({'django', 'wagtail', 'asyncio', 'ssl'} & set(sys.modules))"

    loaded = subprocess.run(
        python(code),
        env={"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert loaded.stdout == "set()\n"


def test_server_replaces_workers_that_die() -> None:
    command = server("127.0.0.1", 8000, 2)

    assert command[command.index("--workers") + 1] == "2"
    assert "--respawn-failed-workers" in command


def test_server_of_the_house_has_a_task_worker_beside_it() -> None:
    assert server("127.0.0.1", 8000, 2, tasks=True)[3:5] == ["--task-worker", "config.wsgi:application"]
    assert "--task-worker" not in server("127.0.0.1", 8000, 2)


def test_server_is_loaded_before_its_workers_and_hands_them_no_connection(tmp_path: Path) -> None:
    code = """
import gc, sys
from config.serving import load
load("config.wsgi:application")
from django.db import connections
open_ones = [connection.alias for connection in connections.all() if connection.connection is not None]
print(open_ones, "content.views" in sys.modules, "accounts.views.own" in sys.modules, gc.get_freeze_count() > 100_000)
"""

    loaded = subprocess.run(
        python(code),
        env={
            "PYTHONPATH": os.pathsep.join(sys.path),
            "DATA_DIR": str(tmp_path),
            "SECRET_KEY": "of a test",
            "BASE_URL": "http://localhost:8000",
            "INSECURE_HTTP": "1",
        },
        capture_output=True,
        text=True,
        check=True,
    )

    assert loaded.stdout == "[] True True True\n"


BESIDE = """
import os, pathlib, signal, sys, time
from config.serving import together

def stay():
    signal.signal(signal.SIGTERM, lambda *_: (pathlib.Path(sys.argv[1]).write_text(str(os.getpid())), sys.exit()))
    print("staying", flush=True)
    time.sleep(60)

def end():
    while not {wait}:
        time.sleep(0.01)
    sys.exit(3)

sys.exit(together(stay, end))
"""


def beside(wait: str, note: Path) -> subprocess.Popen:
    environment = {
        "PYTHONPATH": os.pathsep.join(sys.path),
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "DATA_DIR": str(note.parent),
    }
    command = [*python(BESIDE.format(wait=wait)), str(note)]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)


def test_task_worker_that_ends_takes_the_server_with_it(tmp_path: Path) -> None:
    both = beside("time.sleep(0.5) is None", tmp_path / "note")

    assert both.wait(timeout=30) == 1
    assert state_of(int((tmp_path / "note").read_text())) in ("gone", "Z")


def test_signal_reaches_server_and_task_worker(tmp_path: Path) -> None:
    both = beside("False", tmp_path / "note")
    both.stdout.readline()

    both.terminate()

    assert both.wait(timeout=30) == 0
    assert state_of(int((tmp_path / "note").read_text())) in ("gone", "Z")


def state_of(process: int) -> str:
    """The letter of the process in /proc, where there is one."""
    deadline = time.monotonic() + 5
    state = "unknown"
    while time.monotonic() < deadline and state not in ("gone", "Z"):
        try:
            os.kill(process, 0)
            status = Path(f"/proc/{process}/stat")
            state = status.read_text().rpartition(")")[2].split()[0] if status.exists() else "there"
        except ProcessLookupError:
            state = "gone"
    return state
