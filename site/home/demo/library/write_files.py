# /// script
# requires-python = ">=3.11"
# dependencies = ["python-docx==1.2.0", "weasyprint==70.0", "pyyaml==6.0.3"]
# ///
"""Writes the DOCX and PDF files of this folder from the `sheet` of their texts: `uv run write_files.py`.

Run by hand when a text changed; the site only reads the files. The same texts give the same DOCX bytes; a PDF
also depends on the fonts of the machine (DejaVu Sans, which has Latin and Cyrillic letters).
"""

import io
import os
import zipfile
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any

import yaml
from docx import Document
from docx.shared import Cm, Pt
from weasyprint import HTML

HERE = Path(__file__).resolve().parent
LANGUAGES = ("en", "ru")
WRITTEN = datetime(2026, 11, 24, tzinfo=UTC)
NUMBER = "ZZZU123456"
LETTERS = [letter for letter in range(10, 39) if letter % 11]


def value_of(sign: str) -> int:
    """A digit as itself, a letter by ISO 6346: 10 to 38 without the multiples of 11."""
    return int(sign) if sign.isdigit() else LETTERS[ord(sign) - ord("A")]


def docx(sheet: dict[str, Any], language: str) -> bytes:
    """The examination report: one table for each part, with room to write."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(1.8)
    document.styles["Normal"].font.size = Pt(10)
    document.core_properties.title = sheet["title"]
    document.core_properties.author = "Training Programme Office"
    document.core_properties.comments = ""
    document.core_properties.language = language
    document.core_properties.created = document.core_properties.modified = WRITTEN
    section.header.paragraphs[0].text = section.footer.paragraphs[0].text = "TLP:CLEAR"
    document.add_heading(sheet["title"], 0)
    document.add_paragraph(sheet["note"])
    for part in sheet["parts"]:
        document.add_heading(part["heading"], 2)
        table = document.add_table(rows=1, cols=2, style="Table Grid")
        for cell, words in zip(table.rows[0].cells, sheet["columns"], strict=True):
            cell.text = words
            cell.paragraphs[0].runs[0].bold = True
        for words in part["rows"]:
            row = table.add_row()
            row.cells[0].text = words
            row.height = Cm(0.9)
        for row in table.rows:
            row.cells[0].width, row.cells[1].width = Cm(6.5), Cm(10.9)
    document.add_paragraph()
    document.add_paragraph(f"{sheet['signature']}: ______________________________")
    written = io.BytesIO()
    document.save(written)
    return without_dates(written.getvalue())


def without_dates(archive: bytes) -> bytes:
    """The same ZIP file, whose entries do not tell when they were packed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            same = zipfile.ZipInfo(entry.filename, (2026, 11, 24, 0, 0, 0))
            same.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(same, old.read(entry))
    return packed.getvalue()


STYLE = """
@page { size: A4; margin: 16mm }
@page { @top-right { content: "TLP:CLEAR"; font: bold 12pt "DejaVu Sans" } }
@page { @bottom-right { content: "TLP:CLEAR"; font: bold 12pt "DejaVu Sans" } }
body { font: 9.5pt/1.35 "DejaVu Sans" }
h1 { font-size: 20pt; margin: 0 0 2mm }
h2 { font-size: 11pt; margin: 4mm 0 1.5mm }
table { border-collapse: collapse; width: 100% }
th, td { border: 0.5pt solid #444; padding: .7mm 2mm; text-align: center }
ul, ol { margin: 0; padding-left: 6mm }
.number { font-size: 26pt; letter-spacing: 2mm; margin: 0 }
.note { font-size: 7.5pt }
.pair { display: flex; gap: 8mm }
.pair div { flex: 1 }
.result { font-weight: bold }
"""


def pdf(sheet: dict[str, Any], language: str) -> bytes:
    """The reference card: one page A4, tagged, so that a screen reader can read it."""
    written: bytes = HTML(string=card(sheet, language)).write_pdf(pdf_tags=True, uncompressed_pdf=False)
    return written


def card(sheet: dict[str, Any], language: str) -> str:
    values = [(chr(ord("A") + at), value) for at, value in enumerate(LETTERS)]
    halves = [values[:13], values[13:]]
    table = "".join(
        f"<tr>{''.join(f'<th>{letter}</th>' for letter, _value in half)}</tr>"
        f"<tr>{''.join(f'<td>{value}</td>' for _letter, value in half)}</tr>"
        for half in halves
    )
    steps = [(sign, value_of(sign), 2**at) for at, sign in enumerate(NUMBER)]
    total = sum(value * weight for _sign, value, weight in steps)
    if (total, total % 11) != (5658, 4):
        raise ValueError("The card would teach a wrong sum.")
    rows = "".join(f"<tr><td>{s}</td><td>{v}</td><td>{w}</td><td>{v * w}</td></tr>" for s, v, w in steps)
    head = "".join(f"<th>{escape(words)}</th>" for words in sheet["columns"])
    return f"""<!doctype html><html lang="{language}"><head><meta charset="utf-8">
<title>{escape(sheet["title"])}</title>
<meta name="author" content="Training Programme Office"><style>{STYLE}</style></head><body>
<h1>{escape(sheet["title"])}</h1><p class="number">ZZZ U 123456 4</p>
<h2>{escape(sheet["signs_title"])}</h2>{items("ul", sheet["signs"])}
<h2>{escape(sheet["values_title"])}</h2><table>{table}</table>
<h2>{escape(sheet["rule_title"])}</h2>{items("ol", sheet["rule"])}
<div class="pair"><div><h2>{escape(sheet["example_title"])}</h2><table><tr>{head}</tr>{rows}</table>
</div><div><p class="result">{escape(sheet["result"])}</p>
<h2>{escape(sheet["fails_title"])}</h2>{items("ol", sheet["fails"])}</div></div>
<p class="note">{escape(sheet["note"])}</p></body></html>"""


def items(tag: str, lines: list[str]) -> str:
    return f"<{tag}>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</{tag}>"


def main() -> None:
    os.environ["SOURCE_DATE_EPOCH"] = str(int(WRITTEN.timestamp()))
    for name, write in (("report", docx), ("card", pdf)):
        for language in LANGUAGES:
            text = yaml.safe_load((HERE / f"{name}.{language}.yaml").read_text(encoding="utf-8"))
            (HERE / text["file"]).write_bytes(write(text["sheet"], language))


if __name__ == "__main__":
    main()
