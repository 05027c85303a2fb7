"""The print sheet: A4 pages of true size with cut and fold marks, a foot, and a line to check the scale with."""

import io
from dataclasses import dataclass

from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from qr.faces import Sticker, draw_face
from qr.layouts import A4_HIGH, A4_WIDE, Layout
from qr.typeface import GREY, Pen, have_face, mm

MARK, AWAY = 5.0, 1.2  # a cut mark's length and its distance from the corner, mm
CHECK_MM = 40.0
rl_config.useA85 = 0  # binary streams: a quarter smaller, and a fifth of the time was spent on armour


@dataclass(frozen=True)
class Placed:
    """Where a sticker lies on a page: left, top, width, height in mm from the page's upper left corner."""

    sticker: Sticker
    page: int
    left: float
    top: float
    width: float
    height: float


class SheetDrawing:
    """Draws page by page. `day` is the print's version. Invalid where a module would be too small."""

    def __init__(self, stickers: list[Sticker], layout: Layout, day: str):
        have_face()
        self.stickers, self.layout, self.day = stickers, layout, day
        self.pages = -(-len(stickers) // layout.per_page)
        self.placed: list[Placed] = []
        self._out = io.BytesIO()
        self._canvas = Canvas(self._out, pagesize=A4, pageCompression=1)
        self._canvas.setTitle(f"{stickers[0].name} 桌码 {day}")

    def draw_page(self, number: int) -> None:
        """Pages are drawn in their order."""
        first = number * self.layout.per_page
        for n, sticker in enumerate(self.stickers[first : first + self.layout.per_page]):
            self.placed += _piece(self._canvas, sticker, self.layout, n, number)
        text = f"桌码 第 {number + 1} / {self.pages} 页 · 版本 {self.day}"
        _foot(self._canvas, self.stickers[0].name, self.layout, text)
        self._canvas.showPage()

    def finish(self) -> bytes:
        """The PDF."""
        self._canvas.save()
        return self._out.getvalue()


def _piece(page, sticker, layout: Layout, n: int, number: int):
    left, top = layout.place(n)
    draw_face(Pen(page, left, A4_HIGH - top), sticker, layout)
    yield Placed(sticker, number, left, top, layout.width, layout.height)
    if not layout.twin:
        _cut_marks(page, left, top, layout)
        return
    page.saveState()
    page.translate((2 * left + layout.width) * mm, 2 * (A4_HIGH - top) * mm)
    page.rotate(180)
    draw_face(Pen(page, left, A4_HIGH - top), sticker, layout)
    page.restoreState()
    yield Placed(sticker, number, left, top - layout.height, layout.width, layout.height)
    _tent_marks(page, left, top, layout)


def _cut_marks(page, left, top, layout):
    """Two short lines at every corner, outside of the piece."""
    _hair(page)
    low = A4_HIGH - top - layout.height
    long_x, long_y = (min(MARK, gap / 2 - AWAY) for gap in (layout.gap_x, layout.gap_y))
    for x, away in ((left, -1), (left + layout.width, 1)):
        for y, up in ((low, -1), (low + layout.height, 1)):
            page.line((x + away * AWAY) * mm, y * mm, (x + away * (AWAY + long_x)) * mm, y * mm)
            page.line(x * mm, (y + up * AWAY) * mm, x * mm, (y + up * (AWAY + long_y)) * mm)


def _tent_marks(page, left, top, layout):
    """Cut along the dashes between two tents, fold along the dots across."""
    _hair(page)
    right, fold = left + layout.width, (A4_HIGH - top) * mm
    if right < A4_WIDE - 1:
        page.setDash(4, 3)
        page.line(right * mm, 0, right * mm, A4_HIGH * mm)
    page.setDash(0.8, 2.2)
    page.line(left * mm, fold, right * mm, fold)
    page.setDash()
    pen = Pen(page, left, A4_HIGH - top)
    pen.write("沿线对折 fold", layout.width - 5, -0.9, 5.5, colour=GREY, align="right")


def _foot(page, name, layout, text):
    """The line is 40 mm long when the sheet was printed at its true size."""
    y = 9.0 if not layout.twin else 5.4
    pen = Pen(page, 0, y)
    left = 20.0 if not layout.twin else 12.0
    pen.write(text if layout.twin else f"{name} · {text}", left, 0, 7, colour=GREY, wide=82)
    right = A4_WIDE - left
    pen.write("打印选实际大小，这条线长 40 mm", right - CHECK_MM - 3, 0, 7, colour=GREY, align="right")
    _hair(page, 0.6, 0.1)
    for x in (right - CHECK_MM, right):
        page.line(x * mm, (y - 0.8) * mm, x * mm, (y + 1.8) * mm)
    page.line((right - CHECK_MM) * mm, (y - 0.8) * mm, right * mm, (y - 0.8) * mm)


def _hair(page, thick=0.35, grey=0.45):
    page.setLineWidth(thick)
    page.setStrokeGray(grey)
    page.setDash()
