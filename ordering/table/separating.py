"""Rounds of one party go to another table, to who sits there or sits down with them. Every line stays as sold."""

from sqlalchemy import select, update

from core.clock import now
from core.errors import Invalid
from core.facts import announce, ask
from core.pushes import push
from ordering.carts.queries import cart_of
from ordering.orders.models import Order
from ordering.orders.queries import orders_of
from ordering.table.events import BillOf
from ordering.table.moving import MoneyMoved
from ordering.visits.events import CoversChanged, RoundsSeparated
from ordering.visits.models import Visit
from ordering.visits.queries import visit_of, visit_shape
from ordering.visits.service import lock_open_visit, open_visit, tell_visit


def separate_rounds(
    session, restaurant: dict, visit_id: str, order_ids: list[str], table, covers: int | None = None
) -> dict:
    """The visit at `table`, which owes these rounds from now on; `covers` of the party go along.

    MoneyMoved where something of them is paid, or somebody is paying at either table. The phones stay where they are.
    """
    rid = restaurant["id"]
    lock_open_visit(session, rid, visit_id)
    into_id = open_visit(session, restaurant, table).id
    if into_id == visit_id:
        raise Invalid(errors={"table_id": ["Name another table."]})
    visit, into = (lock_open_visit(session, rid, each) for each in (visit_id, into_id))
    if covers and covers >= (visit.covers or 1):
        raise Invalid(errors={"covers": ["Somebody has to stay; or move the whole table."]})
    orders = _orders(session, rid, visit_id, order_ids)
    for each in (visit_id, into_id):
        if ask(session, BillOf(rid, each))["being_paid"]:
            raise MoneyMoved("Somebody is paying at one of the tables. Wait, or call it off.")
    rounds = {order.id: into.rounds + n for n, order in enumerate(orders, 1)}
    for order_id, round_ in rounds.items():
        session.execute(
            update(Order)
            .where(Order.restaurant_id == rid, Order.id == order_id)
            .values(visit_id=into_id, round=round_, cart_version=-round_)
        )
    _set(session, rid, into_id, rounds=into.rounds + len(rounds), cart_version=into.cart_version + 1)
    if covers:
        _move_covers(session, rid, visit, into, covers)
    announce(session, RoundsSeparated(rid, visit_id, into_id, into.table_label, rounds, now()))
    _tell(session, rid, visit_id, into_id, rounds)
    return visit_shape(visit_of(session, rid, into_id))


def _orders(session, restaurant_id, visit_id, order_ids) -> list:
    """In the order of sending; all of them this party's, unpaid, and not taken back."""
    found = session.execute(
        select(Order.id, Order.payment_state, Order.status)
        .where(Order.restaurant_id == restaurant_id, Order.visit_id == visit_id, Order.id.in_(order_ids))
        .order_by(Order.round)
        .with_for_update(key_share=True)
    ).all()
    if len(found) < len(set(order_ids)) or any(order.status == "cancelled" for order in found):
        raise Invalid(errors={"order_ids": ["Rounds of this table that were not cancelled."]})
    if any(order.payment_state != "unpaid" for order in found):
        raise MoneyMoved("A round that is paid stays with its money.")
    return found


def _move_covers(session, restaurant_id, visit, into, covers):
    for each, number in ((visit, (visit.covers or 1) - covers), (into, (into.covers or 0) + covers)):
        _set(session, restaurant_id, each.id, covers=number)
        announce(session, CoversChanged(restaurant_id, each.id, number))


def _set(session, restaurant_id, visit_id, **values):
    session.execute(update(Visit).where(Visit.restaurant_id == restaurant_id, Visit.id == visit_id).values(**values))


def _tell(session, restaurant_id, visit_id, into_id, rounds):
    """An order that names another visit is gone from the table that hears of it. The other table's cart has another
    version, and other fees: it has sent something now."""
    tell_visit(session, restaurant_id, visit_id)
    tell_visit(session, restaurant_id, into_id)
    for order in orders_of(session, restaurant_id, into_id):
        if order["id"] in rounds:
            push(session, restaurant_id, f"visit:{visit_id}", "order.changed", order)
            push(session, restaurant_id, f"visit:{into_id}", "order.changed", order)
    cart = cart_of(session, visit_of(session, restaurant_id, into_id))
    push(session, restaurant_id, f"visit:{into_id}", "cart.changed", cart)
