"""What lies in the till now, and the counts of former days."""

from datetime import date

from sqlalchemy import select

from core.clock import business_day, day_bounds, now, rfc3339
from core.web.schemas import page
from payments.payments.models import Payment, Refund
from payments.tills.counting import Fact, by_method, by_person
from payments.tills.models import TillCount
from restaurants.accounts.queries import names_by_principal
from restaurants.profile.queries import restaurant_of

COUNTER = "counter"


def till_of(session, restaurant_id: str) -> dict:
    """The till as it stands: everything that no count has counted yet."""
    restaurant = restaurant_of(session, restaurant_id)
    facts, opening = waiting(session, restaurant_id), opening_of(session, restaurant_id)
    day = day_of(restaurant)
    return {
        "day": day.isoformat(),
        "currency": restaurant["currency"],
        "opening": opening,
        "methods": by_method(facts, opening),
        "people": by_person(facts, names_by_principal(session, restaurant_id)),
        "closed": count_of_day(session, restaurant_id, day),
    }


def waiting(session, restaurant_id: str) -> list[Fact]:
    """What came over the counter and went back over it, uncounted."""
    came = session.execute(
        select(Payment.method, Payment.confirmed_by, Payment.amount).where(
            Payment.restaurant_id == restaurant_id,
            Payment.wallet == COUNTER,
            Payment.paid_at.is_not(None),
            Payment.till_id.is_(None),
        )
    )
    back = session.execute(
        select(Payment.method, Refund.by, Refund.amount)
        .join(Payment, (Payment.restaurant_id == Refund.restaurant_id) & (Payment.id == Refund.payment_id))
        .where(
            Refund.restaurant_id == restaurant_id,
            Payment.wallet == COUNTER,
            Refund.done_at.is_not(None),
            Refund.till_id.is_(None),
        )
    )
    return [fact(*row) for row in came] + [fact(*row, back=True) for row in back]


def fact(method, by, amount, back=False) -> Fact:
    return Fact(method or "other", by or "", amount, back)


def opening_of(session, restaurant_id: str) -> int:
    """The cash that the last count left in the till."""
    left = session.execute(
        select(TillCount.left).where(TillCount.restaurant_id == restaurant_id).order_by(TillCount.id.desc()).limit(1)
    ).scalar()
    return left or 0


def day_of(restaurant: dict) -> date:
    return business_day(now(), restaurant["time_zone"], restaurant["day_starts_at"])


def end_of(restaurant: dict, day: date):
    """The first instant after it."""
    return day_bounds(day, restaurant["time_zone"], restaurant["day_starts_at"])[1]


def count_of_day(session, restaurant_id: str, day: date) -> dict | None:
    row = session.execute(
        select(*TillCount.__table__.c).where(TillCount.restaurant_id == restaurant_id, TillCount.day == day)
    ).first()
    return row and count_shape(row._mapping)


def counts_of(session, restaurant_id: str, cursor: str | None = None, limit: int = 50) -> dict:
    """`{items, next_cursor}`, the last day first."""
    query = select(*TillCount.__table__.c).where(TillCount.restaurant_id == restaurant_id)
    found = page(session, query, TillCount.id, cursor, limit, descending=True)
    return {**found, "items": [count_shape(row) for row in found["items"]]}


def count_shape(row) -> dict:
    kept = ("id", "opening", "left", "difference", "reason", "methods", "people")
    return {
        **{name: row[name] for name in kept},
        "day": row["day"].isoformat(),
        "closed_at": rfc3339(row["closed_at"]),
        "closed_by": row["closed_by_name"],
    }
