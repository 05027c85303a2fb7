"""What happens to an order after it was placed. Most of it is told by other rooms (app/reactions.py)."""

from sqlalchemy import select, update

from core.clock import now
from core.errors import Conflict, NotFound
from core.facts import announce
from core.pushes import push
from ordering.orders.events import LineServed, LineVoided, OrderCancelled
from ordering.orders.models import Order, OrderLine
from ordering.orders.place import release_order
from ordering.orders.queries import order_of, orders_of, sent_fact
from ordering.orders.states import status_of
from ordering.visits.service import lock_visit


class OrderUnknown(NotFound):
    code, title = "order_unknown", "There is no such order"


class TooLate(Conflict):
    code, title = "illegal_step", "The order is past that"


def approve_order(session, restaurant_id: str, order_id: str) -> dict:
    """Staff let a waiting order through to the kitchen. Repeating is harmless."""
    order = _be_known(session, restaurant_id, order_id)
    if order["status"] == "cancelled":
        raise TooLate("The order was cancelled.")
    release_order(session, sent_fact(session, restaurant_id, order_id))
    return _changed(session, restaurant_id, order_id)


def cancel_order(session, restaurant_id: str, order_id: str, reason: str) -> dict:
    """Takes a whole order back, with a reason that the kitchen and the bill will show."""
    order = _be_known(session, restaurant_id, order_id)
    if order["status"] == "cancelled":
        return order
    if order["payment_state"] in ("paid", "partly_refunded"):
        raise TooLate("It is paid. Refund it instead.")
    _set_order(session, restaurant_id, order_id, status="cancelled", reason=reason)
    session.execute(
        update(OrderLine)
        .where(OrderLine.restaurant_id == restaurant_id, OrderLine.order_id == order_id)
        .values(status="voided", changed_at=now())
    )
    announce(session, OrderCancelled(restaurant_id, order["visit_id"], order_id, reason))
    return _changed(session, restaurant_id, order_id)


def void_line(session, restaurant_id: str, order_id: str, line_id: str, reason: str) -> dict:
    """Takes one line off the order, the kitchen's tickets and the bill. Repeating is harmless."""
    order = _be_known(session, restaurant_id, order_id)
    line = next((each for each in order["lines"] if each["id"] == line_id), None)
    if line is None:
        raise OrderUnknown("The order has no such line.")
    if line["status"] == "voided":
        return order
    if order["payment_state"] in ("paid", "partly_refunded"):
        raise TooLate("It is paid. Refund it instead.")
    _set_line(session, restaurant_id, line_id, status="voided", reason=reason, changed_at=now())
    _set_order(session, restaurant_id, order_id, total=order["total"] - line["line_total"])
    announce(session, LineVoided(restaurant_id, order["visit_id"], order_id, line_id, reason, line["line_total"]))
    _follow_lines(session, restaurant_id, order_id)
    return _changed(session, restaurant_id, order_id)


def serve_line(session, restaurant_id: str, order_id: str, line_id: str) -> dict:
    """Staff put the dish on the table. Repeating is harmless; what was taken off is not served."""
    order = _be_known(session, restaurant_id, order_id)
    line = next((each for each in order["lines"] if each["id"] == line_id), None)
    if line is None:
        raise OrderUnknown("The order has no such line.")
    if line["status"] == "voided":
        raise TooLate("The line was taken off.")
    if line["status"] != "served":
        _set_line(session, restaurant_id, line_id, status="served", changed_at=now())
        announce(session, LineServed(restaurant_id, order["visit_id"], order_id, line_id))
    _follow_lines(session, restaurant_id, order_id)
    return _changed(session, restaurant_id, order_id)


def mark_accepted(session, fact) -> None:
    """A kitchen screen has it: the truth behind the red seal. (OrderAcknowledged)"""
    changed = session.execute(
        update(Order)
        .where(Order.restaurant_id == fact.restaurant_id, Order.id == fact.order_id, Order.accepted_at.is_(None))
        .values(accepted_at=fact.at)
    ).rowcount
    if changed:
        _follow_lines(session, fact.restaurant_id, fact.order_id)
        _changed(session, fact.restaurant_id, fact.order_id)


def mark_unheard(session, fact) -> None:
    """No kitchen screen has confirmed a part of it, and staff know: the guest is told so. (OrderUnheard)"""
    _tell_guest(session, fact, Order.staff_told_at.is_(None), fact.at)


def mark_heard(session, fact) -> None:
    """(OrderHeard)"""
    _tell_guest(session, fact, Order.staff_told_at.is_not(None), None)


def _tell_guest(session, fact, unless, staff_told_at):
    changed = session.execute(
        update(Order)
        .where(Order.restaurant_id == fact.restaurant_id, Order.id == fact.order_id, unless)
        .values(staff_told_at=staff_told_at)
    ).rowcount
    if changed:
        _changed(session, fact.restaurant_id, fact.order_id)


def mark_lines(session, fact) -> None:
    """What the kitchen has done with each line. (LinesChanged)"""
    for line_id, status in fact.statuses.items():
        session.execute(
            update(OrderLine)
            .where(
                OrderLine.restaurant_id == fact.restaurant_id,
                OrderLine.id == line_id,
                OrderLine.status.not_in(("voided", status)),
            )
            .values(status=status, changed_at=now())
        )
    _follow_lines(session, fact.restaurant_id, fact.order_id)
    _changed(session, fact.restaurant_id, fact.order_id)


