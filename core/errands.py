"""Errands: what must still be done at a partner, even after a crash. A row that is claimed, done, and deleted.

Whoever runs errands looks at what is due, then claims each by compare-and-set: two runners never do the same one at
the same time. A claim is renewed while its runner lives; one that dies leaves it to expire. Errands name what to look
at, never what to believe: the handler reads the present state and may find nothing left to do. `core/errand_pool.py`
runs them.
"""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Index, Integer, String, delete, func, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from core.clock import now
from core.db import Base, Json, Tenant, UtcDateTime
from core.ids import new_id
from core.transactions import again_on_conflict, reading, transaction

CLAIM = timedelta(seconds=60)
TRIES = 12  # of failures in a row; then a person has to look


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


def due(kinds, at: datetime, each: int, most: int) -> list:
    """Rows that are due: the oldest of every restaurant first, then each one's second, at most `each` of one."""
    turn = func.row_number().over(partition_by=Errand.restaurant_id, order_by=(Errand.due_at, Errand.id))
    waiting = (
        select(*Errand.__table__.c, turn.label("turn"))
        .where(Errand.due_at <= at, Errand.given_up_at.is_(None), Errand.kind.in_(list(kinds)))
        .subquery()
    )
    fair = select(waiting).where(waiting.c.turn <= each).order_by(waiting.c.turn, waiting.c.due_at).limit(most)
    with reading() as session:
        return session.execute(fair).all()


def claim(row, at: datetime) -> Task | None:
    """Whoever moves `due_at` on has it; after CLAIM it is due again, in case this process dies now.

    A row that another runner is claiming at this moment is passed over instead of waited for.
    """
    as_seen = (Errand.due_at == row.due_at, Errand.runs == row.runs, Errand.given_up_at.is_(None))
    with transaction() as session:
        own = select(Errand.id).where(*_own(row), *as_seen)
        if session.execute(own.with_for_update(skip_locked=True)).first() is None:
            return None
        claimed = update(Errand).where(*_own(row), *as_seen).values(due_at=at + CLAIM, runs=row.runs + 1)
        if not session.execute(claimed).rowcount:
            return None
    return Task(row.restaurant_id, row.id, row.kind, row.subject, row.runs + 1, row.made_at)


def renew(task: Task, at: datetime) -> None:
    """It is still being done."""
    with transaction() as session:
        session.execute(_claimed(task).values(due_at=at + CLAIM))


def settle(task: Task, again: datetime | None = None, problem: str | None = None) -> None:
    """How it ended: done, to be done `again` then, or failed by `problem`: then later each time, at last given up."""

    def save():
        with transaction() as session:
            if again is None and problem is None:
                session.execute(delete(Errand).where(*_own(task)))
            elif problem is None:
                session.execute(_claimed(task).values(due_at=again, failures=0, last_error=None))
            else:
                _note_failure(session, task, problem)

    again_on_conflict(save)


def _note_failure(session, task, problem):
    failures = session.execute(select(Errand.failures).where(*_own(task))).scalar_one_or_none()
    if failures is None:
        return
    values = {"due_at": now() + back_off(failures), "failures": failures + 1, "last_error": problem[:200]}
    if failures + 1 >= TRIES:
        values["given_up_at"] = now()
    session.execute(_claimed(task).values(**values))


def back_off(failures: int) -> timedelta:
    """1, 2, 4 … 600 s, each with up to half as much again, so that many do not come back together."""
    return timedelta(seconds=min(600, 2**failures) * random.uniform(1, 1.5))


def _claimed(task):
    """Only as long as the claim is this one: whoever took it up after it had expired has the say."""
    return update(Errand).where(*_own(task), Errand.runs == task.runs)


def _own(row):
    return Errand.restaurant_id == row.restaurant_id, Errand.id == row.id
