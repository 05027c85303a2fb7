"""A statement for a spreadsheet: amounts in fen and in yuan, ids as text, the rules' version on every line."""

import csv
import io
import re
import zipfile

from core.money import to_text
from rebates.books.models import IMPORTED

LINE_COLUMNS = (
    ("month", "月份 month"),
    ("position", "序号 position"),
    ("trade_month", "交易月份 trade_month"),
    ("day", "交易日 day"),
    ("restaurant", "门店 restaurant"),
    ("restaurant_id", "门店号 restaurant_id"),
    ("programme", "方案 programme"),
    ("rules", "规则版本 rules"),
    ("subject", "事由 subject"),
    ("payment_id", "付款号 payment_id"),
    ("kind", "类型 kind"),
    ("amount", "金额(分) amount_fen"),
    ("yuan", "金额(元) amount_yuan"),
    ("at", "入账时间 posted_at"),
    ("id", "账行 ledger_id"),
    ("reverses_id", "冲正账行 reverses_id"),
)
SUMMARY_COLUMNS = (
    ("month", "月份 month"),
    ("restaurant", "门店 restaurant"),
    ("restaurant_id", "门店号 restaurant_id"),
    ("programme", "方案 programme"),
    ("orders", "判定笔数 judged"),
    ("counted", "计入笔数 counted"),
    ("accrual", "计提(分) accrual_fen"),
    ("adjustment", "调整(分) adjustment_fen"),
    ("reversal", "冲正(分) reversal_fen"),
    ("advertising", "广告收入(分) advertising_fen"),
    ("fee_spread", "费率差(分) fee_spread_fen"),
    ("operation_fee", "代运营费(分) operation_fee_fen"),
    ("estimated", "估算(分) estimated_fen"),
    ("yuan", "估算(元) estimated_yuan"),
)
SUMS = {"amount", "yuan", "orders", "counted", "accrual", "adjustment", "reversal", "estimated"} | set(IMPORTED)


def as_csv(statement: dict, part: str = "lines") -> bytes:
    """UTF-8 with a byte order mark, so that Excel reads it. The last two rows: the sums, and the hash of the lines."""
    columns, rows = _table(statement, part)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([title for _, title in columns])
    writer.writerows([[_safe(row.get(name)) for name, _ in columns] for row in rows])
    writer.writerow(_foot(columns, rows, statement["currency"]))
    writer.writerow(["SHA-256", statement["sha256"]])
    return ("\ufeff" + text.getvalue()).encode()


def as_xlsx(statement: dict) -> bytes:
    """Two sheets: the summary and the lines. Amounts are numbers, so that a sum can be formed again."""
    from openpyxl import Workbook  # 12 MB, for the day on which somebody wants a workbook
    from openpyxl.styles import Font

    book = Workbook()
    book.remove(book.active)
    for part, name in (("summary", "汇总"), ("lines", "明细")):
        columns, rows = _table(statement, part)
        sheet = book.create_sheet(name)
        sheet.append([title for _, title in columns])
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        for row in rows:
            sheet.append([_number(name, _safe(row.get(name))) for name, _ in columns])
        sheet.append(
            [_number(name, value) for (name, _), value in zip(columns, _foot(columns, rows, "CNY"), strict=True)]
        )
        sheet.append(["SHA-256", statement["sha256"]])
        sheet.freeze_panes = "A2"
        for n, (key, _) in enumerate(columns):
            sheet.column_dimensions[sheet.cell(1, n + 1).column_letter].width = 38 if key.endswith("id") else 18
    out = io.BytesIO()
    book.save(out)
    return _timeless(out.getvalue(), statement["made_at"])


def _timeless(book: bytes, made_at: str) -> bytes:
    """The same bytes whenever it is written: openpyxl notes the present in it and in its archive."""
    out, moment = io.BytesIO(), made_at[:19].encode() + b"Z"
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", moment, content)
            new.writestr(zipfile.ZipInfo(entry.filename), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _table(statement, part):
    currency = statement["currency"]
    if part == "summary":
        rows = [
            {**row, "month": statement["month"], "yuan": to_text(row["estimated"], currency)}
            for row in statement["summary"]
        ]
        return SUMMARY_COLUMNS, rows
    return LINE_COLUMNS, [{**line, "yuan": to_text(line["amount"], currency)} for line in statement["lines"]]


def _foot(columns, rows, currency) -> list:
    sums = {name: sum(row.get(name, 0) for row in rows) for name, _ in columns if name in SUMS and name != "yuan"}
    sums["yuan"] = to_text(sums.get("amount", sums.get("estimated", 0)), currency)
    return [sums.get(name, "合计 total" if n == 0 else "") for n, (name, _) in enumerate(columns)]


def _number(name, value):
    return float(value) if name == "yuan" and value not in (None, "") else value


def _safe(value):
    """No spreadsheet takes a restaurant's name for a formula."""
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") and not _is_number(value):
        return "'" + value
    return "" if value is None else value


def _is_number(text) -> bool:
    return text.replace("-", "", 1).replace(".", "", 1).isdigit()
