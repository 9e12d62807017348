"""The SQLite backend: writers take turns at a file lock. With a real file, threads and processes."""

import fcntl
import json
import os
import subprocess
import sys
import threading
import time
from contextlib import contextmanager

import pytest
from django.db import OperationalError, transaction
from django.db.utils import ConnectionHandler

from core.database.sqlite3.base import DatabaseWrapper

OPTIONS = {
    "timeout": 0.05,  # far too short for a writer to wait inside SQLite: whoever waits does so at our lock
    "transaction_mode": "IMMEDIATE",
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
}
HELD = 0.4
"""Seconds for which the first writer keeps its turn: eight times what SQLite itself would wait."""


@pytest.fixture
def connect(tmp_path, django_db_blocker):
    """`connect()` opens a further connection to the same file, as another worker would."""
    opened = []

    def open_connection(name=None):
        settings = {
            "ENGINE": "core.database.sqlite3",
            "NAME": str(name or tmp_path / "db.sqlite3"),
            "OPTIONS": OPTIONS,
        }
        connection = ConnectionHandler({"default": settings})["default"]
        connection.inc_thread_sharing()
        opened.append(connection)
        return connection

    with django_db_blocker.unblock():
        yield open_connection
        for connection in opened:
            connection.close()


@pytest.fixture
def table(connect):
    connection = connect()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE notes (text)")
    connection.close()


@contextmanager
def turn(connection):
    """A transaction on this connection; `transaction.atomic` would look for an alias in the settings."""
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    try:
        yield connection.cursor()
        connection.commit()
    finally:
        connection.set_autocommit(True)


def is_free(connection) -> bool:
    """Whether the lock can be had at this moment, asked as another process would ask."""
    descriptor = os.open(f"{connection.settings_dict['NAME']}-turn", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(descriptor)
    return True


def test_backend_is_ours_with_durable_settings(settings):
    from config.settings import base

    if base.DATABASES["default"]["ENGINE"] != "core.database.sqlite3":
        pytest.skip("the suite runs on another database")
    options = base.DATABASES["default"]["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in options["init_command"]
    assert "synchronous=FULL" in options["init_command"]


def test_lock_is_held_during_a_transaction_and_free_after_commit(connect, table):
    connection = connect()
    with turn(connection) as cursor:
        cursor.execute("INSERT INTO notes VALUES ('one')")
        held = not is_free(connection)

    assert (held, is_free(connection)) == (True, True)


def test_lock_is_free_after_rollback(connect, table):
    connection = connect()
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    held = not is_free(connection)
    connection.rollback()

    assert (held, is_free(connection)) == (True, True)


def test_lock_is_free_after_the_connection_is_closed_in_mid_transaction(connect, table):
    connection = connect()
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    held = not is_free(connection)
    connection.close()

    assert (held, is_free(connection)) == (True, True)


def test_lock_is_free_when_begin_fails(connect, table):
    stubborn, connection = connect(), connect()
    stubborn.ensure_connection()
    stubborn.connection.execute("BEGIN IMMEDIATE")  # a writer that knows nothing of our lock

    with pytest.raises(OperationalError, match="locked"), turn(connection):
        pass
    stubborn.connection.execute("ROLLBACK")

    assert is_free(connection)


def test_second_thread_waits_for_its_turn_and_succeeds(connect, table):
    first, second = connect(), connect()
    begun, waited = threading.Event(), []

    def write_second():
        begun.wait()
        start = time.monotonic()
        with turn(second) as cursor:
            cursor.execute("INSERT INTO notes VALUES ('second')")
        waited.append(time.monotonic() - start)

    writer = threading.Thread(target=write_second)
    writer.start()
    with turn(first) as cursor:
        cursor.execute("INSERT INTO notes VALUES ('first')")
        begun.set()
        time.sleep(HELD)
    writer.join(timeout=10)

    with first.cursor() as cursor:
        assert cursor.execute("SELECT text FROM notes ORDER BY rowid").fetchall() == [("first",), ("second",)]
    assert waited[0] >= HELD / 2


WRITER = """
import json, sys
from django.conf import settings
from django.db.utils import ConnectionHandler
settings.configure()
name, configuration = sys.argv[1:]
connection = ConnectionHandler({"default": json.loads(configuration)})["default"]
for number in range(25):
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    connection.cursor().execute("INSERT INTO notes VALUES (%s)", [f"{name}{number}"])
    connection.commit()
    connection.set_autocommit(True)
"""


def test_two_processes_write_in_turn_and_lose_nothing(connect, table, tmp_path):
    configuration = {
        "ENGINE": "core.database.sqlite3",
        "NAME": str(tmp_path / "db.sqlite3"),
        "OPTIONS": OPTIONS,
    }
    command = [sys.executable, "-c", WRITER]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    writers = [
        subprocess.Popen(
            [*command, name, json.dumps(configuration)], env=environment, stderr=subprocess.PIPE, text=True
        )
        for name in "ab"
    ]
    errors = [writer.communicate(timeout=60)[1] for writer in writers]

    assert [writer.returncode for writer in writers] == [0, 0], errors
    with connect().cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT text) FROM notes")
        assert cursor.fetchone() == (50,)


def test_readers_need_no_turn(connect, table):
    writer, reader = connect(), connect()

    with turn(writer) as cursor, reader.cursor() as reading:
        cursor.execute("INSERT INTO notes VALUES ('not yet')")
        seen = reading.execute("SELECT count(*) FROM notes").fetchone()

    assert seen == (0,)


def test_lock_file_is_private(connect, table, tmp_path):
    with turn(connect()):
        pass

    assert (tmp_path / "db.sqlite3-turn").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("name", [":memory:", "file:memorydb_x?mode=memory&cache=shared"])
def test_database_in_memory_has_no_lock(connect, name):
    assert connect(name)._lock_path() is None


@pytest.mark.django_db
def test_savepoints_take_no_second_turn(monkeypatch):
    taken = []
    monkeypatch.setattr(DatabaseWrapper, "_take_turn", taken.append)

    with transaction.atomic(), transaction.atomic():
        pass

    assert taken == []  # the test itself already is a transaction
