"""并菜 and dishes of several stations: what one touch moves, what is counted, what is taken back."""

import pytest

from tests.people import new_key

DISH = "米饭"


class Kitchen:
    """Three tables that wait for 2, 3 and 1 portions of a dish; one screen of all stations."""

    def __init__(self, place, **dish):
        self.place = place
        self.item = place.dishes[DISH]["id"]
        if dish:
            cold = place.owner.post(f"{place.home}/stations", {"names": {"zh": "凉菜"}})[1]["id"]
            hot = next(s["id"] for s in place.owner.get(f"{place.home}/stations")[1]["items"] if s["is_default"])
            self.stations = [hot, cold]
            body = {"station_ids": self.stations, **dish}
            status, item = place.owner.call("PATCH", f"{place.home}/menu-items/{self.item}", body)
            assert (status, item["station_ids"], item["station_id"]) == (200, self.stations, hot)
        self.screen = place.screen()
        self.guests = [place.sit(n) for n in range(3)]
        for guest, quantity in zip(self.guests, (2, 3, 1), strict=True):
            place.send(guest, place.add(guest, DISH, quantity))

    def board(self):
        return self.screen.get("/api/v1/kitchen/board")[1]

    def mark(self, quantity, key=None, **which):
        path = f"/api/v1/kitchen/menu-items/{self.item}/portions"
        return self.screen.post(path, {"quantity": quantity, "request_id": key or new_key(), **which})

    def undo(self, ticket, key):
        return self.screen.post(f"/api/v1/kitchen/tickets/{ticket}/undo", {"undoes": key})

    def done(self) -> dict:
        """table → (status, done) of its line, of all that is or was on the board."""
        recent = self.screen.get("/api/v1/kitchen/recent")[1]["items"]
        shown = [*self.board()["tickets"], *recent]
        return {t["table"]: (t["lines"][0]["status"], t["lines"][0]["done"]) for t in shown}

    def left(self) -> int:
        return sum(entry["quantity"] for entry in self.board()["all_day"])


def test_portions_go_to_the_oldest_first_and_are_taken_back_together(place):
    kitchen, key = Kitchen(place), new_key()
    status, answer = kitchen.mark(4, key)
    assert (status, [t["table"] for t in answer["tickets"]]) == (200, ["H01", "H02"])
    assert kitchen.done() == {"H01": ("ready", 2), "H02": ("preparing", 2), "H03": ("queued", 0)}
    assert kitchen.left() == 2
    assert kitchen.board()["all_day"][0]["options"][0]["portions"][0]["quantity"] == 1
    assert [t["seq"] for t in kitchen.mark(4, key)[1]["tickets"]] == [t["seq"] for t in answer["tickets"]]  # replayed
    assert kitchen.left() == 2
    assert kitchen.guests[0].get("/api/v1/visit")[1]["orders"][0]["status"] == "ready"
    kitchen.undo(answer["tickets"][1]["id"], key)
    assert kitchen.done() == {"H01": ("queued", 0), "H02": ("queued", 0), "H03": ("queued", 0)}
    assert kitchen.left() == 6
    assert kitchen.guests[0].get("/api/v1/visit")[1]["orders"][0]["status"] == "placed"


def test_a_bump_after_some_portions_does_the_rest(place):
    kitchen, key, bump = Kitchen(place), new_key(), new_key()
    kitchen.mark(3, key)
    second = kitchen.board()["tickets"][0]
    assert (second["table"], second["status"], second["lines"][0]["done"]) == ("H02", "started", 1)
    path = f"/api/v1/kitchen/tickets/{second['id']}/lines/{second['lines'][0]['id']}/bump"
    assert kitchen.screen.post(path, {"request_id": bump})[1]["lines"][0]["done"] == 3
    kitchen.undo(second["id"], key)  # moved on since: the first table's go back, these stay
    assert kitchen.done() == {"H01": ("queued", 0), "H02": ("ready", 3), "H03": ("queued", 0)}
    assert kitchen.undo(second["id"], bump)[1]["lines"][0]["done"] == 1
    assert (
        kitchen.screen.post(f"/api/v1/kitchen/tickets/{second['id']}/recall")[1]["lines"][0]["done"] == 1
    )  # not ready


