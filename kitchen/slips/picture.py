"""Steps as a black and white picture, 12 dots a column: for the owner's eyes, and for printers without Chinese."""

from functools import cache, lru_cache

from PIL import Image, ImageDraw, ImageFont

from kitchen.slips.lettering import columns_of
from kitchen.slips.steps import Beep, Cut, Line, Step
from qr.typeface import face_path

DOTS, HIGH, GAP = 12, 24, 6  # a column, a line, and the space between two, in dots of 1/8 mm
MARGIN = 24


def picture_of(lines: list[Line]) -> Image.Image:
    """Black on white, one bit, as wide as the widest line."""
    columns = max((line.columns for line in lines), default=1)
    heights = [HIGH * max((run.height for run in line.runs), default=1) + GAP for line in lines]
    picture = Image.new("1", (max(columns * DOTS, 8), sum(heights)), 1)
    y = 0
    for line, high in zip(lines, heights, strict=True):
        _draw(picture, line, y, high - GAP)
        y += high
    return picture


def preview(steps: list[Step], dots: int) -> Image.Image:
    """The slip on its paper, with a margin and a dashed line where it is cut."""
    lines, dashes = [], []
    for step in steps:
        if isinstance(step, Line):
            lines.append(step)
        elif isinstance(step, Cut):
            dashes.append(len(lines))
            lines.append(Line())
        elif isinstance(step, Beep):
            continue
    drawn = picture_of(lines)
    paper = Image.new("L", (dots + 2 * MARGIN, drawn.height + 2 * MARGIN), 255)
    paper.paste(drawn, (MARGIN, MARGIN))
    pen, y = ImageDraw.Draw(paper), MARGIN
    for n, line in enumerate(lines):
        high = HIGH * max((run.height for run in line.runs), default=1) + GAP
        if n in dashes:
            for x in range(0, paper.width, 16):
                pen.line([(x, y + high // 2), (x + 8, y + high // 2)], fill=120, width=2)
        y += high
    return paper


def _draw(picture, line, y, high):
    """Runs stand on one base line, as a printer sets them."""
    x = 0
    for run in line.runs:
        size = HIGH * run.height
        if run.inverted:
            picture.paste(0, (x, y + high - size, x + run.columns * DOTS, y + high))
        for char in run.text:
            wide = columns_of(char) * DOTS * run.width
            if char != " ":
                ink = 1 if run.inverted else 0
                picture.paste(ink, (x, y + high - size), _glyph(char, wide, size, run.bold))
            x += wide


@lru_cache(4000)
def _glyph(char: str, wide: int, high: int, bold: bool) -> Image.Image:
    """The character in its cell, as a mask. The face is proportional: what is narrow is centred, what is wide squeezed;
    Latin is drawn smaller than Chinese, so that its descenders stay inside."""
    narrow = columns_of(char) == 1
    face, base = _face(int(high * (0.86 if narrow else 0.96))), high * (0.79 if narrow else 0.86)
    natural = columns_of(char) * DOTS * high // HIGH
    stroke = max(1, high // 36) if bold else 0
    drawn = max(natural, int(face.getlength(char)) + 2 * stroke)
    cell = Image.new("L", (drawn, high), 0)
    ImageDraw.Draw(cell).text((drawn / 2, base), char, 255, face, anchor="ms", stroke_width=stroke)
    return cell.resize((wide, high)).point(lambda v: 255 if v > 110 else 0, "1")


@cache
def _face(size: int):
    return ImageFont.truetype(face_path(), size, index=0)
