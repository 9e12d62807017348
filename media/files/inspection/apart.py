"""PDFs are opened in a process of their own: what a hostile one does to its reader, it does there, within bounds.

The process (`pdf_process`) has a bound of time and of memory, no environment, and nothing of the site in it.
"""

import json
import subprocess
import sys
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import IO, Any

SCRIPT = Path(__file__).with_name("pdf_process.py")
MEMORY = 512
"""Megabytes of address space: the reader alone takes 80, a file of 20 MB a few times its size."""
PATIENCE = 3
"""Times the seconds of work that we wait for, on a machine that has other things to do."""
MOST_CHARACTERS = 2_000_000
MOST_DRAWN = 64 * 1024 * 1024


class NotOpened(ValueError):
    """The PDF is damaged, or it took more time or memory than there is for it."""


@dataclass(frozen=True)
class PagesRead:
    """`texts` of the pages that were read, of `pages` there are; `whole`: whether those are all."""

    texts: tuple[str, ...]
    pages: int
    whole: bool


def read_pdf(
    file: Any, *, pages: int, seconds: int, drawn: int = MOST_DRAWN, characters: int = MOST_CHARACTERS
) -> PagesRead:
    """The text of the first pages, within `seconds` of work. `drawn`: bytes of drawing commands looked at.

    Raises NotOpened.
    """
    with _done(file, act="read", seconds=seconds, pages=pages, drawn=drawn, characters=characters) as answer:
        found = json.load(answer)
    return PagesRead(tuple(found["texts"]), found["pages"], found["whole"])


def stamp_pdf(file: Any, *, text: str, seconds: int) -> IO[bytes]:
    """The PDF with a line of ASCII on every page, as an open temporary file. Raises NotOpened."""
    return _done(file, act="stamp", seconds=seconds, text=text)


def _done(file: Any, *, seconds: int, **asked: Any) -> IO[bytes]:
    """What the process answers, in a temporary file: neither it nor the PDF is held in our memory."""
    asked |= {"seconds": seconds, "megabytes": MEMORY}
    with ExitStack() as opened:
        answer, given = opened.enter_context(TemporaryFile()), opened.enter_context(TemporaryFile())
        file.seek(0)
        copyfileobj(file, given)
        file.seek(0)
        given.seek(0)
        try:
            status = subprocess.run(  # noqa: S603 -- our own script, and no word of a stranger in the command
                [sys.executable, "-I", str(SCRIPT), json.dumps(asked)],
                stdin=given,
                stdout=answer,
                stderr=subprocess.DEVNULL,
                env={},
                timeout=PATIENCE * seconds,
                check=False,
            ).returncode
        except subprocess.TimeoutExpired:
            status = -1
        if status:
            raise NotOpened
        given.close()
        opened.pop_all()
    answer.seek(0)
    return answer
