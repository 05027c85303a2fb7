"""The owner's settings: profile, areas and tables, stations, audit."""

import uuid

import pytest

from core.transactions import reading, transaction
from restaurants.stations.queries import default_station
from restaurants.tables import service as tables
from tests.people import Person, new_key, open_place

NEW = {"name": "试走馆", "currency": "CNY", "time_zone": "Asia/Shanghai"}


def change(place, **changes):
    version = place.owner.get(place.home)[1]["version"]
    return place.owner.call("PATCH", place.home, {"version": version, **changes})


def test_a_new_restaurant_has_no_fees_no_hours_and_an_open_gate(place):
    status, made = place.owner.post("/api/v1/restaurants", NEW)
    assert status == 201
    assert (made["fees"], made["hours"], made["service_mode"], made["gate"], made["open"], made["version"]) == (
        [],
        {},
        "pay_after",
        "open",
        True,
        1,
    )
    stations = place.owner.get(f"/api/v1/restaurants/{made['id']}/stations")[1]["items"]
    assert [(s["name"], s["is_default"]) for s in stations] == [("厨房", True)]
    assert {r["id"] for r in place.owner.get("/api/v1/restaurants")[1]["items"]} == {place.id, made["id"]}


@pytest.mark.parametrize(
    "wrong",
    [
        {"currency": "XXY"},
        {"time_zone": "Asia/Nowhere"},
        {"languages": ["qq"]},
        {"languages": ["zh", "zh"]},
        {"name": " "},
        {"hours": {"mon": [["10:00", "25:00"]]}},
        {"hours": {"someday": []}},
        {"gate": "ajar"},
        {"gate": "pin"},
        {"gate_pin": "12a4"},
        {"day_starts_at": "04:00\n"},
        {"limits": {"a b": 1}},
        {"version": 2},
    ],
    ids=str,
)
def test_bad_settings_are_refused_by_name(place, wrong):
    status, problem = place.owner.post("/api/v1/restaurants", NEW | wrong)
    assert status == 422
    assert any(field.split(".")[0] in {*wrong, "gate_pin"} for field in problem["errors"]), problem


@pytest.mark.parametrize("rate", ["NaN", "Infinity", "-0.1", "1.1", "1e-999999", "", "0.1234567", 0.1, None])
def test_a_rate_is_a_plain_fraction(place, rate):
    status, problem = change(place, fees=[{"kind": "percent", "name": "服务费", "rate": rate}])
    assert status == 422
    assert "fees.0.rate" in problem["errors"]


def test_an_edit_is_not_lost(place):
    status, changed = change(place, name="新名", fees=[{"kind": "percent", "name": "服务费", "rate": "0.10"}])
    assert (status, changed["name"], changed["version"]) == (200, "新名", 2)
    status, problem = place.owner.call("PATCH", place.home, {"version": 1, "name": "旧名"})
    assert (status, problem["code"], problem["restaurant"]["name"]) == (409, "changed_meanwhile", "新名")
    assert place.owner.get(place.home)[1]["name"] == "新名"


def test_a_pin_gate_needs_its_pin_and_the_audit_hides_it(place):
    assert change(place, gate="pin")[0] == 422
    assert change(place, gate="pin", gate_pin="4711")[0] == 200
    assert change(place, gate_pin=None)[0] == 422
    rows = place.owner.get(f"{place.home}/audit?limit=200")[1]["items"]
    assert any(r["action"] == "profile.changed" and r["after"]["gate_pin"] == "····" for r in rows)
    assert "4711" not in str(rows)


def test_a_pause_stops_orders_and_ends(place):
    guest = place.sit()
    cart = place.add(guest)
    assert place.owner.post(f"{place.home}/pause", {"minutes": 10})[1]["paused_until"]
    status, problem = place.send(guest, cart, new_key())
    assert (status, problem["code"]) == (409, "ordering_paused")
    assert place.owner.post(f"{place.home}/pause", {"minutes": 0})[1]["paused_until"] is None
    assert place.send(guest, cart, new_key())[0] == 201


def test_audit_pages(place):
    for minutes in (1, 2, 3):
        place.owner.post(f"{place.home}/pause", {"minutes": minutes})
    first = place.owner.get(f"{place.home}/audit?limit=2")[1]
    second = place.owner.get(f"{place.home}/audit?limit=2&cursor={first['next_cursor']}")[1]
    seen = [r["after"]["minutes"] for r in first["items"] + second["items"] if r["action"] == "orders.paused"]
    assert seen == sorted(seen)
    assert place.owner.get(f"{place.home}/audit?cursor=a")[0] == 422


