"""Asking for a refund, and what an owner or manager says to it. What is approved is a refund like any other."""

from sqlalchemy import insert, update

from core.clock import now
from core.errors import Conflict
from core.ids import new_id
from core.pushes import push
from payments.payments.locking import lock_payment
from payments.payments.refunds import NotRefundable, amount_of
from payments.refund_requests.models import RefundRequest
from payments.refund_requests.queries import request_of, request_row


class RequestAnswered(Conflict):
    code, title = "refund_request_answered", "Somebody has answered this request already"


def ask_for_refund(session, restaurant_id: str, payment_id: str, body: dict, who: str) -> dict:
    """`body` as GiveBack; what cannot be given back at this moment cannot be asked for. NotRefundable, Invalid."""
    amount, lines = amount_of(session, restaurant_id, payment_id, body)
    payment = lock_payment(session, restaurant_id, payment_id)
    left = payment.amount - payment.refunded_total - payment.refund_held if payment.paid_at else 0
    if amount > left:
        raise NotRefundable(f"{left} is left.", errors={"amount": ["More than is left."]}, left=left)
    request_id = new_id()
    session.execute(
        insert(RefundRequest),
        {
            "restaurant_id": restaurant_id,
            "id": request_id,
            "payment_id": payment_id,
            "amount": body["amount"],
            "lines": lines,
            "reason": body["reason"],
            "due": body["due"],
            "asked_by": who,
            "asked_at": now(),
        },
    )
    return _tell(session, restaurant_id, request_id, "refund.asked")


def approve_request(session, restaurant_id: str, request_id: str, refund_id: str, who: str) -> None:
    """In the transaction that reserves the refund: one request is one refund, however often it is tapped."""
    _decide(session, restaurant_id, request_id, who, refund_id=refund_id)
    _tell(session, restaurant_id, request_id, "refund.answered")


def refuse_request(session, restaurant_id: str, request_id: str, note: str, who: str) -> dict:
    """Repeating is harmless."""
    row = request_row(session, restaurant_id, request_id)
    if row.decided_at is None or row.refund_id:
        _decide(session, restaurant_id, request_id, who, note=note)
        return _tell(session, restaurant_id, request_id, "refund.answered")
    return request_of(session, restaurant_id, request_id)


def _decide(session, restaurant_id, request_id, who, **how):
    payment_id = request_row(session, restaurant_id, request_id).payment_id
    lock_payment(session, restaurant_id, payment_id)
    decided = session.execute(
        update(RefundRequest)
        .where(
            RefundRequest.restaurant_id == restaurant_id,
            RefundRequest.id == request_id,
            RefundRequest.decided_at.is_(None),
        )
        .values(decided_by=who, decided_at=now(), **how)
    ).rowcount
    if not decided:
        raise RequestAnswered(request=request_of(session, restaurant_id, request_id))


def _tell(session, restaurant_id, request_id, kind) -> dict:
    shape = request_of(session, restaurant_id, request_id)
    push(session, restaurant_id, f"restaurant:{restaurant_id}", kind, shape)
    return shape
