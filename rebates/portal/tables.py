"""Tables for spreadsheets: UTF-8 with a byte order mark, amounts in fen and in yuan, and no text that is a formula."""

import csv
import io

from core.money import to_text

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def as_csv(columns: list[tuple[str, str]], rows: list[dict]) -> bytes:
    """`columns`: (key, title). A key that ends in `_fen` gets a second column in yuan beside it."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([title for _, title in _widened(columns)])
    for row in rows:
        writer.writerow([_cell(row, key) for key, _ in _widened(columns)])
    return ("\ufeff" + text.getvalue()).encode()


def safe(value):
    """Numbers stay numbers; what a spreadsheet would take for a formula is marked as text."""
    if isinstance(value, str) and value.startswith(FORMULA):
        return "'" + value
    return "" if value is None else value


def _widened(columns):
    for key, title in columns:
        yield key, title
        if key.endswith("_fen"):
            zh, _, english = title.partition(" ")
            yield f"{key[:-4]}_yuan", f"{zh.replace('分', '元')} {english.replace('_fen', '_yuan')}"


def _cell(row, key):
    if key.endswith("_yuan"):
        amount = row.get(f"{key[:-5]}_fen")
        return "" if amount is None else to_text(amount, "CNY")
    return safe(row.get(key))
