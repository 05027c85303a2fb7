"""Several streams in one question: each as it would be alone, strange ones named, nothing taken from the others."""

import socket
import threading

import orjson
import pytest
from flask_socketio import ConnectionRefusedError

from app import catching_up, live
from app.catching_up import Shared
from app.door import Crowded, Door, Porch
from core.transactions import Busy


def at(stream, epoch=-1, after=0, drawn=0) -> str:
    return f"at={stream},{epoch},{after},{drawn}"


def test_one_question_answers_as_several_would(place):
    screen, guest = place.screen(), place.sit()
    place.send(guest, place.add(guest))
    streams = screen.get("/api/v1/kitchen/board")[1]["streams"]
    status, answer = screen.get("/api/v1/live?" + "&".join([*map(at, streams), at("visit:somebody-elses")]))
    assert status == 200
    assert answer["streams"].pop("visit:somebody-elses") == {"code": "stream_unknown"}
    for name, one in answer["streams"].items():
        alone = screen.get(f"/api/v1/live?stream={name}")[1]
        assert {**one, "server_time": alone["server_time"]} == alone
    name, known = next(iter(streams.items()))
    position = at(name, known["epoch"], known["seq"], known["seq"])
    assert screen.get(f"/api/v1/live?{position}")[1]["streams"][name]["frames"] == []
    assert guest.get("/api/v1/visit")[1]["orders"][0]["status"] == "accepted"  # it had drawn the order


@pytest.mark.parametrize("wrong", ["", "at=station:x", "at=station:x,1,2,x", "at=s,-2,0,0", f"at=s,{2**60},0,0"])
def test_what_cannot_be_read_is_refused_by_name(place, wrong):
    status, problem = place.screen().get(f"/api/v1/live?{wrong}")
    assert (status, set(problem["errors"]) <= {"at", "stream"}) == (422, True), problem


def why_refused(program, token) -> str:
    with program.test_request_context(), pytest.raises(ConnectionRefusedError) as refused:
        live.connect({"token": token})
    return str(refused.value)


def test_a_busy_server_says_nothing_about_the_token(app, place, monkeypatch):
    """A screen that is told `not_signed_in` forgets its token and must be paired again."""

    def busy(_token):
        raise Busy("no connection was free")

    assert why_refused(app, "s.x.y") == "not_signed_in"
    token = place.screen().token
    monkeypatch.setattr(live, "caller_of", busy)
    assert why_refused(app, token) == "busy"
    monkeypatch.setattr(live, "_door", Door(at_once=0, patience=0.01))
    assert why_refused(app, token) == "crowded"


def test_a_door_lets_in_so_many_at_once():
    door, inside, most = Door(at_once=3, patience=5), [], []

    def enter():
        with door.inside():
            inside.append(1)
            most.append(len(inside))
            threading.Event().wait(0.005)
            inside.pop()

    threads = [threading.Thread(target=enter) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(most), max(most)) == (20, 3)
    narrow = Door(at_once=1, patience=0.01)
    with narrow.inside(), pytest.raises(Crowded), narrow.inside():
        pass


def test_who_has_gone_away_is_answered_by_nobody():
    """Whoever waited while the server started, and has asked again since."""
    asked = []
    porch = Porch(lambda environ, _start: asked.append(environ["PATH_INFO"]) or [b"answer"])
    ours, theirs = socket.socketpair()
    with ours:
        for path in ("/api/v1/live", "/socket.io/", "/api/v1/visit/orders"):
            porch({"PATH_INFO": path, "gunicorn.socket": ours}, lambda *_: None)
        theirs.close()
        for path in ("/api/v1/live", "/socket.io/"):
            assert porch({"PATH_INFO": path, "gunicorn.socket": ours}, lambda *_: None) == [b""]
        porch({"PATH_INFO": "/api/v1/visit/orders", "gunicorn.socket": ours}, lambda *_: None)  # an order is an order
    assert asked == ["/api/v1/live", "/socket.io/", "/api/v1/visit/orders", "/api/v1/visit/orders"]


def test_what_is_shared_ends_and_stays_small():
    brief, small = Shared(seconds=0), Shared(most=100)
    brief.put(("a",), {"seq": 1, "frames": []})
    assert brief.get(("a",)) is None
    for n in range(9):
        assert orjson.dumps(small.put((n,), {"seq": n, "snapshot": "x" * 38})["snapshot"]) == b'"%s"' % (b"x" * 38)
    assert [n for n in range(9) if small.get((n,))] == [7, 8]


def test_screens_at_the_same_numbers_are_sent_the_same_read_once(place, monkeypatch):
    screens, guest = [place.screen() for _ in range(3)], place.sit()
    place.send(guest, place.add(guest))
    read, real = [], catching_up._read
    monkeypatch.setattr(catching_up, "_read", lambda *asked: read.append(asked[3]) or real(*asked))
    streams = screens[0].get("/api/v1/kitchen/board")[1]["streams"]
    station = next(name for name in streams if name.startswith("station:"))

    def answers(*position):
        return [s.get(f"/api/v1/live?{at(station, *position)}")[1]["streams"][station] for s in screens]

    for position in ((-1, 0), (0, 0)):
        first, *others = answers(*position)
        assert others == [first, first]
    assert read == [station, station]
    assert len(first["frames"]) == first["seq"] > 0
    known = first["epoch"], first["seq"]
    assert [a["frames"] for a in answers(*known)] == [[], [], []]
    assert len(read) == 2  # who knows everything costs no read
    place.send(guest, place.add(guest))
    moved = answers(*known)
    assert moved[0]["frames"][0]["seq"] == known[1] + 1 and moved[0] == moved[2]
    assert len(read) == 3
