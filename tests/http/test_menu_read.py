"""The guests' menu: packed bytes, one ETag for all processes, and what the clock alone changes."""

import gzip
from datetime import timedelta

import orjson
import pytest
import time_machine

from core.clock import now
from ordering.menu.reading import published
from tests.people import Person


def read(place, path="/menu", **headers):
    return place.app.test_client().get(f"{place.home}{path}", headers=headers)


def dish(place, lang="zh"):
    menu = orjson.loads(read(place, f"/menu?lang={lang}").data)
    return next(i for c in menu["categories"] for i in c["items"] if i["id"] == place.dishes["米饭"]["id"])


def say(place, **what):
    status, item = place.owner.post(f"{place.home}/menu-items/{place.dishes['米饭']['id']}/availability", what)
    assert status == 200, item
    return item


def test_packed_for_those_who_take_it(place):
    plain, packed = read(place), read(place, **{"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert packed.headers["ETag"] == plain.headers["ETag"]
    assert "Accept-Encoding" in packed.headers["Vary"]
    again = read(place, **{"If-None-Match": packed.headers["ETag"], "Accept-Encoding": "gzip"})
    assert (again.status_code, again.data) == (304, b"")


def test_every_process_gives_the_same_etag(place):
    etag = read(place).headers["ETag"]
    published._kept.clear()  # what another process, or this one after a restart, knows
    assert read(place).headers["ETag"] == etag


def test_twin_a_cache_that_does_not_ask_the_database_shows_yesterdays_price(place, monkeypatch):
    read(place)
    known = dict(published._kept)
    place.owner.call("PATCH", f"{place.home}/menu-items/{place.dishes['米饭']['id']}", {"price": 900})
    published._kept.update(known)  # another process, which heard nothing of the change
    assert dish(place)["price"] == 900
    stale = known[place.id, "zh"]
    monkeypatch.setattr(published, "published_menu", lambda *_: stale)
    assert orjson.loads(published.published_menu(None, place.id, "zh").content) != orjson.loads(read(place).data)


def test_any_language_may_be_asked_for(place):
    item = place.dishes["米饭"]["id"]
    place.owner.call("PATCH", f"{place.home}/menu-items/{item}", {"names": {"zh": "米饭", "th": "ข้าวสวย"}})
    assert [dish(place, lang)["name"] for lang in ("zh", "en", "th", "xx")] == ["米饭", "米饭", "ข้าวสวย", "米饭"]
    assert read(place, "/menu?lang=%F0%9F%98%80").status_code == 200


def test_sold_out_comes_back_with_the_next_business_day(place):
    say(place, available=False)
    shown = dish(place)
    assert shown["available"] is False and shown["sold_out_until"]
    etag = read(place).headers["ETag"]
    with time_machine.travel(now() + timedelta(hours=25), tick=True):
        assert dish(place)["available"] is True
        assert dish(place)["sold_out_until"] is None
        assert read(place).headers["ETag"] != etag


def test_a_count_lapses_with_the_next_business_day(place):
    assert say(place, available=True, left=0)["available"] is False
    assert dish(place)["left"] == 0
    with time_machine.travel(now() + timedelta(hours=25), tick=True):
        assert (dish(place)["available"], dish(place)["left"]) == (True, None)
        guest = place.sit()
        assert place.send(guest, place.add(guest, "米饭", 5))[0] == 201


def test_what_the_owner_takes_off_stays_off(place):
    place.owner.call("PATCH", f"{place.home}/menu-items/{place.dishes['米饭']['id']}", {"available": False})
    with time_machine.travel(now() + timedelta(days=9), tick=True):
        assert dish(place)["available"] is False


@pytest.mark.parametrize("hours", [-1, -100])
def test_a_time_that_has_passed_is_refused_by_field(place, hours):
    until = (now() + timedelta(hours=hours)).isoformat()
    path = f"{place.home}/menu-items/{place.dishes['米饭']['id']}/availability"
    status, problem = place.owner.post(path, {"available": False, "until": until})
    assert (status, list(problem["errors"])) == (422, ["until"])


def test_the_doors_close_by_the_clock(place):
    home = place.owner.get(place.home)[1]
    hours = {day: [["10:00", "22:00"]] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}
    place.owner.call("PATCH", place.home, {"hours": hours, "version": home["version"]})
    seen = {}
    for clock in ("13:59:59", "14:00:01", "02:00:01"):  # UTC; Shanghai is eight hours ahead
        with time_machine.travel(f"2036-03-05T{clock}Z", tick=False):
            seen[clock] = orjson.loads(read(place).data)["restaurant"]["open"]
    assert seen == {"13:59:59": True, "14:00:01": False, "02:00:01": True}


def test_the_kitchen_s_word_is_pushed_to_the_menu_s_stream(place):
    guest, screen = place.sit(), place.screen()
    stream = f"restaurant:{place.id}/menu"
    before = guest.get(f"/api/v1/live?stream={stream}&epoch=0&after=0")[1]
    path = f"/api/v1/kitchen/menu-items/{place.dishes['米饭']['id']}/availability"
    assert screen.post(path, {"available": False})[0] == 200
    after = guest.get(f"/api/v1/live?stream={stream}&epoch={before['epoch']}&after={before['seq']}")[1]
    assert [f["kind"] for f in after["frames"]] == ["menu.changed"]
    refused = guest.post("/api/v1/visit/cart/lines", {"item_id": place.dishes["米饭"]["id"], "quantity": 1})[1]
    assert refused["code"] == "item_sold_out"


def test_nobodys_restaurant(place):
    assert Person(place.app.test_client()).get("/api/v1/restaurants/nobody/menu")[1]["code"] == "restaurant_unknown"
