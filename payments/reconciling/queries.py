"""Our side of a day, and what was found."""

from datetime import datetime, timedelta

from sqlalchemy import func, select

from core.clock import rfc3339
from core.errors import NotFound
from payments.payments.models import Payment, Refund
from payments.reconciling.differences import Side
from payments.reconciling.models import Difference, Reconciliation
from payments.wallets.alipay.gateway import BEIJING
from payments.wallets.alipay.models import AlipayAuthorisation, AlipayTrade, TradeLookup
from payments.wallets.alipay.trades import trade_number


class DifferenceUnknown(NotFound):
    code, title = "difference_unknown", "There is no such difference"


def bounds_of(day: str) -> tuple[datetime, datetime]:
    """A Beijing day, as the wallet counts it."""
    first = datetime.strptime(day, "%Y-%m-%d").replace(tzinfo=BEIJING)
    return first, first + timedelta(days=1)


def our_side(session, restaurant_id: str, wallet: str, day: str, their_requests: set[str]) -> dict[str, Side]:
    """By trade number. A refund whose asking and answer lie on two days counts on the day where they have it."""
    first, last = bounds_of(day)
    sides: dict[str, Side] = {}
    for p in session.execute(
        select(Payment.id, Payment.amount, Payment.partner_ref, Payment.paid_at).where(
            Payment.restaurant_id == restaurant_id,
            Payment.wallet == wallet,
            Payment.paid_at >= first,
            Payment.paid_at < last,
        )
    ):
        sides[trade_number(p.id)] = Side(p.amount, 0, p.partner_ref, p.id, p.paid_at)
    for r in session.execute(
        select(Refund.id, Refund.payment_id, Refund.amount, Refund.at, Refund.done_at, Payment.partner_ref)
        .join(Payment, (Payment.restaurant_id == Refund.restaurant_id) & (Payment.id == Refund.payment_id))
        .where(
            Refund.restaurant_id == restaurant_id,
            Payment.restaurant_id == restaurant_id,
            Payment.wallet == wallet,
            Refund.done_at.is_not(None),
            Refund.at < last + timedelta(days=1),
            Refund.done_at >= first - timedelta(days=1),
        )
    ):
        within = first <= r.at < last and first <= r.done_at < last
        if within or trade_number(r.id) in their_requests:
            side = sides.setdefault(trade_number(r.payment_id), Side(None, 0, r.partner_ref, r.payment_id))
            side.back += r.amount
    return sides


def restaurants_with_trades(session) -> list[str]:
    """Those that take Alipay, or ever did; for the command line."""
    ever = select(AlipayTrade.restaurant_id).union(select(AlipayAuthorisation.restaurant_id))
    return sorted(session.execute(ever).scalars())


def payment_behind(session, restaurant_id: str, number: str) -> str | None:
    """The payment that bears a trade number, whether or not anybody knew that it was paid."""
    return session.execute(
        select(Payment.id)
        .join(TradeLookup, TradeLookup.payment_id == Payment.id)
        .where(
            Payment.restaurant_id == restaurant_id,
            TradeLookup.restaurant_id == restaurant_id,
            TradeLookup.id == number,
        )
    ).scalar()


def difference_of(session, restaurant_id: str, difference_id: str):
    """DifferenceUnknown."""
    row = session.execute(
        select(*Difference.__table__.c).where(Difference.restaurant_id == restaurant_id, Difference.id == difference_id)
    ).first()
    if row is None:
        raise DifferenceUnknown()
    return row


def days_of(session, restaurant_id: str, first: str, last: str) -> list[dict]:
    """Days that were or will be held against the wallet's bill, the newest first."""
    counts = dict(
        session.execute(
            select(Difference.day, func.count())
            .where(Difference.restaurant_id == restaurant_id, Difference.settled_at.is_(None))
            .group_by(Difference.day)
        ).all()
    )
    rows = session.execute(
        select(*Reconciliation.__table__.c)
        .where(Reconciliation.restaurant_id == restaurant_id, Reconciliation.day.between(first, last))
        .order_by(Reconciliation.day.desc(), Reconciliation.wallet)
    )
    return [
        {
            "wallet": r.wallet,
            "day": r.day,
            "state": r.state,
            "ours": r.ours,
            "theirs": r.theirs,
            "ours_total": r.ours_total,
            "theirs_total": r.theirs_total,
            "open_differences": counts.get(r.day, 0),
            "done_at": rfc3339(r.done_at),
        }
        for r in rows
    ]


def differences_of(session, restaurant_id: str, first: str, last: str) -> list[dict]:
    """What is still open, however old, and what was settled of these days."""
    rows = session.execute(
        select(*Difference.__table__.c)
        .where(
            Difference.restaurant_id == restaurant_id,
            Difference.settled_at.is_(None) | Difference.day.between(first, last),
        )
        .order_by(Difference.day.desc(), Difference.number)
        .limit(500)
    )
    return [difference_shape(r) for r in rows]


def open_differences(session, restaurant_id: str) -> int:
    """How many wait for a person."""
    return session.execute(
        select(func.count()).where(Difference.restaurant_id == restaurant_id, Difference.settled_at.is_(None))
    ).scalar_one()


def difference_shape(r) -> dict:
    """The REST shape."""
    return {
        "id": r.id,
        "wallet": r.wallet,
        "day": r.day,
        "kind": r.kind,
        "number": r.number,
        "trade_no": r.partner_ref,
        "payment_id": r.payment_id,
        "ours": r.ours,
        "theirs": r.theirs,
        "paid_at": rfc3339(r.paid_at),
        "found_at": rfc3339(r.found_at),
        "giving_back": r.giving_back is not None and r.settled_at is None,
        "settled_how": r.settled_how,
        "settled_at": rfc3339(r.settled_at),
        "note": r.note,
    }
