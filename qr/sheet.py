"""The print sheet: A4 pages of stickers, cards or tents, every code a vector path of true size."""

import io
import os
from dataclasses import dataclass

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from qr.drawing import QUIET, matrix, module_mm, runs


@dataclass(frozen=True)
class Layout:
    """Cells in mm; `twin` prints each a second time upside down, for a tent that is read from both sides."""

    width: float
    height: float
    columns: int
    rows: int
    code_mm: float
    twin: bool = False


LAYOUTS = {
    "sticker_9": Layout(60, 80, 3, 3, 40),
    "sticker_6": Layout(80, 80, 2, 3, 40),
    "card": Layout(90, 54, 2, 4, 36),
    "tent": Layout(105, 148, 1, 2, 60, twin=True),
}


@dataclass(frozen=True)
class Sticker:
    label: str
    url: str
    human_code: str
    version: int


def draw_sheet(restaurant: str, stickers: list[Sticker], layout_name: str) -> bytes:
    """The PDF. Invalid where a module would be too small."""
    layout, out = LAYOUTS[layout_name], io.BytesIO()
    page, font = Canvas(out, pagesize=A4, pageCompression=1), _font()
    page.setTitle(f"{restaurant} 桌码")
    per_page = layout.columns * layout.rows if not layout.twin else 1
    for start in range(0, len(stickers), per_page):
        for i, sticker in enumerate(stickers[start : start + per_page]):
            _cell(page, font, restaurant, sticker, layout, i % layout.columns, i // layout.columns)
        _check_line(page, font)
        page.showPage()
    page.save()
    return out.getvalue()


def _cell(page, font, restaurant, sticker, layout, column, row):
    left = (A4[0] - layout.columns * layout.width * mm) / 2 + column * layout.width * mm
    top = A4[1] - (A4[1] - layout.rows * layout.height * mm) / 2 - row * layout.height * mm
    _face(page, font, restaurant, sticker, layout, left, top)
    if layout.twin:
        page.saveState()
        page.translate(2 * left + layout.width * mm, 2 * (top - layout.height * mm))
        page.rotate(180)
        _face(page, font, restaurant, sticker, layout, left, top)
        page.restoreState()


def _face(page, font, restaurant, sticker, layout, left, top):
    width, height, code = layout.width * mm, layout.height * mm, layout.code_mm * mm
    page.setStrokeGray(0.7)
    page.setLineWidth(0.3)
    page.rect(left, top - height, width, height)
    page.setFillGray(0)
    host = sticker.url.split("//", 1)[-1].split("/", 1)[0]
    human = f"{sticker.human_code[:4]}-{sticker.human_code[4:]}  v{sticker.version}"
    if layout.height < 60:  # a card: code on the left, words on the right
        _code(page, sticker.url, left + 4 * mm, top - height + (height - code) / 2, layout.code_mm)
        x, words = left + code + 6 * mm, width - code - 8 * mm
        _fit(page, font, 28, sticker.label, x, top - 14 * mm, words)
        for i, (size, text) in enumerate(
            (
                (9, restaurant),
                (7, "微信 / 支付宝 / 相机 扫码点餐"),
                (7, "Scan to order"),
                (7, host),
                (6, "付款前请核对网址"),
                (6, "无需关注、无需手机号"),
                (6, human),
            )
        ):
            _fit(page, font, size, text, x, top - (20 + 4.4 * i) * mm, words)
        return
    middle, words = left + width / 2, width - 6 * mm
    _centre(page, font, 10, restaurant, middle, top - 7 * mm, words)
    _centre(page, font, 28, sticker.label, middle, top - 17 * mm, words)
    _code(page, sticker.url, middle - code / 2, top - 18 * mm - code, layout.code_mm)
    below = top - 18 * mm - code
    for i, (size, text) in enumerate(
        (
            (7.5, "微信 / 支付宝 / 相机 扫码点餐  Scan to order"),
            (7, f"{host}  付款前请核对网址"),
            (6, "无需关注、无需手机号 · 也可叫服务员点餐，备有纸质菜单"),
            (6, human),
        )
    ):
        _centre(page, font, size, text, middle, below - (3.6 + 4 * i) * mm, words)


def _code(page, url, x, y, size_mm):
    """A white box with the modules as one path; y is the lower edge."""
    modules = matrix(url)
    unit = module_mm(modules, size_mm) * mm
    side = len(modules) + 2 * QUIET
    page.setFillGray(1)
    page.rect(x, y, side * unit, side * unit, stroke=0, fill=1)
    page.setFillGray(0)
    path = page.beginPath()
    for column, row, length in runs(modules):
        path.rect(x + column * unit, y + (side - row - 1) * unit, length * unit, unit)
    page.drawPath(path, stroke=0, fill=1)


def _centre(page, font, size, text, x, y, words):
    page.setFont(font, _fitting(font, size, text, words))
    page.drawCentredString(x, y, text)


def _fit(page, font, size, text, x, y, words):
    page.setFont(font, _fitting(font, size, text, words))
    page.drawString(x, y, text)


def _fitting(font, size, text, words):
    wide = pdfmetrics.stringWidth(text, font, size)
    return size if wide <= words else size * words / wide


def _check_line(page, font):
    """Printed at true size it measures 40 mm."""
    page.setStrokeGray(0.3)
    page.line(20 * mm, 6 * mm, 60 * mm, 6 * mm)
    page.setFont(font, 6)
    page.drawString(62 * mm, 5 * mm, "40 mm · 请按 100% 打印 / print at 100%")


def _font() -> str:
    """STSong-Light is the viewer's own; a TrueType file in PDF_FONT is embedded instead."""
    path = os.environ.get("PDF_FONT")
    name = "Sheet" if path else "STSong-Light"
    if name not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(name, path) if path else UnicodeCIDFont(name))
    return name
