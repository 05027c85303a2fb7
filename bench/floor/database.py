"""Seven rows of an order and one line of a cart in raw SQL, statement by statement, on a connection of one's own."""

import os
import threading

DSN = os.environ.get("FLOOR_DATABASE", "")
TABLES = """
CREATE TABLE dishes (id TEXT PRIMARY KEY, name TEXT NOT NULL, price INTEGER NOT NULL);
CREATE TABLE orders (id TEXT PRIMARY KEY, table_id TEXT NOT NULL, status TEXT NOT NULL, total INTEGER NOT NULL,
  placed_at TEXT NOT NULL);
CREATE INDEX orders_table ON orders (table_id, status);
CREATE TABLE order_lines (id TEXT PRIMARY KEY, order_id TEXT NOT NULL REFERENCES orders (id), dish_id TEXT NOT NULL,
  name TEXT NOT NULL, quantity INTEGER NOT NULL, price INTEGER NOT NULL);
CREATE INDEX order_lines_order ON order_lines (order_id);
CREATE TABLE tickets (id TEXT PRIMARY KEY, order_id TEXT NOT NULL REFERENCES orders (id), station TEXT NOT NULL,
  status TEXT NOT NULL);
CREATE INDEX tickets_station ON tickets (station, status);
CREATE TABLE outbox (id TEXT PRIMARY KEY, stream TEXT NOT NULL, body TEXT NOT NULL, at TEXT NOT NULL);
CREATE INDEX outbox_stream ON outbox (stream, id);
CREATE TABLE keys (key TEXT PRIMARY KEY, status INTEGER NOT NULL, body TEXT NOT NULL);
CREATE TABLE cart_lines (id TEXT PRIMARY KEY, table_id TEXT NOT NULL, dish_id TEXT NOT NULL, quantity INTEGER NOT NULL);
CREATE INDEX cart_lines_table ON cart_lines (table_id);
CREATE TABLE carts (table_id TEXT PRIMARY KEY, version INTEGER NOT NULL);
"""
DISHES = 100
_mine = threading.local()


def connection():
    """This greenlet's own; with it a function that turns `?` into what the driver wants."""
    if not hasattr(_mine, "connection"):
        _mine.connection = _sqlite(DSN[7:]) if DSN.startswith("sqlite:") else _postgres(DSN)
    return _mine.connection


def begin(db) -> None:
    if DSN.startswith("sqlite:"):  # psycopg begins by itself
        db.execute("BEGIN IMMEDIATE")


def sql(text: str) -> str:
    return text if DSN.startswith("sqlite:") else text.replace("?", "%s")


def create(dsn: str) -> None:
    """The tables and a hundred dishes; `dsn` is `sqlite:PATH` or a PostgreSQL URL."""
    db = _sqlite(dsn[7:]) if dsn.startswith("sqlite:") else _postgres(dsn)
    place = "?" if dsn.startswith("sqlite:") else "%s"
    for statement in filter(str.strip, TABLES.split(";")):
        db.execute(statement)
    for n in range(DISHES):
        db.execute(f"INSERT INTO dishes VALUES ({place}, {place}, {place})", (f"dish-{n}", f"Dish {n}", 1000 + 100 * n))
    db.commit()
    db.close()


def _sqlite(path):
    import pysqlite3

    db = pysqlite3.connect(path, isolation_level=None, timeout=5, check_same_thread=False)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=5000"):
        db.execute(f"PRAGMA {pragma}")
    return db


def _postgres(dsn):
    import psycopg

    return psycopg.connect(dsn)
