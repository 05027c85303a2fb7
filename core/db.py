"""Tables: types, naming, the composite key that says whose row it is, and the engine for both databases."""

import threading
from datetime import UTC, datetime

import orjson
import pysqlite3
from sqlalchemy import (
    JSON,
    BigInteger,
    DateTime,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    UniqueConstraint,
    create_engine,
    delete,
    event,
    select,
    tuple_,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

WRITER_WAITS = 5  # seconds for a place among the writers; then the request is told to come again
SQLITE_LEAST = (3, 51, 3)  # below it a WAL reset can corrupt the file (fixed in 3.51.3)
SQLITE_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "busy_timeout=5000",
    "trusted_schema=OFF",
    "journal_size_limit=67108864",
    "cache_size=-32000",
    "wal_autocheckpoint=8000",
    "temp_store=MEMORY",
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
Id = String(36)
Money = BigInteger().with_variant(Integer, "sqlite")
Json = JSON().with_variant(JSONB(), "postgresql")


class Base(DeclarativeBase):
    metadata = metadata


class Tenant:
    """A row of one restaurant. The key holds the restaurant, so no row can point into another one."""

    restaurant_id: Mapped[str] = mapped_column(Id, primary_key=True, sort_order=-2)
    id: Mapped[str] = mapped_column(Id, primary_key=True, sort_order=-1)


class UtcDateTime(TypeDecorator):
    """Aware in, aware out; SQLite keeps UTC without a zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value, dialect):
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone")
        value = value.astimezone(UTC)
        return value if dialect.name == "postgresql" else value.replace(tzinfo=None)

    def bind_processor(self, dialect):
        """SQLite's, without SQLAlchemy's three calls a value: an order writes a dozen times."""
        if dialect.name != "sqlite":
            return super().bind_processor(dialect)
        plain = self.process_bind_param
        return lambda value: value if value is None else plain(value, dialect).isoformat(" ", "microseconds")

    def result_processor(self, dialect, coltype):
        if dialect.name != "sqlite":
            return super().result_processor(dialect, coltype)
        return lambda text: text if text is None else datetime.fromisoformat(text).replace(tzinfo=UTC)

    def process_result_value(self, value, dialect):
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def same_restaurant(table: str, column: str) -> ForeignKeyConstraint:
    """A foreign key that cannot leave the restaurant."""
    return ForeignKeyConstraint(["restaurant_id", column], [f"{table}.restaurant_id", f"{table}.id"])


def found_by(*columns: str) -> Index:
    """An index for reads within one restaurant. One without it loses to the primary key on SQLite, which then walks
    all that the restaurant has (measured: 12,000 cart lines for one table's three)."""
    return Index(None, "restaurant_id", *columns)


def unique(*columns: str) -> UniqueConstraint:
    """Unique within one restaurant."""
    return UniqueConstraint("restaurant_id", *columns)


def drop(session, model, *conditions, most: int) -> int:
    """Deletes at most so many of the rows that meet the conditions; how many went."""
    row = tuple_(model.restaurant_id, model.id)
    found = select(model.restaurant_id, model.id).where(*conditions).limit(most)
    return session.execute(delete(model).where(row.in_(found)).execution_options(synchronize_session=False)).rowcount


def make_engine(url: str):
    """An engine for `sqlite:///…` or `postgresql+psycopg://…`. RuntimeError for a SQLite library that can corrupt."""
    dumps = lambda value: orjson.dumps(value).decode()  # noqa: E731
    if url.startswith("sqlite"):
        if pysqlite3.sqlite_version_info < SQLITE_LEAST:
            raise RuntimeError(
                f"SQLite {pysqlite3.sqlite_version} can corrupt its file; pip install 'pysqlite3>=0.6.1' (SQLite 3.53)"
            )
        engine = create_engine(
            url,
            module=pysqlite3,
            json_serializer=dumps,
            json_deserializer=orjson.loads,
            pool_size=16,
            max_overflow=0,
            pool_timeout=10,
            connect_args={"check_same_thread": False, "timeout": 5},
        )
        _prepare_sqlite(engine)
        return engine
    return create_engine(
        url,
        json_serializer=dumps,
        json_deserializer=orjson.loads,
        pool_size=16,
        max_overflow=0,
        pool_timeout=10,
        connect_args={
            "options": "-c lock_timeout=3000 -c idle_in_transaction_session_timeout=10000",
            "prepare_threshold": None,  # psycopg forgets all statements at each ROLLBACK: those of core.libpq, too
        },
    )


def _prepare_sqlite(engine):
    """One writer at a time by a fair lock of ours: SQLite's own busy loop is unfair and, under gevent, stalls all."""
    engine.write_lock = threading.Lock()
    engine.close_group = lambda: None  # core.writers: what an open group has done is committed before others write

    @event.listens_for(engine, "connect")
    def set_pragmas(connection, _record):
        connection.isolation_level = None
        for pragma in SQLITE_PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection):
        options = connection.get_execution_options()
        if options.get("in_turns"):
            return  # core.writers has begun
        writes = options.get("writes", True)
        if writes and "holds_write_lock" not in connection.info:  # Alembic begins once for each of several revisions
            if not engine.write_lock.acquire(timeout=WRITER_WAITS):
                raise PoolTimeout("other writers held the database too long")
            connection.info["holds_write_lock"] = True
        try:
            if writes:
                engine.close_group()
            connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
        except BaseException:  # also of a greenlet that is killed: a lock kept here would stop every writer for good
            _release(engine, connection.info)
            raise

    # Released at check-in, so that neither a failed commit nor a rollback can leave it held.
    event.listen(engine, "checkin", lambda _connection, record: _release(engine, record.info))


def _release(engine, info):
    if info.pop("holds_write_lock", None):
        engine.write_lock.release()
