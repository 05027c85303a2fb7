"""Codes read back by two decoders at printed size, blurred, turned and grey."""

import io

import cv2
import numpy as np
import pytest
import zxingcpp
from PIL import Image, ImageFilter

from core.errors import Invalid
from qr.checking import SheetUnreadable, check_sheet
from qr.drawing import matrix, module_mm, png
from qr.routes import print_sheet
from qr.sheet import LAYOUTS, Sticker

URL = "https://zhuoma.cn/t/ej_ojqZOXIO_b0kVXlv4KQ"


def test_46_characters_are_version_4_at_level_q():
    assert len(URL) <= 46
    modules = matrix(URL.ljust(46, "A"))
    assert len(modules) == 33
    assert module_mm(modules, 40) == pytest.approx(40 / 41)


def test_small_modules_are_refused_by_name():
    with pytest.raises(Invalid) as refused:
        module_mm(matrix(URL * 3), 30)
    assert "size_mm" in refused.value.errors


@pytest.mark.parametrize(
    "spoil",
    [
        lambda i: i,
        lambda i: i.filter(ImageFilter.GaussianBlur(2.5)),
        lambda i: i.rotate(17, expand=True, fillcolor=255),
        lambda i: i.point(lambda v: 70 + v // 2),
        lambda i: i.resize((240, 240)),
    ],
    ids=["plain", "blurred", "turned", "grey", "far"],
)
def test_two_decoders_read_it(spoil):
    picture = spoil(Image.open(io.BytesIO(png(URL))).convert("L"))
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [URL]
    text, *_ = cv2.QRCodeDetector().detectAndDecode(np.array(picture))
    assert text == URL


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_reads_back(layout):
    stickers = [Sticker(f"A{n:02d}", f"{URL[:-2]}{n:02d}", "7K3M9Q2F", 1) for n in range(10)]
    pdf = print_sheet("青瓷小馆", stickers, layout)
    with pytest.raises(SheetUnreadable):  # the twin: another code in place of one
        check_sheet(pdf, [URL] + [s.url for s in stickers[1:]], 2 if LAYOUTS[layout].twin else 1)
