"""Calling staff, and answering."""

from datetime import timedelta

from sqlalchemy import insert, select, update

from core.clock import now, rfc3339
from core.errors import Conflict, NotFound, TooMany
from core.facts import announce
from core.ids import new_id
from core.pushes import push
from ordering.calls.events import CallAnswered, CallMade, CallTakenBack
from ordering.calls.models import Call
from ordering.visits.service import lock_open_visit

COOL_DOWN = timedelta(seconds=60)
RUSH_COOL_DOWN = timedelta(minutes=5)  # the kitchen was asked about that round


class CallUnknown(NotFound):
    code, title = "call_unknown", "There is no such call"


class NotYours(Conflict):
    code, title = "illegal_step", "Somebody else has answered"


def make_call(session, restaurant_id, visit_id, guest_id, kind, order_id=None) -> dict:
    """One call of a kind per table and minute, one "hurry" per round and five minutes; TooMany within that time."""
    visit = lock_open_visit(session, restaurant_id, visit_id)
    at, pause = now(), RUSH_COOL_DOWN if kind == "rush" else COOL_DOWN
    same = [Call.restaurant_id == restaurant_id, Call.visit_id == visit_id, Call.kind == kind]
    if kind == "rush":
        same.append(Call.order_id == order_id)
    last = session.execute(select(Call.made_at).where(*same).order_by(Call.made_at.desc()).limit(1)).scalar()
    if last and at - last < pause:
        wait = int((pause - (at - last)).total_seconds()) + 1
        raise TooMany("The staff already know.", headers={"Retry-After": str(wait)})
    row = {
        "restaurant_id": restaurant_id,
        "id": new_id(),
        "visit_id": visit_id,
        "guest_id": guest_id,
        "kind": kind,
        "order_id": order_id,
        "table_label": visit.table_label,
        "made_at": at,
    }
    session.execute(insert(Call), row)
    announce(session, CallMade(restaurant_id, visit_id, row["id"], kind, order_id))
    return _tell(session, restaurant_id, row["id"], "call.made")


def answer_call(session, restaurant_id, call_id, who: str, reply_minutes: int | None = None) -> dict:
    """Somebody is on the way, or the kitchen says how long. Repeating is harmless."""
    visit_id = session.execute(
        update(Call)
        .where(Call.restaurant_id == restaurant_id, Call.id == call_id, Call.answered_at.is_(None))
        .values(answered_at=now(), answered_by=who, reply_minutes=reply_minutes)
        .returning(Call.visit_id)
    ).scalar()
    if visit_id:
        announce(session, CallAnswered(restaurant_id, visit_id, call_id))
    return _tell(session, restaurant_id, call_id, "call.answered")


def take_back_answer(session, restaurant_id, call_id, who: str) -> dict:
    """It was answered by mistake and waits again. Repeating is harmless. NotYours where somebody else has answered."""
    row = session.execute(
        select(Call.visit_id, Call.kind, Call.answered_by, Call.answered_at)
        .where(Call.restaurant_id == restaurant_id, Call.id == call_id)
        .with_for_update(key_share=True)
    ).first()
    if row is None:
        raise CallUnknown()
    if row.answered_at and (row.answered_by != who or row.kind == "rush"):
        raise NotYours(f"{row.answered_by} has answered.")
    session.execute(
        update(Call)
        .where(Call.restaurant_id == restaurant_id, Call.id == call_id)
        .values(answered_at=None, answered_by=None)
    )
    announce(session, CallTakenBack(restaurant_id, row.visit_id, call_id))
    return _tell(session, restaurant_id, call_id, "call.made")


def drop_calls(session, fact) -> None:
    """The party has gone: nobody waits any more. (VisitClosed)"""
    waiting = select(Call.id).where(
        Call.restaurant_id == fact.restaurant_id, Call.visit_id == fact.visit_id, Call.answered_at.is_(None)
    )
    for call_id in session.execute(waiting.order_by(Call.id)).scalars().all():
        answer_call(session, fact.restaurant_id, call_id, "")


def answer_from_kitchen(session, fact) -> None:
    """The kitchen's word to the table that asked to hurry. (RushAnswered)"""
    for call_id in fact.call_ids:
        answer_call(session, fact.restaurant_id, call_id, fact.by, fact.minutes)


def move_calls(session, restaurant_id, visit_id, into_visit_id, table: str) -> None:
    """The party sits elsewhere now, or with others: its calls bear the new table's label."""
    moved = session.execute(
        update(Call)
        .where(Call.restaurant_id == restaurant_id, Call.visit_id == visit_id)
        .values(visit_id=into_visit_id, table_label=table)
        .returning(Call.id, Call.answered_at)
    ).all()
    for call_id, answered_at in sorted((tuple(row) for row in moved), key=lambda row: row[0]):
        _tell(session, restaurant_id, call_id, "call.answered" if answered_at else "call.made")


def calls_of(session, restaurant_id, visit_id=None) -> list[dict]:
    """A visit's calls, or all that nobody has answered yet."""
    which = Call.visit_id == visit_id if visit_id else Call.answered_at.is_(None)
    rows = session.execute(
        select(*Call.__table__.c).where(Call.restaurant_id == restaurant_id, which).order_by(Call.id)
    ).all()
    return [_shape(r) for r in rows]


def _tell(session, restaurant_id, call_id, kind) -> dict:
    row = session.execute(
        select(*Call.__table__.c).where(Call.restaurant_id == restaurant_id, Call.id == call_id)
    ).first()
    if row is None:
        raise CallUnknown()
    body = _shape(row)
    for stream in (f"visit:{row.visit_id}", f"restaurant:{restaurant_id}"):
        push(session, restaurant_id, stream, kind, body)
    return body


def _shape(row) -> dict:
    return {
        "id": row.id,
        "kind": row.kind,
        "order_id": row.order_id,
        "table": row.table_label,
        "visit_id": row.visit_id,
        "made_at": rfc3339(row.made_at),
        "answered_at": rfc3339(row.answered_at),
        "answered_by": row.answered_by,
        "reply_minutes": row.reply_minutes,
    }
