"""Till counts for a spreadsheet: a line for each method of each day."""

import csv
import io

from core.money import to_text

COLUMNS = (
    "营业日 day",
    "方式 method",
    "收 taken",
    "退 back",
    "应有 expected",
    "实点 counted",
    "差额 difference",
    "期初 opening",
    "留底 left",
    "原因 reason",
    "交班人 closed by",
    "时间 closed at",
)


def as_csv(counts: list[dict], currency: str) -> bytes:
    """UTF-8 with a byte order mark, so that Excel reads it. Opening and left stand at the cash."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for count in counts:
        for row in count["methods"]:
            cash = row["method"] == "cash"
            names = ("taken", "back", "expected", "counted", "difference")
            amounts = [_money(row[name], currency) for name in names]
            ends = [_money(count[name] if cash else None, currency) for name in ("opening", "left")]
            said = [_safe(count["reason"]), _safe(count["closed_by"]), count["closed_at"]]
            writer.writerow([count["day"], row["method"], *amounts, *ends, *said])
    return ("\ufeff" + text.getvalue()).encode()


def _money(minor, currency) -> str:
    return "" if minor is None else to_text(minor, currency)


def _safe(text: str) -> str:
    """No spreadsheet takes a reason for a formula."""
    return f"'{text}" if text[:1] in tuple("=+-@\t\r＝＋－＠") and text else text
