"""The process that reads and stamps PDFs for `apart`: a script of its own, which knows nothing of the site.

Called as `python -I pdf_process.py '{"act": "read", ...}'`, with the PDF on its input and the answer on its output.
It ends with another status than 0 if it cannot do what it was asked.
"""

import json
import sys
from collections.abc import Callable
from importlib import import_module
from io import BytesIO
from math import atan2, cos, hypot, sin
from typing import Any

try:
    resource: Any = import_module("resource")
except ImportError:  # Unix only; elsewhere the caller's clock is the only bound
    resource = None

MEGABYTE = 1024 * 1024
MOST_WRITTEN = 64 * MEGABYTE
LETTER = 0.56
"""Width of a letter of Helvetica, as a share of its size: an average that is rather too large."""
FOOT, ACROSS = 9, 36
"""Sizes of the stamp in points, at most."""
MARGIN = 12
FONT, FAINT = "/StampFont", "/StampFaint"


def confine(*, seconds: int, megabytes: int) -> None:
    """Let the system end this process if it takes more time, memory or room on the disk; before anything is read."""
    if resource is None:
        return
    for limit, most in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, megabytes * MEGABYTE),
        (resource.RLIMIT_FSIZE, MOST_WRITTEN),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (most, most))


def read(content: bytes, *, pages: int, drawn: int, characters: int) -> bytes:
    """The text of the first pages as JSON: {"texts": of each page, "pages": how many there are, "whole": bool}.

    `drawn`: bytes of drawing commands that are looked at; `characters`: that are given back. `whole` says that
    none of the three ended it.
    """
    every = import_module("pypdf").PdfReader(BytesIO(content)).pages
    texts: list[str] = []
    for number in range(min(pages, len(every))):
        commands = every[number].get_contents()
        drawn -= len(commands.get_data()) if commands is not None else 0
        if drawn < 0 or characters <= 0:
            break
        texts.append(every[number].extract_text()[:characters])
        characters -= len(texts[-1])
    return json.dumps({"texts": texts, "pages": len(every), "whole": len(texts) == len(every)}).encode()


def stamp(content: bytes, *, text: str) -> bytes:
    """The PDF with a line of plain letters (ASCII) faintly across every page, and clearly at its foot.

    What is drawn on a page is neither unpacked nor changed: the stamp is drawn after it.
    """
    pypdf, generic = import_module("pypdf"), import_module("pypdf.generic")
    name, number = generic.NameObject, generic.NumberObject
    writer = pypdf.PdfWriter(clone_from=BytesIO(content))
    font = writer._add_object(
        generic.DictionaryObject(
            {
                name("/Type"): name("/Font"),
                name("/Subtype"): name("/Type1"),
                name("/BaseFont"): name("/Helvetica"),
                name("/Encoding"): name("/WinAnsiEncoding"),
            }
        )
    )
    faint = writer._add_object(generic.DictionaryObject({name("/ca"): generic.FloatObject(0.16)}))
    before = writer._add_object(_stream(generic, b"q\n"))
    for page in writer.pages:
        page[name("/Resources")] = _with(generic, page, {"/Font": {FONT: font}, "/ExtGState": {FAINT: faint}})
        drawn = page.raw_get("/Contents") if "/Contents" in page else None
        parts = drawn.get_object() if drawn is not None else generic.ArrayObject()
        middle = list(parts) if isinstance(parts, generic.ArrayObject) else [drawn]
        after = writer._add_object(_stream(generic, commands(page, text)))
        page[name("/Contents")] = generic.ArrayObject([before, *middle, after])
        page.setdefault(name("/Rotate"), number(0))
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def _stream(generic: Any, data: bytes) -> Any:
    found = generic.DecodedStreamObject()
    found.set_data(data)
    return found


def _with(generic: Any, page: Any, more: dict[str, dict[str, Any]]) -> Any:
    """The resources of a page and more of them; other pages may share its own, which stay as they are."""
    own = generic.DictionaryObject(page.get("/Resources", generic.DictionaryObject()).get_object())
    for kind, entries in more.items():
        all_of_kind = generic.DictionaryObject(own[kind].get_object() if kind in own else {})
        for key, value in entries.items():
            all_of_kind[generic.NameObject(key)] = value
        own[generic.NameObject(kind)] = all_of_kind
    return own


def commands(page: Any, text: str) -> bytes:
    """The drawing commands of the stamp, upright for whoever looks at the page, however it is turned."""
    box, turned = page.cropbox, int(page.get("/Rotate", 0)) % 360
    left, low, right, high = (float(side) for side in (box.left, box.bottom, box.right, box.top))
    wide, tall = (right - left, high - low) if turned in {0, 180} else (high - low, right - left)
    upright = {
        0: f"1 0 0 1 {left:.2f} {low:.2f}",
        90: f"0 1 -1 0 {right:.2f} {low:.2f}",
        180: f"-1 0 0 -1 {right:.2f} {high:.2f}",
        270: f"0 -1 1 0 {left:.2f} {high:.2f}",
    }[turned]
    length = LETTER * len(text)
    foot = min(FOOT, (wide - 2 * MARGIN) / length)
    across = min(ACROSS, 0.8 * hypot(wide, tall) / length)
    angle, half = atan2(tall, wide), across * length / 2
    turn, start = (cos(angle), sin(angle)), (wide / 2 - half * cos(angle), tall / 2 - half * sin(angle))
    shown = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return (
        f"\nQ q {upright} cm 0 g BT {FONT} {foot:.2f} Tf {MARGIN} {MARGIN} Td ({shown}) Tj ET "
        f"{FAINT} gs BT {FONT} {across:.2f} Tf "
        f"{turn[0]:.4f} {turn[1]:.4f} {-turn[1]:.4f} {turn[0]:.4f} {start[0]:.2f} {start[1]:.2f} Tm ({shown}) Tj ET Q\n"
    ).encode("ascii")


ACTS: dict[str, Callable[..., bytes]] = {"read": read, "stamp": stamp}


def main(asked: dict[str, Any]) -> None:
    confine(seconds=asked.pop("seconds"), megabytes=asked.pop("megabytes"))
    act = ACTS[asked.pop("act")]
    sys.stdout.buffer.write(act(sys.stdin.buffer.read(), **asked))


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
