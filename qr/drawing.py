"""A code as a drawing: one vector path, or pixels. Quiet zone of four modules, black on white only."""

import io
from functools import lru_cache

import qrcode
from PIL import Image
from qrcode.constants import ERROR_CORRECT_H, ERROR_CORRECT_L, ERROR_CORRECT_M, ERROR_CORRECT_Q

from core.errors import Invalid

LEVELS = {"L": ERROR_CORRECT_L, "M": ERROR_CORRECT_M, "Q": ERROR_CORRECT_Q, "H": ERROR_CORRECT_H}
QUIET = 4
LEAST_MODULE_MM = 0.8


@lru_cache(maxsize=1024)
def matrix(url: str, level: str = "Q") -> tuple[bytes, ...]:
    """The modules without the quiet zone, a byte each: 1 is dark. Kept, as choosing the mask takes 7 ms."""
    code = qrcode.QRCode(error_correction=LEVELS[level], border=0)
    code.add_data(url, optimize=0)
    code.make(fit=True)
    return tuple(bytes(row) for row in code.get_matrix())


def module_mm(modules: tuple[bytes, ...], size_mm: float) -> float:
    """How large a module becomes when the code with its quiet zone is `size_mm` wide. Invalid below 0.8 mm."""
    size = size_mm / (len(modules) + 2 * QUIET)
    if size < LEAST_MODULE_MM:
        least = LEAST_MODULE_MM * (len(modules) + 2 * QUIET)
        text = (
            f"Modules would be {size:.2f} mm; phones need {LEAST_MODULE_MM}. "
            f"Use at least {least:.0f} mm, or a shorter address."
        )
        raise Invalid(text, errors={"size_mm": [text]})
    return size


def runs(modules: tuple[bytes, ...]):
    """Horizontal runs of dark modules as (x, y, length), quiet zone included in the coordinates."""
    for y, row in enumerate(modules):
        x = row.find(1)
        while x >= 0:
            end = row.find(0, x)
            end = len(row) if end < 0 else end
            yield x + QUIET, y + QUIET, end - x
            x = row.find(1, end)


def svg(url: str, size_mm: float = 40, level: str = "Q") -> bytes:
    """`size_mm` wide with its quiet zone."""
    modules = matrix(url, level)
    module_mm(modules, size_mm)
    side = len(modules) + 2 * QUIET
    path = "".join(f"M{x} {y}h{n}v1h-{n}z" for x, y, n in runs(modules))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size_mm:g}mm" height="{size_mm:g}mm" '
        f'viewBox="0 0 {side} {side}" '
        f'shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{side}v{side}H0z"/><path d="{path}"/></svg>'
    ).encode()


def png(url: str, size_mm: float = 40, level: str = "Q", dpi: int = 300) -> bytes:
    """Whole pixels per module, so no edge is blurred."""
    modules = matrix(url, level)
    pixels = max(2, round(module_mm(modules, size_mm) / 25.4 * dpi))
    side = len(modules) + 2 * QUIET
    image = Image.new("1", (side, side), 1)
    for x, y, length in runs(modules):
        image.paste(0, (x, y, x + length, y + 1))
    out = io.BytesIO()
    image.resize((side * pixels, side * pixels), Image.Resampling.NEAREST).save(out, "PNG", dpi=(dpi, dpi))
    return out.getvalue()