def mark_held(session, fact) -> None:
    """The kitchen waits with them. Whoever sent the order tells the phones. (LinesHeld)"""
    session.execute(_lines(fact).values(held=True))


def mark_fired(session, fact) -> None:
    """Their course has been sent for. (LinesFired)"""
    session.execute(_lines(fact).values(held=False, fired_at=now()))
    _changed(session, fact.restaurant_id, fact.order_id)


def mark_orders_paying(session, fact) -> None:
    """Somebody is paying for these; others that were being paid are not any more. (PaymentStarted)"""
    _pay_state(session, fact, "unpaid", Order.payment_state == "paying", Order.id.not_in(fact.order_ids))
    _pay_state(session, fact, "paying", Order.payment_state == "unpaid", Order.id.in_(fact.order_ids))


def mark_orders_unpaid(session, fact) -> None:
    """Nobody is paying any more. (PaymentEnded)"""
    _pay_state(session, fact, "unpaid", Order.payment_state == "paying")


def mark_orders_paid(session, fact) -> None:
    """Money has come; orders that waited for it go to the kitchen. (PaymentSettled, OrdersCovered)"""
    _pay_state(session, fact, "unpaid", Order.payment_state == "paying", Order.id.not_in(fact.order_ids))
    waits = (Order.released_at.is_(None), Order.status != "cancelled", Order.id.in_(fact.order_ids))
    for order_id in _orders(session, fact, Order.payment_state.in_(("unpaid", "paying")), *waits):
        _lock(session, fact.restaurant_id, order_id)
        release_order(session, sent_fact(session, fact.restaurant_id, order_id))
    _pay_state(session, fact, "paid", Order.payment_state.in_(("unpaid", "paying")), Order.id.in_(fact.order_ids))


def tell_orders(session, fact) -> None:
    """Lines bear the names of phones. (GuestRenamed)"""
    for order in orders_of(session, fact.restaurant_id, fact.visit_id):
        push(session, fact.restaurant_id, f"visit:{fact.visit_id}", "order.changed", order)


def mark_refunded(session, fact) -> None:
    """Money went back. (PaymentRefunded)"""
    state = "unpaid" if fact.due_again else "refunded" if fact.whole else "partly_refunded"
    paid = Order.payment_state.in_(("paid", "partly_refunded"))
    _pay_state(session, fact, state, paid, Order.id.in_(fact.order_ids))


def _pay_state(session, fact, state, *which):
    """Every phone learns it of each order that changes; an order that is so already is left alone."""
    for order_id in _orders(session, fact, Order.payment_state != state, *which):
        _lock(session, fact.restaurant_id, order_id)
        _set_order(session, fact.restaurant_id, order_id, payment_state=state)
        _changed(session, fact.restaurant_id, order_id)


def _orders(session, fact, *which) -> list[str]:
    own = (Order.restaurant_id == fact.restaurant_id, Order.visit_id == fact.visit_id)
    return session.execute(select(Order.id).where(*own, *which).order_by(Order.id)).scalars().all()


def hold_orders(session, question) -> None:
    """For other rooms: HoldOrders. By id: everybody in the same order."""
    session.execute(
        select(Order.id)
        .where(Order.restaurant_id == question.restaurant_id, Order.id.in_(question.order_ids))
        .order_by(Order.id)
        .with_for_update(key_share=True)
    ).all()


def _be_known(session, restaurant_id, order_id) -> dict:
    """The order, locked after its visit."""
    order = order_of(session, restaurant_id, order_id)
    if order is None:
        raise OrderUnknown()
    lock_visit(session, restaurant_id, order["visit_id"])
    _lock(session, restaurant_id, order_id)
    return order_of(session, restaurant_id, order_id)


def _lock(session, restaurant_id, order_id):
    session.execute(
        select(Order.id)
        .where(Order.restaurant_id == restaurant_id, Order.id == order_id)
        .with_for_update(key_share=True)
    )


def _follow_lines(session, restaurant_id, order_id):
    present = session.execute(
        select(Order.status, Order.accepted_at).where(Order.restaurant_id == restaurant_id, Order.id == order_id)
    ).one()
    lines = (
        session.execute(
            select(OrderLine.status).where(OrderLine.restaurant_id == restaurant_id, OrderLine.order_id == order_id)
        )
        .scalars()
        .all()
    )
    _set_order(
        session, restaurant_id, order_id, status=status_of(present.accepted_at is not None, lines, present.status)
    )


def _changed(session, restaurant_id, order_id) -> dict:
    order = order_of(session, restaurant_id, order_id)
    push(session, restaurant_id, f"visit:{order['visit_id']}", "order.changed", order)
    return order


def _set_order(session, restaurant_id, order_id, **values):
    session.execute(update(Order).where(Order.restaurant_id == restaurant_id, Order.id == order_id).values(**values))


def _lines(fact):
    return update(OrderLine).where(OrderLine.restaurant_id == fact.restaurant_id, OrderLine.id.in_(fact.line_ids))


def _set_line(session, restaurant_id, line_id, **values):
    session.execute(
        update(OrderLine).where(OrderLine.restaurant_id == restaurant_id, OrderLine.id == line_id).values(**values)
    )
