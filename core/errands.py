"""Errands: what must still be done at a partner, even after a crash. A row that is claimed, done, and deleted.

Whoever runs errands looks at what is due, then claims each by compare-and-set: two runners never do the same one at
the same time. A runner that dies leaves its claim to expire. Errands name what to look at, never what to believe: the
handler reads the present state and may find nothing left to do.
"""

import logging
import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Index, Integer, String, delete, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from core.clock import now
from core.db import Base, Json, Tenant, UtcDateTime
from core.ids import new_id
from core.transactions import again_on_conflict, reading, transaction

CLAIM = timedelta(seconds=60)
TRIES = 12  # of failures in a row; then a person has to look

log = logging.getLogger(__name__)


class Errand(Tenant, Base):
    """`given_up_at` marks a dead letter: kept, shown to staff, never claimed again."""

    __tablename__ = "errands"
    __table_args__ = (Index("ix_errands_due_at", "due_at"),)
    kind: Mapped[str] = mapped_column(String(40))
    subject: Mapped[dict] = mapped_column(Json)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    runs: Mapped[int] = mapped_column(Integer)
    failures: Mapped[int] = mapped_column(Integer)
    last_error: Mapped[str | None] = mapped_column(String(200))
    given_up_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


@dataclass(frozen=True)
class Task:
    """A claimed errand, as its handler gets it. `runs` counts from 1."""

    restaurant_id: str
    id: str
    kind: str
    subject: dict
    runs: int
    made_at: datetime


def send_errand(session, restaurant_id: str, kind: str, subject: dict, due_at: datetime | None = None) -> str:
    """Stored with the transaction that makes it necessary."""
    errand_id, at = new_id(), now()
    session.execute(
        insert(Errand),
        {
            "restaurant_id": restaurant_id,
            "id": errand_id,
            "kind": kind,
            "subject": subject,
            "made_at": at,
            "due_at": due_at or at,
            "runs": 0,
            "failures": 0,
        },
    )
    return errand_id


def run_due(handlers: dict, at: datetime | None = None, most: int = 50, stopping=lambda: False) -> int:
    """Runs what is due; returns how many ran. `handlers[kind](task)` returns when to come again, or None when done.

    Nothing is claimed any more once `stopping()`.
    """
    at = at or now()
    ran = 0
    for row in _due(handlers, at, most):
        if stopping():
            break
        if _claim(row, at):
            task = Task(row.restaurant_id, row.id, row.kind, row.subject, row.runs + 1, row.made_at)
            _run(handlers[row.kind], task, row.failures)
            ran += 1
    return ran


def given_up(session, restaurant_id: str) -> list:
    """(id, kind, subject, made_at, runs, last_error, given_up_at) of what a person has to look at."""
    return session.execute(
        select(
            *(Errand.id, Errand.kind, Errand.subject, Errand.made_at, Errand.runs),
            *(Errand.last_error, Errand.given_up_at),
        )
        .where(Errand.restaurant_id == restaurant_id, Errand.given_up_at.is_not(None))
        .order_by(Errand.given_up_at)
    ).all()


def try_again(session, restaurant_id: str, errand_id: str) -> bool:
    """A person has looked, and it may be tried as if it were new; whether there was such a dead letter."""
    return bool(
        session.execute(
            update(Errand)
            .where(Errand.restaurant_id == restaurant_id, Errand.id == errand_id, Errand.given_up_at.is_not(None))
            .values(given_up_at=None, failures=0, due_at=now())
        ).rowcount
    )


def _due(handlers, at, most):
    with reading() as session:
        return session.execute(
            select(*Errand.__table__.c)
            .where(Errand.due_at <= at, Errand.given_up_at.is_(None), Errand.kind.in_(list(handlers)))
            .order_by(Errand.due_at)
            .limit(most)
        ).all()


def _claim(row, at) -> bool:
    """Whoever moves `due_at` on has it; after CLAIM it is due again, in case this process dies now.

    A row that another runner is claiming at this moment is passed over instead of waited for.
    """
    own = (Errand.restaurant_id == row.restaurant_id, Errand.id == row.id)
    as_seen = (Errand.due_at == row.due_at, Errand.runs == row.runs, Errand.given_up_at.is_(None))
    with transaction() as session:
        mine = session.execute(select(Errand.id).where(*own, *as_seen).with_for_update(skip_locked=True)).first()
        if mine is None:
            return False
        claimed = update(Errand).where(*own, *as_seen).values(due_at=at + CLAIM, runs=row.runs + 1)
        return bool(session.execute(claimed).rowcount)


def _run(handle, task: Task, failures: int) -> None:
    try:
        again, problem = handle(task), None
    except Exception as error:  # noqa: BLE001  one errand that fails must not stop the others; it is kept and shown
        log.warning("errand %s %s failed: %s", task.kind, task.id, error)
        again, problem, failures = now() + _back_off(failures), f"{type(error).__name__}: {error}"[:200], failures + 1

    def save():
        with transaction() as session:
            own = (Errand.restaurant_id == task.restaurant_id, Errand.id == task.id)
            if again is None:
                session.execute(delete(Errand).where(*own))
                return
            values = {"due_at": again, "failures": failures if problem else 0, "last_error": problem}
            if failures >= TRIES:
                values["given_up_at"] = now()
            session.execute(update(Errand).where(*own).values(**values))

    again_on_conflict(save)


def _back_off(failures: int) -> timedelta:
    """1, 2, 4 … 600 s, each with up to half as much again, so that many do not come back together."""
    return timedelta(seconds=min(600, 2**failures) * random.uniform(1, 1.5))
