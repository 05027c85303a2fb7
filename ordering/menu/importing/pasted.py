"""Pasted lines → the neutral shape: `宫保鸡丁 38` a dish, a line without a number the heading of what follows. Pure."""

import re

from ordering.menu.importing.columns import find_heads, sheets_to_menu
from ordering.menu.importing.plan import Refused
from ordering.menu.importing.prices import major, read_price
from ordering.menu.importing.tables import MOST_ROWS, rows_of

_SIGN = r"(?:[A-Za-z]{0,3}[$¥￥€£₩₹฿₫]|CNY|RMB|USD|EUR|Rs\.?|CHF)"
LINE = re.compile(
    r"^(?P<name>.*?[^\s\d.,…·—_\-:：，、])[\s.,…·—_\-:：，、]*"
    rf"(?P<price>{_SIGN}?\s*\d[\d.,' ]*\s*(?:[^\d\s]{{0,3}})?(?:\s*[/每]\s*[^\d\s]{{1,6}})?)$",
    re.I,
)
BULLET = re.compile(r"^\s*(?:[-*•·●▪◦]|\d{1,3}\s*[、.)）](?=\s*\D))\s*")


def read_pasted(text: str, places: int) -> tuple[dict, list]:
    """(neutral menu, refused lines by number). Cells pasted from a spreadsheet are read as a table."""
    if "\t" in text[:5000] and find_heads(rows_of(text)[:30]):
        return sheets_to_menu([("", rows_of(text))], places)
    categories, current, refused = {}, "", []
    lines = text.splitlines()
    for number, line in enumerate(lines[:MOST_ROWS], 1):
        plain = BULLET.sub("", line.replace("\t", " ").strip())
        found = LINE.match(plain)
        try:
            if found:
                minor = read_price(found["price"], places)
                home = categories.setdefault(current, {"name": current or None, "items": []})
                dish = {"where": f"line {number}", "name": found["name"].strip(), "price": major(minor, places)}
                home["items"].append(dish)
            elif plain and not any(c.isdigit() for c in plain):
                current = plain.strip(":：【】[]（）()#=-— ")
            elif plain:
                raise Refused("price_unreadable", f"“{plain[:60]}” has no price at its end.")
        except Refused as refusal:
            refused.append((f"line {number}", refusal.rule, refusal.text))
    if len(lines) > MOST_ROWS:
        refused.append((f"line {MOST_ROWS + 1}", "too_many", f"Only the first {MOST_ROWS} lines were read."))
    return {"categories": list(categories.values())}, refused
