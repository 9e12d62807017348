"""The words of a file: plain text, DOCX, PDF. Bytes in, text out; what cannot be read honestly is refused.

The text has a line for each paragraph. The checks of a file come first (`validators.check_document`).
"""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import NoReturn
from xml.etree.ElementTree import Element

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from media.files.inspection.apart import NotOpened, read_pdf
from media.files.inspection.archives import harmless_xml, manifest, member, refuse_kind
from media.files.inspection.refusals import MEGABYTE, refuse
from media.files.inspection.unwrapping import unwrapped

MOST_XML = 8 * MEGABYTE
"""Of the one part of a DOCX that holds its words: a thousand pages."""
MOST_PAGES = 300
MOST_SECONDS = 20
"""Of work on a PDF, for which somebody waits."""
MOST_DRAWN = 8 * MEGABYTE
"""Of the drawing commands of all pages, unpacked: a second of work for each."""

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LEFT_OUT = {f"{WORD}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "instrText", "delText")} | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
}
"""What was deleted with "track changes", codes of fields, and the second copy of a text box."""
KNOWN_SHARE = 0.95
CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
BREAKS = {f"{WORD}{name}": " " for name in ("tab", "br", "cr")} | {f"{WORD}noBreakHyphen": "-"}


# Plain text


def text_of_txt(content: bytes) -> str:
    """The text in UTF-8, UTF-16 or Windows-1251, found by what is there and not by hope.

    Raises ValidationError for what is no text, and for eight-bit letters that are no plausible Russian.
    """
    text = _decoded(content)
    if CONTROL.search(text):
        refuse_text()
    return _some(unwrapped(text))


def _some(text: str) -> str:
    """The text; ValidationError if there is none."""
    if not text.strip():
        refuse("no_text", _("This file holds no words."))
    return text


def _decoded(content: bytes) -> str:
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return _strictly(content, encoding)
    if 0 in content:
        return _unmarked_utf16(content)
    try:
        return content.decode()
    except UnicodeDecodeError:
        return _russian(content)


def _unmarked_utf16(content: bytes) -> str:
    """UTF-16 whose mark is missing: what comes out are letters that people here write, not Chinese or rubbish."""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = content.decode(encoding, errors="replace")
        known = sum(letter < "\u0600" or "\u2000" <= letter < "\u2200" for letter in text)
        if known > KNOWN_SHARE * len(text):
            return _strictly(content, encoding)
    return refuse_text()


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        refuse_encoding()


def _russian(content: bytes) -> str:
    """Windows-1251, if what comes out are Russian words: not two alphabets in one, nor capitals inside."""
    text = _strictly(content, "cp1251")
    words = re.findall(r"[^\W\d_]*[А-Яа-яЁё][^\W\d_]*", text)
    right = sum(bool(re.fullmatch(r"[А-ЯЁ]?[а-яё]+|[А-ЯЁ]+", word)) for word in words)
    small = sum(word[-1].islower() for word in words)
    if not words or right < 0.9 * len(words) or small < 0.5 * len(words):
        refuse_encoding()
    return text


def refuse_text() -> NoReturn:
    refuse(
        "not_text",
        _("This is not plain text, whatever its name says. Save it as text in UTF-8 and try again."),
    )


def refuse_encoding() -> NoReturn:
    refuse(
        "encoding",
        _("It cannot be told which alphabet this file is written in. Save it as text in UTF-8 and try again."),
    )


# DOCX


def text_of_docx(content: bytes) -> str:
    """The paragraphs of a DOCX: body, tables and text boxes, as they read with all changes accepted.

    Raises ValidationError if it points to anything outside itself, if its words are more than a person
    would read, if it is damaged, and if it holds none.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _refuse_links(archive)
            body = harmless_xml(member(archive, _main_part(archive), "docx", MOST_XML), "docx")
            text = "\n".join(filter(None, (" ".join(paragraph.split()) for paragraph in _paragraphs(body))))
    except ValidationError:
        raise
    except Exception:  # unpacking and parsing may raise anything on hostile bytes, all to the same effect
        refuse_kind("docx")
    return _some(text)


def _refuse_links(archive: zipfile.ZipFile) -> None:
    """Pictures, templates, data and addresses elsewhere: some programs fetch them when the document is opened."""
    for name in archive.namelist():
        if name.lower().endswith(".rels"):
            for relationship in manifest(archive, name, "docx"):
                if relationship.get("TargetMode", "").lower() == "external":
                    refuse(
                        "external",
                        _(
                            "This document has links to something outside it: web addresses, pictures or a template "
                            "from elsewhere. Copy its words and paste them as text instead."
                        ),
                    )


def _main_part(archive: zipfile.ZipFile) -> str:
    """The name of the part with the words: Word calls it word/document.xml, others may not."""
    for relationship in manifest(archive, "_rels/.rels", "docx"):
        if relationship.get("Type", "").endswith("/officeDocument"):
            return relationship.get("Target", "").lstrip("/")
    return refuse_kind("docx")


def _paragraphs(element: Element) -> Iterator[str]:
    """The text of each paragraph below an element; a text box follows the paragraph it hangs on."""
    for child in element:
        if child.tag == f"{WORD}p":
            yield "".join(_words(child))
        if child.tag not in LEFT_OUT:
            yield from _paragraphs(child)


def _words(element: Element) -> Iterator[str]:
    for child in element:
        if child.tag == f"{WORD}t":
            yield child.text or ""
        elif child.tag in BREAKS:
            yield BREAKS[child.tag]
        elif child.tag == f"{WORD}txbxContent" or child.tag in LEFT_OUT:
            continue
        else:
            yield from _words(child)


# PDF


def text_of_pdf(content: bytes) -> str:
    """The text of a PDF's pages, its lines joined to paragraphs again.

    Raises ValidationError if it has no text but pictures of it, has too many pages, or cannot be read.
    """
    try:
        read = read_pdf(BytesIO(content), pages=MOST_PAGES, seconds=MOST_SECONDS, drawn=MOST_DRAWN)
    except NotOpened:
        refuse("unreadable", _("This PDF cannot be read. Copy its words and paste them as text instead."))
    if not read.whole:
        refuse(
            "too_long",
            _("This PDF is too long to be read whole. Take only the pages that tell of the visit, or paste the text."),
        )
    text = CONTROL.sub("", "\n\n".join(read.texts))
    if not any(letter.isalpha() for letter in text):
        refuse("no_text", _("This PDF holds pictures of pages and no text. Type or paste the text."))
    return unwrapped(text)
