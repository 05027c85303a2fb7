"""Yuan strings, which exist at this edge and nowhere else. Inside, money is an integer of fen."""

import re
from decimal import Decimal

_YUAN = re.compile(r"\d{1,10}(\.\d{1,2})?", re.ASCII)


def yuan(fen: int) -> str:
    """3800 → `"38.00"`. ValueError for what no trade can be."""
    if fen < 0:
        raise ValueError(f"{fen} is below zero")
    return f"{Decimal(fen).scaleb(-2):.2f}"


def fen(text: str) -> int:
    """`"38.00"`, `"38.0"`, `"38"` → 3800. ValueError for a sign, an exponent, a blank, a third decimal."""
    if not isinstance(text, str) or not _YUAN.fullmatch(text):
        raise ValueError(f"{text!r} is not an amount in yuan")
    return int(Decimal(text).scaleb(2))
