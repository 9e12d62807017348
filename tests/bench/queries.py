"""The query counts of test_queries.py as figures of the table: one module run by pytest, in this process."""

import contextlib
import io
from pathlib import Path
from typing import Any

import pytest

from tests.bench.processes import BenchError
from tests.bench.report import Figure, say


class Listener:
    """Keeps what the tests recorded about themselves."""

    def __init__(self) -> None:
        self.figures: list[Figure] = []

    def pytest_runtest_logreport(self, report: Any) -> None:
        if report.when == "call":
            self.figures += [Figure(**value) for name, value in report.user_properties if name == "figure"]


def measure() -> list[Figure]:
    say("  queries")
    listener, said = Listener(), io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = pytest.main(["-q", "--no-header", str(Path(__file__).with_name("test_queries.py"))], plugins=[listener])
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED) or not listener.figures:
        raise BenchError(f"The queries could not be counted:\n{said.getvalue()[-3000:]}")
    return listener.figures