def test_tables_refuse_what_is_taken_or_unknown(place):
    one, two = place.tables[:2]
    assert place.owner.post(f"{place.home}/tables", {"labels": "H06-H07"})[1]["code"] == "label_taken"
    at = f"{place.home}/tables/{one['id']}"
    assert place.owner.call("PATCH", at, {"label": two["label"]})[1]["code"] == "label_taken"
    for area in ("", str(uuid.uuid4())):
        assert "area_id" in place.owner.call("PATCH", at, {"area_id": area})[1]["errors"]
        assert "area_id" in place.owner.post(f"{place.home}/tables", {"labels": "Z1", "area_id": area})[1]["errors"]
    assert place.owner.call("PATCH", at, {})[1]["label"] == one["label"]
    assert place.owner.call("DELETE", at)[0] == 204
    assert place.owner.call("PATCH", at, {"seats": 2})[1]["code"] == "table_unknown"
    assert place.owner.post(f"{place.home}/tables", {"labels": one["label"]})[0] == 201


def test_an_area_of_another_restaurant_is_unknown(app, place):
    other = open_place(app)
    area = other.owner.post(f"{other.home}/areas", {"names": {"zh": "大厅"}})[1]
    assert "area_id" in place.owner.post(f"{place.home}/tables", {"labels": "Z1", "area_id": area["id"]})[1]["errors"]
    with pytest.raises(tables.AreaUnknown), transaction() as session:
        tables.remove_area(session, place.id, area["id"])


def test_areas_change_and_leave_their_tables(place):
    area = place.owner.post(f"{place.home}/areas", {"names": {"zh": "大厅"}})[1]
    table = place.owner.post(f"{place.home}/tables", {"labels": "Z1", "area_id": area["id"]})[1]["items"][0]
    with transaction() as session:
        assert tables.change_area(session, place.id, area["id"], names={"zh": "院子"})["names"] == {"zh": "院子"}
        tables.remove_area(session, place.id, area["id"])
    with reading() as session:
        assert tables.be_known(session, place.id, table["id"]).area_id is None
    with pytest.raises(tables.AreaUnknown), transaction() as session:
        tables.change_area(session, place.id, area["id"], position=1)


def test_exactly_one_station_is_the_default(place):
    at = f"{place.home}/stations"
    old = place.owner.get(at)[1]["items"][0]
    new = place.owner.post(at, {"names": {"zh": "凉菜"}, "is_default": True})[1]
    assert [s["id"] for s in place.owner.get(at)[1]["items"] if s["is_default"]] == [new["id"]]
    with reading() as session:
        assert default_station(session, place.id) == new["id"]
    assert place.owner.call("DELETE", f"{at}/{new['id']}")[1]["code"] == "station_is_default"
    assert place.owner.call("DELETE", f"{at}/{old['id']}")[0] == 204
    assert place.owner.call("DELETE", f"{at}/{old['id']}")[1]["code"] == "station_unknown"


def test_a_station_in_use_stays(place):
    station = place.owner.post(f"{place.home}/stations", {"names": {"zh": "凉菜"}})[1]
    status, made = place.owner.post(f"{place.home}/categories", {"names": {"zh": "凉菜"}, "station_id": station["id"]})
    assert status == 201, made
    status, problem = place.owner.call("DELETE", f"{place.home}/stations/{station['id']}")
    assert (status, problem["code"]) == (409, "station_in_use")


def test_what_a_removed_station_made_goes_to_another(place):
    at = f"{place.home}/stations"
    default = place.owner.get(at)[1]["items"][0]["id"]
    cold = place.owner.post(at, {"names": {"zh": "凉菜"}})[1]["id"]
    dish = place.dishes["米饭"]["id"]
    assert place.owner.call("PATCH", f"{place.home}/menu-items/{dish}", {"station_id": cold})[0] == 200
    screen = place.screen()
    assert place.owner.get(f"{place.home}/station-dishes")[1]["counts"] == {default: 1, cold: 1}
    guest = place.sit()
    place.send(guest, place.add(guest))
    assert place.owner.call("DELETE", f"{at}/{cold}?move_to={uuid.uuid4()}")[1]["errors"].keys() == {"move_to"}
    assert place.owner.call("DELETE", f"{at}/{cold}?move_to={default}")[1]["code"] == "station_busy"
    ticket = screen.get("/api/v1/kitchen/board")[1]["tickets"][0]["id"]
    screen.post(f"/api/v1/kitchen/tickets/{ticket}/bump")
    assert place.owner.call("DELETE", f"{at}/{cold}?move_to={default}")[0] == 204
    assert place.owner.get(f"{place.home}/station-dishes")[1]["counts"] == {default: 2}
    assert place.owner.get(f"{place.home}/screens")[1]["items"][0]["station_ids"] == [default]


PATHS = ["", "/audit", "/staff", "/stations", "/tables", "/areas"]


@pytest.mark.parametrize("path", PATHS)
def test_strangers_learn_nothing(app, place, path):
    other = open_place(app)
    foreign, random = other.owner.get(place.home + path), other.owner.get(f"/api/v1/restaurants/{uuid.uuid4()}{path}")
    assert foreign == random
    assert (foreign[0], foreign[1]["code"]) == (404, "restaurant_unknown")
    assert Person(app.test_client()).get(place.home + path)[0] == 401
    assert place.sit().get(place.home + path)[0] == 403
