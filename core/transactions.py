"""One request, one transaction. Pushes are numbered last of all, sent after the commit."""

import random
import time
from contextlib import contextmanager

from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from core import pushes
from core.errors import Unavailable

_engine = None
_deliver = None
_reads: dict = {}


class Busy(Unavailable):
    code, title = "busy", "The database is busy"


def use_engine(engine, deliver=None):
    """Set once by the factory. `deliver(frames)` sends committed frames to rooms and must not raise or wait."""
    global _engine, _deliver, _reads
    _engine, _deliver = engine, deliver
    # Several statements of one read must see one moment; SQLite's read transactions do by themselves.
    _reads = {"writes": False}
    if engine.dialect.name == "postgresql":
        _reads["isolation_level"] = "REPEATABLE READ"


def engine():
    return _engine


@contextmanager
def transaction():
    """A write transaction: commits at the end, rolls back on any exception, then hands the frames on."""
    session = Session(_engine, expire_on_commit=False)
    try:
        yield session
        session.flush()
        frames = pushes.number(session)
        session.commit()
    except (OperationalError, PoolTimeout) as error:
        session.rollback()
        raise Busy("Nothing was saved. Send the same request again.", headers={"Retry-After": "1"}) from error
    except BaseException:
        session.rollback()
        raise
    finally:
        session.close()
    if frames and _deliver:
        _deliver(frames)


@contextmanager
def reading():
    """A snapshot to read from; nothing it does is kept."""
    try:
        with (
            _engine.connect().execution_options(**_reads) as connection,
            Session(connection, expire_on_commit=False) as session,
        ):
            yield session
    except (OperationalError, PoolTimeout) as error:
        raise Busy("The database did not answer in time.", headers={"Retry-After": "1"}) from error


def again_on_conflict(work, tries: int = 4):
    """Runs `work()` again when two transactions met on PostgreSQL (deadlock, serialisation): each had no effect."""
    for attempt in range(tries):
        try:
            return work()
        except Unavailable:
            if attempt == tries - 1:
                raise
            time.sleep(random.uniform(0.01, 0.05) * (attempt + 1))
