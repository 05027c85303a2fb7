"""The print sheet of 200 table codes, drawn and read back, against drawing alone."""

import time

from bench.figures import Figure
from bench.floor.sheet import draw
from core.ids import new_secret
from qr.checking import check_sheet
from qr.sheet import Sticker, draw_sheet

CODES = 200
DATABASES = ()


def run(_hall, slices: int) -> list[Figure]:
    urls = [f"http://zm.cn/t/{new_secret()}" for _ in range(CODES)]
    stickers = [Sticker(f"A{n}", url, "ABCD2345", 1) for n, url in enumerate(urls)]
    ours, checked, floors = [], [], []
    for _ in range(slices):
        pdf, drawn = _timed(draw_sheet, "量具馆", stickers, "sticker_9")
        _, checking = _timed(check_sheet, pdf, urls)
        ours.append(drawn)
        checked.append(checking)
        floors.append(_timed(draw, urls)[1])
    return [
        Figure("print sheet of 200 codes, drawn", "s", ours, floors, promise=1.2),
        Figure("the same sheet read back by another decoder", "s", checked),
    ]


def _timed(work, *args):
    begun = time.perf_counter()
    return work(*args), time.perf_counter() - begun
