"""Fees that guests are told before the first dish, to the unit; and the tax, on top of them or inside."""

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Decimal

from core.languages import said
from core.money import percent_of, to_text

UNITS = {"CNY": "¥", "THB": "฿", "GBP": "£", "USD": "$", "INR": "₹"}
RULES = {"half_up": ROUND_HALF_UP, "half_even": ROUND_HALF_EVEN, "down": ROUND_DOWN, "up": ROUND_UP}


def terms_of(restaurant: dict) -> list[dict]:
    """What a table that sits down now is charged by: the fees, and behind them the tax, where there is one."""
    return [*restaurant["fees"], *([{"kind": "tax", **restaurant["tax"]}] if restaurant["tax"] else [])]


def added_terms(restaurant: dict) -> list[dict]:
    """Those that come on top of the prices: told before the first dish. A tax inside of them adds nothing."""
    return [term for term in terms_of(restaurant) if not term.get("included")]


def fee_lines(
    fees: list[dict], *, subtotal: int, covers: int, orders: int, lang: str = "zh", currency: str = "CNY"
) -> list[dict]:
    """`[{kind, name, amount, text}]` of a bill with this subtotal, so many eaters and orders; none of zero.

    `fees` as `terms_of` gives them: a tax on top counts on the dishes and all fees before it.
    """
    lines = []
    for fee in fees:
        if fee.get("included"):
            continue
        name = said(fee["name"], lang) if isinstance(fee["name"], dict) else fee["name"]
        if fee["kind"] == "per_head":
            amount, text = fee["amount"] * covers, f"{name} {_money(fee['amount'], currency)}×{covers}"
        elif fee["kind"] == "per_order":
            amount, text = fee["amount"] * orders, f"{name} {_money(fee['amount'], currency)}×{orders}"
        elif fee["kind"] == "tax":
            taxed = subtotal + sum(line["amount"] for line in lines)
            amount, text = _rounded(taxed * Decimal(fee["rate"]), fee), f"{name} {percent(fee['rate'])}"
        else:
            amount, text = percent_of(subtotal, fee["rate"]), f"{name} {percent(fee['rate'])}"
        if amount:
            lines.append({"kind": fee["kind"], "name": name, "amount": amount, "text": text})
    return lines


def tax_within(fees: list[dict], total: int, lang: str = "zh") -> dict | None:
    """`{name, rate, amount, text}` of the tax that a total holds already, or None: total × rate ÷ (1 + rate)."""
    tax = next((fee for fee in fees if fee["kind"] == "tax" and fee["included"]), None)
    if tax is None:
        return None
    rate = Decimal(tax["rate"])
    name = said(tax["name"], lang) if isinstance(tax["name"], dict) else tax["name"]
    amount = _rounded(total * rate / (1 + rate), tax)
    return {"name": name, "rate": tax["rate"], "amount": amount, "text": f"{name} {percent(tax['rate'])}"}


def percent(rate: str) -> str:
    """0.105 → "10.5%"."""
    return f"{(Decimal(rate) * 100).normalize():f}%"


def _rounded(amount: Decimal, tax: dict) -> int:
    return int(amount.to_integral_value(RULES[tax["rounding"]]))


def _money(minor: int, currency: str) -> str:
    text = to_text(minor, currency)
    return UNITS.get(currency, currency + " ") + (text[:-3] if text.endswith(".00") else text)
