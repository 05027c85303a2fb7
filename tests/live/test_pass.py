"""Expo and floor screens on a real socket, with the real client."""

import pytest

from tests.live.clients import clients, tickets_on
from tests.people import open_place_at

pytestmark = pytest.mark.xdist_group("pass")


@pytest.fixture(scope="module")
def js():
    with clients() as js:
        yield js


@pytest.fixture
def place(served):
    place = open_place_at(served)
    place.views = {
        kind: place.owner.post(f"{place.home}/stations", {"names": {"zh": kind}, "kind": kind})[1]["id"]
        for kind in ("expo", "floor")
    }
    return place


def test_a_live_expo_hears_every_cooking_station_and_one_that_is_added(js, served, place):
    expo, guest = place.screen([place.views["expo"]]), place.sit()
    js.open("e", served.base_url, expo.token)
    js.until("e", lambda shown: len(shown["streams"]) == 3)  # the station that cooks, its own, the menu
    grill = place.owner.post(f"{place.home}/stations", {"names": {"zh": "烧烤"}})[1]["id"]
    dish = place.dishes["米饭"]["id"]
    place.owner.call("PATCH", f"{place.home}/menu-items/{dish}", {"station_id": grill})
    js.until("e", lambda shown: f"station:{grill}" in shown["streams"])
    place.add(guest)
    place.send(guest, place.add(guest, "宫保鸡丁"))
    shown, _ = js.until("e", lambda shown: len(tickets_on(shown)) == 2)
    assert {t["station_id"] for t in tickets_on(shown).values()} > {grill}
    assert guest.get("/api/v1/visit")[1]["orders"][0]["status"] == "placed"  # an expo's word makes nothing accepted
    js.tell("close", id="e")


def test_a_live_floor_hears_calls_and_no_tickets(js, served, place):
    floor, guest = place.screen([place.views["floor"]]), place.sit()
    js.open("f", served.base_url, floor.token)
    own, restaurant = f"station:{place.views['floor']}", f"restaurant:{place.id}"
    js.until("f", lambda shown: set(shown["streams"]) == {own, restaurant, f"{restaurant}/menu"})
    place.send(guest, place.add(guest))
    before = js.look("f")["frames"]
    guest.post("/api/v1/visit/calls", {"kind": "bill"})
    shown, _ = js.until("f", lambda shown: shown["frames"] >= before + 2)  # the call, and what is due
    assert tickets_on(shown) == {}
    js.tell("close", id="f")
