"""The sheet's lettering: one sans face with Chinese, embedded as a subset so that every viewer shows the same."""

import importlib.util
import os
from pathlib import Path

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

FACE = "Sheet"
INK, GREY, JADE = HexColor("#111111"), HexColor("#555555"), HexColor("#1F6157")
HEAVY = 0.036  # a stroke of this share of the size makes the face bold


def have_face() -> None:
    """Registered once for all sheets."""
    if FACE not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(FACE, face_path(), subfontIndex=0))


def face_path() -> str:
    """WenQuanYi Micro Hei (Apache-2.0) from its wheel, or the TrueType file that PDF_FONT names."""
    own = os.environ.get("PDF_FONT")
    package = Path(importlib.util.find_spec("paperang_p2_fonts_cjk").origin).parent
    return own or str(package / "fonts" / "wqy-microhei.ttc")


class Pen:
    """Writes on a face whose (0, 0) is its upper left corner; lengths in mm, sizes in points."""

    def __init__(self, page: Canvas, left: float, top: float):
        self.page, self.left, self.top = page, left, top

    def write(self, text, x, y, size, *, bold=False, colour=INK, wide=None, align="left", least=0.0) -> float:
        """One line with its baseline at `y`, shrunk into `wide` mm but never below `least`; returns its width in mm."""
        size = fitting(text, size, wide, least)
        length = width_of(text, size)
        x -= {"left": 0, "middle": length / 2, "right": length}[align]
        self.page.saveState()
        line = self.page.beginText((self.left + x) * mm, (self.top - y) * mm)
        line.setFont(FACE, size)
        line.setFillColor(colour)
        if bold:  # the state is saved around it: a text object does not end its own rendering mode
            line.setTextRenderMode(2)
            line.setStrokeColor(colour)
            self.page.setLineWidth(size * HEAVY)
        line.textOut(text)
        self.page.drawText(line)
        self.page.restoreState()
        return length

    def rule(self, x, y, wide, *, dash=(2.2, 1.6), colour=GREY) -> None:
        """The slip's perforation."""
        self.page.setDash(*dash) if dash else self.page.setDash()
        self._line(0.6, colour)
        self.page.line((self.left + x) * mm, (self.top - y) * mm, (self.left + x + wide) * mm, (self.top - y) * mm)
        self.page.setDash()

    def bar(self, x, y, wide, high, colour=JADE) -> None:
        self.page.setFillColor(colour)
        self.page.rect((self.left + x) * mm, (self.top - y - high) * mm, wide * mm, high * mm, stroke=0, fill=1)

    def disc(self, x, y, across, texts) -> None:
        """Where a contactless tag may be stuck: a dashed circle around `(x, y)`."""
        self._line(0.5, GREY)
        self.page.setDash(2, 1.6)
        self.page.circle((self.left + x) * mm, (self.top - y) * mm, across / 2 * mm)
        self.page.setDash()
        for n, text in enumerate(texts):
            self.write(text, x, y - 1.6 + n * 3.4 - (len(texts) - 2) * 1.7, 7, colour=GREY, align="middle")

    def _line(self, thick, colour) -> None:
        self.page.setLineWidth(thick)
        self.page.setStrokeColor(colour)


def width_of(text: str, size: float) -> float:
    """In mm."""
    return pdfmetrics.stringWidth(text, FACE, size) / mm


def fitting(text: str, size: float, wide: float | None, least: float = 0.0) -> float:
    """The size at which `text` is no wider than `wide` mm."""
    length = width_of(text, size)
    return size if not wide or length <= wide else max(size * wide / length, least)
