"""No code is handed out that an independent decoder has not read back, on the very piece that bears its label."""

import io
from contextlib import contextmanager

import pypdfium2
import zxingcpp
from PIL import Image

from qr.sheet import Placed

DPI = 150
MM = DPI / 25.4
QR = zxingcpp.BarcodeFormat.QRCode


class SheetUnreadable(RuntimeError):
    """Our own mistake: a piece whose code or words do not read back."""


@contextmanager
def open_pages(pdf: bytes):
    """The document, page by page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        yield document
    finally:
        document.close()


def check_page(page, pieces: list[Placed]) -> None:
    """Rasterises a page at 150 dpi and reads every piece on it. SheetUnreadable names the first that fails."""
    picture = page.render(scale=DPI / 72, grayscale=True).to_pil()
    words = page.get_textpage()
    for piece in pieces:
        _check_piece(picture, words, page.get_height(), piece)
    words.close()
    page.close()


def check_png(png: bytes, url: str) -> None:
    """The same for one picture."""
    found = zxingcpp.read_barcodes(Image.open(io.BytesIO(png)).convert("L"), formats=QR)
    if [code.text for code in found] != [url]:
        raise SheetUnreadable("the code does not read back")


def _check_piece(picture, words, high, piece):
    """Its code is its own, and its label, human code and domain stand beside it."""
    left, top = piece.left * MM, piece.top * MM
    right, low = left + piece.width * MM, top + piece.height * MM
    found = zxingcpp.read_barcodes(picture.crop((round(left), round(top), round(right), round(low))), formats=QR)
    if [code.text for code in found] != [piece.sticker.url]:
        raise SheetUnreadable(f"the code of {piece.sticker.label} does not read back")
    scale = 72 / DPI
    said = _plain(words.get_text_bounded(left * scale, high - low * scale, right * scale, high - top * scale))
    for text in (piece.sticker.label, piece.sticker.human, piece.sticker.host):
        if _plain(text) not in said:
            raise SheetUnreadable(f"“{text}” does not stand beside its code")


def _plain(text: str) -> str:
    return "".join(text.split())
