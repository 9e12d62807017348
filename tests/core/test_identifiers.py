"""What identifies a consignment, a vehicle or a person is found in free text; ordinary text is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.identifiers import identifiers_in, plain


def found(text):
    return [(finding.kind.value, finding.text) for finding in identifiers_in(text)]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("container", "CSQU3054383"),
        ("container", "CSQU 305438 3"),
        ("container", "CSQU 305 438 3"),
        ("email", "officer.east@post.example.kz"),
        ("phone", "+7 (727) 123-45-67"),
        ("phone", "8 (727) 123-45-67"),
        ("phone", "+48221234567"),
        ("passport", "N12345678"),
        ("plate", "123 ABC 02"),
        ("plate", "01 A 123 BC"),
        ("plate", "1234 AB-7"),
        ("plate", "А123ВС77"),
        ("plate", "LU 12345"),
    ],
)
def test_identifier_is_found_where_it_stands(kind, text):
    assert found(f"It was {text}, they said.") == [(kind, text)]


@pytest.mark.parametrize(
    "text",
    [
        "20,063 kg in 525 canisters, July 2017",
        "110 009 packs on 10 Dec 2018, value over PLN 1.8 m",
        "Codes of ISO 6346 and ISO 17712, HS 280540 and HS 2402.20, UN 2809",
        "MSCU 12•••••",
        "CSQU305438_",
        "Seal 12345, wagons 45-50, 1,313.38 kg of narcotics",
        "[S10] [S-euroby] [[gauge-break|words]]",
        "The training number ZZZU 123456 4",
    ],
)
def test_ordinary_words_and_figures_are_left_alone(text):
    assert found(text) == []


def test_a_stretch_of_text_is_found_once():
    assert found("MSCU1234565 and a.b@c.kz") == [("container", "MSCU1234565"), ("email", "a.b@c.kz")]


@given(st.text())
def test_any_text_is_looked_at_and_findings_are_parts_of_it(text):
    for finding in identifiers_in(text):
        assert finding.text in text
        assert plain(finding.text) in plain(text)


@given(st.text(alphabet="0123456789 +()-", max_size=4000))
def test_figures_without_end_take_no_time(text):
    list(identifiers_in(text * 20))
