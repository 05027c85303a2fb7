"""Expo and floor stations: dishes are never made there; what their screens reach, and nothing else."""

import pytest

from core.identity import caller_of
from tests.people import open_place


@pytest.fixture(scope="module")
def pass_place(app):
    """A place with a cold station, an expo and a floor screen."""
    place = open_place(app)
    place.stations = {
        kind: place.owner.post(f"{place.home}/stations", {"names": {"zh": zh}, "kind": kind})[1]["id"]
        for kind, zh in (("cooking", "凉菜"), ("expo", "传菜"), ("floor", "前厅"))
    }
    place.expo, place.floor = (place.screen([place.stations[kind]]) for kind in ("expo", "floor"))
    return place


def own(place, method, path, body=None):
    return place.owner.call(method, f"{place.home}{path}", body)


def cooking(place) -> list[str]:
    return [s["id"] for s in own(place, "GET", "/stations")[1]["items"] if s["kind"] == "cooking"]


@pytest.mark.parametrize("kind", ["expo", "floor"])
def test_no_dish_is_sent_to_a_station_that_does_not_cook(pass_place, kind):
    place, station = pass_place, pass_place.stations[kind]
    dish, category = place.dishes["米饭"]["id"], own(place, "GET", "/categories")[1]["items"][0]["id"]
    body = {"names": {"zh": "汤"}, "price": 100, "category_ids": [category], "station_id": station}
    refusals = [
        own(place, "PATCH", f"/menu-items/{dish}", {"station_id": station}),
        own(place, "PATCH", f"/categories/{category}", {"station_id": station}),
        own(place, "POST", "/menu-items", body),
        own(place, "POST", "/categories", {"names": {"zh": "汤"}, "station_id": station}),
    ]
    for status, problem in refusals:
        assert (status, problem["code"], list(problem["errors"])) == (422, "station_does_not_cook", ["station_id"])
    for status, problem in (
        own(place, "PATCH", f"/stations/{station}", {"is_default": True}),
        own(place, "POST", "/stations", {"names": {"zh": "甲"}, "kind": kind, "is_default": True}),
    ):
        assert (status, list(problem["errors"])) == (422, ["is_default"])
    cold = pass_place.stations["cooking"]
    status, problem = own(place, "DELETE", f"/stations/{cold}?move_to={station}")
    assert (status, list(problem["errors"])) == (422, ["move_to"])


def test_a_dish_that_an_older_row_sends_to_the_pass_is_still_cooked(pass_place):
    """As a hand on the database could leave it: the row stays, and the dish goes to the default."""
    import sqlalchemy as sa

    from core.transactions import transaction
    from ordering.menu.models import MenuItem

    place = pass_place
    with transaction() as session:
        own_dish = (MenuItem.restaurant_id == place.id, MenuItem.id == place.dishes["米饭"]["id"])
        session.execute(sa.update(MenuItem).where(*own_dish).values(station_id=place.stations["expo"]))
    own(place, "PATCH", f"/menu-items/{place.dishes['米饭']['id']}", {"price": 300})
    guest = place.sit(5)
    assert place.send(guest, place.add(guest))[0] == 201
    ticket = place.expo.get("/api/v1/kitchen/board")[1]["tickets"][-1]
    assert ticket["station_id"] == cooking(place)[0]
    own(place, "PATCH", f"/menu-items/{place.dishes['米饭']['id']}", {"station_id": None})


def test_a_screen_is_of_one_kind(pass_place):
    place = pass_place
    screen = own(place, "GET", "/screens")[1]["items"][0]["id"]
    mixed = {"station_ids": [place.stations["cooking"], place.stations["expo"]]}
    status, problem = own(place, "PATCH", f"/screens/{screen}", mixed)
    assert (status, list(problem["errors"])) == (422, ["station_ids"])


def test_a_kind_changes_only_while_nothing_hangs_on_it(pass_place):
    place = pass_place
    default, cold = cooking(place)[:2]
    dish = place.dishes["宫保鸡丁"]["id"]
    assert own(place, "PATCH", f"/stations/{default}", {"kind": "expo"})[1]["code"] == "station_is_default"
    own(place, "PATCH", f"/menu-items/{dish}", {"station_id": cold})
    assert own(place, "PATCH", f"/stations/{cold}", {"kind": "floor"})[1]["code"] == "station_in_use"
    guest = place.sit(1)
    place.send(guest, place.add(guest, "宫保鸡丁"))
    own(place, "PATCH", f"/menu-items/{dish}", {"station_id": None})
    assert own(place, "PATCH", f"/stations/{cold}", {"kind": "floor"})[1]["code"] == "station_busy"
    spare = own(place, "POST", "/stations", {"names": {"zh": "备用"}, "language": "both"})[1]
    assert (spare["kind"], spare["language"]) == ("cooking", "both")
    status, changed = own(place, "PATCH", f"/stations/{spare['id']}", {"kind": "floor", "language": "en"})
    assert (status, changed["kind"], changed["language"]) == (200, "floor", "en")
    assert own(place, "PATCH", f"/stations/{spare['id']}", {"kind": "bar"})[0] == 422
    own(place, "DELETE", f"/stations/{spare['id']}")


