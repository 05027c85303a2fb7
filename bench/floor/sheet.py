"""The floor of a print sheet: each code's matrix drawn as one path on an empty page."""

import io

import qrcode
from qrcode.constants import ERROR_CORRECT_Q
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas


def draw(urls: list[str], per_page: int = 9) -> bytes:
    out = io.BytesIO()
    page = Canvas(out, pagesize=A4, pageCompression=1)
    for n, url in enumerate(urls):
        code = qrcode.QRCode(error_correction=ERROR_CORRECT_Q, border=0)
        code.add_data(url, optimize=0)
        code.make(fit=True)
        x, y, unit = 40 + 170 * (n % 3), 600 - 220 * (n % per_page // 3), 3.0
        path = page.beginPath()
        for row, modules in enumerate(code.get_matrix()):
            start = None
            for column, dark in enumerate([*modules, False]):
                if dark and start is None:
                    start = column
                elif not dark and start is not None:
                    path.rect(x + start * unit, y - row * unit, (column - start) * unit, unit)
                    start = None
        page.drawPath(path, stroke=0, fill=1)
        if n % per_page == per_page - 1:
            page.showPage()
    page.save()
    return out.getvalue()
