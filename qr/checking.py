"""No code is handed out that an independent decoder has not read back."""

import io

import pypdfium2
import zxingcpp
from PIL import Image

DPI = 200


class SheetUnreadable(RuntimeError):
    """Our own mistake: a sheet whose codes do not read back."""


def check_sheet(pdf: bytes, urls: list[str], copies: int = 1) -> None:
    """Rasterises each page and reads every code on it. SheetUnreadable where one is missing or another."""
    seen: list[str] = []
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            picture = page.render(scale=DPI / 72, grayscale=True).to_pil()
            seen += [code.text for code in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)]
            page.close()
    finally:
        document.close()
    if sorted(seen) != sorted(urls * copies):
        raise SheetUnreadable(f"{len(set(urls) - set(seen))} of {len(urls)} codes do not read back")


def check_png(png: bytes, url: str) -> None:
    """The same for one picture."""
    found = zxingcpp.read_barcodes(Image.open(io.BytesIO(png)).convert("L"))
    if [code.text for code in found] != [url]:
        raise SheetUnreadable("the code does not read back")
