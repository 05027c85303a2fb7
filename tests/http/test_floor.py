"""The floor's screen: calls that are answered once, bills with what they owe, dishes that wait to be carried."""

import pytest

from app.streams import allowed_streams, catch_up_of
from core.identity import caller_of
from core.transactions import reading
from tests.live.fold import comparable, fold
from tests.people import new_key, open_place


class Hall:
    """A place with two floor screens, a cook's screen of two stations, and a party with a dish on each."""

    def __init__(self, app):
        self.app, self.place = app, open_place(app)
        cold = self.own("POST", "/stations", {"names": {"zh": "凉菜"}})["id"]
        self.own("PATCH", f"/menu-items/{self.place.dishes['米饭']['id']}", {"station_id": cold})
        floor = self.own("POST", "/stations", {"names": {"zh": "前厅"}, "kind": "floor"})["id"]
        self.cook = self.place.screen()
        self.floor, self.other = self.place.screen([floor]), self.place.screen([floor])
        for screen, name in zip(self.own("GET", "/screens")["items"][1:], ("前厅一", "前厅二"), strict=True):
            self.own("PATCH", f"/screens/{screen['id']}", {"name": name})
        self.stream = f"station:{floor}"
        self.guest = self.place.sit()
        self.place.add(self.guest)
        self.order = self.place.send(self.guest, self.place.add(self.guest, "宫保鸡丁"))[1]["order"]

    def own(self, method, path, body=None, key=None):
        status, answer = self.place.owner.call(method, f"{self.place.home}{path}", body, key)
        assert status < 300, answer
        return answer

    def seen(self, screen=None) -> dict:
        status, floor = (screen or self.floor).get("/api/v1/kitchen/floor")
        assert status == 200, floor
        return floor

    def call(self, kind):
        status, call = self.guest.post("/api/v1/visit/calls", {"kind": kind})
        assert status == 201, call
        return call["id"]

    def bump(self, name):
        tickets = self.cook.get("/api/v1/kitchen/board")[1]["tickets"]
        ticket = next(t for t in tickets if t["lines"][0]["name"] == name)
        assert self.cook.post(f"/api/v1/kitchen/tickets/{ticket['id']}/bump")[0] == 200

    def serve(self, line, do="serve", **body):
        for part in line["parts"]:
            path = f"/api/v1/kitchen/tickets/{part['ticket_id']}/lines/{part['line_id']}/{do}"
            status, answer = self.floor.post(path, body)
            assert status == 200, answer

    def pay(self):
        payment = self.guest.post("/api/v1/visit/payments", {"wallet": "counter"}, new_key())[1]["payment"]
        return self.own("POST", f"/payments/{payment['id']}/confirm", {"method": "cash"})

    def again(self):
        assert self.place.send(self.guest, self.place.add(self.guest))[0] == 201

    def leave(self):
        visit = self.guest.get("/api/v1/visit")[1]["visit"]["id"]
        self.own("POST", f"/visits/{visit}/close", {"how": "forced", "reason": "走了"})


@pytest.fixture
def hall(app):
    return Hall(app)


def test_a_call_is_answered_once_whoever_taps(hall):
    call = hall.call("water")
    assert [c["id"] for c in hall.seen()["calls"]] == [call]
    answers = [screen.post(f"/api/v1/kitchen/calls/{call}/answer") for screen in (hall.floor, hall.other)]
    assert [(status, a["answered_by"]) for status, a in answers] == [(200, "前厅一"), (200, "前厅一")]
    assert hall.seen()["calls"] == []
    told = hall.guest.get("/api/v1/visit")[1]["calls"][0]
    assert told["answered_at"] == answers[0][1]["answered_at"]


def test_an_answer_is_taken_back_by_whoever_gave_it(hall):
    call = hall.call("staff")
    hall.floor.post(f"/api/v1/kitchen/calls/{call}/answer")
    status, problem = hall.other.post(f"/api/v1/kitchen/calls/{call}/take-back")
    assert (status, problem["code"]) == (409, "illegal_step")
    for _ in range(2):  # repeating is harmless
        status, waiting = hall.floor.post(f"/api/v1/kitchen/calls/{call}/take-back")
        assert (status, waiting["answered_at"], waiting["answered_by"]) == (200, None, None)
    assert [c["id"] for c in hall.seen(hall.other)["calls"]] == [call]
    assert hall.floor.post("/api/v1/kitchen/calls/nobody/answer")[1]["code"] == "call_unknown"


def test_a_bill_that_is_asked_for_shows_what_is_due_at_this_moment(hall):
    assert hall.seen()["bills"] == []
    call = hall.call("bill")

    def due():
        bill = hall.guest.get("/api/v1/visit")[1]["bill"]
        (shown,) = hall.seen()["bills"]
        assert {k: shown[k] for k in ("total", "paid", "due")} == {k: bill[k] for k in ("total", "paid", "due")}
        return shown["due"]

    first = due()
    hall.again()
    assert due() == first + 200
    hall.pay()
    assert due() == 0
    hall.floor.post(f"/api/v1/kitchen/calls/{call}/answer")
    assert hall.seen()["bills"] == []


