"""Closing the till: what is counted is marked in the same transaction, so that each fact is in exactly one count."""

from datetime import date

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from core.clock import now
from core.errors import Conflict, Invalid
from core.ids import new_id
from payments.payments.models import Payment, Refund
from payments.tills.counting import CASH, by_method, by_person
from payments.tills.models import TillCount
from payments.tills.queries import COUNTER, count_of_day, day_of, end_of, fact, opening_of
from restaurants.accounts.queries import names_by_principal
from restaurants.profile.queries import restaurant_of


class TillClosed(Conflict):
    code, title = "till_closed", "This day's till is closed"


def close_till(
    session,
    restaurant_id: str,
    counted: dict[str, int],
    left: int,
    reason: str,
    who: str,
    name: str,
    day: date | None = None,
) -> dict:
    """The count in its REST shape. What comes later belongs to the next one. TillClosed, Invalid.

    `counted`: method → what was found; cash always. `left` of the cash stays in the till. A difference needs a reason.
    """
    restaurant = restaurant_of(session, restaurant_id)
    today = day_of(restaurant)
    day = day or today
    if day > today:
        raise Invalid(errors={"day": ["Not before it has begun."]})
    if left > counted[CASH]:
        raise Invalid(errors={"left": ["More than was counted."]})
    if count_of_day(session, restaurant_id, day):
        raise TillClosed("What came later is counted tomorrow.")
    count_id, opening = new_id(), opening_of(session, restaurant_id)
    facts = _claim(session, restaurant_id, count_id, end_of(restaurant, day))
    methods = by_method(facts, opening, counted)
    difference = sum(row["difference"] or 0 for row in methods)
    if any(row["difference"] for row in methods) and not reason:
        raise Invalid(
            "The count differs from what is expected.",
            errors={"reason": ["Say why."]},
            methods=methods,
        )
    row = {
        "restaurant_id": restaurant_id,
        "id": count_id,
        "day": day,
        "opening": opening,
        "left": left,
        "difference": difference,
        "reason": reason,
        "methods": methods,
        "people": by_person(facts, names_by_principal(session, restaurant_id)),
        "closed_at": now(),
        "closed_by": who,
        "closed_by_name": name,
    }
    try:
        session.execute(insert(TillCount), row)
    except IntegrityError as error:  # two closed it at the same moment; whose count stands first stays
        raise TillClosed("What came later is counted tomorrow.") from error
    return count_of_day(session, restaurant_id, day)


def _claim(session, restaurant_id, count_id, until) -> list:
    """Marks what this count counts, and returns it. A payment that commits meanwhile is the next count's."""
    came = session.execute(
        update(Payment)
        .where(
            Payment.restaurant_id == restaurant_id,
            Payment.wallet == COUNTER,
            Payment.paid_at < until,
            Payment.till_id.is_(None),
        )
        .values(till_id=count_id)
        .returning(Payment.method, Payment.confirmed_by, Payment.amount)
    ).all()
    over_the_counter = select(Payment.id).where(Payment.restaurant_id == restaurant_id, Payment.wallet == COUNTER)
    back = session.execute(
        update(Refund)
        .where(
            Refund.restaurant_id == restaurant_id,
            Refund.done_at < until,
            Refund.till_id.is_(None),
            Refund.payment_id.in_(over_the_counter),
        )
        .values(till_id=count_id)
        .returning(Refund.payment_id, Refund.by, Refund.amount)
    ).all()
    methods = dict(
        session.execute(
            select(Payment.id, Payment.method).where(
                Payment.restaurant_id == restaurant_id, Payment.id.in_({r.payment_id for r in back})
            )
        ).all()
    )
    return [fact(*row) for row in came] + [fact(methods[r.payment_id], r.by, r.amount, back=True) for r in back]
