"""The cart as the server prices it now: the only price that anybody is shown or charged."""

from dataclasses import dataclass

from sqlalchemy import bindparam, column, func, select, table

from core.errors import Problem
from core.languages import said
from core.statements import run, statement
from ordering.carts.models import CartLine
from ordering.menu.priced import priced_items
from ordering.menu.pricing import line_price
from ordering.visits.queries import names_of
from restaurants.profile.fees import fee_lines

# What was sent so far. Named by table: carts stand below orders and may not import them.
_orders = table("orders", *map(column, ("restaurant_id", "visit_id", "status", "total")))
ORDERED = statement(
    select(func.coalesce(func.sum(_orders.c.total), 0), func.count()).where(
        _orders.c.restaurant_id == bindparam("restaurant"),
        _orders.c.visit_id == bindparam("visit"),
        _orders.c.status != "cancelled",
    )
)
LINES = statement(
    select(*CartLine.__table__.c)
    .where(CartLine.restaurant_id == bindparam("restaurant"), CartLine.visit_id == bindparam("visit"))
    .order_by(CartLine.id)
)


@dataclass(frozen=True)
class PricedLine:
    """A line with today's price; `problem` says why it cannot be sent as it stands."""

    row: object
    item: dict | None
    unit_price: int
    modifiers: tuple
    problem: dict | None

    @property
    def total(self) -> int:
        return self.unit_price * self.row.quantity


def lines_of(session, restaurant_id: str, visit_id: str) -> list:
    return run(session, LINES(restaurant=restaurant_id, visit=visit_id))[0]


def price_lines(session, restaurant_id: str, rows) -> list[PricedLine]:
    """Each line priced from the menu as it is now."""
    items = priced_items(session, restaurant_id, {r.item_id for r in rows}) if rows else {}
    return [_priced(row, items.get(row.item_id)) for row in rows]


def _priced(row, item) -> PricedLine:
    if item is None:
        return PricedLine(row, None, 0, (), {"code": "item_unknown", "text": "不在菜单上了 / No longer on the menu"})
    try:
        unit_price, modifiers = line_price(item, row.quantity, row.modifiers)
    except Problem as problem:
        return PricedLine(row, item, item["price"], (), {"code": problem.code, "text": problem.detail})
    return PricedLine(row, item, unit_price, tuple(modifiers), None)


def cart_of(session, visit, lang: str = "zh", priced: list[PricedLine] | None = None, names=None) -> dict:
    """`{version, lines, subtotal, fees, total}`; fees are what this cart would add to the bill."""
    if priced is None:
        priced = price_lines(session, visit.restaurant_id, lines_of(session, visit.restaurant_id, visit.id))
    if priced and names is None:
        names = names_of(session, visit.restaurant_id, visit.id)
    lines = [_line_shape(p, names.get(p.row.guest_id), lang) for p in priced]
    subtotal = sum(p.total for p in priced if p.problem is None)
    fees = added_fees(session, visit, subtotal, lang) if subtotal or lines else []
    return {
        "version": visit.cart_version,
        "lines": lines,
        "subtotal": subtotal,
        "fees": fees,
        "total": subtotal + sum(f["amount"] for f in fees),
    }


def added_fees(session, visit, subtotal: int, lang: str = "zh") -> list[dict]:
    """Fees of the bill with this cart, minus fees of the bill without it, fee by fee."""
    if not visit.fees:
        return []
    sent, orders = map(int, run(session, ORDERED(restaurant=visit.restaurant_id, visit=visit.id))[0][0])
    covers = visit.covers or 1
    after = fee_lines(visit.fees, subtotal=sent + subtotal, covers=covers, orders=orders + 1, lang=lang)
    before = fee_lines(visit.fees, subtotal=sent, covers=covers, orders=orders, lang=lang) if orders else []
    already = {(f["kind"], f["name"]): f["amount"] for f in before}
    added = [{**f, "amount": f["amount"] - already.get((f["kind"], f["name"]), 0)} for f in after]
    return [f for f in added if f["amount"]]


def _line_shape(p: PricedLine, guest, lang) -> dict:
    names = p.item["names"] if p.item else {}
    shape = {
        "id": p.row.id,
        "item_id": p.row.item_id,
        "name": said(names, lang),
        "names": names,
        "quantity": p.row.quantity,
        "unit_price": p.unit_price,
        "note": p.row.note,
        "added_by": guest,
        "modifiers": [{**m, "name": said(m["names"], lang)} for m in p.modifiers],
        "line_total": p.total,
    }
    return shape | ({"problem": p.problem} if p.problem else {})
