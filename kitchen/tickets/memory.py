"""What has been touched: each request id once, with what it moved, so that it can be taken back."""

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite

from core.clock import now
from core.db import drop
from kitchen.tickets.models import Act

NOTHING = {"tickets": {}, "lines": {}}


def claim(session, restaurant_id: str, request_id: str | None, do: str, ticket_id: str = "") -> bool:
    """False where this touch was done before. A twin under way is waited for: two of the same come one after the
    other. Without an id there is nothing to claim and nothing to undo."""
    if request_id is None:
        return True
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    row = {
        "restaurant_id": restaurant_id,
        "id": request_id,
        "ticket_id": ticket_id,
        "do": do,
        "before": NOTHING,
        "after": NOTHING,
        "at": now(),
    }
    made = session.execute(dialect.insert(Act).values(row).on_conflict_do_nothing().returning(Act.id)).first()
    return made is not None


def remember(session, restaurant_id: str, request_id: str | None, before: dict, after: dict) -> None:
    """Both: `{tickets: {id: status}, lines: {id: [status, done]}}` of what the touch moved; of a rush `{rushed}`."""
    if request_id is not None:
        session.execute(
            update(Act)
            .where(Act.restaurant_id == restaurant_id, Act.id == request_id)
            .values(before=before, after=after)
        )


def remembered(session, restaurant_id: str, request_id: str | None):
    """`do, ticket_id, before, after` of a touch, or None. One of the release before kept less: nothing to undo."""
    found = session.execute(
        select(Act.do, Act.ticket_id, Act.before, Act.after).where(
            Act.restaurant_id == restaurant_id, Act.id == request_id
        )
    ).first()
    return found if found and ("tickets" in found.before or "rushed" in found.before) else None


def tickets_of(act) -> set[str]:
    """Ids of the tickets that a remembered touch moved."""
    return {act.ticket_id, *act.before.get("tickets", ())} - {""}


def forget_acts(session, restaurant_id: str, at, most: int) -> int:
    """At most so many touches from before `at`: no screen sends one again, or takes it back, after so long."""
    return drop(session, Act, Act.restaurant_id == restaurant_id, Act.at < at, most=most)
