"""HTML as PDF: with our own letters, and nothing fetched."""

import io

import pytest
from pypdf import PdfReader

from core.printing import can_print, pdf_of, qr

pytestmark = pytest.mark.skipif(not can_print(), reason="this machine has no Pango")

KAZAKH = "Әә Ғғ Ққ Ңң Өө Ұұ Үү Һһ Іі"


def page(body, head=""):
    return f"<html lang='kk'><head><title>Paper</title>{head}</head><body>{body}</body></html>"


def test_letters_of_every_language_are_in_the_document():
    letters = f"{KAZAKH} Ўў Ҳҳ Ӣӣ Ӯӯ Ҷҷ Ңң ЫЁёъэ Łł Żż Şş Žž Ýý Oʻ № «»"

    pdf = pdf_of(page(f"<p style='font-family: Corridor Serif'>{letters}</p>"))

    reader = PdfReader(io.BytesIO(pdf))
    fonts = reader.pages[0]["/Resources"]["/Font"]
    assert reader.pages[0].extract_text().split() == letters.split()
    assert ["Corridor-Serif" in font.get_object()["/BaseFont"] for font in fonts.values()] == [True]


def test_document_has_its_language_and_title():
    reader = PdfReader(io.BytesIO(pdf_of(page("<p>x</p>"))))

    assert (reader.metadata.title, reader.root_object["/Lang"]) == ("Paper", "kk")


def test_nothing_is_fetched_from_elsewhere(tmp_path):
    secret = tmp_path / "secret.css"
    secret.write_text("@page { size: 10mm 10mm }")
    head = f"<link rel='stylesheet' href='{secret.as_uri()}'>"

    pdf = pdf_of(page("<img src='http://192.0.2.1/x.png'><img src='file:///etc/passwd'>", head))

    assert PdfReader(io.BytesIO(pdf)).pages[0].mediabox.width > 500


def test_code_is_a_drawing_of_squares():
    drawn = qr("https://corridor.example.org/verify/K7QF-2M9X-RTBE/")

    assert drawn.startswith("<svg")
    assert "script" not in drawn
