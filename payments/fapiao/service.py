"""A guest asks for a fapiao after paying; staff write it elsewhere and say so; in time the names are forgotten."""

from datetime import datetime, timedelta

from sqlalchemy import insert, select, update

from core.clock import now
from core.errands import Errand, Task, send_errand
from core.errors import Conflict
from core.ids import new_id
from core.transactions import transaction
from payments.fapiao.models import FapiaoRequest
from payments.fapiao.queries import of_visit, one_of
from payments.payments.locking import lock_payment
from payments.payments.queries import PaymentUnknown
from restaurants.profile.queries import restaurant_of

KEPT_DAYS = 180  # after it was written, until the owner sets `limits.fapiao_days`
FORGET, DAILY = "fapiao.forget", timedelta(days=1)


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
    planned = select(Errand.id).where(Errand.restaurant_id == restaurant_id, Errand.kind == FORGET)
    if session.execute(planned).first() is None:
        send_errand(session, restaurant_id, FORGET, {}, now() + DAILY)
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


def forget_names(task: Task) -> datetime | None:
    """Once a day, as long as there is somebody to forget: titles, tax numbers and addresses past their time."""
    with transaction() as session:
        days = restaurant_of(session, task.restaurant_id)["limits"].get("fapiao_days", KEPT_DAYS)
        known = (
            FapiaoRequest.restaurant_id == task.restaurant_id,
            FapiaoRequest.done_at.is_not(None),
            FapiaoRequest.forgotten_at.is_(None),
        )
        session.execute(
            update(FapiaoRequest)
            .where(*known, FapiaoRequest.done_at <= now() - timedelta(days=days))
            .values(title="", tax_number=None, email=None, forgotten_at=now())
        )
        left = session.execute(select(FapiaoRequest.id).where(*known).limit(1)).first()
    return now() + DAILY if left else None


def _change(session, restaurant_id, fapiao_id, condition, **values):
    session.execute(
        update(FapiaoRequest)
        .where(FapiaoRequest.restaurant_id == restaurant_id, FapiaoRequest.id == fapiao_id, condition)
        .values(**values)
    )
