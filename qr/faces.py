"""What stands on a sticker, a card, a tent. Every size is that of the printed piece."""

from dataclasses import dataclass

from qr.drawing import QUIET, matrix, module_mm, runs
from qr.layouts import Layout
from qr.typeface import GREY, Pen, mm, width_of

ASK, ASK_EN = "扫码点餐", "Scan to order"
CHANNELS = "微信 · 支付宝 · 相机都能扫"
CHECK, NOTHING, PAPER = "付款前请核对网址", "无需关注、无需手机号", "也可叫服务员点餐，备有纸质菜单"
TAG = ("碰一碰", "标签位")
LEAST_LABEL = 24  # points: to be read from a metre away


@dataclass(frozen=True)
class Sticker:
    """`name` of the restaurant, with its branch after a middle dot."""

    name: str
    label: str
    url: str
    human_code: str
    version: int

    @property
    def host(self) -> str:
        return self.url.split("//", 1)[-1].split("/", 1)[0]

    @property
    def human(self) -> str:
        return f"{self.human_code[:4]}-{self.human_code[4:]}"


def draw_face(pen: Pen, sticker: Sticker, layout: Layout) -> None:
    """The piece whose upper left corner the pen stands at."""
    {80: _square, 70: _small, 54: _card}.get(layout.height, _tent)(pen, sticker, layout)


def _square(pen, s, layout):
    pen.bar(0, 0, 2, 80)
    _heading(pen, s, 7, 67.5, 9, 11, 31)
    draw_code(pen, s.url, 7 - quiet_mm(s.url, 40), 17, 40)
    pen.write(ASK, 46, 24.4, 16, bold=True)
    pen.write(ASK_EN, 46, 29, 9.5)
    pen.disc(58.5, 43.5, 25, TAG)
    pen.write(CHANNELS, 7, 60.3, 8.5)
    pen.rule(7, 63.2, 67.5)
    _signature(pen, s, 7, 67.5, 67.6, 9.5)
    pen.write(f"{CHECK} · {NOTHING}", 7, 71.5, 7.4, wide=67.5)
    pen.write(PAPER, 7, 75.1, 7.4)


def _small(pen, s, layout):
    pen.bar(0, 0, 1, 70)
    _heading(pen, s, 5, 51.5, 8, 9, 26)
    draw_code(pen, s.url, 5 - quiet_mm(s.url, 40), 12.6, 40)
    _stack(pen, 43, 21.5, ((ASK[:2], 15, True), (ASK[2:], 15, True), ("Scan", 8.5, False), ("to order", 8.5, False)))
    pen.write(CHANNELS, 5, 55.5, 7.4)
    pen.rule(5, 57.5, 51.5)
    _signature(pen, s, 5, 51.5, 61.2, 8)
    pen.write(f"{CHECK} · {NOTHING}", 5, 64.5, 6, wide=51.5)
    pen.write(PAPER, 5, 67.4, 6)


def _card(pen, s, layout):
    pen.bar(0, 0, 1.4, 54)
    draw_code(pen, s.url, 5.4 - quiet_mm(s.url, 40), 3.2, 40)
    pen.write(CHANNELS, 5.4, 46, 7)
    pen.write(PAPER, 5.4, 49.6, 5.6)
    _heading(pen, s, 44, 42.5, 8, 9, 28, under=True)
    pen.write(ASK, 44, 30.6, 13, bold=True)
    pen.write(ASK_EN, 65, 30.6, 8)
    pen.rule(44, 34, 42.5)
    pen.write(s.host, 44, 38.4, 8, bold=True, wide=42.5)
    pen.write(f"{s.human}", 44, 42.6, 8, bold=True)
    pen.write(f"v{s.version}", 86.5, 42.6, 6.5, colour=GREY, align="right")
    pen.write(CHECK, 44, 46.4, 6.6)
    pen.write(NOTHING, 44, 49.6, 6.6)


def _tent(pen, s, layout):
    pen.bar(0, 144.5, 105, 4)
    _heading(pen, s, 12, 81, 15, 14, 52)
    draw_code(pen, s.url, 12 - quiet_mm(s.url, 60), 28, 60)
    _stack(pen, 74.5, 42, ((ASK[:2], 27, True), (ASK[2:], 27, True), ("Scan", 14, False), ("to order", 14, False)))
    pen.write(CHANNELS, 12, 96, 11, wide=54)
    pen.disc(80.5, 104, 25, TAG)
    pen.rule(12, 120, 81)
    _signature(pen, s, 12, 81, 126.4, 12.5)
    pen.write(f"{CHECK} · {NOTHING}", 12, 131.8, 9)
    pen.write(PAPER, 12, 136.6, 9)


def _stack(pen, x, y, lines) -> None:
    """Short lines under each other: (text, size, bold)."""
    for text, size, bold in lines:
        pen.write(text, x, y, size, bold=bold)
        y += size * 0.43


def _heading(pen, s, x, wide, y, size, label_size, under=False) -> None:
    """Restaurant and branch at the left, the table's label at the right; `under`: the label on a line of its own."""
    label_y = y + 13.4 if under else y + label_size * 0.085
    label = fit_label(s.label, label_size, wide if under else wide * 0.62)
    room = wide if under else wide - width_of(s.label, label) - 3
    name, _, branch = s.name.partition("·")
    if room < width_of(name, size) * 0.7:  # a long label: the name goes above it, small
        pen.write(s.name, x, y * 0.42, size * 0.7, bold=True, wide=wide)
        pen.write(s.label, x + wide, label_y + 1.2, label, bold=True, align="right")
        return
    pen.write(s.label, x if under else x + wide, label_y, label, bold=True, align="left" if under else "right")
    pen.write(name, x, y, size, bold=True, wide=room)
    if branch:
        pen.write(branch, x, y + size * 0.4, size * 0.68, wide=room)


def fit_label(label: str, size: float, wide: float) -> float:
    """Never below 24 points unless even the whole width is too narrow for that."""
    length = width_of(label, size)
    return size if length <= wide else max(size * wide / length, min(LEAST_LABEL, size * wide * 1.6 / length))


def _signature(pen, s, x, wide, y, size) -> None:
    """The domain in plain text, the human code, and the code's version."""
    mark = f"v{s.version}"
    pen.write(mark, x + wide, y, size * 0.72, colour=GREY, align="right")
    right = x + wide - width_of(mark, size * 0.72) - 1.6
    human = pen.write(s.human, right, y, size, bold=True, align="right")
    pen.write(s.host, x, y, size, bold=True, wide=right - x - human - 2)


def quiet_mm(url: str, size_mm: float) -> float:
    """How wide the quiet zone is: the modules themselves then stand on the text's edge."""
    modules = matrix(url)
    return QUIET * module_mm(modules, size_mm)


def draw_code(pen: Pen, url: str, x: float, y: float, size_mm: float) -> None:
    """A white box with the modules as one path. Invalid where a module would be too small."""
    modules, page = matrix(url), pen.page
    unit = module_mm(modules, size_mm)
    side = len(modules) + 2 * QUIET
    left, low = (pen.left + x) * mm, (pen.top - y - size_mm) * mm
    page.saveState()
    page.translate(left, low)
    page.scale(unit * mm, unit * mm)
    page.setFillGray(1)
    page.rect(0, 0, side, side, stroke=0, fill=1)
    page.setFillGray(0)
    path = page.beginPath()
    for column, row, length in runs(modules):
        path.rect(column, side - row - 1, length, 1)
    page.drawPath(path, stroke=0, fill=1)
    page.restoreState()
