"""Real orders against a real server with kitchen clients attached: no line lost, none doubled, every total right."""

import os
import time
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.live.clients import clients
from tests.live.real_orders import choice_menu, choice_orders, dish_of, menu_of, tabs
from tests.people import Person, Web, new_key, open_place_at

AT_ONCE = 4
WHOLE = bool(os.environ.get("ZHUOMA_WHOLE"))  # every order of every file, on both databases

pytestmark = pytest.mark.xdist_group("replay")


@pytest.fixture(scope="module")
def kitchen():
    with clients() as js:
        yield js


def joined(served, table, covers=None) -> Person:
    status, answer = Person(Web(served.base_url)).post("/api/v1/visits", {"code": table["code"], "covers": covers})
    assert status == 201, answer
    return Person(Web(served.base_url), answer["guest_token"])


def settle(place, guest, visit_id):
    """Paid at the counter, then cleared."""
    status, begun = guest.post("/api/v1/visit/payments", {"wallet": "counter"}, new_key())
    assert status == 201, begun
    path = f"{place.home}/payments/{begun['payment']['id']}/confirm"
    assert place.owner.post(path, {"method": "cash"})[1]["status"] == "settled"
    assert place.owner.post(f"{place.home}/visits/{visit_id}/close", {"how": "settled"})[0] == 200


def dine(served, place, items, seat, parties):
    """(tab, guest) of each party in turn at one seat: rounds as they were sent, closed when they left."""
    done = []
    for tab in parties:
        guest = joined(served, seat, tab.covers)
        for round_ in tab.rounds:
            for line in round_:
                body = {"item_id": items[dish_of(line)], "quantity": int(line["counts"]), "note": line["detail_id"]}
                status, cart = guest.post("/api/v1/visit/cart/lines", body)
                assert status == 201, cart
            assert place.send(guest, cart)[0] == 201
        state = guest.get("/api/v1/visit")[1]
        if tab.paid and state["bill"]["due"]:
            settle(place, guest, state["visit"]["id"])
        else:
            how = {"how": "forced", "reason": "没有付款"}
            assert place.owner.post(f"{place.home}/visits/{state['visit']['id']}/close", how)[0] == 200
        done.append((tab, guest))
    return done


def read_by_cooks(shown) -> Counter:
    return Counter(note for notes in shown["seen"].values() for note in notes)


def all_accepted(done, seconds) -> bool:
    """Whether a kitchen screen has acknowledged every order within so many seconds."""
    late = time.monotonic() + seconds
    orders = lambda: [o for _, guest in done for o in guest.get("/api/v1/visit")[1]["orders"]]  # noqa: E731
    while unheard := [o["label"] for o in orders() if o["status"] != "accepted"]:
        if time.monotonic() > late:
            print("unheard:", unheard)
            return False
        time.sleep(0.5)
    return True


def test_dine_in_tabs_of_ten_days(served, kitchen, data):
    found = tabs(data / "orders")
    if not WHOLE:
        found = found[:20] if served.database_url.startswith("postgresql") else found[::4]
    place = open_place_at(served, menu_of(found))
    items = {name.rsplit(" ", 1)[1]: item["id"] for name, item in place.dishes.items()}
    seats = defaultdict(list)
    for tab in found:
        seats[tab.seat].append(tab)
    tables = place.owner.post(f"{place.home}/tables", {"labels": ",".join(seats)})[1]["items"]
    screens = {name: place.screen() for name in ("wok", "expo")}
    for name, screen in screens.items():
        kitchen.open(f"{name}{place.id}", served.base_url, screen.token)
        kitchen.until(f"{name}{place.id}", lambda shown: shown["streams"])
    with ThreadPoolExecutor(AT_ONCE) as pool:
        works = [pool.submit(dine, served, place, items, t, seats[t["label"]]) for t in tables]
        kitchen.tell("drop")  # in the middle of it, every screen loses its line
        done = [each for work in works for each in work.result()]

    expected = Counter(line["detail_id"] for tab in found for round_ in tab.rounds for line in round_)
    for name in screens:
        shown, _ = kitchen.until(f"{name}{place.id}", lambda shown: read_by_cooks(shown) == expected, 15)
        assert set(shown["fired"].values()) <= {1}
    assert all_accepted(done, 15), "a screen that lost its line says at the next heartbeat what it has drawn"
    for name in screens:
        kitchen.tell("close", id=f"{name}{place.id}")
    wrong = {}
    for tab, guest in done:
        state = guest.get("/api/v1/visit")[1]
        bill = state["bill"]
        if tab.paid and (bill["total"], bill["due"], bill["paid"]) != (tab.total, 0, tab.total):
            wrong[tab.id] = (bill, tab.total)
        assert state["visit"]["status"] == "closed"
    assert wrong == {}
    assert len(done) == len(found)


def test_choices_of_chipotle(served, kitchen, data):
    orders = choice_orders(data / "orders")
    if not WHOLE:
        orders = dict(list(orders.items())[: 20 if served.database_url.startswith("postgresql") else 80])
    place = open_place_at(served, choice_menu(orders), currency="USD")
    screen = place.screen()
    kitchen.open(place.id, served.base_url, screen.token)
    guests = [joined(served, table) for table in place.tables]

    def order(number, lines, guest):
        for line in lines:
            status, cart = guest.post("/api/v1/visit/cart/lines", line_of(place.dishes[line.item], line, number))
            assert status == 201, (line, cart)
        status, sent = place.send(guest, cart)
        assert status == 201, sent
        return sum(round(float(line.unit) * 100) * line.quantity for line in lines) - sent["order"]["total"]

    def eat(n):
        return [order(i, each, guests[n]) for i, (_, each) in list(enumerate(orders.items()))[n :: len(guests)]]

    with ThreadPoolExecutor(len(guests)) as pool:
        differences = [d for each in pool.map(eat, range(len(guests))) for d in each]
    assert set(differences) == {0}
    assert len(differences) == len(orders)
    lines = Counter(str(n) for n, each in enumerate(orders.values()) for _ in merged(each))
    kitchen.until(place.id, lambda shown: read_by_cooks(shown) == lines, 15)
    kitchen.tell("close", id=place.id)


def line_of(item, line, number) -> dict:
    """The line as a phone sends it: the variant of its price, each choice and each filling."""
    chosen = Counter()
    for group in item["modifier_groups"]:
        wanted = {"choices": line.choices, "fillings": line.fillings}.get(group["name"], (f"${line.unit}",))
        by_name = {m["name"]: m["id"] for m in group["modifiers"]}
        chosen.update(by_name[name] for name in wanted)
    modifiers = [{"id": key, "quantity": n} for key, n in chosen.items()]
    return {"item_id": item["id"], "quantity": line.quantity, "modifiers": modifiers, "note": str(number)}


def merged(lines) -> set:
    """The same dish with the same choices raises the quantity of its line instead of making another."""
    return {(x.item, x.unit, tuple(sorted(x.choices)), tuple(sorted(x.fillings))) for x in lines}
