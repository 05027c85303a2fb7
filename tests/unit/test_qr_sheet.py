"""Print sheets: each code on its own piece, with its own label, at its true size."""

import csv
import io
import zipfile

import numpy as np
import pypdfium2
import pytest
from PIL import Image

from qr import printing
from qr.checking import SheetUnreadable, check_page, open_pages
from qr.drawing import QUIET, matrix
from qr.faces import LEAST_LABEL, Sticker, fit_label
from qr.layouts import A4_HIGH, A4_WIDE, LAYOUTS
from qr.printing import archive, print_sheet, whole_sheet
from qr.sheet import CHECK_MM, SheetDrawing
from qr.typeface import have_face

URL = "https://zhuoma.cn/t/ej_ojqZOXIO_b0kVXlv4KQ"


def stickers(count=10):
    return [
        Sticker(
            "青瓷小馆·中山路店", f"包厢 {n}" if n % 4 == 3 else f"A{n:02d}", f"{URL[:-2]}{n:02d}", f"7K3M9Q{n + 22}", 2
        )
        for n in range(count)
    ]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_piece_reads_back(layout):
    *steps, pdf = print_sheet(stickers(), layout, "2026-11-24")
    assert steps == sorted(steps)
    assert steps[-1] == 10
    assert pdf.startswith(b"%PDF")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_code_on_another_label_is_not_handed_out(layout):
    """The twin: two tables' codes changed places, every code on the sheet is still one of ours."""
    drawing = SheetDrawing(stickers(2), LAYOUTS[layout], "2026-11-24")
    drawing.draw_page(0)
    one, two = stickers(2)
    swapped = [
        type(p)(two if p.sticker == one else one, p.page, p.left, p.top, p.width, p.height) for p in drawing.placed
    ]
    with open_pages(drawing.finish()) as pages, pytest.raises(SheetUnreadable):
        check_page(pages[0], swapped)


def test_a_label_that_is_not_there_is_noticed():
    drawing = SheetDrawing(stickers(1), LAYOUTS["card"], "2026-11-24")
    drawing.draw_page(0)
    place = drawing.placed[0]
    other = Sticker("青瓷小馆", "B77", place.sticker.url, place.sticker.human_code, 2)
    with open_pages(drawing.finish()) as pages, pytest.raises(SheetUnreadable, match="B77"):
        check_page(pages[0], [type(place)(other, 0, place.left, place.top, place.width, place.height)])


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_pieces_lie_on_the_page_and_not_on_each_other(layout):
    corners = [layout.place(n) for n in range(layout.per_page)]
    for left, top in corners:
        assert 0 <= left and left + layout.width <= A4_WIDE
        assert 0 <= top and top + layout.height <= A4_HIGH
    for n, (left, top) in enumerate(corners):
        for other_left, other_top in corners[:n]:
            assert abs(left - other_left) >= layout.width or abs(top - other_top) >= layout.height


@pytest.mark.parametrize("layout", LAYOUTS)
def test_nothing_is_printed_in_the_quiet_zone(layout):
    """Every ink near the modules is a module: the frame of four modules around them is white."""
    sheet = SheetDrawing(stickers(1), LAYOUTS[layout], "2026-11-24")
    sheet.draw_page(0)
    dots = 300 / 25.4
    page = pypdfium2.PdfDocument(sheet.finish())[0]
    ink = np.array(page.render(scale=300 / 72, grayscale=True).to_pil()) < 200
    place = sheet.placed[0]
    size = LAYOUTS[layout].code_mm
    unit = size / (len(matrix(URL)) + 2 * QUIET)
    top, left, side = _modules(ink, place, dots, size - 2 * QUIET * unit)
    frame = ink[
        round(top - QUIET * unit * dots) : round(top + side + QUIET * unit * dots),
        round(left - QUIET * unit * dots) : round(left + side + QUIET * unit * dots),
    ].copy()
    inner = round(QUIET * unit * dots) - 2
    frame[inner:-inner, inner:-inner] = False
    assert not frame.any()


def _modules(ink, place, dots, side_mm):
    """(top, left, side) in pixels of the code: the left edge of its upper left finder, which is 7 modules of ink."""
    left, top = round((place.left + 3) * dots), round(place.top * dots)
    window = ink[top : top + round(place.height * dots), left : left + round(place.width * dots)]
    run = round(side_mm / 33 * 7 * dots) - 2
    for y, row in enumerate(window):
        for x in np.flatnonzero(row[:-run]):
            if row[x : x + run].all() and not row[x - 3] and window[y : y + run, x].all():
                return top + y, left + x, side_mm * dots
    raise AssertionError("no finder pattern")


def test_the_check_line_is_40_millimetres():
    sheet = SheetDrawing(stickers(1), LAYOUTS["sticker_6"], "2026-11-24")
    sheet.draw_page(0)
    page = pypdfium2.PdfDocument(sheet.finish())[0]
    ink = np.array(page.render(scale=300 / 72, grayscale=True).to_pil()) < 160
    longest = max(_longest(row) for row in ink[-round(14 / 25.4 * 300) :])
    assert longest / 300 * 25.4 == pytest.approx(CHECK_MM, abs=0.4)


def _longest(row) -> int:
    edges = np.flatnonzero(np.diff(np.concatenate(([0], row.astype(int), [0]))))
    return int((edges[1::2] - edges[::2]).max()) if len(edges) else 0


@pytest.mark.parametrize("label", ["A1", "包厢 12", "12号桌靠窗"])
def test_labels_are_24_points_at_least(label):
    have_face()
    assert fit_label(label, 26, 32) >= LEAST_LABEL


def test_chinese_is_embedded_so_that_every_viewer_shows_it():
    pdf = whole_sheet(stickers(1), "sticker_6", "2026-11-24")
    assert b"/FontFile2" in pdf
    assert b"STSong" not in pdf
    assert len(pdf) < 60_000


def test_the_archive_names_every_file(monkeypatch):
    some = [*stickers(2), Sticker("x", "=1+1/..", f"{URL[:-2]}zz", "7K3M9Q2F", 1)]
    bundle = zipfile.ZipFile(io.BytesIO(archive(some, "png", 40)))
    assert bundle.namelist() == ["001-A00.png", "002-A01.png", "003-_1_1___.png", "codes.csv"]
    rows = list(csv.DictReader(io.StringIO(bundle.read("codes.csv").decode("utf-8-sig"))))
    assert [row["url"] for row in rows] == [s.url for s in some]
    assert rows[2]["label"] == "'=1+1/.."
    monkeypatch.setattr(printing, "png", lambda url, size: _blank())
    with pytest.raises(SheetUnreadable):
        archive(some, "png", 40)


def _blank() -> bytes:
    out = io.BytesIO()
    Image.new("1", (300, 300), 1).save(out, "PNG")
    return out.getvalue()
