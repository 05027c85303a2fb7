"""The platform's figures as CSV: by the names in its head, in UTF-8 or GB18030, with every line that is wrong named.

No official layout is known (alipay.md, c7), so the columns are found by their names, Chinese or English. The unit of an
amount has to stand in its name, because this platform gives yuan in one place and fen in another.
"""

import csv
import io
import re

from core.money import parse_amount
from rebates.settlement.lines import KINDS, Line, Unreadable, problem

NAMES = {
    "month": ("月份", "账单月份", "结算月份", "month", "日期", "date"),
    "kind": ("类型", "业务类型", "kind", "type"),
    "merchant": ("商户主体", "商户号", "商户id", "pid", "smid", "merchant", "merchant_id"),
    "restaurant": ("门店号", "门店id", "restaurant_id", "restaurant", "store_id"),
    "trade_no": ("交易号", "支付宝交易号", "trade_no"),
    "yuan": ("金额(元)", "金额（元）", "奖励金额(元)", "amount_yuan", "yuan"),
    "fen": ("金额(分)", "金额（分）", "奖励金额(分)", "award_amount", "amount_fen", "fen"),
}
KIND_NAMES = {
    "rebate": ("rebate", "返佣", "奖励", "单笔奖励", "协作费"),
    "advertising": ("advertising", "成金计划", "广告", "广告收入"),
    "fee_spread": ("fee_spread", "差额返佣", "费率差"),
    "operation_fee": ("operation_fee", "代运营", "代运营费"),
}
FOOT = ("合计", "合计 total", "total", "SHA-256")  # what a table ends with is no line
MOST_LINES = 200_000
MANGLED = re.compile(r"^\d(\.\d+)?[eE]\+?\d+$")


def read_csv(data: bytes) -> tuple[list[Line], list[dict]]:
    """(lines, problems); lines that begin with # are remarks. Unreadable."""
    rows = _rows(data)
    head, columns = _head([row for _, row in rows])
    good, wrong = [], []
    for number, row in rows[head + 1 :]:
        cells = [_bare(cell) for cell in row]
        if not any(cells) or cells[0].startswith("#") or cells[0] in FOOT:
            continue
        if len(good) + len(wrong) >= MOST_LINES:
            raise Unreadable(f"More than {MOST_LINES:,} lines; split the file.")
        try:
            good.append(_line(number, {name: cells[at] for name, at in columns.items() if at < len(cells)}))
        except _Wrong as error:
            wrong.append(problem(number, error.code))
    if not good and not wrong:
        raise Unreadable("The file has a head and nothing below it.")
    return good, wrong


class _Wrong(Exception):
    def __init__(self, code):
        self.code = code


def _rows(data: bytes) -> list[tuple[int, list[str]]]:
    """(line in the file, cells)"""
    reader = csv.reader(io.StringIO(_text(data), newline=""), delimiter=_delimiter(data))
    try:
        return [(reader.line_num, row) for row in reader if row]
    except csv.Error as error:
        raise Unreadable(f"Line {reader.line_num}: {error}") from error


def _text(data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("The file is neither UTF-8 nor GB18030.")


def _delimiter(data: bytes) -> str:
    first = next((line for line in data[:20_000].splitlines() if line.strip() and not line.startswith(b"#")), b"")
    # Alipay's own exports pad every cell with a tab before the comma.
    return max(",\t;", key=lambda mark: first.replace(b"\t,", b",").rstrip(b"\t\r").count(mark.encode()))


def _head(rows) -> tuple[int, dict]:
    """(the head's index, name → column): the first line that names a month and an amount with its unit."""
    for at, row in enumerate(rows[:30]):
        # A title of ours has both languages in it: "金额(分) amount_fen".
        titles = [set(_bare(cell).lower().split()) for cell in row]
        found = {
            name: next(n for n, words in enumerate(titles) if words & set(known))
            for name, known in NAMES.items()
            if any(words & set(known) for words in titles)
        }
        if "month" in found and ("yuan" in found or "fen" in found):
            return at, found
    raise Unreadable(
        "No line names a month and an amount with its unit, such as 月份 and 金额(元), or month and amount_fen."
    )


def _line(number, cells) -> Line:
    for name in ("merchant", "restaurant", "trade_no"):
        if MANGLED.match(cells.get(name, "")):
            raise _Wrong("id_mangled")
    return Line(
        number,
        _month(cells.get("month", "")),
        _kind(cells.get("kind", "")),
        _amount(cells),
        cells.get("merchant", "")[:64],
        cells.get("restaurant", "")[:36],
        cells.get("trade_no", "")[:64],
    )


def _month(text: str) -> str:
    """2026-07, 2026/7, 202607, 2026年7月, or a day in it."""
    found = re.match(r"^(20\d\d)\s*[-/.年]?\s*(\d{1,2})(?!\d{3,})", text)
    if not found or not 1 <= int(found[2]) <= 12:
        raise _Wrong("month")
    return f"{found[1]}-{int(found[2]):02}"


def _kind(text: str) -> str:
    if not text:
        return "rebate"
    wanted = text.lower()
    for kind in KINDS:
        if wanted in KIND_NAMES[kind]:
            return kind
    raise _Wrong("kind")


def _amount(cells) -> int:
    yuan, fen = cells.get("yuan", ""), cells.get("fen", "")
    found = {_signed(yuan, "CNY")} if yuan else set()
    if fen:
        found.add(_fen(fen))
    if not found:
        raise _Wrong("amount")
    if len(found) > 1:
        raise _Wrong("two_amounts")
    return found.pop()


def _signed(text: str, currency: str) -> int:
    bare = text.replace("¥", "").replace("￥", "").replace("−", "-").strip()
    try:
        return (
            -parse_amount(bare[1:], currency)
            if bare.startswith("-")
            else parse_amount(bare.removeprefix("+"), currency)
        )
    except ValueError as error:
        raise _Wrong("amount") from error


def _fen(text: str) -> int:
    bare = text.replace(",", "").replace("−", "-")
    if not re.match(r"^[+-]?\d{1,13}$", bare):
        raise _Wrong("amount")
    return int(bare)


def _bare(cell: str) -> str:
    """Without the tabs, apostrophes and ="…" by which exports keep a number text."""
    text = cell.strip().strip("\t").strip()
    if text.startswith('="') and text.endswith('"'):
        text = text[2:-1]
    return text.removeprefix("'").strip()
