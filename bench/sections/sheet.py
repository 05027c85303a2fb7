"""The print sheet of 200 table codes, drawn and read back, against drawing alone."""

import time

from bench.figures import Figure
from bench.floor.sheet import draw
from core.ids import new_secret
from qr.checking import check_page, open_pages
from qr.drawing import matrix
from qr.faces import Sticker
from qr.layouts import LAYOUTS
from qr.sheet import SheetDrawing

CODES = 200
DATABASES = ()


def run(_hall, slices: int) -> list[Figure]:
    urls = [f"http://zm.cn/t/{new_secret()}" for _ in range(CODES)]
    stickers = [Sticker("量具馆", f"A{n}", url, "ABCD2345", 1) for n, url in enumerate(urls)]
    ours, checked, floors = [], [], []
    for _ in range(slices):
        matrix.cache_clear()
        (pdf, placed), drawn = _timed(_draw, stickers)
        _, checking = _timed(_read_back, pdf, placed)
        ours.append(drawn)
        checked.append(checking)
        floors.append(_timed(draw, urls)[1])
    return [
        Figure("print sheet of 200 codes, drawn", "s", ours, floors, promise=1.2),
        Figure("the same sheet read back by another decoder", "s", checked),
    ]


def _draw(stickers):
    drawing = SheetDrawing(stickers, LAYOUTS["sticker_9"], "2026-11-24")
    for number in range(drawing.pages):
        drawing.draw_page(number)
    return drawing.finish(), drawing.placed


def _read_back(pdf, placed):
    with open_pages(pdf) as pages:
        for number, page in enumerate(pages):
            check_page(page, [p for p in placed if p.page == number])


def _timed(work, *args):
    begun = time.perf_counter()
    return work(*args), time.perf_counter() - begun
