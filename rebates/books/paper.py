"""A statement on paper: the summary for finance. The lines are for a spreadsheet."""

import io

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from core.money import to_text
from qr.typeface import Pen, have_face

COLUMNS = (
    (72, "门店"),
    (34, "方案"),
    (22, "判定"),
    (22, "计入"),
    (28, "计提"),
    (28, "调整"),
    (28, "冲正"),
    (32, "估算"),
)
ROWS, LEFT, WIDE = 18, 15, 266
HONEST = "估算由我方计算，不是平台确认，也不是已付款"


def as_pdf(statement: dict) -> bytes:
    """A4 across. Slow: call it through offload()."""
    have_face()
    out = io.BytesIO()
    page = Canvas(out, pagesize=landscape(A4), pageCompression=1, invariant=1)  # the same bytes whenever
    page.setTitle(f"月结单 {statement['month']}")
    rows = [_row(row, statement["currency"]) for row in statement["summary"]]
    pages = [rows[n : n + ROWS] for n in range(0, len(rows), ROWS)] or [[]]
    for number, part in enumerate(pages, 1):
        pen = Pen(page, 0, A4[0] / 72 * 25.4)
        _head(pen, statement, f"{number} / {len(pages)}")
        y = 46
        for row in part:
            _line(pen, y, row, 10)
            y += 7
        if number == len(pages):
            pen.rule(LEFT, y - 3, WIDE, dash=None)
            total = ["合计", *[""] * 6, to_text(statement["estimated"], statement["currency"])]
            _line(pen, y + 3, total, 12, bold=True)
            pen.write(f"{len(statement['lines'])} 行账目 · SHA-256 {statement['sha256']}", LEFT, 196, 8)
        page.showPage()
    page.save()
    return out.getvalue()


def _head(pen, statement, number):
    pen.write(f"月结单 {statement['month']}", LEFT, 20, 18, bold=True)
    pen.write(statement["provider"], LEFT + WIDE, 20, 12, align="right", wide=120)
    state = f"编号 {statement['number']}，已冻结" if statement["number"] else "未冻结，随账目变化"
    pen.write(f"{state} · {HONEST} · 单位 {statement['currency']} · {statement['made_at']}", LEFT, 28, 9, wide=WIDE)
    pen.write(number, LEFT + WIDE, 196, 8, align="right")
    _line(pen, 37, [title for _, title in COLUMNS], 9)
    pen.rule(LEFT, 40, WIDE)


def _row(row, currency) -> list[str]:
    money = [to_text(row[name], currency) for name in ("accrual", "adjustment", "reversal", "estimated")]
    return [row["restaurant"], row["programme"], str(row["orders"]), str(row["counted"]), *money]


def _line(pen, y, values, size, bold=False):
    x = LEFT
    for n, ((wide, _), value) in enumerate(zip(COLUMNS, values, strict=True)):
        if n < 2:
            pen.write(value, x, y, size, wide=wide - 2, bold=bold)
        else:
            pen.write(value, x + wide, y, size, wide=wide, align="right", bold=bold)
        x += wide
