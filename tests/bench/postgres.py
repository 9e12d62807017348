"""A PostgreSQL of the bench's own, through `.ci/with-postgres`: there for as long as somebody holds it."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests.bench.processes import ROOT, BenchError


def is_installed() -> bool:
    """Whether this machine has a server to start."""
    return bool(shutil.which("initdb") or any(Path("/usr/lib/postgresql").glob("*/bin/initdb")))


@contextmanager
def server() -> Iterator[str]:
    """The URL of an empty database. Raises BenchError."""
    process = subprocess.Popen(
        [ROOT / ".ci/with-postgres", "sh", "-c", 'echo "url $DATABASE_URL"; exec cat'],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        found = next((line.split()[1] for line in process.stdout if line.startswith("url ")), None)
        if found is None:
            raise BenchError("PostgreSQL did not start.")
        yield found
    finally:
        process.stdin.close()  # ends `cat`, and with it the server
        process.wait(60)


def copy_of(url: str, name: str) -> str:
    """The URL of a second database with everything that is in this one now."""
    base, _slash, database = url.rpartition("/")
    with psycopg.connect(f"{base}/postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{database}"'.encode())
    return f"{base}/{name}"
