"""The demo provider's other restaurants, so that every state of a rebate can be seen: small, but lived by real trades."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import orjson

from core.clock import business_day, now, told
from core.ids import new_id
from core.transactions import reading, transaction
from ordering.carts.service import add_line
from ordering.menu.importing import read_menu
from ordering.menu.merging.applying import apply_import
from ordering.menu.reading.guest_menu import menu_for
from ordering.orders.place import place_order
from ordering.visits.service import close_visit, join_table
from payments.payments.asking import ask_payment
from payments.payments.service import confirm_counter, start_payment
from payments.wallets import WALLETS
from payments.wallets.simulator.wallet import decide
from qr.service import make_code
from rebates.members.enrolling import answer_enrolment, ask_to_enrol, hand_in
from restaurants.accounts.service import make_account
from restaurants.profile.queries import restaurant_of
from restaurants.profile.service import found_restaurant
from restaurants.tables.queries import tables_of
from restaurants.tables.service import create_tables

ZONE = "Asia/Shanghai"
PROFILE = {"currency": "CNY", "time_zone": ZONE, "languages": ["zh", "en"]}
DONE = {"category": "done", "codes_laid": "done"}
# name, the owner's answer, papers handed in, and what was paid (yuan): by the simulator in the month before, by the
# simulator in this one, at the counter in this one
HOUSES = (
    ("桥头小炒", "active", DONE, [28] * 3, [28] * 8, [36, 12]),
    ("云间茶餐厅", "active", {"category": "done"}, [], [19] * 5 + [4] * 2, [52]),
    ("南门火锅", "active", {"category": "in_review", "codes_laid": "done"}, [], [188] * 3, [166]),
    ("蜀香阁", "active", DONE, [46] * 10, [46] * 4, []),
    ("老王面馆", None, {}, [], [], []),
    ("阿婆茶餐厅", "declined", {"category": "done"}, [], [], []),
)


def open_neighbours(provider_id: str) -> dict[str, str]:
    """One after another, each lived through the month before and the days of this one; name → id."""
    first = month_start()
    before = (first - timedelta(days=1)).replace(day=1)
    with transaction() as session:
        owner = make_account(session, f"{new_id()}@neighbours.demo.zhuoma", "-", "街坊")
    found = {}
    for name, answer, papers, earlier, by_wallet, at_counter in HOUSES:
        trades = [(yuan, "simulator") for yuan in by_wallet] + [(yuan, "counter") for yuan in at_counter]
        with told(before), transaction() as session:
            rid = found[name] = _found(session, owner, provider_id, name, answer, papers)
            if trades:
                file = orjson.dumps(_menu(name, trades))
                apply_import(session, rid, read_menu(file, "json", "CNY", "zh"))
                for table in create_tables(session, rid, "1-2"):
                    make_code(session, rid, table.id)
        _live(rid, [(yuan, "simulator") for yuan in earlier], before, first)
        _live(rid, trades, first, now())
    return found


def month_start() -> datetime:
    """When the month of the business day that runs now began."""
    day = business_day(now(), ZONE).replace(day=1)
    return datetime.combine(day, time(4, 30), ZoneInfo(ZONE))


def _found(session, owner, provider_id, name, answer, papers) -> str:
    rid = found_restaurant(session, owner, {"name": name, **PROFILE})["id"]
    asked = ask_to_enrol(session, provider_id, "DEMO", rid)
    for code, state in papers.items():
        hand_in(session, provider_id, rid, "DEMO", code, state)
    if answer:
        answer_enrolment(session, rid, asked["id"], answer)
    return rid


def _live(rid, trades, first, until):
    if not trades:
        return
    with reading() as session:
        restaurant = restaurant_of(session, rid)
        menu = menu_for(session, rid, "zh")
        table = tables_of(session, rid)[0]
    dishes = {item["price"]: item["id"] for category in menu["categories"] for item in category["items"]}
    for n, (yuan, wallet) in enumerate(trades):
        at = first + (until - first) * ((n * 7 % len(trades) + 0.5) / len(trades))
        with told(at):
            _trade(restaurant, table, dishes[yuan * 100], wallet)


def _trade(restaurant, table, item_id, wallet):
    """Sit down, send, pay, leave: the same use cases that phones and staff call."""
    rid = restaurant["id"]
    with transaction() as session:
        visit, guest, _ = join_table(session, restaurant, table, covers=2)
        cart = add_line(session, rid, visit.id, guest["id"], item_id=item_id, quantity=1, modifiers=[])
        sent = {"cart_version": cart["version"], "shown_total": cart["total"]}
        place_order(session, restaurant, visit.id, guest["id"], **sent)
        payment, trade = start_payment(session, rid, visit.id, f"guest:{guest['id']}", guest["nickname"], wallet)
        if wallet == "counter":
            confirm_counter(session, rid, payment["id"], "cash", None, "店员")
    if wallet != "counter":
        WALLETS[wallet].open(trade)
        decide(rid, payment["id"], "paid")
        ask_payment(rid, payment["id"])
    with transaction() as session:
        close_visit(session, rid, visit.id, "settled")


def _menu(name, trades) -> dict:
    prices = sorted({yuan for yuan, _ in trades})
    plain = {"variations": [], "option_groups": []}
    items = [{"id": str(p), "name": f"{p} 元套餐", "price": f"{p}.00", **plain} for p in prices]
    return {"id": name, "currency": "CNY", "categories": [{"id": "c", "name": "套餐", "items": items}]}
