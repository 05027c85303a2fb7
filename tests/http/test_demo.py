"""`flask demo`: made once, alive, printed again, and honest when its links are lost."""

import pytest

from app.demo import seed
from tests.people import Person

pytestmark = pytest.mark.xdist_group("a demo of each database")  # made once: four days of work


@pytest.fixture(scope="module")
def demo(embedded, app, tmp_path_factory):
    var = tmp_path_factory.mktemp("demo")
    patch = pytest.MonkeyPatch()
    patch.setattr(seed, "VAR", var)
    yield seed.lived_in(app), var
    patch.undo()


@pytest.fixture
def owner(app, demo):
    client = app.test_client()
    csrf = client.post("/api/v1/session", json=demo[0]["owner"]).get_json()["csrf_token"]
    made = client.post("/api/v1/tokens", json={"name": "test"}, headers={"X-CSRF-Token": csrf})
    return Person(app.test_client(), made.get_json()["token"])


def test_it_writes_what_the_contract_says(demo):
    found, _ = demo
    assert {"base_url", "restaurant_id", "owner", "waiter", "provider", "tables", "screens"} <= set(found)
    assert [t["label"] for t in found["tables"]] == [f"A{n:02}" for n in range(1, 11)] + ["包厢 1", "包厢 2"]
    assert {"id", "label", "code", "url"} == set(found["tables"][0])
    assert {"id", "name", "station_ids", "token"} == set(found["screens"][0])
    assert set(found["owner"]) == {"email", "password"}


def test_the_day_is_alive(demo, owner):
    found, _ = demo
    status, today = owner.get(f"/api/v1/restaurants/{found['restaurant_id']}/today")
    assert status == 200
    assert today["unacknowledged"] == 0
    states = {v["bill"]["payment_state"] for v in today["open_visits"]}
    assert {"unpaid", "paying", "paid"} <= states
    assert {c["kind"] for c in today["calls"]} == {"water", "bill"}
    assert [d["names"]["zh"] for d in today["sold_out"]] == ["话梅排骨"]


def test_every_screen_has_work_and_something_is_late(app, demo):
    found, _ = demo
    boards = [Person(app.test_client(), s["token"]).get("/api/v1/kitchen/board")[1] for s in found["screens"]]
    assert all(board["tickets"] for board in boards[:2])
    first = min(t["placed_at"] for t in boards[0]["tickets"])
    assert first < boards[0]["server_time"]
    assert {t["status"] for t in boards[0]["tickets"]} >= {"open", "started"}


def test_again_prints_the_same_links_at_todays_address(app, demo, monkeypatch):
    found, _ = demo
    monkeypatch.setitem(app.config, "PUBLIC_URL", "http://elsewhere.example")
    again = seed.lived_in(app)
    assert again["owner"] == found["owner"]
    assert again["tables"][0]["url"] == f"http://elsewhere.example/t/{found['tables'][0]['code']}"


def test_lost_links_are_told_not_replaced(app, demo, tmp_path, monkeypatch):
    monkeypatch.setattr(seed, "VAR", tmp_path)
    with pytest.raises(seed.DemoLost, match="--again"):
        seed.lived_in(app)


def test_the_pass_has_dishes_and_the_floor_has_calls(app, demo):
    found, _ = demo
    expo, floor = (Person(app.test_client(), screen["token"]) for screen in found["screens"][-2:])
    board = expo.get("/api/v1/kitchen/board")[1]
    assert board["kind"] == "expo"
    assert any(t["serve_waits"] for t in board["tickets"])
    seen = floor.get("/api/v1/kitchen/floor")[1]
    assert {c["kind"] for c in seen["calls"]} == {"water", "bill"}
    assert seen["ready"] and seen["bills"][0]["due"] > 0
