"""Hostile files, made here and now: none is kept in the repository."""

import struct
import zlib

from tests.factories.files import archive, content_types, opendocument, openxml, picture

EXE = b"MZ\x90\x00" + bytes(60) + b"PE\x00\x00" + bytes(500)
HTML = b"<!doctype html><html><script>alert(1)</script></html>"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(200)
MACRO_TYPE = "application/vnd.ms-word.document.macroEnabled.main+xml"


def png_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_header(width: int, height: int) -> bytes:
    """A PNG that says it is this large and holds next to nothing."""
    header = png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    data = png_chunk(b"IDAT", zlib.compress(bytes(100)))
    return b"\x89PNG\r\n\x1a\n" + header + data + png_chunk(b"IEND", b"")


def png_with_endless_text() -> bytes:
    """A PNG whose comment unpacks to 80 MB."""
    whole = picture("PNG")
    comment = png_chunk(b"zTXt", b"Comment\x00\x00" + zlib.compress(bytes(80_000_000), 9))
    return whole[:33] + comment + whole[33:]


def pdf(body: bytes, trailer: bytes = b"<< /Root 1 0 R >>") -> bytes:
    return b"%PDF-1.7\n1 0 obj\n" + body + b"\nendobj\ntrailer " + trailer + b"\nstartxref\n0\n%%EOF\n"


def pdf_stream(dictionary: bytes, data: bytes) -> bytes:
    return pdf(b"<< " + dictionary + b" /Length %d >>\nstream\n" % len(data) + data + b"\nendstream")


SCRIPT = b"<< /S /JavaScript /JS (app.alert(1)) >>"
HIDDEN_SCRIPT = zlib.compress(b"11 0 " + SCRIPT)


def pdf_with_forged_end() -> bytes:
    """An object stream, stored uncompressed, in which the word "endstream" stands before the script."""
    data = zlib.compress(b"11 0 12 60 << /T (\nendstream) >> " + SCRIPT, 0)
    return pdf_stream(b"/Type /ObjStm /N 2 /First 12 /Filter /FlateDecode", data)


def bomb() -> bytes:
    """A docx whose one picture unpacks to a thousand times its size."""
    return openxml("docx", **{"word/media/image1.bmp": bytes(30_000_000)})


def lying_bomb() -> bytes:
    """A docx that declares 300 MB."""
    packed = bytearray(openxml("docx", zeros=bytes(1000)))
    entry = packed.rindex(b"PK\x01\x02")
    packed[entry + 24 : entry + 28] = struct.pack("<I", 300_000_000)
    return bytes(packed)


def encrypted() -> bytes:
    """A docx whose entries carry the mark of a password."""
    packed = bytearray(openxml("docx"))
    at = -1
    while (at := packed.find(b"PK\x01\x02", at + 1)) >= 0:
        packed[at + 8] |= 1
    return bytes(packed)


def entry_named(name: str) -> bytes:
    """A docx with one more entry of this name, written as it stands."""
    placeholder = "q" * len(name.encode())
    return openxml("docx", **{placeholder: b"x"}).replace(placeholder.encode(), name.encode())


PICTURES = {
    "an empty file": ("a.png", b"", "empty"),
    "a program called PNG": ("a.png", EXE, "not_a_picture"),
    "a web page called PNG": ("a.png", HTML, "not_a_picture"),
    "a PDF called JPEG": ("a.jpg", pdf(b"<< >>"), "not_a_picture"),
    "a drawing with a script": ("a.svg", SVG, "svg"),
    "a drawing called PNG": ("a.png", SVG, "svg"),
    "a GIF": ("a.gif", picture("GIF", mode="L"), "picture_format"),
    "a BMP called JPEG": ("a.jpg", picture("BMP"), "picture_format"),
    "a TIFF": ("a.tif", picture("TIFF"), "picture_format"),
    "a HEIC": ("a.heic", HEIC, "picture_format"),
    "half a JPEG": ("a.jpg", picture(size=(400, 400))[:-500], "damaged"),
    "half a PNG": ("a.png", picture("PNG", size=(400, 400))[:-60], "damaged"),
    "half a WebP": ("a.webp", picture("WEBP", size=(400, 400))[:-60], "damaged"),
    "a PNG's first bytes and rubbish": ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(range(200)), "damaged"),
    "a JPEG's first bytes and rubbish": ("a.jpg", b"\xff\xd8\xff\xe0" + bytes(300), "damaged"),
    "a PNG with too little data": ("a.png", png_header(400, 400), "damaged"),
    "a PNG with an endless comment": ("a.png", png_with_endless_text(), "damaged"),
    "30,000 x 30,000 pixels": ("a.png", png_header(30_000, 30_000), "too_many_pixels"),
    "10,000 x 10,000 pixels": ("a.png", png_header(10_000, 10_000), "too_many_pixels"),
    "7,100 x 7,100 pixels": ("a.png", png_header(7_100, 7_100), "too_many_pixels"),
}
"""What it is -> name, content, code of the refusal."""

