"""Figures and drawings as a reader gets them."""

import re
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string

from accounts.queries import viewer_for
from accounts.viewer import STRANGER
from core.labels import Label
from media.files.blocks import DrawingBlock, FigureBlock
from tests.factories.content import mark
from tests.factories.files import ImageFactory, picture

NAMES = [("gauge_breaks", "Gauge breaks"), ("container_number", "Container number")]


def as_read_by(viewer):
    return {"request": SimpleNamespace(viewer=viewer)}


def figure(image, **more):
    block = FigureBlock()
    chosen = {"image": image.pk, "decorative": False, "alt_text": ""} | more
    return block, block.to_python({"image": chosen, "caption": "At the border"})


@pytest.fixture
def image(db):
    content = picture(size=(1000, 500))
    made = ImageFactory(content=content, alt="A sealed container", credit="Training PCU East")
    mark(made, Label.CLEAR)
    return made


def attributes(html):
    return dict(re.findall(r'([\w-]+)="([^"]*)"', re.search(r"<img[^>]*>", html)[0]))


@pytest.mark.urls("tests.media.files.addresses")
def test_figure_offers_each_width_once_and_says_its_size(image):
    block, value = figure(image)

    html = block.render(value, as_read_by(STRANGER))

    found = attributes(html)
    assert [part.split()[1] for part in found["srcset"].split(", ")] == ["480w", "800w", "1000w"]
    assert (found["width"], found["height"], found["loading"]) == ("800", "400", "lazy")
    assert re.fullmatch(r"/uploads/2/images/\S+\.webp", found["src"])
    assert found["alt"] == "A sealed container"
    assert re.findall("At the border|Training PCU East", html) == ["At the border", "Training PCU East"]


@pytest.mark.urls("tests.media.files.addresses")
@pytest.mark.parametrize(
    ("words", "alt"),
    [({"alt_text": "Seal 4711"}, "Seal 4711"), ({"decorative": True}, ""), ({}, "A sealed container")],
)
def test_figure_has_the_words_of_its_place(words, alt, image):
    block, value = figure(image, **words)

    assert attributes(block.render(value, as_read_by(STRANGER)))["alt"] == alt


@pytest.mark.urls("tests.media.files.addresses")
def test_figure_keeps_a_marked_picture_from_a_stranger(image, officer):
    mark(image, Label.GREEN)

    block, value = figure(image)
    seen = [block.render(value, as_read_by(viewer)) for viewer in (STRANGER, viewer_for(officer))]

    assert ["<img" in html for html in seen] == [False, True]
    assert [word in seen[0] for word in ("A sealed container", "Training PCU East")] == [False, False]


@pytest.mark.urls("tests.media.files.addresses")
def test_figure_without_its_file_is_no_error(image):
    image.file.storage.delete(image.file.name)
    block, value = figure(image)

    assert "<figure>" in block.render(value, as_read_by(STRANGER))


def test_drawing_takes_its_template_from_the_folder_of_its_app():
    block = DrawingBlock(NAMES, folder="modules/drawings")

    html = block.render(block.to_python({"name": "gauge_breaks", "caption": "Two breaks", "source": "S60"}))

    parts = ["<figure>", "<svg", "<title", "Two breaks", "S60"]
    assert re.findall("|".join(parts), html) == parts


@pytest.mark.parametrize("name", ["", "gone", "../../../etc/passwd", None])
def test_drawing_that_is_not_on_offer_is_left_out(name):
    block = DrawingBlock(NAMES, folder="modules/drawings")

    assert block.render(block.to_python({"name": name, "caption": "Words"})).strip() == ""


def test_folder_of_drawings_is_not_written_into_migrations():
    path, _arguments, keywords = DrawingBlock(NAMES, folder="modules/drawings").deconstruct()

    assert (path, "folder" in keywords) == ("wagtail.blocks.StructBlock", False)


@pytest.mark.parametrize("block", [FigureBlock(), DrawingBlock(NAMES, folder="modules/drawings")])
def test_preview_shows_a_figure(block, rf):
    block.set_name("example")
    value = block.get_preview_value()
    bound = block.bind(value)
    context = {"block_def": block, "bound_block": bound, "request": rf.get("/")}

    html = render_to_string(block.get_preview_template(value, context), context)

    assert (block.is_previewable, html.count("<figure>"), html.count("<svg")) == (True, 1, 1)
