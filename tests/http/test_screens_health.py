"""What an owner sees of a screen: how far it has drawn, and another device in its place."""

from app.streams import note_ack
from core.identity import caller_of
from kitchen.screens.contact import heard
from kitchen.screens.service import NOTED_EVERY
from tests.people import Person


def only(place) -> dict:
    (screen,) = place.owner.get(f"{place.home}/screens")[1]["items"]
    return screen


def test_how_far_a_screen_has_drawn(app, place):
    screen, guest = place.screen(), place.sit()
    place.send(guest, place.add(guest))
    (stream,) = only(place)["streams"]
    assert stream["drawn"] is None and stream["head"] > 0
    with app.app_context():
        who = caller_of(screen.token)
    note_ack(who, f"station:{stream['station_id']}", stream["head"] - 1)
    heard(who)
    assert (only(place)["behind"], only(place)["streams"][0]["drawn"]) == (1, stream["head"] - 1)
    note_ack(who, f"station:{stream['station_id']}", stream["head"])
    heard(who)
    assert only(place)["behind"] == 1  # noted every ten seconds
    who.details["last_seen_at"] -= NOTED_EVERY
    heard(who)
    assert only(place)["behind"] == 0


def test_another_device_takes_its_place(place):
    old = place.screen()
    before = only(place)
    assert old.get("/api/v1/kitchen/board")[0] == 200
    _, waiting = Person(place.app.test_client()).post("/api/v1/screens")
    at = f"{place.home}/screens/{before['id']}/replace"
    assert place.owner.post(at, {"pairing_code": "WRONG234"})[0] == 404
    assert old.get("/api/v1/kitchen/board")[0] == 200
    status, fresh = place.owner.post(at, {"pairing_code": waiting["pairing_code"]})
    assert (status, fresh["name"], fresh["station_ids"]) == (201, before["name"], before["station_ids"])
    assert old.get("/api/v1/kitchen/board")[0] == 401
    _, paired = Person(place.app.test_client(), waiting["poll_token"]).get("/api/v1/screens/pairing")
    assert Person(place.app.test_client(), paired["screen_token"]).get("/api/v1/kitchen/board")[0] == 200
    assert only(place)["id"] == fresh["id"]
    assert place.owner.post(at, {"pairing_code": waiting["pairing_code"]})[0] == 404
