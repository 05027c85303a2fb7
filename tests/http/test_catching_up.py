"""Several streams in one question: each as it would be alone, strange ones named, nothing taken from the others."""

import threading

import pytest
from flask_socketio import ConnectionRefusedError

from app import live
from app.door import Crowded, Door
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
