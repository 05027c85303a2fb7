"""What cooks do, over HTTP on both databases: routing, touches, undo, voids, hurry, sold out, screens."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from core.clock import now
from core.transactions import transaction
from ordering.orders.models import Order
from restaurants.stations.models import Station
from tests.people import Person, new_key


@pytest.fixture
def kitchen(place):
    return Kitchen(place)


class Kitchen:
    """A place with a screen of all stations and a guest who has sent one of each dish."""

    def __init__(self, place):
        self.place, self.screen, self.guest = place, place.screen(), place.sit()
        self.place.add(self.guest, "宫保鸡丁", 2)
        self.send()

    def send(self, **more):
        status, sent = self.place.send(self.guest, self.place.add(self.guest, "米饭"), **more)
        assert status == 201, sent
        self.order = sent["order"]

    def board(self):
        return self.screen.get("/api/v1/kitchen/board")[1]

    def ticket(self):
        return self.board()["tickets"][0]

    def act(self, do, line=None, **body):
        ticket_id = body.pop("ticket_id", None) or self.ticket()["id"]
        where = f"/lines/{line}" if line else ""
        return self.screen.post(f"/api/v1/kitchen/tickets/{ticket_id}{where}/{do}", body)

    def own(self, method, path, body=None):
        return self.place.owner.call(method, f"{self.place.home}{path}", body)


def test_a_line_alone_then_the_rest(kitchen):
    first = kitchen.ticket()["lines"][0]["id"]
    status, ticket = kitchen.act("bump", first)
    assert (status, ticket["status"], [line["status"] for line in ticket["lines"]]) == (
        200,
        "started",
        ["ready", "queued"],
    )
    assert kitchen.board()["all_day"][0]["quantity"] == 1
    assert kitchen.act("bump")[1]["status"] == "bumped"
    assert kitchen.board()["tickets"] == []
    assert kitchen.screen.get("/api/v1/kitchen/recent")[1]["items"][0]["id"] == ticket["id"]


def test_undo_takes_back_one_touch_and_no_more(kitchen):
    ticket, bump = kitchen.ticket(), new_key()
    kitchen.act("bump", ticket["lines"][0]["id"])
    kitchen.act("bump", ticket_id=ticket["id"], request_id=bump)
    undo = {"ticket_id": ticket["id"], "request_id": new_key(), "undoes": bump}
    status, after = kitchen.act("undo", **undo)
    assert status == 200, after
    assert [line["status"] for line in after["lines"]] == ["ready", "queued"]
    assert after["placed_at"] == ticket["placed_at"]
    assert kitchen.act("undo", **undo)[1] == after  # replayed
    assert kitchen.act("undo", **{**undo, "request_id": new_key()})[1] == after  # nothing left to take back
    assert kitchen.guest.get("/api/v1/visit")[1]["orders"][0]["lines"][1]["status"] == "queued"


def test_undoing_a_whole_bump_leaves_the_ticket_as_it_was(kitchen):
    ticket, bump = kitchen.ticket(), new_key()
    kitchen.act("bump", request_id=bump)
    assert kitchen.act("undo", ticket_id=ticket["id"], request_id=new_key(), undoes=bump)[1]["status"] == "open"


def test_a_ticket_says_which_screen_did_it_and_a_rush_can_be_taken_back(kitchen):
    ticket, key = kitchen.ticket()["id"], new_key()
    assert kitchen.act("rush", ticket_id=ticket, request_id=key)[1]["rushed"] is True
    assert kitchen.act("undo", ticket_id=ticket, request_id=new_key(), undoes=key)[1]["rushed"] is False
    assert kitchen.act("bump", ticket_id=ticket)[1]["bumped_by"] == "热菜屏"
    assert kitchen.act("recall", ticket_id=ticket)[1]["bumped_by"] is None
    status, done = kitchen.place.owner.post(
        f"/api/v1/kitchen/tickets/{ticket}/bump?restaurant_id={kitchen.place.id}", {}
    )
    assert (status, done.get("bumped_by")) == (200, None)


def test_a_touch_that_changes_nothing_tells_nobody(kitchen):
    ticket = kitchen.ticket()["id"]
    kitchen.act("bump", ticket_id=ticket)
    before = kitchen.board()["seq"]
    assert kitchen.act("bump", ticket_id=ticket)[0] == 200
    assert kitchen.board()["seq"] == before
    assert kitchen.act("start", ticket_id=ticket)[1]["code"] == "illegal_step"
    assert kitchen.act("rush", ticket_id=ticket)[1]["code"] == "illegal_step"


def test_seq_rises_with_every_change(kitchen):
    ticket = kitchen.ticket()
    acts = [kitchen.act(do, ticket_id=ticket["id"])[1]["seq"] for do in ("start", "rush", "bump", "recall")]
    assert [ticket["seq"], *acts] == [1, 2, 3, 4, 5]


def test_a_void_stays_struck_through_until_a_cook_has_seen_it(kitchen):
    ticket = kitchen.ticket()
    line = ticket["lines"][0]
    path = f"/orders/{kitchen.order['id']}/lines/{line['order_line_id']}/void"
    assert kitchen.own("POST", path, {"reason": "客人不要了"})[0] == 200
    struck = kitchen.ticket()
    assert (struck["void_waits"], struck["lines"][0]["status"], struck["lines"][0]["reason"]) == (
        True,
        "voided",
        "客人不要了",
    )
    assert kitchen.act("bump", line["id"])[1]["code"] == "illegal_step"
    kitchen.act("bump")
    assert kitchen.ticket()["status"] == "bumped"  # the rest is done, the void still waits for its tap
    status, seen = kitchen.act("clear", line["id"])
    assert (status, seen["void_waits"], seen["lines"][0]["cleared"]) == (200, False, True)
    assert kitchen.board()["tickets"] == []
    assert kitchen.act("clear", line["id"], ticket_id=ticket["id"])[0] == 200  # again


def test_a_cancelled_order_stays_until_seen(kitchen):
    ticket = kitchen.ticket()["id"]
    kitchen.own("POST", f"/orders/{kitchen.order['id']}/cancel", {"reason": "走了"})
    assert kitchen.ticket()["status"] == "voided"
    assert kitchen.act("bump")[1]["code"] == "illegal_step"
    kitchen.act("clear")
    assert kitchen.board()["tickets"] == []
    assert kitchen.act("recall", ticket_id=ticket)[1]["code"] == "illegal_step"


def test_a_table_that_hurries_gets_the_kitchens_word(kitchen):
    set_rows(Order, Order.id == kitchen.order["id"], released_at=now() - timedelta(hours=1))
    assert kitchen.guest.post("/api/v1/visit/calls", {"kind": "rush", "order_id": kitchen.order["id"]})[0] == 201
    ticket = kitchen.ticket()
    assert (ticket["hurried"], [c["kind"] for c in ticket["calls"]]) == (1, ["rush"])
    status, answered = kitchen.act("answer", minutes=5)
    assert (status, answered["calls"]) == (200, [])
    call = kitchen.guest.get("/api/v1/visit")[1]["calls"][0]
    assert (call["reply_minutes"], call["answered_at"] is not None) == (5, True)
    assert kitchen.act("answer", minutes=61)[0] == 422


def test_item_over_category_over_default_and_no_station_on_every_screen(place):
    stations = [place.owner.post(f"{place.home}/stations", {"names": {"zh": zh}})[1]["id"] for zh in ("凉菜", "酒水")]
    dish = place.dishes["宫保鸡丁"]["id"]
    category = place.owner.get(f"{place.home}/menu")[1]["categories"][0]["id"]
    default = next(s["id"] for s in place.owner.get(f"{place.home}/stations")[1]["items"] if s["is_default"])
    assert routed(place) == {"宫保鸡丁": default, "米饭": default}
    place.owner.call("PATCH", f"{place.home}/categories/{category}", {"station_id": stations[0]})
    assert routed(place) == {"宫保鸡丁": stations[0], "米饭": stations[0]}
    place.owner.call("PATCH", f"{place.home}/menu-items/{dish}", {"station_id": stations[1]})
    assert routed(place) == {"宫保鸡丁": stations[1], "米饭": stations[0]}
    place.owner.call("PATCH", f"{place.home}/menu-items/{dish}", {"station_id": None})
    place.owner.call("PATCH", f"{place.home}/categories/{category}", {"station_id": None})
    set_rows(Station, Station.restaurant_id == place.id, is_default=False)  # as a restored database could have it
    assert routed(place) == {"宫保鸡丁": None, "米饭": None}
    for station_id in (default, *stations):
        own = place.screen(station_ids=[station_id]).get("/api/v1/kitchen/board")[1]
        assert any(t["station_id"] is None for t in own["tickets"])


def routed(place) -> dict:
    """Dish → station of a fresh order of both dishes."""
    guest = place.sit()
    place.add(guest)
    sent = place.send(guest, place.add(guest, "宫保鸡丁"))[1]["order"]["id"]
    tickets = place.screen().get("/api/v1/kitchen/board")[1]["tickets"]
    return {line["name"]: t["station_id"] for t in tickets if t["order_id"] == sent for line in t["lines"]}


def set_rows(model, which, **values):
    with transaction() as session:
        session.execute(update(model).where(which).values(**values))


def test_a_screen_reaches_its_own_stations_only(kitchen):
    bar = kitchen.own("POST", "/stations", {"names": {"zh": "酒水"}})[1]["id"]
    stranger = kitchen.place.screen(station_ids=[bar])
    assert stranger.get("/api/v1/kitchen/board")[1]["tickets"] == []
    path = f"/api/v1/kitchen/tickets/{kitchen.ticket()['id']}/bump"
    assert stranger.post(path)[1]["code"] == "ticket_unknown"


def test_sold_out_from_the_kitchen_and_back(kitchen):
    dishes = kitchen.screen.get("/api/v1/kitchen/menu-items")[1]["items"]
    assert [d["name"] for d in dishes] == ["宫保鸡丁", "米饭"]
    path = f"/api/v1/kitchen/menu-items/{dishes[1]['id']}/availability"
    assert kitchen.screen.post(path, {"available": True, "left": 1})[0] == 200
    assert kitchen.screen.get("/api/v1/kitchen/menu-items")[1]["items"][1]["left"] == 1
    until = (now() + timedelta(hours=1)).isoformat()
    assert kitchen.screen.post(path, {"available": False, "until": until})[0] == 200
    out = kitchen.screen.get("/api/v1/kitchen/menu-items")[1]["items"][1]
    assert (out["available"], out["sold_out_until"] is not None) == (False, True)
    assert kitchen.screen.post(path, {"available": True})[0] == 200
    assert kitchen.screen.get("/api/v1/kitchen/menu-items")[1]["items"][1]["available"] is True


def test_pairing_code_is_single_use_and_its_answer_can_be_had_again(place):
    stations = [s["id"] for s in place.owner.get(f"{place.home}/stations")[1]["items"]]
    waiting = Person(place.app.test_client()).post("/api/v1/screens")[1]
    poll = Person(place.app.test_client(), waiting["poll_token"])
    assert poll.get("/api/v1/screens/pairing")[1] == {"status": "waiting"}
    assert waiting["pairing_code"] in waiting["pairing_url"]
    assert waiting["qr"].startswith("<svg")
    typed = f"{waiting['pairing_code'][:4]}-{waiting['pairing_code'][4:]}".lower()
    body = {"pairing_code": typed, "name": "热菜屏", "station_ids": stations}
    assert place.owner.post(f"{place.home}/screens", body)[0] == 201
    assert place.owner.post(f"{place.home}/screens", body)[1]["code"] == "pairing_unknown"
    first, again = (poll.get("/api/v1/screens/pairing")[1] for _ in range(2))
    assert first == again
    screen = Person(place.app.test_client(), first["screen_token"])
    assert screen.get("/api/v1/kitchen/board")[1]["screen"]["name"] == "热菜屏"


def test_tries_to_guess_a_pairing_code_are_limited(place):
    body = {"pairing_code": "AAAAAAAA", "name": "x", "station_ids": ["x"]}
    answers = [place.owner.post(f"{place.home}/screens", body)[0] for _ in range(21)]
    assert answers[-1] == 429


def test_a_renewed_token_and_its_predecessor_work_until_the_screen_is_turned_off(place):
    old = place.screen()
    status, fresh = old.post("/api/v1/screens/token")
    assert status == 201
    new = Person(place.app.test_client(), fresh["screen_token"])
    assert {old.get("/api/v1/kitchen/board")[0], new.get("/api/v1/kitchen/board")[0]} == {200}
    third = Person(place.app.test_client(), old.post("/api/v1/screens/token")[1]["screen_token"])  # the answer was lost
    assert third.get("/api/v1/kitchen/board")[0] == 200
    assert new.get("/api/v1/kitchen/board")[0] == 401
    (screen,) = place.owner.get(f"{place.home}/screens")[1]["items"]
    assert screen["live"]
    place.owner.call("DELETE", f"{place.home}/screens/{screen['id']}")
    assert {old.get("/api/v1/kitchen/board")[0], third.get("/api/v1/kitchen/board")[0]} == {401}


def test_a_screen_without_a_socket_acknowledges_by_its_question(kitchen):
    board = kitchen.board()
    at = board["streams"][board["stream"]]
    path = f"/api/v1/live?stream={board['stream']}&epoch={at['epoch']}&after={at['seq']}"
    kitchen.screen.get(path)
    assert kitchen.guest.get("/api/v1/visit")[1]["orders"][0]["status"] == "placed"
    kitchen.screen.get(f"{path}&drawn={at['seq']}")
    assert kitchen.guest.get("/api/v1/visit")[1]["orders"][0]["status"] == "accepted"


def test_an_acknowledgement_is_about_what_was_drawn_and_nothing_later(kitchen):
    seen = kitchen.board()
    at, later = seen["streams"][seen["stream"]], kitchen.place.sit(3)
    kitchen.place.send(later, kitchen.place.add(later))
    path = f"/api/v1/live?stream={seen['stream']}&epoch={at['epoch']}&after={at['seq']}"
    kitchen.screen.get(f"{path}&drawn={at['seq']}")
    status = lambda guest: guest.get("/api/v1/visit")[1]["orders"][0]["status"]  # noqa: E731
    assert (status(kitchen.guest), status(later)) == ("accepted", "placed")
    kitchen.screen.get(f"{path}&drawn={at['seq'] + 99}")
    assert status(later) == "accepted"
