"""Paying, confirming at the counter, giving back."""

from datetime import timedelta

from sqlalchemy import insert, select, update

from core.clock import now, rfc3339
from core.errors import Conflict, Invalid, NotFound
from core.facts import announce, ask
from core.ids import digest, new_id, new_secret
from payments.bills.events import HoldVisit, OrdersOf, VisitOf
from payments.bills.queries import bill_shape
from payments.bills.service import tell
from payments.payments.events import PaymentRefunded, PaymentSettled
from payments.payments.models import Payment, Refund
from payments.payments.states import state_of

WALLET_LASTS = timedelta(minutes=5)
COUNTER_LASTS = timedelta(hours=12)


class NothingDue(Conflict):
    code, title = "nothing_due", "Nothing is due"


class BeingPaid(Conflict):
    code, title = "being_paid", "Somebody is paying"


class PaymentUnknown(NotFound):
    code, title = "payment_unknown", "There is no such payment"


class NotRefundable(Conflict):
    code, title = "not_refundable", "More than is left of the payment"


def start_payment(
    session, restaurant_id, visit_id, who: str, name: str, wallet: str, amount: int | None = None
) -> tuple[dict, str]:
    """(payment, secret of its page). BeingPaid while another phone pays; the same phone may begin again."""
    ask(session, HoldVisit(restaurant_id, visit_id))
    bill = bill_shape(session, restaurant_id, visit_id)
    at = now()
    for other in _pending(session, restaurant_id, visit_id, at):
        if other.wallet != "counter" and other.opened_by != who:
            raise BeingPaid(
                f"{other.opened_by_name} is paying {other.amount}.",
                by=other.opened_by_name,
                until=rfc3339(other.expires_at),
            )
        _record(session, restaurant_id, other.id, closed_at=at)
    if bill["due"] <= 0:
        raise NothingDue("The bill is settled.")
    if amount is not None and not 0 < amount <= bill["due"]:
        raise Invalid(errors={"amount": [f"Between 1 and {bill['due']}."]})
    visit = ask(session, VisitOf(restaurant_id, visit_id))
    orders = [
        o["id"]
        for o in ask(session, OrdersOf(restaurant_id, visit_id))
        if o["status"] != "cancelled" and o["payment_state"] == "unpaid"
    ]
    secret, payment_id = new_secret(), new_id()
    session.execute(
        insert(Payment),
        {
            "restaurant_id": restaurant_id,
            "id": payment_id,
            "visit_id": visit_id,
            "wallet": wallet,
            "channel": "counter" if wallet == "counter" else visit["channel"],
            "amount": amount or bill["due"],
            "status": "pending",
            "order_ids": orders,
            "opened_by": who,
            "opened_by_name": name,
            "page_hash": digest(secret),
            "opened_at": at,
            "expires_at": at + (COUNTER_LASTS if wallet == "counter" else WALLET_LASTS),
            "refunded_total": 0,
        },
    )
    tell(session, restaurant_id, visit_id)
    return payment_of(session, restaurant_id, payment_id), secret


def confirm_counter(session, restaurant_id, payment_id, method: str, tendered: int | None, staff: str) -> dict:
    """Staff took the money. Repeating is harmless."""
    payment = _locked(session, restaurant_id, payment_id)
    if payment.wallet != "counter":
        raise PaymentUnknown("Only a counter payment is confirmed by staff.")
    if method == "cash" and tendered is not None and tendered < payment.amount:
        raise Invalid(f"{payment.amount} is due.", errors={"tendered": [f"Less than {payment.amount}."]})
    session.execute(
        _payment(restaurant_id, payment_id)
        .where(Payment.confirmed_by.is_(None))
        .values(method=method, tendered=tendered, confirmed_by=staff)
    )
    return _record(session, restaurant_id, payment_id, paid_at=now())


def record_outcome(session, restaurant_id, payment_id, outcome: str) -> dict:
    """A fact from a wallet: `paid` or `refused`. Any number of times, in any order."""
    _locked(session, restaurant_id, payment_id)
    return _record(session, restaurant_id, payment_id, **{{"paid": "paid_at", "refused": "failed_at"}[outcome]: now()})


