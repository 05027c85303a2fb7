"""One request, one transaction. Pushes are numbered last of all, sent after the commit."""

import random
import time
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from core.errors import Unavailable
from core.writers import GroupCommit, OwnCommit

_engine = None
_writer = None
_reads: dict = {}
_begins_by_itself = False


@dataclass(frozen=True, slots=True)
class Glance:
    """Just enough of a session for `run`."""

    bind: object
    info: dict


class Busy(Unavailable):
    code, title = "busy", "The database is busy"


def use_engine(engine, deliver=lambda frames: None):
    """Set once by the factory. `deliver(frames)` sends committed frames to rooms and must not raise or wait."""
    global _engine, _writer, _reads, _begins_by_itself
    _engine = engine
    _begins_by_itself = engine.dialect.name == "postgresql"  # its driver does, unless told not to; SQLite's does not
    # Several statements of one read must see one moment; SQLite's read transactions do by themselves.
    if _begins_by_itself:
        _writer, _reads = OwnCommit(engine, deliver), {"writes": False, "isolation_level": "REPEATABLE READ"}
    else:
        _writer, _reads = GroupCommit(engine, deliver), {"writes": False}


def engine():
    return _engine


@contextmanager
def transaction():
    """A write transaction: commits at the end, rolls back on any exception, then hands the frames on."""
    try:
        with _writer.turn() as session:
            yield session
    except (OperationalError, PoolTimeout) as error:
        raise Busy("Nothing was saved. Send the same request again.", headers={"Retry-After": "1"}) from error


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


@contextmanager
def glance():
    """For one statement by `run`, which is its own snapshot: no BEGIN before it and no ROLLBACK behind."""
    try:
        connection = _engine.raw_connection()
        try:
            if _begins_by_itself:
                connection.dbapi_connection.autocommit = True
            yield Glance(_engine, {"driver": connection.dbapi_connection})
        finally:
            if _begins_by_itself:
                connection.dbapi_connection.autocommit = False
            connection.close()
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
