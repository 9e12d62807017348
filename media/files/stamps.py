"""The stamp on a copy of an AMBER file: its label, the organisation it was made for, and the day."""

import unicodedata
from datetime import date
from io import BytesIO
from math import atan2, degrees
from typing import IO, Any

from PIL import Image as PillowImage
from PIL import ImageDraw, ImageFont

from media.files.delivery import PDF, content_type_of
from media.files.inspection.apart import stamp_pdf
from media.files.inspection.pictures import decode, open_picture
from media.files.masters import SAVING, with_plain_mode

PICTURES = frozenset({"image/jpeg", "image/png", "image/webp"})
SECONDS = 15
"""Of work on a PDF, for which a reader waits."""
LONGEST_NAME = 80
LETTERS_IN_WIDTH = 60
"""The foot of a picture has room for about so many letters; of a small one it is lettered as small as can be read."""
SMALLEST, LARGEST = 10, 36
FAINT, CLEAR = 48, 190
"""How much of what is below the stamp is covered, of 255: across the picture, and at its foot."""
NO_ACCENT = str.maketrans("łŁøØđĐıəƏ", "lLoOdDieE")


class NotStamped(ValueError):
    """No stamped copy can be made: the file is damaged, or needs too much work."""


def can_be_stamped(name: str) -> bool:
    """Whether files of this kind get a stamp; others carry the label in their name only."""
    return content_type_of(name) in {PDF, *PICTURES}


def stamp_text(*, label: str, organisation: str, slug: str, day: date) -> str:
    """ "TLP:AMBER - Training PCU East - 2026-11-24", in letters that every font has.

    `slug` stands for a name that has none of them.
    """
    apart = unicodedata.normalize("NFKD", organisation.translate(NO_ACCENT))
    name = " ".join("".join(sign for sign in apart if " " <= sign <= "~").split())
    if not any(letter.isalpha() for letter in name):
        name = slug
    return f"{label} - {name[:LONGEST_NAME]} - {day:%Y-%m-%d}"


def stamped(file: Any, name: str, text: str) -> IO[bytes]:
    """A stamped copy of an open file; the file stays as it is. Raises NotStamped."""
    try:
        return stamp_pdf(file, text=text, seconds=SECONDS) if content_type_of(name) == PDF else _picture(file, text)
    except Exception as broken:  # a decoder may raise anything, and all of it means the same
        raise NotStamped from broken


def _picture(file: Any, text: str) -> IO[bytes]:
    with open_picture(file) as picture:
        form = str(picture.format)
        decode(picture)
        below = with_plain_mode(picture, alpha=form != "JPEG")
    mode = below.mode
    drawn = PillowImage.alpha_composite(below.convert("RGBA"), _layer(below.size, text))
    copy = BytesIO()
    drawn.convert("RGB" if mode == "L" else mode).save(copy, form, **(SAVING[form] | {"optimize": False}))
    copy.seek(0)
    return copy


def _layer(size: tuple[int, int], text: str) -> PillowImage.Image:
    """What is laid over a picture: the text faintly from corner to corner, and clearly on a band at the foot."""
    width, height = size
    layer = PillowImage.new("RGBA", size)
    across = _lettered(text, 1.4 * max(width, height) / len(text), FAINT)
    turned = across.rotate(degrees(atan2(height, width)), expand=True)
    layer.alpha_composite(*_placed(turned, size))
    foot = _lettered(text, min(LARGEST, width / LETTERS_IN_WIDTH * 1.6), 255)
    band = PillowImage.new("RGBA", (width, min(height, foot.height + 6)), (0, 0, 0, CLEAR))
    layer.alpha_composite(band, (0, height - band.height))
    if foot.width > width:
        foot = foot.resize((width, max(1, foot.height * width // foot.width)))
    layer.alpha_composite(foot.crop((0, 0, width, band.height)), (0, height - band.height))
    return layer


def _placed(turned: PillowImage.Image, size: tuple[int, int]) -> tuple[PillowImage.Image, tuple[int, int]]:
    """The lettering cut to the picture, in its middle."""
    wide, tall = min(turned.width, size[0]), min(turned.height, size[1])
    left, top = (turned.width - wide) // 2, (turned.height - tall) // 2
    return turned.crop((left, top, left + wide, top + tall)), ((size[0] - wide) // 2, (size[1] - tall) // 2)


def _lettered(text: str, size: float, cover: int) -> PillowImage.Image:
    """The text in white with a dark edge, to be read on any ground."""
    font = ImageFont.load_default(size=max(SMALLEST, min(size, LARGEST * 4)))
    left, top, right, bottom = (round(side) for side in font.getbbox(text, stroke_width=1))
    image = PillowImage.new("RGBA", (right - left + 4, bottom - top + 4))
    draw = ImageDraw.Draw(image)
    draw.text(
        (2 - left, 2 - top), text, font=font, fill=(255, 255, 255, cover), stroke_width=1, stroke_fill=(0, 0, 0, cover)
    )
    return image
