"""A party sits down elsewhere, or joins another one. What was ordered, owed and called goes with it."""

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from core.clock import now
from core.errors import Conflict, Invalid
from core.facts import announce, ask
from core.pushes import push
from ordering.calls.service import move_calls
from ordering.carts.models import CartLine
from ordering.carts.queries import cart_of
from ordering.orders.models import Order
from ordering.orders.queries import orders_of
from ordering.table.events import BillOf
from ordering.visits.events import CoversChanged, VisitMoved, VisitsMerged
from ordering.visits.models import Guest, Visit
from ordering.visits.queries import guests_of, open_visit_at, visit_of, visit_shape
from ordering.visits.service import lock_open_visit, tell_visit


class TableTaken(Conflict):
    code, title = "table_taken", "Somebody sits at that table"


class MoneyMoved(Conflict):
    code, title = "bill_touched", "Money has already moved on this table's bill"


def move_visit(session, restaurant_id: str, visit_id: str, table) -> dict:
    """To a free table: phones, cart, orders, bill and calls stay the visit's. TableTaken. Repeating is harmless."""
    visit = lock_open_visit(session, restaurant_id, visit_id)
    if visit.table_id == table.id:
        return visit_shape(visit)
    if open_visit_at(session, restaurant_id, table.id):
        raise TableTaken("Merge the two tables instead, or choose a free one.", errors={"table_id": ["Taken."]})
    try:
        session.execute(
            update(Visit)
            .where(Visit.restaurant_id == restaurant_id, Visit.id == visit_id)
            .values(table_id=table.id, open_table_id=table.id, table_label=table.label)
        )
    except IntegrityError as error:  # guests sat down there between the look and the update
        raise TableTaken("Choose a free table.", errors={"table_id": ["Taken."]}) from error
    move_calls(session, restaurant_id, visit_id, visit_id, table.label)
    announce(session, VisitMoved(restaurant_id, visit_id, table.label, now()))
    tell_visit(session, restaurant_id, visit_id)
    return visit_shape(visit_of(session, restaurant_id, visit_id))


def merge_visits(session, restaurant_id: str, visit_id: str, into_visit_id: str) -> dict:
    """`visit_id` joins the other party and its table becomes free; returns the visit that they share.

    MoneyMoved where money has come or is coming for the table that joins: it is settled first.
    """
    if visit_id == into_visit_id:
        raise Invalid(errors={"into_visit_id": ["Name another table."]})
    locked = {id: lock_open_visit(session, restaurant_id, id) for id in sorted((visit_id, into_visit_id))}
    visit, into = locked[visit_id], locked[into_visit_id]
    bill = ask(session, BillOf(restaurant_id, visit_id))
    if bill["paid"] or bill["being_paid"]:
        raise MoneyMoved("Settle that table first, or take its payment back.")
    rounds, phones = _move_orders(session, restaurant_id, visit, into), guests_of(session, restaurant_id, visit_id)
    for table in (Guest, CartLine):
        session.execute(
            update(table)
            .where(table.restaurant_id == restaurant_id, table.visit_id == visit_id)
            .values(visit_id=into_visit_id)
        )
    move_calls(session, restaurant_id, visit_id, into_visit_id, into.table_label)
    covers = (visit.covers or 0) + (into.covers or 0) or None
    version = (
        max(visit.cart_version, into.cart_version) + 1
    )  # whoever still holds either old cart is told to look again
    _set(session, restaurant_id, into_visit_id, covers=covers, cart_version=version, rounds=into.rounds + len(rounds))
    _set(session, restaurant_id, visit_id, status="closed", open_table_id=None, closed_at=now(), closed_how="merged")
    announce(session, VisitsMerged(restaurant_id, visit_id, into_visit_id, into.table_label, rounds, now()))
    if covers:
        announce(session, CoversChanged(restaurant_id, into_visit_id, covers))
    _tell(session, restaurant_id, into_visit_id, phones)
    return visit_shape(visit_of(session, restaurant_id, into_visit_id))


def _move_orders(session, restaurant_id, visit, into) -> dict[str, int]:
    """Behind the other party's rounds. A cart's version says which order it became: of two carts, only the host's
    versions stay, the others turn negative and match no phone's any more."""
    ids = session.execute(
        select(Order.id).where(Order.restaurant_id == restaurant_id, Order.visit_id == visit.id).order_by(Order.round)
    ).scalars()
    rounds = {order_id: into.rounds + n for n, order_id in enumerate(ids, 1)}
    for order_id, round_ in rounds.items():
        session.execute(
            update(Order)
            .where(Order.restaurant_id == restaurant_id, Order.id == order_id)
            .values(visit_id=into.id, round=round_, cart_version=-round_)
        )
    return rounds


def _set(session, restaurant_id, visit_id, **values):
    session.execute(update(Visit).where(Visit.restaurant_id == restaurant_id, Visit.id == visit_id).values(**values))


def _tell(session, restaurant_id, visit_id, phones):
    """The phones that came along join the stream within seconds and read everything; those that were here hear it."""
    stream = f"visit:{visit_id}"
    tell_visit(session, restaurant_id, visit_id)
    for guest in phones:
        push(session, restaurant_id, stream, "guest.joined", {**guest, "is_you": False})
    for order in orders_of(session, restaurant_id, visit_id):
        push(session, restaurant_id, stream, "order.changed", order)
    push(session, restaurant_id, stream, "cart.changed", cart_of(session, visit_of(session, restaurant_id, visit_id)))
