"""A lease: of many processes, the one that does a certain work for now. It is renewed while its holder lives.

What is done under it must be harmless when two do it at once: a process that is stopped for longer than the lease lasts
wakes up believing that it holds it.
"""

from datetime import datetime, timedelta

from sqlalchemy import String, insert, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from core.clock import now
from core.db import Base, UtcDateTime
from core.ids import new_id
from core.transactions import transaction

LASTS = timedelta(seconds=10)


class LeaseRow(Base):
    """Global: the work is everybody's. `id` names it."""

    __tablename__ = "leases"
    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    holder: Mapped[str] = mapped_column(String(36))
    until: Mapped[datetime] = mapped_column(UtcDateTime)


class Lease:
    """This process's claim on the work `name`."""

    def __init__(self, name: str):
        self._name, self._me, self._until = name, new_id(), None

    def held(self) -> bool:
        """Whether this process does the work now. Asks the database when half of its time is over."""
        at = now()
        if self._until is None or self._until - at < LASTS / 2:
            self._until = at + LASTS if self._taken(at) else None
        return self._until is not None

    def release(self) -> None:
        """Another may have it at once."""
        if self._until is not None:
            self._until = None
            with transaction() as session:
                mine = (LeaseRow.id == self._name, LeaseRow.holder == self._me)
                session.execute(update(LeaseRow).where(*mine).values(until=now()))

    def _taken(self, at) -> bool:
        try:
            with transaction() as session:
                return _take(session, self._name, self._me, at)
        except IntegrityError:
            return False  # somebody was the first at the very same moment


def _take(session, name, me, at) -> bool:
    free = or_(LeaseRow.holder == me, LeaseRow.until < at)
    mine = {"holder": me, "until": at + LASTS}
    if session.execute(update(LeaseRow).where(LeaseRow.id == name, free).values(**mine)).rowcount:
        return True
    if session.execute(select(LeaseRow.id).where(LeaseRow.id == name)).first():
        return False
    session.execute(insert(LeaseRow).values(id=name, **mine))
    return True
