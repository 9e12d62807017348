"""Contact sheets: rows of pictures with their captions on one PNG."""

from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

WIDEST = 2000
GAP = 16
CAPTION = 26
TALLEST = 1500
"""Pixels of a picture on the sheet; a longer page is cut there, and its caption says so."""
HIGHEST = 7000
"""Pixels of a sheet; what does not fit goes to a second one, since few viewers open more."""
FONTS = ("DejaVuSans.ttf", "NotoSans-Regular.ttf", "Arial.ttf")


def font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """One with Cyrillic letters, if this machine has one."""
    for name in FONTS:
        try:
            return ImageFont.truetype(name, size)
        except OSError:
            continue
    return ImageFont.load_default(size)


@dataclass(frozen=True)
class Picture:
    """A screenshot, and the share of the sheet's width it gets."""

    path: Path
    caption: str
    share: float


@dataclass
class Sheet:
    """A title, and rows of (heading, pictures)."""

    title: str
    rows: list[tuple[str, list[Picture]]] = field(default_factory=list)

    def write(self, folder: Path, name: str) -> list[Path]:
        """Write `name.png`, or `name-1.png` and so on; returns what was written."""
        parts: list[list[Image.Image]] = [[]]
        for heading, pictures in self.rows:
            row = self._row(heading, pictures)
            if parts[-1] and sum(each.height + GAP for each in parts[-1]) + row.height > HIGHEST:
                parts.append([])
            parts[-1].append(row)
        written = []
        for number, rows in enumerate(parts, start=1):
            path = folder / (f"{name}.png" if len(parts) == 1 else f"{name}-{number}.png")
            self._sheet(rows).save(path)
            written.append(path)
        return written

    def _sheet(self, rows: list[Image.Image]) -> Image.Image:
        sheet = Image.new("RGB", (WIDEST, 3 * CAPTION + sum(row.height + GAP for row in rows)), "white")
        ImageDraw.Draw(sheet).text((GAP, GAP), self.title, fill="black", font=font(30))
        top = 3 * CAPTION
        for row in rows:
            sheet.paste(row, (0, top))
            top += row.height + GAP
        return sheet

    def _row(self, heading: str, pictures: list[Picture]) -> Image.Image:
        room = WIDEST - GAP * (len(pictures) + 1)
        shares = sum(picture.share for picture in pictures)
        shrunk = [(picture, *_shrink(picture, int(room * picture.share / shares))) for picture in pictures]
        tallest = max(image.height for _picture, image, _cut in shrunk)
        row = Image.new("RGB", (WIDEST, tallest + 2 * CAPTION + GAP), "#dddddd")
        draw = ImageDraw.Draw(row)
        draw.text((GAP, 2), heading, fill="black", font=font(19))
        left = GAP
        for picture, image, cut in shrunk:
            note = f"{picture.caption}{', cut' if cut else ''}"
            draw.text((left, CAPTION + 2), note, fill="#333333", font=font(15))
            row.paste(image, (left, 2 * CAPTION))
            left += image.width + GAP
        return row


def _shrink(picture: Picture, width: int) -> tuple[Image.Image, bool]:
    """The screenshot at that width, and whether its end was cut off."""
    with Image.open(picture.path) as opened:
        image = opened.convert("RGB")
    factor = width / image.width
    longest = int(TALLEST / factor)
    cut = image.height > longest
    if cut:
        image = image.crop((0, 0, image.width, longest))
    return image.resize((width, int(image.height * factor)), Image.Resampling.LANCZOS), cut
