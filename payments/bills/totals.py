"""The arithmetic of a bill. Pure; amounts in the minor unit.

`orders` are `(order id, what is left of it)` in the order of sending, without those that were taken back.
"""

from restaurants.profile.fees import fee_lines


def fees_of(fees: list, covers: int | None, amounts: list[int], lang: str = "zh", currency: str = "CNY") -> list[dict]:
    """Nobody who has ordered nothing owes a fee."""
    if not amounts:
        return []
    return fee_lines(fees, subtotal=sum(amounts), covers=covers or 1, orders=len(amounts), lang=lang, currency=currency)


def total_of(fees: list, covers: int | None, amounts: list[int]) -> int:
    return sum(amounts) + sum(fee["amount"] for fee in fees_of(fees, covers, amounts))


def price_of(fees: list, covers: int | None, orders: list[tuple[str, int]], named: set[str]) -> int:
    """What the orders in `named` add to the bill: their dishes, and the fees that would fall away without them."""
    rest = [amount for order_id, amount in orders if order_id not in named]
    return total_of(fees, covers, [amount for _, amount in orders]) - total_of(fees, covers, rest)


def covered(
    fees: list, covers: int | None, orders: list[tuple[str, int]], received: int, named: set[str] = frozenset()
) -> list[str]:
    """The orders that `received` pays for: those paid by name, then the earliest that it reaches, fees included.

    An order is paid when all that was sent before it is paid too and the money covers the bill up to it. So a part
    payment pays no order until it reaches one whole, and the whole bill's money pays them all.
    """
    if received <= 0:
        return []
    if received >= total_of(fees, covers, [amount for _, amount in orders]):
        return [order_id for order_id, _ in orders]
    paid = {order_id for order_id, _ in orders if order_id in named}
    for order_id, _ in orders:
        with_it = [amount for each, amount in orders if each in paid or each == order_id]
        if order_id not in paid:
            if total_of(fees, covers, with_it) > received:
                break
            paid.add(order_id)
    return [order_id for order_id, _ in orders if order_id in paid]
