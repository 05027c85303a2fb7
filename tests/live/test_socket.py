"""The real client against a real server: whatever is cut, restarted or forgotten, it shows what is true (9)."""

import pytest
import websocket
from sqlalchemy import text

from core.db import make_engine
from tests.live.clients import clients, tickets_on
from tests.people import open_place_at

pytestmark = pytest.mark.xdist_group("socket")


@pytest.fixture(scope="module")
def js():
    with clients() as js:
        yield js


@pytest.fixture
def place(served):
    return open_place_at(served)


def true_board(screen) -> dict:
    return {t["id"]: t for t in screen.get("/api/v1/kitchen/board")[1]["tickets"]}


def opened(js, served, person, name):
    js.open(name, served.base_url, person.token)
    return js.until(name, lambda shown: shown["streams"])[0]


def shows(js, name, screen, seconds=10):
    """Waits until the client shows exactly what a fresh board does; (shown, after how many seconds)."""
    return js.until(name, lambda shown: tickets_on(shown) == true_board(screen), seconds)


def test_an_order_is_drawn_and_accepted(js, served, place):
    screen, guest = place.screen(), place.sit()
    opened(js, served, screen, "a")
    opened(js, served, guest, "g")
    order = place.send(guest, place.add(guest, "宫保鸡丁"))[1]["order"]
    shown, _ = shows(js, "a", screen)
    assert list(shown["fired"].values()) == [1]
    assert shown["snapshots"] == len(shown["streams"])  # the welcome's; all else came as frames
    mine = f"visit:{order['visit_id']}"
    status = lambda shown: [o["status"] for o in shown["streams"][mine]["orders"]]  # noqa: E731
    js.until("g", lambda shown: status(shown) == ["accepted"])  # live.js acknowledged what it had drawn
    ticket = next(iter(true_board(screen)))
    screen.post(f"/api/v1/kitchen/tickets/{ticket}/bump")
    js.until("g", lambda shown: status(shown) == ["ready"])
    shown, _ = shows(js, "a", screen)
    assert tickets_on(shown) == {}


def test_a_dropped_socket_and_a_killed_server_lose_nothing(js, served, place):
    screen, guest = place.screen(), place.sit()
    opened(js, served, screen, "b")
    place.send(guest, place.add(guest))
    shows(js, "b", screen)
    js.tell("drop")
    place.send(guest, place.add(guest))
    shows(js, "b", screen, 5)
    served.kill()
    js.until("b", lambda shown: not shown["online"])
    served.start()
    place.send(guest, place.add(guest))
    shown, took = shows(js, "b", screen, 6)
    assert sorted(shown["fired"].values()) == [1, 1, 1]
    assert took < 6
    js.tell("close", id="b")


def test_twin_a_client_that_trusts_the_socket_misses_orders(js, served, place):
    screen, guest = place.screen(), place.sit()
    js.tell("trust", id="t", base=served.base_url, token=screen.token)
    js.until("t", lambda shown: shown["online"])
    place.send(guest, place.add(guest))
    shows(js, "t", screen)
    js.tell("drop")
    place.send(guest, place.add(guest))
    js.until("t", lambda shown: shown["online"])
    place.send(guest, place.add(guest))
    shown, _ = js.until("t", lambda shown: len(shown["fired"]) == 2)
    assert tickets_on(shown) != true_board(screen)
    js.tell("close", id="t")


def test_with_the_socket_dead_the_poll_shows_everything(js, served, place):
    screen, guest = place.screen(), place.sit()
    streams = screen.get("/api/v1/kitchen/board")[1]["streams"]
    js.tell("deafen", deaf=True)
    js.open("c", served.base_url, screen.token, streams)
    sent = [place.send(guest, place.add(guest)) for _ in range(2)]
    assert [status for status, _ in sent] == [201, 201]
    shown, _ = shows(js, "c", screen, 8)  # the poll of 15 s runs ten times as fast here
    assert sorted(shown["fired"].values()) == [1, 1]
    for stream in streams:
        answer = screen.get(f"/api/v1/live?stream={stream}&epoch=0&after=0")[1]
        assert [f["seq"] for f in answer["frames"]] == list(range(1, answer["seq"] + 1))
    js.tell("deafen", deaf=False)
    js.tell("close", id="c")


def test_a_restored_backup_leaves_no_phantom(js, served, place):
    """Another epoch: the client's numbers mean nothing any more, and it is given what is true now."""
    screen, guest = place.screen(), place.sit()
    opened(js, served, screen, "d")
    place.send(guest, place.add(guest))
    shows(js, "d", screen)
    served.kill()
    engine = make_engine(served.database_url)
    with engine.begin() as connection:  # as if the last order had come after the backup
        for table in ("ticket_lines", "tickets", "frames"):
            connection.execute(text(f"DELETE FROM {table} WHERE restaurant_id = :r"), {"r": place.id})
        connection.execute(
            text("UPDATE streams SET epoch = epoch + 1, head = 0 WHERE restaurant_id = :r"), {"r": place.id}
        )
    engine.dispose()
    served.start()
    shown, _ = shows(js, "d", screen, 8)
    assert tickets_on(shown) == {}
    js.tell("close", id="d")


def test_a_screen_that_is_turned_off_is_put_out_within_5_seconds(js, served, place):
    screen = place.screen()
    opened(js, served, screen, "e")
    one = place.owner.get(f"{place.home}/screens")[1]["items"][0]
    assert place.owner.call("DELETE", f"{place.home}/screens/{one['id']}")[0] == 204
    assert screen.get("/api/v1/kitchen/board")[0] == 401
    js.until("e", lambda shown: shown["refused"], 5)
    js.tell("close", id="e")


GARBAGE = [
    *r"""
4
42
42/live
42/live,["ack"
42/live,["ack",NaN]
42/live,["ack","\ud800"]
42/live,[]
42/live,{}
42/live,[null]
40/
40/live,{"token":"\ud800"}
40/nowhere,
41/live,
43/live,1[]
451-
451-/live,["ack",{"_placeholder":true,"num":0}]
b////
9""".splitlines(),
    *("42/live," + "[" * 3000, "x" * 60000, f'42/live,["act",{"9" * 5000}]'),
]


def test_what_no_client_would_send_harms_nobody_else(js, served, place):
    screen, guest = place.screen(), place.sit()
    opened(js, served, screen, "w")
    for garbage in GARBAGE:
        wire = websocket.create_connection(
            served.base_url.replace("http", "ws") + "/socket.io/?EIO=4&transport=websocket", timeout=5
        )
        wire.recv()
        wire.send(f'40/live,{{"token":"{screen.token}"}}')
        wire.send(garbage)
        wire.send_binary(b"\x00\xff")
        wire.close()
    place.send(guest, place.add(guest))
    shows(js, "w", screen)
    assert served.process.poll() is None
    js.tell("close", id="w")
