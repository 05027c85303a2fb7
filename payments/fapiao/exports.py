"""Fapiao requests for a spreadsheet. Every text is a text: no guest writes a formula into the accountant's workbook."""

import io
from datetime import datetime
from zoneinfo import ZoneInfo

from core.money import to_text

COLUMNS = (
    ("state", "状态 state", 12),
    ("title", "抬头 title", 36),
    ("tax_number", "税号 tax number", 24),
    ("email", "邮箱 e-mail", 28),
    ("amount", "金额 amount", 12),
    ("done_amount", "已开金额 written for", 16),
    ("table", "桌号 table", 10),
    ("paid_at", "付款时间 paid", 18),
    ("asked_at", "申请时间 asked", 18),
    ("done_at", "开票时间 done", 18),
    ("payment_id", "付款号 payment", 38),
)
RISKY = tuple("=+-@\t\r＝＋－＠")
MONEY, TIMES = ("amount", "done_amount"), ("paid_at", "asked_at", "done_at")


def as_xlsx(requests: list[dict], currency: str, time_zone: str) -> bytes:
    """One sheet; amounts as numbers, times as the restaurant's clock shows them."""
    from openpyxl import Workbook  # 12 MB, for the day on which somebody wants a workbook
    from openpyxl.styles import Font

    book = Workbook()
    sheet = book.active
    sheet.title = "发票申请"
    sheet.append([title for _, title, _ in COLUMNS])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for row, request in enumerate(requests, 2):
        for n, (name, *_) in enumerate(COLUMNS, 1):
            _write(sheet.cell(row, n), _value(request, name, currency, ZoneInfo(time_zone)))
    sheet.freeze_panes = "A2"
    for n, (*_, wide) in enumerate(COLUMNS, 1):
        sheet.column_dimensions[sheet.cell(1, n).column_letter].width = wide
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write(cell, value):
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"  # openpyxl takes what begins with “=” for a formula
        cell.quotePrefix = value[:1] in RISKY  # and Excel would, as soon as somebody edits the cell


def _value(request, name, currency, zone):
    value = request["done_at"] and ("改过 changed" if request["changed"] else "已开 done") or "待开 open"
    if name != "state":
        value = request[name]
    if value is None:
        return None
    if name in MONEY:
        return float(to_text(value, currency))
    if name in TIMES:
        return f"{datetime.fromisoformat(value).astimezone(zone):%Y-%m-%d %H:%M}"
    return value
