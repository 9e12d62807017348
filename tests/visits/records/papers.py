"""Reports as files, made here and now: DOCX and PDF of given paragraphs, and some that are refused."""

from textwrap import wrap

from media.files.inspection.archives import OPENXML
from tests.factories.files import archive, content_types

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATIONSHIPS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def relationships(*, kind: str, target: str, mode: str = "") -> bytes:
    attribute = f' TargetMode="{mode}"' if mode else ""
    return (
        f'<Relationships {RELATIONSHIPS}><Relationship Id="r1" Type="{OFFICE}/{kind}" Target="{target}"{attribute}/>'
        "</Relationships>"
    ).encode()


def docx_of_body(body: str, **parts: bytes) -> bytes:
    """A DOCX with this XML in its body, and more parts if given."""
    return archive(
        {
            "[Content_Types].xml": content_types(OPENXML["docx"]),
            "_rels/.rels": relationships(kind="officeDocument", target="word/document.xml"),
            "word/document.xml": f"<w:document {WORD}><w:body>{body}</w:body></w:document>".encode(),
        }
        | parts
    )


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def docx(*paragraphs: str, **parts: bytes) -> bytes:
    return docx_of_body("".join(f"<w:p>{run(text)}</w:p>" for text in paragraphs), **parts)


def docx_with_link(kind: str, target: str, mode: str = "External") -> bytes:
    """A DOCX that points to something elsewhere, as `kind`: "image", "attachedTemplate", "hyperlink"..."""
    links = relationships(kind=kind, target=target, mode=mode)
    return docx("See there.", **{"word/_rels/document.xml.rels": links})


def pdf_of_pages(*pages: bytes) -> bytes:
    """A PDF whose pages hold these drawing commands; /F1 is Helvetica."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, commands in enumerate(pages):
        page = f"/MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * number} 0 R"
        objects.append(f"<< /Type /Page /Parent 2 0 R {page} >>".encode())
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(commands), commands))
    written, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    trailer = b"trailer << /Root 1 0 R /Size %d >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(written))
    return written + head + table + trailer


def pdf(*paragraphs: str, width: int = 80) -> bytes:
    """A PDF of one page with these paragraphs, their lines broken at `width` characters."""
    lines: list[str] = []
    for paragraph in paragraphs:
        lines += [*wrap(paragraph, width), ""]
    shown = "".join(f"({line}) Tj 0 -14 Td\n" for line in lines)
    return pdf_of_pages(f"BT /F1 11 Tf 50 800 Td\n{shown}ET".encode("latin-1"))


SCANNED = pdf_of_pages(b"q 595 0 0 842 0 0 cm Q", b"q 595 0 0 842 0 0 cm Q")
"""A PDF of two pages without a letter on them."""
