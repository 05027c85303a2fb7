"""Money back for dishes: each portion once, at what the table paid for it."""

from collections import Counter

from core.errors import Invalid
from core.facts import ask
from payments.bills.events import OrdersOf
from payments.bills.queries import standing_of
from payments.payments.queries import payments_of, refunds_of
from payments.payments.shares import back_for, worth_of


def lines_of(session, restaurant_id: str, visit_id: str, lang: str = "zh") -> list[dict]:
    """`[{line_id, name, names, quantity, returned, amounts}]` of what stands on the bill.

    `returned`: portions whose money is back or under way; `amounts`: what goes back for the next 1, 2 … portions.
    """
    standing = standing_of(session, restaurant_id, visit_id)
    if standing is None:
        return []
    orders = ask(session, OrdersOf(restaurant_id, visit_id, lang))
    sold = [line for o in orders if o["status"] != "cancelled" for line in o["lines"] if line["status"] != "voided"]
    off = standing.rows.off_lines
    worth = worth_of(standing.total, {line["id"]: line["line_total"] - off.get(line["id"], 0) for line in sold})
    gone, returned = _gone(session, restaurant_id, visit_id)
    return [
        {
            "line_id": line["id"],
            "name": line["name"],
            "names": line["names"],
            "quantity": line["quantity"],
            "returned": gone[line["id"]],
            "amounts": [
                back_for(worth[line["id"]], line["quantity"], n + 1, gone[line["id"]], returned[line["id"]])
                for n in range(line["quantity"] - gone[line["id"]])
            ],
        }
        for line in sold
    ]


def price_lines(session, restaurant_id: str, visit_id: str, wanted: list[dict]) -> list[dict]:
    """`[{line_id, names, quantity, amount}]` for `[{line_id, quantity}]`; the visit is locked. Invalid names a line."""
    known = {line["line_id"]: line for line in lines_of(session, restaurant_id, visit_id)}
    asked = Counter()
    for each in wanted:
        asked[each["line_id"]] += each["quantity"]
    priced = []
    for line_id, quantity in asked.items():
        line = known.get(line_id)
        if line is None:
            raise Invalid(errors={"lines": [f"{line_id} does not stand on this table's bill."]})
        if quantity > len(line["amounts"]):
            left = len(line["amounts"])
            raise Invalid(
                errors={"lines": [f"{line['names'].get('zh', line_id)}: {left} portions are left to return."]}
            )
        amount = line["amounts"][quantity - 1]
        priced.append({"line_id": line_id, "names": line["names"], "quantity": quantity, "amount": amount})
    return priced


def _gone(session, restaurant_id, visit_id) -> tuple[Counter, Counter]:
    """(portions, money) by line, of every payment of the table; what the wallet refused does not count."""
    ids = [p.id for p in payments_of(session, restaurant_id, visit_id)]
    portions, money = Counter(), Counter()
    for refund in refunds_of(session, restaurant_id, ids):
        if refund.failed_at is None or refund.done_at is not None:
            for line in refund.lines or ():
                portions[line["line_id"]] += line["quantity"]
                money[line["line_id"]] += line["amount"]
    return portions, money