DOCUMENTS = {
    "an empty file": ("a.pdf", b"", "empty"),
    "a program": ("a.exe", EXE, "extension"),
    "a document with macros": ("a.docm", openxml("docx"), "extension"),
    "a web page": ("a.html", HTML, "extension"),
    "a file without extension": ("readme", b"text", "extension"),
    "a double extension": ("a.pdf.exe", EXE, "extension"),
    "a program called PDF": ("a.pdf", EXE, "wrong_kind"),
    "a program called docx": ("a.docx", EXE, "wrong_kind"),
    "a program called txt": ("a.txt", EXE, "not_text"),
    "a program before an archive": ("a.docx", EXE + openxml("docx"), "wrong_kind"),
    "an old document called docx": ("a.docx", OLE, "ole"),
    "any archive called docx": ("a.docx", archive({"a.txt": b"a"}), "wrong_kind"),
    "half an archive": ("a.docx", openxml("docx")[:-30], "wrong_kind"),
    "a table called docx": ("a.docx", openxml("xlsx"), "wrong_kind"),
    "a docx called odt": ("a.odt", openxml("docx"), "wrong_kind"),
    "an ods called odt": ("a.odt", opendocument("spreadsheet"), "wrong_kind"),
    "a docm called docx": ("a.docx", archive({"[Content_Types].xml": content_types(MACRO_TYPE)}), "programs"),
    "macros written with references": (
        "a.docx",
        archive({"[Content_Types].xml": content_types(MACRO_TYPE.replace("macro", "&#109;acro"))}),
        "programs",
    ),
    "macros in a docx": ("a.docx", openxml("docx", **{"word/vbaProject.bin": b"x"}), "programs"),
    "old macros in a table": ("a.xlsx", openxml("xlsx", **{"xl/macrosheets/sheet1.xml": b"x"}), "programs"),
    "a packed object": ("a.pptx", openxml("pptx", **{"ppt/embeddings/oleObject1.bin": b"x"}), "programs"),
    "a program inside": ("a.docx", openxml("docx", **{"word/media/setup.EXE": EXE}), "programs"),
    "macros of LibreOffice": ("a.odt", opendocument(**{"Basic/Standard/Module1.xml": b"x"}), "programs"),
    "a locked odt": ("a.odt", opendocument(manifest=b'<a xmlns:m="m"><m:encryption-data/></a>'), "encrypted"),
    "a locked docx": ("a.docx", encrypted(), "encrypted"),
    "a bomb": ("a.docx", bomb(), "bomb"),
    "a bomb of names": ("a.docx", archive({f"{n}": b"" for n in range(6_000)}), "bomb"),
    "a bomb that says so": ("a.docx", lying_bomb(), "bomb"),
    "a way out": ("a.docx", entry_named("../../etc/cron.d/evil"), "misleading_entry"),
    "a way to the root": ("a.docx", entry_named("/etc/cron.d/evil"), "misleading_entry"),
    "a way out by drive": ("a.docx", entry_named("C:evil"), "misleading_entry"),
    "a way out for Windows": ("a.docx", entry_named("..\\..\\evil"), "misleading_entry"),
    "two entries of one name": ("a.docx", openxml("docx", **{"MAIN.xml": b"x"}), "misleading_entry"),
    "entities without end": (
        "a.docx",
        archive({"[Content_Types].xml": b'<!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>'}),
        "wrong_kind",
    ),
    "a manifest that is no XML": ("a.docx", archive({"[Content_Types].xml": b"<a"}), "wrong_kind"),
    "an unknown compression": ("a.docx", openxml("docx").replace(b"\x08\x00", b"\x63\x00"), "wrong_kind"),
    "a PDF with a script": ("a.pdf", pdf(b"<< /OpenAction " + SCRIPT + b" >>"), "active"),
    "a script with escapes": ("a.pdf", pdf(b"<< /S /J#61vaScript >>"), "active"),
    "a script with escapes only": ("a.pdf", pdf(b"<< /#4A#53 (x) >>"), "active"),
    "a PDF that starts programs": ("a.pdf", pdf(b"<< /S /Launch /F (cmd.exe) >>"), "active"),
    "a PDF with a file inside": ("a.pdf", pdf(b"<< /Type /EmbeddedFile >>"), "active"),
    "a PDF with a film inside": ("a.pdf", pdf(b"<< /Subtype/RichMedia/X 1 >>"), "active"),
    "a script in an object stream": (
        "a.pdf",
        pdf_stream(b"/Type /ObjStm /Filter /FlateDecode", HIDDEN_SCRIPT),
        "active",
    ),
    "a script in a stream that calls itself a picture": (
        "a.pdf",
        pdf_stream(b"/Subtype /Image /Filter /FlateDecode", HIDDEN_SCRIPT),
        "active",
    ),
    "a script behind a forged end": ("a.pdf", pdf_with_forged_end(), "active"),
    "an object stream that cannot be read": (
        "a.pdf",
        pdf_stream(b"/Type /ObjStm /Filter [/ASCIIHexDecode /FlateDecode]", HIDDEN_SCRIPT.hex().encode()),
        "unreadable",
    ),
    "a locked PDF": ("a.pdf", pdf(b"<< >>", b"<< /Root 1 0 R /Encrypt 5 0 R >>"), "encrypted"),
    "half a PDF": ("a.pdf", pdf(b"<< >>")[:-7], "damaged"),
    "text with NUL": ("a.csv", b"a;b\n1;\x00\n", "not_text"),
    "text of two bytes a letter": ("a.txt", "текст".encode("utf-16"), "not_text"),
}

RECORDINGS = {
    "an empty file": ("a.mp3", b"", "empty"),
    "a program called mp3": ("a.mp3", EXE, "wrong_kind"),
    "a web page called mp4": ("a.mp4", HTML, "wrong_kind"),
    "a HEIC called mp4": ("a.mp4", HEIC, "wrong_kind"),
    "a picture called wav": ("a.wav", picture("WEBP"), "wrong_kind"),
    "a playlist": ("a.m3u", b"#EXTM3U\n", "extension"),
    "an AVI": ("a.avi", b"RIFF\x00\x00\x00\x00AVI LIST", "extension"),
}
