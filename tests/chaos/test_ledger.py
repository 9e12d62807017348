"""The judge of the chaos run sees what it has to see: each fault is planted once."""

import pytest

from tests.chaos.ledger import Ledger, StoredAttempt

A, B = ("a",), ("b",)


@pytest.fixture
def ledger():
    """Officer 1 began attempt "one", had "a" acknowledged at question 1, and handed in."""
    made = Ledger()
    made.begins("officer-1")
    made.began("officer-1", "one")
    made.sends("one", 1, A).acknowledged = True
    made.hands_in("one")
    return made


def stored(*answers, uuid="one", state="graded"):
    return StoredAttempt(uuid, "officer-1", state, answers)


def test_everything_there_is_clean(ledger):
    verdict = ledger.judge([stored((1, A))])

    assert (verdict.acknowledged, verdict.missing, verdict.duplicates) == (3, [], [])
    assert verdict.clean


@pytest.mark.parametrize("answers", [[], [(1, B)], [(2, A)]], ids=["gone", "another answer", "another question"])
def test_acknowledged_answer_that_is_not_there_is_missing(ledger, answers):
    verdict = ledger.judge([stored(*answers)])

    assert (len(verdict.missing), verdict.clean) == (1, False)


def test_attempt_that_is_gone_is_missing_with_its_answer(ledger):
    assert len(ledger.judge([]).missing) == 2


def test_hand_in_that_was_forgotten_is_missing(ledger):
    assert ledger.judge([stored((1, A), state="open")]).missing == ["attempt one was handed in and is not graded"]


def test_later_answer_without_acknowledgement_may_have_been_stored_or_not(ledger):
    ledger.sends("one", 1, B)

    assert [ledger.judge([stored((1, kept))]).clean for kept in (A, B)] == [True, True]


def test_earlier_answer_may_not_come_back(ledger):
    ledger.sends("one", 1, B).acknowledged = True

    assert [ledger.judge([stored((1, kept))]).clean for kept in (A, B)] == [False, True]


def test_two_responses_to_one_question_are_duplicates(ledger):
    assert ledger.judge([stored((1, A), (1, A))]).duplicates == ["attempt one, question 1: 2 responses"]


def test_two_open_attempts_are_duplicates(ledger):
    ledger.began("officer-1", "two")
    ledger.began("officer-1", "three")
    open_ones = [stored(uuid=uuid, state="open") for uuid in ("two", "three")]

    assert ledger.judge([stored((1, A)), *open_ones]).duplicates == ["officer-1: 2 open attempts"]


def test_attempt_nobody_began_is_a_duplicate_unless_a_start_got_no_answer(ledger):
    surplus = [stored((1, A)), stored(uuid="two", state="open")]

    assert ledger.judge(surplus).duplicates == ["officer-1: 1 attempts nobody began"]

    ledger.begins("officer-1")

    assert ledger.judge(surplus).clean
