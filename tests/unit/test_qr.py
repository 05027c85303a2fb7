"""Codes read back by two decoders at printed size, blurred, turned, grey and damaged."""

import io

import cv2
import numpy as np
import pytest
import zxingcpp
from PIL import Image, ImageDraw, ImageFilter

from core.errors import Invalid
from qr.drawing import QUIET, matrix, module_mm, png, svg

URL = "https://zhuoma.cn/t/ej_ojqZOXIO_b0kVXlv4KQ"


def test_46_characters_are_version_4_at_level_q():
    assert len(URL) <= 46
    modules = matrix(URL.ljust(46, "A"))
    assert len(modules) == 33
    assert module_mm(modules, 40) == pytest.approx(40 / 41)
    assert len(matrix(URL.ljust(47, "A"))) == 37


def test_small_modules_are_refused_by_name():
    with pytest.raises(Invalid) as refused:
        module_mm(matrix(URL * 3), 30)
    assert "size_mm" in refused.value.errors


def printed(dpi: int) -> Image.Image:
    """What 40 mm of paper are at this resolution, grey edges and all."""
    pixels = round(40 / 25.4 * dpi)
    return (
        Image.open(io.BytesIO(png(URL, 40, dpi=600))).convert("L").resize((pixels, pixels), Image.Resampling.BILINEAR)
    )


def stained(picture: Image.Image) -> Image.Image:
    """A grease spot of a ninth of the area where no finder pattern is."""
    side = picture.width
    ImageDraw.Draw(picture).rectangle((side * 0.36, side * 0.66, side * 0.6, side * 0.86), fill=120)
    return picture


SPOILT = {
    "plain": lambda i: i,
    "blurred": lambda i: i.filter(ImageFilter.GaussianBlur(i.width / 190)),
    "turned a little": lambda i: i.rotate(7, expand=True, fillcolor=255, resample=Image.Resampling.BILINEAR),
    "turned more": lambda i: i.rotate(-33, expand=True, fillcolor=255, resample=Image.Resampling.BILINEAR),
    "on its side": lambda i: i.rotate(90, expand=True),
    "upside down": lambda i: i.rotate(180),
    "grey on grey": lambda i: i.point(lambda v: 95 + v // 3),
    "dark": lambda i: i.point(lambda v: v // 4),
    "stained": stained,
}


@pytest.mark.parametrize("dpi", [150, 300])
@pytest.mark.parametrize("how", SPOILT)
def test_two_decoders_read_it(how, dpi):
    picture = SPOILT[how](printed(dpi))
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [URL]
    text, *_ = cv2.QRCodeDetector().detectAndDecode(np.array(picture))
    assert text == URL


def test_a_code_with_too_much_dirt_is_not_read_as_another():
    """The twin: both decoders say nothing rather than something else."""
    picture = printed(150)
    side = picture.width
    ImageDraw.Draw(picture).rectangle((side * 0.36, side * 0.3, side * 0.9, side * 0.9), fill=120)
    assert zxingcpp.read_barcodes(picture) == []
    assert cv2.QRCodeDetector().detectAndDecode(np.array(picture))[0] in ("", None)


def test_the_quiet_zone_is_four_white_modules():
    picture = np.array(Image.open(io.BytesIO(png(URL))).convert("L"))
    unit = picture.shape[0] // (len(matrix(URL)) + 2 * QUIET)
    assert (picture[: QUIET * unit] == 255).all()
    assert (picture[:, -QUIET * unit :] == 255).all()
    assert (picture[QUIET * unit] == 0).any()


def test_the_vector_says_the_same_as_the_pixels():
    drawn = svg(URL).decode()
    assert 'width="40mm"' in drawn
    dark = sum(int(run.split("h")[1].split("v")[0]) for run in drawn.split('d="M')[2].split("z")[:-1])
    assert dark == sum(map(sum, matrix(URL)))