def test_more_than_there_is_marks_what_there_is_and_none_afterwards(place):
    kitchen, key = Kitchen(place), new_key()
    assert len(kitchen.mark(99)[1]["tickets"]) == 3
    assert kitchen.mark(1, key) == (200, {"tickets": []})
    kitchen.place.send(kitchen.guests[0], kitchen.place.add(kitchen.guests[0]))
    assert kitchen.mark(1, key) == (200, {"tickets": []})  # the old touch, sent again, makes nothing new ready
    assert kitchen.left() == 1


def test_of_some_tables_or_as_chosen_only(place):
    kitchen = Kitchen(place)
    second = kitchen.board()["tickets"][1]["id"]
    assert [t["table"] for t in kitchen.mark(1, ticket_ids=[second])[1]["tickets"]] == ["H02"]
    assert kitchen.mark(1, note="少辣")[1]["tickets"] == []
    assert kitchen.mark(1, modifiers=[{"id": "x"}])[1]["tickets"] == []
    assert [t["table"] for t in kitchen.mark(1, note="", modifiers=[])[1]["tickets"]] == ["H01"]


def test_what_is_no_portion(place):
    kitchen = Kitchen(place)
    assert kitchen.mark(0)[0] == kitchen.mark(1, key="short")[0] == kitchen.mark("x")[0] == 422
    kitchen.item = "x"
    assert kitchen.mark(1)[1]["code"] == "item_unknown"


def test_together_a_bump_at_one_station_is_one_at_all(place):
    kitchen, bump = Kitchen(place, stations_finish="together"), new_key()
    tickets = kitchen.board()["tickets"]
    assert (len(tickets), kitchen.left()) == (6, 6)  # two parts of each table's, counted once
    first = tickets[0]
    other = next(t for t in tickets if t["order_id"] == first["order_id"] and t["id"] != first["id"])
    path = "/api/v1/kitchen/tickets"
    kitchen.screen.post(f"{path}/{first['id']}/bump", {"request_id": bump})
    assert {t["id"] for t in kitchen.board()["tickets"]}.isdisjoint({first["id"], other["id"]})
    assert kitchen.guests[0].get("/api/v1/visit")[1]["orders"][0]["status"] == "ready"
    kitchen.screen.post(f"{path}/{other['id']}/recall")
    assert [t["status"] for t in kitchen.board()["tickets"]][:2] == ["started", "started"]
    kitchen.screen.post(f"{path}/{other['id']}/bump", {"request_id": (again := new_key())})
    kitchen.undo(first["id"], again)  # from the other station's ticket
    assert [t["lines"][0]["status"] for t in kitchen.board()["tickets"]][:2] == ["preparing", "preparing"]
    kitchen.screen.post(f"{path}/{first['id']}/bump")
    station = {"names": {"zh": "传菜"}, "kind": "expo"}
    expo = place.screen([place.owner.post(f"{place.home}/stations", station)[1]["id"]])
    assert expo.post(f"{path}/{other['id']}/serve")[0] == 200
    assert kitchen.guests[0].get("/api/v1/visit")[1]["orders"][0]["status"] == "served"
    order = kitchen.guests[1].get("/api/v1/visit")[1]["orders"][0]
    void = f"{kitchen.place.home}/orders/{order['id']}/lines/{order['lines'][0]['id']}/void"
    kitchen.place.owner.post(void, {"reason": "没货"})
    assert [t["status"] for t in kitchen.board()["tickets"] if t["order_id"] == order["id"]] == ["voided", "voided"]


