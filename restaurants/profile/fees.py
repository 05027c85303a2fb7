"""Fees that guests are told before the first dish, to the unit."""

from decimal import Decimal

from core.languages import said
from core.money import percent_of, to_text

UNITS = {"CNY": "¥", "THB": "฿", "GBP": "£", "USD": "$", "INR": "₹"}


def fee_lines(
    fees: list[dict], *, subtotal: int, covers: int, orders: int, lang: str = "zh", currency: str = "CNY"
) -> list[dict]:
    """`[{kind, name, amount, text}]` of a bill with this subtotal, so many eaters and orders; none of zero."""
    lines = []
    for fee in fees:
        name = said(fee["name"], lang) if isinstance(fee["name"], dict) else fee["name"]
        if fee["kind"] == "per_head":
            amount, text = fee["amount"] * covers, f"{name} {_money(fee['amount'], currency)}×{covers}"
        elif fee["kind"] == "per_order":
            amount, text = fee["amount"] * orders, f"{name} {_money(fee['amount'], currency)}×{orders}"
        else:
            amount, text = percent_of(subtotal, fee["rate"]), f"{name} {_percent(fee['rate'])}"
        if amount:
            lines.append({"kind": fee["kind"], "name": name, "amount": amount, "text": text})
    return lines


def _money(minor: int, currency: str) -> str:
    text = to_text(minor, currency)
    return UNITS.get(currency, currency + " ") + (text[:-3] if text.endswith(".00") else text)


def _percent(rate: str) -> str:
    return f"{(Decimal(rate) * 100).normalize():f}%"