def test_the_expo_sees_every_cooking_station_those_added_later_too(pass_place):
    place = pass_place
    board = place.expo.get("/api/v1/kitchen/board")[1]
    assert (board["kind"], [s["id"] for s in board["stations"]]) == ("expo", cooking(place))
    wanted = {f"station:{s}" for s in (*cooking(place), place.stations["expo"])} | {f"restaurant:{place.id}/menu"}
    assert set(board["streams"]) == wanted
    before = board["streams"][f"station:{place.stations['expo']}"]["seq"]
    grill = own(place, "POST", "/stations", {"names": {"zh": "烧烤"}})[1]["id"]
    board = place.expo.get("/api/v1/kitchen/board")[1]
    assert grill in [s["id"] for s in board["stations"]] and f"station:{grill}" in board["streams"]
    assert board["streams"][f"station:{place.stations['expo']}"]["seq"] == before + 1  # it is told to look again


def test_the_expo_touches_tickets_but_begins_and_clears_none(pass_place):
    place = pass_place
    guest = place.sit(2)
    place.send(guest, place.add(guest))
    ticket = place.expo.get("/api/v1/kitchen/board")[1]["tickets"][-1]["id"]
    at = f"/api/v1/kitchen/tickets/{ticket}"
    assert [place.expo.post(f"{at}/{do}")[0] for do in ("rush", "bump", "recall")] == [200, 200, 200]
    assert [place.expo.post(f"{at}/{do}")[0] for do in ("start", "clear")] == [403, 403]
    assert [place.floor.post(f"{at}/{do}")[0] for do in ("rush", "bump", "start")] == [403, 403, 403]


def test_the_floor_hears_calls_and_no_tickets(pass_place, app):
    from app.streams import allowed_streams
    from core.transactions import reading

    place = pass_place
    board = place.floor.get("/api/v1/kitchen/board")[1]
    assert (board["kind"], board["tickets"], board["held"], board["all_day"]) == ("floor", [], [], [])
    assert place.floor.get("/api/v1/kitchen/recent")[0] == 403
    with app.app_context(), reading() as session:
        heard = allowed_streams(session, caller_of(place.floor.token))
    names = f"station:{place.stations['floor']}", f"restaurant:{place.id}/menu", f"restaurant:{place.id}"
    assert set(heard) == set(names)
    stream = f"/api/v1/live?stream=station:{cooking(place)[0]}"
    assert place.floor.get(stream)[1]["code"] == "stream_unknown"
    assert place.expo.get(f"/api/v1/live?stream=restaurant:{place.id}")[1]["code"] == "stream_unknown"


def test_only_a_cooks_screen_makes_an_order_accepted(pass_place, app):
    from app.streams import note_ack

    place = pass_place
    guest = place.sit(3)
    place.send(guest, place.add(guest))
    cook = place.screen()

    def status_after(screen):
        board = screen.get("/api/v1/kitchen/board")[1]
        with app.app_context():
            for stream, at in board["streams"].items():
                note_ack(caller_of(screen.token), stream, at["seq"])
        return guest.get("/api/v1/visit")[1]["orders"][0]["status"]

    assert [status_after(place.expo), status_after(cook)] == ["placed", "accepted"]


def test_a_removed_expo_station_leaves_its_screen_something_to_show(pass_place):
    place = pass_place
    ids = [
        own(place, "POST", "/stations", {"names": {"zh": zh}, "kind": "expo"})[1]["id"] for zh in ("传菜二", "传菜三")
    ]
    both, alone = place.screen(ids), place.screen(ids[:1])
    assert own(place, "DELETE", f"/stations/{ids[0]}?move_to={cooking(place)[0]}")[0] == 204
    assert both.get("/api/v1/kitchen/board")[1]["kind"] == "expo"
    assert alone.get("/api/v1/kitchen/board")[1]["kind"] == "cooking"