def refund(session, restaurant_id, payment_id, amount: int, reason: str, by: str) -> dict:
    """Never more than was paid, under any concurrency: the sum moves by one guarded statement."""
    payment = _locked(session, restaurant_id, payment_id)
    moved = session.execute(
        _payment(restaurant_id, payment_id)
        .where(Payment.paid_at.is_not(None), Payment.refunded_total + amount <= Payment.amount)
        .values(refunded_total=Payment.refunded_total + amount)
    ).rowcount
    if not moved:
        raise NotRefundable(
            f"{payment.amount - payment.refunded_total} is left.", errors={"amount": ["More than is left."]}
        )
    refund_id, at = new_id(), now()
    session.execute(
        insert(Refund),
        {
            "restaurant_id": restaurant_id,
            "id": refund_id,
            "payment_id": payment_id,
            "amount": amount,
            "reason": reason,
            "by": by,
            "at": at,
        },
    )
    after = _derive(session, restaurant_id, payment_id)
    total = payment.refunded_total + amount
    announce(
        session,
        PaymentRefunded(
            restaurant_id,
            payment.visit_id,
            payment_id,
            refund_id,
            amount,
            total,
            payment.amount,
            at,
            tuple(payment.order_ids),
            total == payment.amount,
        ),
    )
    tell(session, restaurant_id, payment.visit_id)
    return {"id": refund_id, "payment": after, "amount": amount, "reason": reason, "at": rfc3339(at)}


def payment_of(session, restaurant_id, payment_id) -> dict:
    """The REST shape."""
    p = _row(session, restaurant_id, payment_id)
    return {
        "id": p.id,
        "visit_id": p.visit_id,
        "wallet": p.wallet,
        "amount": p.amount,
        "status": _state(p),
        "expires_at": rfc3339(p.expires_at),
        "settled_at": rfc3339(p.paid_at),
        "refunded": p.refunded_total,
        "method": p.method,
        "tendered": p.tendered,
        "change": p.tendered - p.amount if p.method == "cash" and p.tendered is not None else None,
    }


def payment_by_page(session, secret: str):
    """(restaurant_id, id) behind a simulator page."""
    return session.execute(select(Payment.restaurant_id, Payment.id).where(Payment.page_hash == digest(secret))).first()


def _record(session, restaurant_id, payment_id, **facts) -> dict:
    """Merges a fact: the first time counts. What follows from it happens once."""
    name, at = next(iter(facts.items()))
    column = getattr(Payment, name)
    first = session.execute(_payment(restaurant_id, payment_id).where(column.is_(None)).values(**{name: at})).rowcount
    shape = _derive(session, restaurant_id, payment_id)
    if first:
        p = _row(session, restaurant_id, payment_id)
        if name == "paid_at":
            bill = bill_shape(session, restaurant_id, p.visit_id)
            announce(
                session,
                PaymentSettled(
                    restaurant_id,
                    p.visit_id,
                    p.id,
                    p.wallet,
                    p.channel,
                    p.amount,
                    at,
                    tuple(p.order_ids) if bill["due"] == 0 else (),
                    None,
                ),
            )
        tell(session, restaurant_id, p.visit_id)
    return shape


def _derive(session, restaurant_id, payment_id) -> dict:
    state = _state(_row(session, restaurant_id, payment_id))
    session.execute(_payment(restaurant_id, payment_id).values(status=state))
    return payment_of(session, restaurant_id, payment_id)


def _state(p) -> str:
    return state_of(
        amount=p.amount,
        paid_at=p.paid_at,
        failed_at=p.failed_at,
        closed_at=p.closed_at,
        refunded_total=p.refunded_total,
        expires_at=p.expires_at,
        at=now(),
    )


def _pending(session, restaurant_id, visit_id, at):
    return session.execute(
        select(*Payment.__table__.c).where(
            Payment.restaurant_id == restaurant_id,
            Payment.visit_id == visit_id,
            Payment.status == "pending",
            Payment.expires_at > at,
        )
    ).all()


def _row(session, restaurant_id, payment_id):
    row = session.execute(
        select(*Payment.__table__.c).where(Payment.restaurant_id == restaurant_id, Payment.id == payment_id)
    ).first()
    if row is None:
        raise PaymentUnknown()
    return row


def _locked(session, restaurant_id, payment_id):
    ask(session, HoldVisit(restaurant_id, _row(session, restaurant_id, payment_id).visit_id))
    session.execute(
        select(Payment.id).where(Payment.restaurant_id == restaurant_id, Payment.id == payment_id).with_for_update()
    )
    return _row(session, restaurant_id, payment_id)


def _payment(restaurant_id, payment_id):
    return update(Payment).where(Payment.restaurant_id == restaurant_id, Payment.id == payment_id)
