"""Each fired line on each station that its routing names, exactly once, and on no other (promise 7)."""

import random
from collections import Counter

import pytest
from sqlalchemy import update

from core.transactions import transaction
from ordering.menu import queries
from restaurants.stations.models import Station
from tests.people import Person, new_key, open_place

SEED = 7


def built(app, chance):
    """A random restaurant: stations, categories and dishes, each with a station of its own or none."""
    place = open_place(app)
    for n in range(chance.randint(1, 3)):
        place.owner.post(f"{place.home}/stations", {"names": {"zh": f"档口{n}"}})
    stations = [s["id"] for s in place.owner.get(f"{place.home}/stations")[1]["items"]]
    default = next(s["id"] for s in place.owner.get(f"{place.home}/stations")[1]["items"] if s["is_default"])
    routed = {}
    for c in range(chance.randint(1, 3)):
        of_category = chance.choice([None, *stations])
        category = place.owner.post(f"{place.home}/categories", {"names": {"zh": f"类{c}"}, "station_id": of_category})[
            1
        ]["id"]
        for n in range(chance.randint(1, 3)):
            of_item = chance.choice([None, None, *stations])
            body = {"names": {"zh": f"菜{c}{n}"}, "price": 100, "category_ids": [category], "station_id": of_item}
            status, item = place.owner.post(f"{place.home}/menu-items", body)
            assert status == 201, item
            routed[item["id"]] = of_item or of_category or default
    return place, stations, routed


def wrong_routes(app, seed) -> list[str]:
    """Lines that a screen of one station shows and should not, or should and does not."""
    chance = random.Random(seed)
    place, stations, routed = built(app, chance)
    guest, ordered = place.sit(), Counter()
    for item in chance.choices(list(routed), k=chance.randint(3, 9)):
        status, cart = guest.post("/api/v1/visit/cart/lines", {"item_id": item, "quantity": 1, "note": new_key()[:6]})
        assert status == 201, cart
        ordered[item] += 1
    assert place.send(guest, cart)[0] == 201
    problems = []
    for station in stations:
        expected = Counter({item: n for item, n in ordered.items() if routed[item] == station})
        shown = Counter(line["item_id"] for t in board(place, station)["tickets"] for line in t["lines"])
        if shown != expected:
            problems.append(f"{station}: {shown} instead of {expected}")
        all_day = {entry["item_id"]: entry["quantity"] for entry in board(place, station)["all_day"]}
        if all_day != dict(expected):
            problems.append(f"{station}: all-day {all_day} instead of {expected}")
    return problems


def board(place, station) -> dict:
    """What a screen of this station alone shows."""
    _, waiting = Person(place.app.test_client()).post("/api/v1/screens")
    body = {"pairing_code": waiting["pairing_code"], "name": "屏", "station_ids": [station]}
    assert place.owner.post(f"{place.home}/screens", body)[0] == 201
    token = Person(place.app.test_client(), waiting["poll_token"]).get("/api/v1/screens/pairing")[1]["screen_token"]
    return Person(place.app.test_client(), token).get("/api/v1/kitchen/board")[1]


@pytest.mark.parametrize("seed", range(SEED, SEED + 5))
def test_every_line_is_on_its_station_and_on_no_other(app, seed):
    assert wrong_routes(app, seed) == []


def test_twin_without_the_categorys_station_lines_go_astray(app, monkeypatch):
    real = queries._routing
    monkeypatch.setattr(queries, "_routing", lambda stations, homes, also: real(stations, (), also))
    assert any(wrong_routes(app, seed) for seed in range(SEED, SEED + 5))


def test_a_dish_without_a_station_shows_on_every_screen(app):
    place = open_place(app)
    place.owner.post(f"{place.home}/stations", {"names": {"zh": "凉菜"}})
    with transaction() as session:
        session.execute(update(Station).where(Station.restaurant_id == place.id).values(is_default=False))
    guest = place.sit()
    place.send(guest, place.add(guest))
    stations = [s["id"] for s in place.owner.get(f"{place.home}/stations")[1]["items"]]
    assert len(stations) == 2
    shown = [board(place, station)["tickets"] for station in stations]
    assert [[(t["station_id"], t["lines"][0]["name"]) for t in tickets] for tickets in shown] == [[(None, "米饭")]] * 2
    first = shown[0][0]["id"]
    assert shown[1][0]["id"] == first
    place.screen().post(f"/api/v1/kitchen/tickets/{first}/bump")
    assert [board(place, station)["tickets"] for station in stations] == [[], []]
