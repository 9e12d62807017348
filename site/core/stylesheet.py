"""The one style sheet of the site: the parts in core/css, joined in order and without what only people read."""

import re
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
PARTS = FOLDER / "css"
TARGET = FOLDER / "static" / "core" / "corridor.css"

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SPACE = re.compile(r"\s+")
AROUND = re.compile(r"\s*([{};,>])\s*")
AFTER_COLON = re.compile(r":\s+")
LAST_SEMICOLON = re.compile(r";}")


def joined() -> str:
    """The style sheet as it is served. Only white space and comments go: no value is rewritten."""
    text = "\n".join(part.read_text(encoding="utf-8") for part in sorted(PARTS.glob("*.css")))
    text = AROUND.sub(r"\1", SPACE.sub(" ", COMMENT.sub("", text)))
    return LAST_SEMICOLON.sub("}", AFTER_COLON.sub(":", text)).strip() + "\n"
