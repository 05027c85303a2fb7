"""Busy kitchens on the served server: orders of any age, sent by the real use cases into the same database."""

import os
import signal
import time
from contextlib import closing, contextmanager
from datetime import timedelta

import pysqlite3
from playwright.sync_api import expect
from sqlalchemy.orm import Session

from app.reactions import ANSWERS, REACTIONS
from core import facts, pushes
from core.clock import now, told
from core.db import make_engine
from ordering.carts.service import add_line
from ordering.menu.reading.guest_menu import menu_for
from ordering.orders.place import place_order
from ordering.visits.service import join_table
from restaurants.profile.queries import restaurant_of
from restaurants.tables.queries import table_of
from tests.browser.places import SPICE, Http, ServedPlace, dish

NAMES = (
    "宫保鸡丁 Kung-Pao-chicken,干煸四季豆 Dry-fried-beans,回锅肉 Twice-cooked-pork,水煮牛肉 Boiled-beef,"
    "鱼香肉丝 Fish-fragrant-pork,番茄炒蛋 Tomato-egg,糖醋里脊 Sweet-sour-pork,老坛酸菜鱼 Pickled-fish,"
    "蒜蓉空心菜 Garlic-greens,清蒸鲈鱼 Steamed-bass,白米饭 Rice"
)
MENU = {
    "currency": "CNY",
    "categories": [
        {
            "id": "hot",
            "names": {"zh": "热菜", "en": "Hot dishes"},
            "items": [
                *(
                    dish(f"d{n}", *(word.replace("-", " ") for word in pair.split()), "28.00")
                    for n, pair in enumerate(NAMES.split(","))
                ),
                dish("tofu", "麻婆豆腐", "Mapo tofu", "28.00", [SPICE]),
            ],
        }
    ],
}
TABLES = "A01-A12,B01-B06,包厢 2"
WIDE = (1600, 1000)  # the whole of the picture's board on one page
# The picture's board: table, seconds ago, covers, allergy, dishes as (name, quantity, note).
EIGHT = (
    ("A08", 1037, 4, "花生过敏", (("宫保鸡丁", 2, "不放花生"), ("干煸四季豆", 1, ""))),
    ("B04", 672, 3, "", (("宫保鸡丁", 1, ""), ("回锅肉", 1, ""))),
    ("B03", 580, 3, "", (("回锅肉", 2, ""),)),
    ("A05", 425, 2, "", (("麻婆豆腐", 1, ""), ("水煮牛肉", 1, "中辣 大份"))),
    ("包厢 2", 320, 8, "", (("干煸四季豆", 1, ""),)),
    ("B01", 228, 2, "", (("水煮牛肉", 1, "微辣"),)),
    ("A05", 180, 2, "", (("鱼香肉丝", 1, ""),)),
    ("A12", 66, 3, "虾蟹过敏", (("宫保鸡丁", 1, "少辣"), ("麻婆豆腐", 1, ""))),
    ("A10", 12, 4, "", (("干煸四季豆", 2, ""),)),
)


class Kitchen:
    """A served place whose orders can be as old as a board needs them."""

    def __init__(self, served, place: ServedPlace):
        facts.wire(REACTIONS, ANSWERS)
        self.place, self.engine = place, make_engine(served.database_url)
        with Session(self.engine) as session:
            self.restaurant = restaurant_of(session, place.id)
            menu = menu_for(session, place.id, "zh")
        self.items = {i["names"]["zh"]: i for c in menu["categories"] for i in c["items"]}
        self.tables = {t["label"]: t["id"] for t in place.tables}
        self.visits = {}

    def send(self, table, age, covers=2, allergy="", lines=(), note="") -> dict:
        """One order, `age` seconds ago; a table's second one is its next round."""
        with told(now() - timedelta(seconds=age)):
            with self.writing() as session:
                visit_id, guest_id = self._sit(session, table, covers)
                for name, quantity, line_note in lines:
                    cart = add_line(
                        session,
                        self.place.id,
                        visit_id,
                        guest_id,
                        item_id=self.items[name]["id"],
                        quantity=quantity,
                        modifiers=self._choices(name),
                        note=line_note,
                    )
            with self.writing() as session:
                return place_order(
                    session,
                    self.restaurant,
                    visit_id,
                    guest_id,
                    cart_version=cart["version"],
                    shown_total=cart["total"],
                    allergy_note=allergy,
                    note=note,
                )

    @contextmanager
    def writing(self):
        """A transaction beside the server's own; its screens hear of it with their next heartbeat."""
        with Session(self.engine, expire_on_commit=False) as session:
            yield session
            pushes.number(session)
            session.commit()

    def close(self):
        self.engine.dispose()

    def _sit(self, session, table, covers):
        if table not in self.visits:
            row = table_of(session, self.place.id, self.tables[table])
            visit, guest, _ = join_table(session, self.restaurant, row, covers=covers)
            self.visits[table] = visit.id, guest["id"]
        return self.visits[table]

    def _choices(self, name):
        return [{"id": g["modifiers"][0]["id"], "quantity": 1} for g in self.items[name]["modifier_groups"] if g["min"]]


def sixty(kitchen: Kitchen) -> int:
    """60 tickets of 1 to 12 lines, some with notes and allergies; returns how many lines there are."""
    names, tables, total = list(kitchen.items), list(kitchen.tables), 0
    for n in range(60):
        size = 1 + (n * 7) % 12
        picked = [names[(n + k) % len(names)] for k in range(size)]
        lines = tuple(
            (name, 1 + (n + k) % 3, "少辣，不要香菜" if (n + k) % 5 == 0 else "") for k, name in enumerate(picked)
        )
        kitchen.send(tables[n % len(tables)], 1020 - n * 16, 3, "花生过敏" if n % 9 == 0 else "", lines)
        total += size
    return total


def board_of(kitchen: Kitchen) -> list[dict]:
    return Http(kitchen.place.base_url, kitchen.place.screen_token).get("/api/v1/kitchen/board")["tickets"]


def ready(page):
    """The page once it shows the present board."""
    expect(page.locator(".ticket, .empty").first).to_be_visible()
    expect(page.locator(".board.kept")).to_have_count(0)
    return page


@contextmanager
def stopped(served):
    """A server that answers nothing and closes nothing: what a dead switch or a hung machine looks like."""
    os.killpg(served.process.pid, signal.SIGSTOP)
    while _writes(served):
        os.killpg(served.process.pid, signal.SIGCONT)
        time.sleep(0.01)
        os.killpg(served.process.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.killpg(served.process.pid, signal.SIGCONT)


def _writes(served) -> bool:
    """Whether it was caught with SQLite's write lock in its hand, which would keep the test's own orders out."""
    with closing(pysqlite3.connect(served.folder / "zhuoma.db", timeout=0.2, isolation_level=None)) as own:
        try:
            own.execute("BEGIN IMMEDIATE")
        except pysqlite3.OperationalError:
            return True
        own.execute("ROLLBACK")
        return False