def test_together_portions_are_marked_at_all_stations(place):
    kitchen, key = Kitchen(place, stations_finish="together"), new_key()
    moved = kitchen.mark(3, key)[1]["tickets"]
    assert sorted((t["table"], t["lines"][0]["done"]) for t in moved) == [
        ("H01", 2),
        ("H01", 2),
        ("H02", 1),
        ("H02", 1),
    ]
    assert kitchen.left() == 3
    kitchen.undo(moved[-1]["id"], key)
    assert kitchen.left() == 6


def test_each_station_bumps_its_own_part(place):
    kitchen = Kitchen(place, stations_finish="each")
    hot, cold = ([t for t in kitchen.board()["tickets"] if t["station_id"] == s] for s in kitchen.stations)
    kitchen.screen.post(f"/api/v1/kitchen/tickets/{hot[0]['id']}/bump")
    order = lambda: kitchen.guests[0].get("/api/v1/visit")[1]["orders"][0]["status"]  # noqa: E731
    assert order() == "placed"  # as far as its slowest part
    kitchen.screen.post(f"/api/v1/kitchen/tickets/{cold[0]['id']}/bump")
    assert order() == "ready"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"station_id": None}, 200),
        ({"station_ids": []}, 200),
        ({"station_ids": ["x"]}, 404),
        ({"course": 10}, 422),
        ({"stations_finish": "none"}, 422),
    ],
)
def test_what_a_dish_may_say_of_its_stations(place, body, status):
    kitchen = Kitchen(place, stations_finish="together", course=3)
    answer = place.owner.call("PATCH", f"{place.home}/menu-items/{kitchen.item}", body)
    assert answer[0] == status
    if status == 200:
        assert (answer[1]["station_ids"], answer[1]["course"]) == ([], 3)


def test_two_words_that_do_not_agree(place):
    kitchen = Kitchen(place, stations_finish="together")
    body = {"station_id": kitchen.stations[1], "station_ids": kitchen.stations}
    status, problem = place.owner.call("PATCH", f"{place.home}/menu-items/{kitchen.item}", body)
    assert (status, list(problem["errors"])) == (422, ["station_id"])


def test_a_station_that_makes_a_part_of_a_dish_is_in_use_until_its_dishes_move(place):
    kitchen = Kitchen(place, stations_finish="together")
    kitchen.mark(99)
    hot, cold = kitchen.stations
    assert place.owner.call("DELETE", f"{place.home}/stations/{cold}")[1]["code"] == "station_in_use"
    assert place.owner.call("DELETE", f"{place.home}/stations/{cold}?move_to={hot}")[0] == 204
    items = place.owner.get(f"{place.home}/menu-items")[1]["items"]
    assert next(i["station_ids"] for i in items if i["id"] == kitchen.item) == [hot]


def test_recall_keeps_the_first_time_and_place(place):
    kitchen = Kitchen(place)
    first = kitchen.board()["tickets"][0]["id"]
    path = f"/api/v1/kitchen/tickets/{first}"
    done = kitchen.screen.post(f"{path}/bump")[1]
    assert kitchen.screen.get("/api/v1/kitchen/recent")[1]["items"][0]["id"] == first
    back = kitchen.screen.post(f"{path}/recall")[1]
    assert (back["bumped_at"], back["first_bumped_at"]) == (None, done["bumped_at"])
    assert kitchen.board()["tickets"][0]["id"] == first
    again = kitchen.screen.post(f"{path}/bump", {"request_id": (key := new_key())})[1]
    assert again["first_bumped_at"] == done["bumped_at"] < again["bumped_at"]
    assert kitchen.undo(first, key)[1]["first_bumped_at"] == done["bumped_at"]


def test_a_bump_that_is_taken_back_never_was(place):
    kitchen, key = Kitchen(place), new_key()
    first = kitchen.board()["tickets"][0]["id"]
    kitchen.screen.post(f"/api/v1/kitchen/tickets/{first}/bump", {"request_id": key})
    assert kitchen.undo(first, key)[1]["first_bumped_at"] is None
