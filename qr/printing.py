"""Whole prints: drawn, read back, and told how far they are."""

import csv
import io
import zipfile
from collections.abc import Iterator

from qr.checking import check_page, check_png, open_pages
from qr.drawing import png, svg
from qr.faces import Sticker
from qr.layouts import LAYOUTS
from qr.sheet import SheetDrawing

LOOK_DPI = 110
FORMULA = ("=", "+", "-", "@")


def print_sheet(stickers: list[Sticker], layout_name: str, day: str) -> Iterator[int | bytes]:
    """Yields how many codes are done, page by page, and at last the PDF. SheetUnreadable where one does not read back.

    Drawing counts one half and reading the other, so that the number never stands still.
    """
    drawing = SheetDrawing(stickers, LAYOUTS[layout_name], day)
    for page in range(drawing.pages):
        drawing.draw_page(page)
        yield min(len(stickers), (page + 1) * drawing.layout.per_page) // 2
    pdf = drawing.finish()
    with open_pages(pdf) as document:
        for page in range(drawing.pages):
            check_page(document[page], [p for p in drawing.placed if p.page == page])
            yield (len(stickers) + min(len(stickers), (page + 1) * drawing.layout.per_page)) // 2
    yield pdf


def whole_sheet(stickers: list[Sticker], layout_name: str, day: str) -> bytes:
    """The PDF at once."""
    *_, pdf = print_sheet(stickers, layout_name, day)
    return pdf


def first_page(stickers: list[Sticker], layout_name: str, day: str) -> bytes:
    """The sheet's first page as a PNG of 110 dpi, for a look before printing; its codes are read back too."""
    pdf = whole_sheet(stickers[: LAYOUTS[layout_name].per_page], layout_name, day)
    out = io.BytesIO()
    with open_pages(pdf) as document:
        document[0].render(scale=LOOK_DPI / 72).to_pil().save(out, "PNG", optimize=True)
    return out.getvalue()


def archive(stickers: list[Sticker], kind: str, size_mm: float) -> bytes:
    """A zip for a print shop: one picture for each table, and a list of what is what."""
    out, listing = io.BytesIO(), io.StringIO()
    rows = csv.writer(listing)
    rows.writerow(("file", "label", "url", "human_code", "version"))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle:
        for number, sticker in enumerate(stickers, 1):
            picture = png(sticker.url, size_mm)
            check_png(picture, sticker.url)
            name = f"{number:03}-{_file_name(sticker.label)}.{kind}"
            bundle.writestr(name, picture if kind == "png" else svg(sticker.url, size_mm))
            rows.writerow((name, _cell(sticker.label), sticker.url, sticker.human, sticker.version))
        bundle.writestr("codes.csv", "\ufeff" + listing.getvalue())
    return out.getvalue()


def _file_name(label: str) -> str:
    """A label is anything; a file's name is not."""
    return "".join(c if c.isalnum() or c in "-_" else "_" for c in label)


def _cell(text: str) -> str:
    """No spreadsheet takes a label for a formula."""
    return "'" + text if text.startswith(FORMULA) else text
