"""The arithmetic of a bill. Pure; amounts in the minor unit.

`orders` are `(order id, what is left of it)` in the order of sending, without those that were taken back. What was
taken off single lines is off these amounts already; what was taken off the whole bill stands in its terms.
"""

from dataclasses import dataclass, field

from core.money import percent_of
from restaurants.profile.fees import fee_lines


@dataclass(frozen=True)
class Off:
    """Taken off the whole bill: `rate` of what is left of the dishes, or `amount`. `comp`: all of it, fees too."""

    id: str = ""
    rate: str | None = None
    amount: int = 0
    comp: bool = False


@dataclass(frozen=True)
class Terms:
    """What a bill is counted by. `step`: the total is rounded down to a multiple of it."""

    fees: list
    covers: int | None
    off: tuple[Off, ...] = ()
    step: int = 1


@dataclass(frozen=True)
class Sums:
    """`total` = dishes − `off` + fees − `rounding`; never below zero. `off`: of each of the terms' discounts."""

    off: list[int]
    fees: list[dict]
    rounding: int
    total: int


@dataclass
class Rows:
    """A bill's rows, read. `sold`: dishes before discounts; `discounts`: the rows that count, of `given` ever;
    `off_lines`: line → what is off it."""

    sold: int = 0
    orders: list[tuple[str, int]] = field(default_factory=list)
    discounts: list = field(default_factory=list)
    given: set[str] = field(default_factory=set)
    off_lines: dict[str, int] = field(default_factory=dict)


def sums_of(terms: Terms, amounts: list[int], lang: str = "zh", currency: str = "CNY") -> Sums:
    """Discounts in the order of giving, each of what those before left; fees on the rest; then down to the step.

    Nobody who has ordered nothing owes a fee.
    """
    left, off = sum(amounts), []
    for each in terms.off:
        off.append(left if each.comp else min(left, percent_of(left, each.rate) if each.rate else each.amount))
        left -= off[-1]
    fees = []
    if amounts and not any(each.comp for each in terms.off):
        fees = fee_lines(
            terms.fees, subtotal=left, covers=terms.covers or 1, orders=len(amounts), lang=lang, currency=currency
        )
    whole = left + sum(fee["amount"] for fee in fees)
    return Sums(off, fees, whole % terms.step, whole - whole % terms.step)


def total_of(terms: Terms, amounts: list[int]) -> int:
    return sums_of(terms, amounts).total


def price_of(terms: Terms, orders: list[tuple[str, int]], named: set[str]) -> int:
    """What the orders in `named` add to the bill: their dishes, and the fees that would fall away without them."""
    rest = [amount for order_id, amount in orders if order_id not in named]
    return total_of(terms, [amount for _, amount in orders]) - total_of(terms, rest)


def covered(terms: Terms, orders: list[tuple[str, int]], received: int, named: set[str] = frozenset()) -> list[str]:
    """The orders that `received` pays for: those paid by name, then the earliest that it reaches, fees included.

    An order is paid when all that was sent before it is paid too and the money covers the bill up to it. So a part
    payment pays no order until it reaches one whole, and the whole bill's money pays them all.
    """
    total = total_of(terms, [amount for _, amount in orders])
    if received <= 0 and not (terms.off and total == 0):
        return []
    if received >= total:
        return [order_id for order_id, _ in orders]
    paid = {order_id for order_id, _ in orders if order_id in named}
    for order_id, _ in orders:
        with_it = [amount for each, amount in orders if each in paid or each == order_id]
        if order_id not in paid:
            if total_of(terms, with_it) > received:
                break
            paid.add(order_id)
    return [order_id for order_id, _ in orders if order_id in paid]


def read_rows(rows) -> Rows:
    """Rows in the order of writing. A discount counts until it is undone, its line taken off or its order cancelled."""
    found, left, count = Rows(), {}, {}
    gone = {what for row in rows for kind, what in [_said(row)] if kind in ("undo", "void", "cancel")}
    for row in rows:
        kind, _ = _said(row)
        if kind in ("order", "void", "cancel"):
            left[row.order_id] = left.get(row.order_id, 0) + row.amount
            count[row.order_id] = count.get(row.order_id, 0) + 1
        elif kind in ("discount", "comp"):
            found.given.add(row.id)
            if not gone & {row.id, row.line_id, row.order_id}:
                found.discounts.append(row)
    found.sold = sum(left.values())
    off = {}
    for row in found.discounts:
        if row.order_id:
            off[row.order_id] = off.get(row.order_id, 0) - row.amount
            found.off_lines[row.line_id] = found.off_lines.get(row.line_id, 0) - row.amount
    # One row and nothing left of it is a free order, which still counts; more rows are an order that was taken back.
    found.orders = [(each, left[each] - off.get(each, 0)) for each in left if left[each] or count[each] == 1]
    return found


def _said(row) -> tuple[str, str]:
    kind, _, what = row.source.partition(":")
    return kind, what
