"""Real dine-in tabs, replayed in the order of time: no line lost, none doubled, every bill right to the fen."""

import csv
from collections import Counter, defaultdict
from datetime import datetime

from tests.people import Person, open_place

ROUND_GAP = 60  # seconds: lines that were entered within a minute went to the kitchen together


def read(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def at(text):
    return datetime.strptime(text, "%Y/%m/%d %H:%M:%S" if text.count(":") == 2 else "%Y/%m/%d %H:%M")


def rounds_of(lines):
    """Lines in the order of time, cut where the table paused."""
    lines = sorted(lines, key=lambda line: (at(line["place_order_time"]), int(line["detail_id"])))
    rounds = []
    for line in lines:
        if (
            rounds
            and (at(line["place_order_time"]) - at(rounds[-1][-1]["place_order_time"])).total_seconds() <= ROUND_GAP
        ):
            rounds[-1].append(line)
        else:
            rounds.append([line])
    return rounds


def menu_of(lines):
    """Each dish at each price that it was sold for."""
    sold = {(line["dishes_id"], line["amounts"]): line["dishes_name"] for line in lines}
    return {
        "categories": [
            {
                "id": "all",
                "name": "菜单",
                "items": [
                    {
                        "id": f"{dish}-{price}",
                        "name": f"{name} {dish}-{price}",
                        "price": price,
                        "variations": [],
                        "option_groups": [],
                    }
                    for (dish, price), name in sold.items()
                ],
            }
        ]
    }


def test_replay_of_dinein_tabs(app, data):
    tabs = {tab["order_id"]: tab for tab in read(data / "orders" / "dinein_zh_orders_given.csv")}
    lines = defaultdict(list)
    for line in read(data / "orders" / "dinein_zh_lines_given.csv"):
        lines[line["order_id"]].append(line)
    place = open_place(app)
    report = place.owner.post(f"{place.home}/menu/import", menu_of([line for tab in lines.values() for line in tab]))[1]
    assert report["refused"] == []
    screen = place.screen()
    menu = place.owner.get(f"{place.home}/menu")[1]
    items = {i["name"].rsplit(" ", 1)[1]: i["id"] for c in menu["categories"] for i in c["items"] if " " in i["name"]}
    place.tables = place.owner.post(f"{place.home}/tables", {"labels": ",".join(f"T{n}" for n in range(len(tabs)))})[1][
        "items"
    ]
    seats = dict(zip(tabs, place.tables, strict=True))

    happenings = sorted(
        (at(round_[-1]["place_order_time"]), order_id, n)
        for order_id in tabs
        for n, round_ in enumerate(rounds_of(lines[order_id]))
    )
    cut = {order_id: rounds_of(lines[order_id]) for order_id in tabs}
    guests: dict[str, Person] = {}
    for _, order_id, n in happenings:
        if order_id not in guests:
            joined = Person(app.test_client()).post("/api/v1/visits", {"code": seats[order_id]["code"]})[1]
            guests[order_id] = Person(app.test_client(), joined["guest_token"])
        guest = guests[order_id]
        for line in cut[order_id][n]:
            status, cart = guest.post(
                "/api/v1/visit/cart/lines",
                {
                    "item_id": items[f"{line['dishes_id']}-{line['amounts']}"],
                    "quantity": int(line["counts"]),
                    "note": line["detail_id"],
                },
            )
            assert status == 201, cart
        assert place.send(guest, cart)[0] == 201

    fired = Counter()
    for ticket in screen.get("/api/v1/kitchen/board")[1]["tickets"]:
        fired.update(line["note"] for line in ticket["lines"])
    assert fired == Counter(line["detail_id"] for tab in lines.values() for line in tab)
    wrong = {}
    for order_id, guest in guests.items():
        total = guest.get("/api/v1/visit")[1]["bill"]["total"]
        if tabs[order_id]["order_status"] == "1" and total != int(tabs[order_id]["expenditure"]) * 100:
            wrong[order_id] = (total, tabs[order_id]["expenditure"])
    assert wrong == {}
    assert set(guests) == {order_id for order_id in tabs if lines[order_id]}
