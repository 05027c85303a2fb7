"""Reads of visits and of who sits there."""

from sqlalchemy import bindparam, select

from core.clock import now, rfc3339
from core.ids import digest
from core.statements import run, statement
from ordering.visits.models import Guest, Visit

_VISIT = select(*Visit.__table__.c).where(
    Visit.restaurant_id == bindparam("restaurant"), Visit.id == bindparam("visit")
)
VISIT = statement(_VISIT)
VISIT_LOCKED = statement(_VISIT.with_for_update(key_share=True))
GUESTS = statement(
    select(Guest.id, Guest.nickname, Guest.mark)
    .where(Guest.restaurant_id == bindparam("restaurant"), Guest.visit_id == bindparam("visit"))
    .order_by(Guest.id)
)
GUEST_BY_TOKEN = statement(
    select(Guest.id, Guest.visit_id, Visit.status, Visit.table_id)
    .join(Visit, (Visit.restaurant_id == Guest.restaurant_id) & (Visit.id == Guest.visit_id))
    .where(Guest.restaurant_id == bindparam("restaurant"), Guest.token_hash == bindparam("token"))
)


def visit_of(session, restaurant_id: str, visit_id: str):
    """The row of a visit, or None."""
    return next(iter(run(session, VISIT(restaurant=restaurant_id, visit=visit_id))[0]), None)


def answer_visit(session, question) -> dict | None:
    """For other rooms: VisitOf → `{id, table_id, table_label, covers, channel, status, fees, opened_at, closed_at}`."""
    row = visit_of(session, question.restaurant_id, question.visit_id)
    return row and {
        "id": row.id,
        "table_id": row.table_id,
        "table_label": row.table_label,
        "covers": row.covers,
        "channel": row.channel,
        "status": row.status,
        "fees": row.fees,
        "opened_at": row.opened_at,
        "closed_at": row.closed_at,
    }


def answer_guests(session, question) -> list[dict]:
    """For other rooms: GuestsOf."""
    return guests_of(session, question.restaurant_id, question.visit_id)


def open_visit_at(session, restaurant_id: str, table_id: str):
    """The open visit of a table, or None."""
    return session.execute(
        select(*Visit.__table__.c).where(Visit.restaurant_id == restaurant_id, Visit.open_table_id == table_id)
    ).first()


def open_visits(session, restaurant_id: str) -> list:
    return session.execute(
        select(*Visit.__table__.c)
        .where(Visit.restaurant_id == restaurant_id, Visit.open_table_id.is_not(None))
        .order_by(Visit.opened_at)
    ).all()


def guest_by_token(session, restaurant_id: str, secret: str):
    """(id, visit_id, visit status) of the phone that holds `secret`, or None."""
    return next(iter(run(session, GUEST_BY_TOKEN(restaurant=restaurant_id, token=digest(secret)))[0]), None)


def visits_of_guests(session, restaurant_id: str, guest_ids) -> dict[str, str]:
    """`{guest_id: visit_id}` of those that exist, for sockets that stay open."""
    rows = session.execute(
        select(Guest.id, Guest.visit_id).where(Guest.restaurant_id == restaurant_id, Guest.id.in_(sorted(guest_ids)))
    )
    return {row.id: row.visit_id for row in rows}


def guests_of(session, restaurant_id: str, visit_id: str, you: str = "") -> list[dict]:
    """`[{id, nickname, mark, is_you}]` in the order of joining."""
    rows = run(session, GUESTS(restaurant=restaurant_id, visit=visit_id))[0]
    return [{"id": r.id, "nickname": r.nickname, "mark": r.mark, "is_you": r.id == you} for r in rows]


def names_of(session, restaurant_id: str, visit_id: str) -> dict[str, dict]:
    """`{guest_id: {id, nickname, mark}}`: as lines and orders name them."""
    return {g["id"]: {k: g[k] for k in ("id", "nickname", "mark")} for g in guests_of(session, restaurant_id, visit_id)}


def names_by_id(session, restaurant_id: str, guest_ids) -> dict[str, dict]:
    """The same of these guests, wherever they sit."""
    rows = session.execute(
        select(Guest.id, Guest.nickname, Guest.mark).where(
            Guest.restaurant_id == restaurant_id, Guest.id.in_(sorted(guest_ids))
        )
    )
    return {r.id: {"id": r.id, "nickname": r.nickname, "mark": r.mark} for r in rows}


def staff_shape(visit) -> dict:
    """The visit as staff see it in a list, without its orders."""
    return {**visit_shape(visit), "rounds": visit.rounds}


def visit_shape(visit) -> dict:
    """The visit as everybody at the table sees it. How many rounds there were, its orders say."""
    return {
        "id": visit.id,
        "table_id": visit.table_id,
        "table": visit.table_label,
        "status": visit.status,
        "covers": visit.covers,
        "channel": visit.channel,
        "opened_at": rfc3339(visit.opened_at),
        "closed_at": rfc3339(visit.closed_at),
        "confirming": _confirming(visit),
    }


def _confirming(visit) -> dict | None:
    """Who looks at the confirm page right now, so that two phones do not send at once."""
    if visit.confirming_until is None or visit.confirming_until <= now():
        return None
    return {"guest_id": visit.confirming_guest_id, "until": rfc3339(visit.confirming_until)}
