"""Office documents, which are ZIP archives: bounds, honest names, no macros, and what they say they are."""

import re
import zipfile
from typing import Any, NoReturn
from xml.etree import ElementTree

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from media.files.inspection.refusals import MEGABYTE, head_of, refuse

MOST_ENTRIES = 5_000
MOST_UNPACKED = 200 * MEGABYTE
MOST_RATIO = 100
RATIO_FROM = 5 * MEGABYTE
"""Below this an archive may be as compressible as it likes: an empty table of 1 MB is nothing but zeros."""
MOST_MANIFEST = MEGABYTE

OPENXML = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
}
OPENDOCUMENT = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PROGRAMS = re.compile(
    r"vbaProject|vbaData|macrosheets/|activeX|oleObject|^(Basic|Scripts)/"
    r"|\.(exe|dll|com|scr|bat|cmd|ps1|js|jse|vbs|vbe|wsf|hta|jar|lnk|msi|docm|xlsm|xlsb|pptm|dotm|xltm|swf)$",
    re.IGNORECASE,
)
"""Names of parts that carry programs: macros, controls, packed objects, files to run."""


def check_office(file: Any, extension: str) -> None:
    """Refuse anything but a harmless document of exactly this kind."""
    head = head_of(file)
    if head.startswith(OLE):
        refuse(
            "ole",
            _("This is an old Office file or has a password. Save it without one as “.%(extension)s”."),
            extension=extension,
        )
    if not head.startswith(b"PK\x03\x04"):  # at the very start: no program in front of the archive
        refuse_kind(extension)
    try:
        with zipfile.ZipFile(file) as archive:
            check_entries(archive, file.size)
            check_kind(archive, extension)
    except ValidationError:
        raise
    except Exception:  # unpacking and parsing may raise anything on hostile bytes, all to the same effect
        refuse_kind(extension)
    finally:
        file.seek(0)


def check_entries(archive: zipfile.ZipFile, size: int) -> None:
    """Refuse bombs, locked or misleading entries and programs; nothing is unpacked for it.

    A lie about the unpacked size gains nothing: `zipfile` never yields more than was declared.
    """
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    too_dense = unpacked > RATIO_FROM and unpacked > MOST_RATIO * size
    if len(entries) > MOST_ENTRIES or unpacked > MOST_UNPACKED or too_dense:
        refuse(
            "bomb",
            _("This document is far too large once unpacked. Remove what it does not need."),
        )
    if any(entry.flag_bits & 0x1 for entry in entries):
        refuse("encrypted", _("This document has a password. Save it without one and try again."))
    names = [entry.orig_filename for entry in entries]
    if any(is_misleading(name) for name in names) or len({name.casefold() for name in names}) < len(names):
        refuse(
            "misleading_entry",
            _("This document is not built as it should be. Open it, save it anew and try again."),
        )
    if any(PROGRAMS.search(name) for name in names):
        refuse_programs()


def is_misleading(name: str) -> bool:
    """Whether a name leads out of the archive, or reads differently to different programs."""
    return name.startswith("/") or "\\" in name or ":" in name or "\x00" in name or ".." in name.split("/")


def check_kind(archive: zipfile.ZipFile, extension: str) -> None:
    if extension in OPENXML:
        check_openxml(archive, extension)
    else:
        check_opendocument(archive, extension)


def check_openxml(archive: zipfile.ZipFile, extension: str) -> None:
    types = {element.get("ContentType", "").lower() for element in manifest(archive, "[Content_Types].xml", extension)}
    if any("macroenabled" in kind or "vbaproject" in kind for kind in types):
        refuse_programs()
    if OPENXML[extension] not in types:
        refuse_kind(extension)


def check_opendocument(archive: zipfile.ZipFile, extension: str) -> None:
    if member(archive, "mimetype", extension).strip() != OPENDOCUMENT[extension]:
        refuse_kind(extension)
    if any(
        element.tag.endswith("}encryption-data") for element in manifest(archive, "META-INF/manifest.xml", extension)
    ):
        refuse("encrypted", _("This document has a password. Save it without one and try again."))


def manifest(archive: zipfile.ZipFile, name: str, extension: str) -> list[ElementTree.Element]:
    """All elements of a small XML part, parsed because text could hide a word behind character references."""
    return list(harmless_xml(member(archive, name, extension), extension).iter())


def harmless_xml(text: bytes, extension: str) -> ElementTree.Element:
    """The root of an XML part, whose size was bounded before it was unpacked."""
    if b"\x00" in text or b"<!" in text.replace(b"<!--", b""):  # entities of a document type grow without end
        refuse_kind(extension)
    return ElementTree.fromstring(text)  # noqa: S314 -- bounded, and no document type


def member(archive: zipfile.ZipFile, name: str, extension: str, most: int = MOST_MANIFEST) -> bytes:
    if name not in archive.namelist() or archive.getinfo(name).file_size > most:
        refuse_kind(extension)
    return archive.read(name)


def refuse_programs() -> NoReturn:
    refuse(
        "programs",
        _("This document carries macros, controls or packed objects. Save it without them and try again."),
    )


def refuse_kind(extension: str) -> NoReturn:
    refuse(
        "wrong_kind",
        _("This is not a “.%(extension)s” document, or it is damaged. Save it anew as one."),
        extension=extension,
    )
