"""Codes on paper: what is typed is read as it was meant, and nothing else opens anything."""

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from accounts.codes import ALPHABET, new_code, plain_code
from accounts.services import invite


def test_codes_have_no_sign_that_looks_like_another():
    assert not set("01OILU") & set(ALPHABET)
    assert len({new_code() for _code in range(1000)}) == 1000


@given(st.text(ALPHABET, min_size=12, max_size=12), st.sampled_from(["", "-", " ", " - ", "–", "."]))
def test_code_is_read_whatever_stands_between_its_letters(code: str, between: str):
    typed = between.join(code[at : at + 4] for at in (0, 4, 8))

    assert plain_code(typed.lower()) == plain_code(f"  {typed} ") == code


@given(st.text())
def test_what_is_no_code_is_none(typed: str):
    found = plain_code(typed)

    assert found == "" or (len(found) == 12 and set(found) <= set(ALPHABET))


def test_code_typed_on_a_russian_keyboard_is_read():
    assert plain_code("АВЕК-МНРС-ТУХ2") == "ABEKMHPCTYX2"


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["", "K7QF", "0" * 12, "x" * 60, "\x00", "K7QF-2M9X-RTBA-K7QF"])
def test_typed_nonsense_is_told_at_the_field(typed):
    answer = Client().post("/accounts/code/", {"code": typed})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["code"])


@pytest.mark.django_db
def test_unknown_code_says_to_compare_it_with_the_slip():
    answer = Client().post("/accounts/code/", {"code": "K7QF-2M9X-RTBA"})

    assert answer.context["form"].errors == {
        "code": ["This code is not known. Compare it with your slip, letter by letter."]
    }


@pytest.mark.django_db
def test_code_leads_to_its_invitation_whatever_its_dashes(pcu_east):
    _invitation, code = invite(organisation=pcu_east, name_latin="Aliya Nur")

    answer = Client().post("/accounts/code/", {"code": code.lower().replace("-", " ")}, follow=True)

    assert answer.status_code == 200
    assert 'value="Aliya Nur"' in answer.content.decode()
