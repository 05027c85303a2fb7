"""The product and its floor, both up on databases of the same kind; one is measured at a time, in turns."""

import tempfile
from contextlib import ExitStack
from pathlib import Path

import orjson
import psutil
import sqlalchemy as sa

from app.schema import upgrade
from bench import seed
from bench.floor.database import create
from bench.load import drive
from bench.orders import product_orders
from bench.servers import durable_postgres, serve, started
from bench.wire import ask_once, request
from core.db import make_engine

RESTAURANTS = 16  # where thousands of orders are placed in seconds: one kitchen with 4,000 open tickets is no kitchen
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


class Hall:
    """`kind` is sqlite or postgresql. Use as a context."""

    def __init__(self, kind: str):
        self.kind, self.name = kind, NAMES[kind]

    def __enter__(self):
        with ExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="zhuoma-bench-")))
            if self.kind == "postgresql":
                server = stack.enter_context(durable_postgres())
                product, floor = f"{server}/product", f"{server}/floor"
                _make(server, "product", "floor")
                dsn = floor.replace("+psycopg", "")
            else:
                product, dsn = f"sqlite:///{folder}/product.db", f"sqlite:{folder}/floor.db"
            self.engine = make_engine(product)
            stack.callback(self.engine.dispose)
            upgrade(self.engine)
            create(dsn)
            self.places = [seed.found_place(self.engine) for _ in range(RESTAURANTS)]
            self.place = self.places[0]
            self.product, process = stack.enter_context(
                started("bench.watched:app", DATABASE_URL=product, ZHUOMA_VAR=str(folder))
            )
            self.product_worker = psutil.Process(process.pid).children()[0].pid
            menu = folder / "menu.json"
            menu.write_bytes(ask_once(self.product, request("GET", self.menu_path))[1])
            self.menu_size = menu.stat().st_size
            self.floor = stack.enter_context(serve("bench.floor.app:app", FLOOR_DATABASE=dsn, FLOOR_MENU=str(menu)))
            self._kept = stack.pop_all()
        return self

    def __exit__(self, *_):
        self._kept.close()

    @property
    def menu_path(self) -> str:
        return f"/api/v1/restaurants/{self.place.restaurant_id}/menu"

    def tables(self, count: int, cart: int = 3, restaurants: int = 1) -> list[dict]:
        """Fresh tables of the product, in so many restaurants in turns."""
        share = -(-count // restaurants)
        each = [seed.fresh_tables(self.engine, place, share, cart) for place in self.places[:restaurants]]
        return [table for together in zip(*each, strict=True) for table in together][:count]

    def in_turns(self, slices: int, product, floor) -> tuple[list, list]:
        """Runs the two one after the other, `slices` times, after one slice each that does not count."""
        product(), floor()
        pairs = [(product(), floor()) for _ in range(slices)]
        return [p for p, _ in pairs], [f for _, f in pairs]

    def drive(self, scenario: str, port: int, **arguments):
        return drive(scenario, port=port, **arguments)

    def ticket(self, tables: list[dict]) -> tuple[str, dict]:
        """The id and the body of a ticket that is on the screens now."""
        ask_once(self.product, product_orders(tables[:1])[0])
        _, board = ask_once(self.product, request("GET", "/api/v1/kitchen/board", token=self.place.screens[0]))
        found = orjson.loads(board)["tickets"][-1]
        return found["id"], found


def _make(server: str, *names: str) -> None:
    admin = sa.create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with admin.connect() as connection:
        for name in names:
            connection.exec_driver_sql(f"CREATE DATABASE {name}")
