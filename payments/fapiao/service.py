"""A guest asks for a fapiao after paying; staff write it elsewhere and say so; in time the names are forgotten."""

from datetime import datetime, timedelta

from sqlalchemy import insert, select, update

from core.clock import now
from core.db import drop
from core.errors import Conflict
from core.ids import new_id
from payments.fapiao.models import FapiaoRequest
from payments.fapiao.queries import of_visit, one_of
from payments.payments.locking import lock_payment
from payments.payments.queries import PaymentUnknown
from restaurants.profile.queries import restaurant_of

KEPT_DAYS = 180  # after it was written, until the owner sets `limits.fapiao_days`
OPEN_DAYS = 365  # after it was asked for and never written, until the owner sets `limits.fapiao_open_days`


class NothingToInvoice(Conflict):
    code, title = "nothing_to_invoice", "This payment has not come, or went back"


class FapiaoTaken(Conflict):
    code, title = "fapiao_taken", "A fapiao was asked for this payment"


def ask_fapiao(session, restaurant_id: str, visit_id: str, payment_id: str, who: str, body: dict) -> dict:
    """MyFapiaoOut. Again by the same phone changes it until it is written. FapiaoTaken, NothingToInvoice."""
    payment = lock_payment(session, restaurant_id, payment_id)
    if payment.visit_id != visit_id:
        raise PaymentUnknown()
    if payment.paid_at is None or payment.refunded_total >= payment.amount:
        raise NothingToInvoice("Pay first; then ask.")
    own = (FapiaoRequest.restaurant_id == restaurant_id, FapiaoRequest.payment_id == payment_id)
    before = session.execute(select(FapiaoRequest.asked_by, FapiaoRequest.done_at).where(*own)).first()
    if before and (before.asked_by != who or before.done_at):
        raise FapiaoTaken("It was written already." if before.done_at else "Another phone of the table asked.")
    if before:
        session.execute(update(FapiaoRequest).where(*own).values(**body))
    else:
        row = {"restaurant_id": restaurant_id, "id": new_id(), "payment_id": payment_id, "asked_by": who}
        session.execute(insert(FapiaoRequest), {**row, "asked_at": now(), **body})
    return next(each for each in of_visit(session, restaurant_id, visit_id, who) if each["payment_id"] == payment_id)


def mark_done(session, restaurant_id: str, fapiao_id: str, who: str) -> dict:
    """FapiaoOut; repeating is harmless. From here on its names have a last day."""
    found = one_of(session, restaurant_id, fapiao_id)
    _change(
        session,
        restaurant_id,
        fapiao_id,
        FapiaoRequest.done_at.is_(None),
        done_at=now(),
        done_by=who,
        done_amount=found["amount"],
    )
    return one_of(session, restaurant_id, fapiao_id)


def mark_open(session, restaurant_id: str, fapiao_id: str) -> dict:
    """FapiaoOut; it was not written after all. What is forgotten stays done."""
    one_of(session, restaurant_id, fapiao_id)
    _change(
        session,
        restaurant_id,
        fapiao_id,
        FapiaoRequest.forgotten_at.is_(None),
        done_at=None,
        done_by=None,
        done_amount=None,
    )
    return one_of(session, restaurant_id, fapiao_id)


def forget_names(session, restaurant_id: str, at: datetime, most: int) -> int:
    """At most so many: titles, tax numbers and addresses past their time, and requests that nobody ever wrote."""
    limits = restaurant_of(session, restaurant_id)["limits"]
    written = at - timedelta(days=limits.get("fapiao_days", KEPT_DAYS))
    asked = at - timedelta(days=limits.get("fapiao_open_days", OPEN_DAYS))
    own = FapiaoRequest.restaurant_id == restaurant_id
    old = select(FapiaoRequest.id).where(own, FapiaoRequest.done_at <= written, FapiaoRequest.forgotten_at.is_(None))
    forgotten = session.execute(
        update(FapiaoRequest)
        .where(own, FapiaoRequest.id.in_(old.limit(most)))
        .values(title="", tax_number=None, email=None, forgotten_at=at)
        .execution_options(synchronize_session=False)
    ).rowcount
    never = (own, FapiaoRequest.done_at.is_(None), FapiaoRequest.asked_at <= asked)
    return forgotten + drop(session, FapiaoRequest, *never, most=most)


def _change(session, restaurant_id, fapiao_id, condition, **values):
    session.execute(
        update(FapiaoRequest)
        .where(FapiaoRequest.restaurant_id == restaurant_id, FapiaoRequest.id == fapiao_id, condition)
        .values(**values)
    )