def test_what_is_ready_is_carried_dish_by_dish(hall):
    assert hall.seen()["ready"] == []
    hall.bump("米饭")
    (card,) = hall.seen()["ready"]
    assert (card["table"], card["coming"], [line["name"] for line in card["lines"]]) == ("H01", 1, ["米饭"])
    assert card["since"] == card["lines"][0]["ready_at"]
    touch = new_key()
    hall.serve(card["lines"][0], request_id=touch)
    assert hall.seen()["ready"] == []
    assert [line["status"] for line in hall.guest.get("/api/v1/visit")[1]["orders"][0]["lines"]].count("served") == 1
    part = card["lines"][0]["parts"][0]
    hall.floor.post(f"/api/v1/kitchen/tickets/{part['ticket_id']}/undo", {"undoes": touch, "request_id": new_key()})
    assert hall.seen()["ready"] == [card]


def test_a_dish_of_two_stations_is_ready_when_both_are(hall):
    stations = [s["id"] for s in hall.own("GET", "/stations")["items"] if s["kind"] == "cooking"]
    dish = hall.place.dishes["米饭"]["id"]
    hall.own("PATCH", f"/menu-items/{dish}", {"station_ids": stations, "stations_finish": "each"})
    guest = hall.place.sit(1)
    assert hall.place.send(guest, hall.place.add(guest))[0] == 201
    tickets = [t for t in hall.cook.get("/api/v1/kitchen/board")[1]["tickets"] if t["table"] == "H02"]
    if len(tickets) < 2:
        pytest.skip("dishes go to one station here")
    seen = []
    for ticket in tickets:
        hall.cook.post(f"/api/v1/kitchen/tickets/{ticket['id']}/bump")
        seen.append([len(line["parts"]) for card in hall.seen()["ready"] for line in card["lines"]])
    assert seen == [[], [2]]


def test_a_party_that_has_gone_calls_for_nothing(hall):
    hall.call("water"), hall.call("bill"), hall.bump("米饭")
    hall.leave()
    seen = hall.seen()
    assert (seen["calls"], seen["bills"], seen["ready"]) == ([], [], [])


def test_the_floor_reads_no_tickets_and_staff_read_the_floor(hall):
    hall.bump("米饭")
    ready = hall.seen()["ready"]
    status, seen = hall.place.owner.get(f"/api/v1/kitchen/floor?restaurant_id={hall.place.id}")
    assert (status, seen["ready"], seen["screen"]) == (200, ready, None)
    assert hall.cook.get("/api/v1/kitchen/floor")[0] == 403
    assert set(hall.seen()["streams"]) == {
        hall.stream,
        f"restaurant:{hall.place.id}",
        f"restaurant:{hall.place.id}/menu",
    }


def test_where_there_is_no_floor_nothing_is_pushed_for_it(app):
    place = open_place(app)
    screen, guest = place.screen(), place.sit()
    place.send(guest, place.add(guest))
    guest.post("/api/v1/visit/calls", {"kind": "bill"})
    ticket = screen.get("/api/v1/kitchen/board")[1]["tickets"][0]
    screen.post(f"/api/v1/kitchen/tickets/{ticket['id']}/bump")
    with app.app_context(), reading() as session:
        who = caller_of(screen.token)
        kinds = {f["kind"] for s in allowed_streams(session, who) for f in catch_up_of(session, who, s, 0, 0)["frames"]}
    assert kinds.isdisjoint({"ready.changed", "bill.changed"})


STORY = (
    ("call", "water"),
    ("bump", "米饭"),
    ("call", "bill"),
    ("again",),
    ("answer",),
    ("carry",),
    ("bump", "宫保鸡丁"),
    ("pay",),
    ("answer",),
    ("leave",),
)


def live(hall, name, *about):
    if name == "answer":
        hall.floor.post(f"/api/v1/kitchen/calls/{hall.seen()['calls'][0]['id']}/answer")
    elif name == "carry":
        hall.serve(hall.seen()["ready"][0]["lines"][0])
    else:
        getattr(hall, name)(*about)


def unlike(hall, leave_out="") -> set:
    """(stream, k, n): folded from k, it is not what a fresh read at n gives."""
    who, history = caller_of(hall.floor.token), []

    def look():
        with hall.app.app_context(), reading() as session:
            history.append({s: catch_up_of(session, who, s, -1, 0) for s in allowed_streams(session, who)})

    look()
    for act in STORY:
        live(hall, *act)
        look()
    wrong = set()
    for stream, last in history[-1].items():
        with hall.app.app_context(), reading() as session:
            frames = catch_up_of(session, who, stream, last["epoch"], 0)["frames"]
        for k, then in enumerate(history):
            for n, now in enumerate(history[k:], k):
                came = [f for f in frames if then[stream]["seq"] < f["seq"] <= now[stream]["seq"]]
                state = fold(stream, then[stream]["snapshot"], came, leave_out, "floor")
                if comparable(state) != comparable(now[stream]["snapshot"]):
                    wrong.add((stream, k, n))
    return wrong


def test_the_floors_view_folds(hall):
    assert unlike(hall) == set()


@pytest.mark.parametrize("kind", ["ready.changed", "bill.changed", "call.answered"])
def test_twin_a_floor_that_misses_a_kind_is_found_out(hall, kind):
    assert unlike(hall, leave_out=kind)
