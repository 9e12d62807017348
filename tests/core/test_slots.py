"""Slots: what a frame shows without knowing who fills it."""

from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.utils.safestring import mark_safe

from core import slots


@pytest.fixture(autouse=True)
def empty_registry(monkeypatch):
    """No filling of the real apps, and none of ours left behind."""
    monkeypatch.setattr(slots, "_fillings", type(slots._fillings)(list))


@pytest.fixture
def request_of_officer():
    return SimpleNamespace(viewer="the officer")


def draw(template, **context):
    return Template(template).render(Context(context))


def test_fillers_are_asked_in_order_with_viewer_and_subject(request_of_officer):
    @slots.fills("module.aside", queries=2, order=60)
    def later(*, request, viewer, subject):
        return f"later for {viewer} about {subject}"

    @slots.fills("module.aside", queries=0, order=10)
    def sooner(*, request, viewer, subject):
        return "sooner"

    found = slots.slot_values("module.aside", request=request_of_officer, subject="a module")

    assert found == ["sooner", "later for the officer about a module"]


def test_none_is_left_out_but_empty_values_stay(request_of_officer):
    slots.fills("desk", queries=0)(lambda **_: None)
    slots.fills("desk", queries=0)(lambda **_: {})

    assert slots.slot_values("desk", request=request_of_officer) == [{}]


def test_slot_nobody_fills_is_empty(request_of_officer):
    assert slots.slot_values("nobody.knows", request=request_of_officer) == []
    assert slots.fillings("nobody.knows") == []


def test_fillings_declare_their_queries():
    slots.fills("desk", queries=3)(lambda **_: None)
    slots.fills("header", queries=1)(lambda **_: None)

    assert [(filling.slot, filling.queries) for filling in slots.fillings()] == [("desk", 3), ("header", 1)]


def test_tag_escapes_plain_text_and_keeps_html_of_components(request_of_officer):
    slots.fills("desk", queries=0, order=1)(lambda **_: "<script>")
    slots.fills("desk", queries=0, order=2)(lambda **_: mark_safe("<b>1</b>"))

    assert draw('{% slot "desk" %}', request=request_of_officer) == "&lt;script&gt;<b>1</b>"


def test_tag_draws_nothing_on_a_page_without_a_viewer():
    slots.fills("desk", queries=0)(lambda **_: "something")

    assert draw('{% slot "desk" %}') == ""
    assert draw('{% slot "desk" %}', request=SimpleNamespace()) == ""
