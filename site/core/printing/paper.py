"""HTML to PDF, where the machine has Pango; everywhere else the browser prints.

WeasyPrint is loaded by the first PDF of a process (one or two seconds, some 60 MB); later ones take a tenth of that.
It reads nothing but our own style sheets and fonts: no address in a text makes the server ask somebody else.
"""

import ctypes
from collections.abc import Sequence
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from PIL import ImageFile

HERE = Path(__file__).resolve().parent
LETTERS = HERE / "letters.css"
"""The fonts of every PDF: Latin, Cyrillic, and what Kazakh, Kyrgyz, Tajik and Uzbek add to it."""

PANGO = ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll", "libpango-1.0-0")
"""Names of the one system library that is needed, by system."""


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


@lru_cache(maxsize=1)
def can_print() -> bool:
    """Whether this machine makes PDFs: asked without loading what makes them."""
    return find_spec("weasyprint") is not None and any(map(_loads, PANGO))


def pdf_of(html: str, *, stylesheets: Sequence[Path] = ()) -> bytes | None:
    """A document as PDF/UA (tagged, with its language); None where this machine cannot.

    `stylesheets`: style sheets beside those of the letters; links in the document are not followed.
    """
    if not can_print():
        return None
    try:
        weasyprint = import_module("weasyprint")
        ImageFile.LOAD_TRUNCATED_IMAGES = False  # it lets everybody load half a picture; uploads refuse one
    except OSError:  # a system library that belongs to Pango is missing
        return None
    own = _only_ours(weasyprint)
    fonts = _letters(weasyprint)
    sheets = [
        weasyprint.CSS(filename=str(path), url_fetcher=own, font_config=fonts) for path in (LETTERS, *stylesheets)
    ]
    document = weasyprint.HTML(string=html, url_fetcher=own)
    pdf: bytes = document.write_pdf(stylesheets=sheets, font_config=fonts, pdf_variant="pdf/ua-1")
    return pdf


def _only_ours(weasyprint: Any) -> Any:
    """A fetcher for what lies in our own folders, and for nothing else."""

    class OnlyOurs(weasyprint.urls.URLFetcher):
        def fetch(self, url: str, headers: Any = None) -> Any:
            if not url.startswith(HERE.as_uri() + "/"):
                raise ValueError(f"not ours: {url}")
            return super().fetch(url, headers)

    return OnlyOurs()


@lru_cache(maxsize=1)
def _letters(weasyprint: Any) -> Any:
    """Read once for a process."""
    return weasyprint.text.fonts.FontConfiguration()
