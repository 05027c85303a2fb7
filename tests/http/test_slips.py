"""Paper in the kitchen on both databases: what is printed, when, once, in order, and what happens when it is not."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from core.clock import now, told
from core.transactions import reading, transaction
from kitchen.alarms.queries import alarms_at
from kitchen.screens.models import Screen
from kitchen.slips import falling_back, reach, working
from kitchen.slips.falling_back import fall_back
from kitchen.slips.models import Printer
from kitchen.slips.queries import printers_to_run
from kitchen.slips.working import print_out
from kitchen.tickets.models import Ticket
from kitchen.tickets.silence import waiting_tickets
from ordering.orders.models import Order
from tests.paper import read_paper
from tests.people import new_key
from tests.printers import printer as printing


@pytest.fixture(autouse=True)
def any_port(app, tmp_path):
    before = reach._reach
    reach.use(reach.Reach((1, 65535), True, tmp_path))
    yield tmp_path
    reach.use(before)


@pytest.fixture
def device():
    with printing() as made:
        yield made


@pytest.fixture
def refuses():
    with printing("refuses") as made:
        yield made


class Paper:
    """A restaurant with one printer for all its stations."""

    def __init__(self, place, connection, **settings):
        self.place, self.home = place, place.home
        self.stations = [s["id"] for s in place.owner.get(f"{self.home}/stations")[1]["items"]]
        body = {
            "name": "热菜打印机",
            "station_ids": self.stations,
            "connection": connection,
            "policy": "always",
            **settings,
        }
        status, self.made = place.owner.post(f"{self.home}/printers", body)
        assert status == 201, self.made
        self.id = self.made["id"]

    def order(self, table=0, dish="米饭", **more):
        guest = self.place.sit(table)
        status, sent = self.place.send(guest, self.place.add(guest, dish, 2), **more)
        assert status == 201, sent
        self.guest = guest
        return sent["order"]

    def run(self, seconds=0):
        """Prints what is due, as the program does every second; `seconds` from now."""
        with told(now() + timedelta(seconds=seconds)) as at:
            with reading() as session:
                due = [pair for pair in printers_to_run(session, at) if pair[0] == self.place.id]
            return sum(print_out(*pair) for pair in due)

    def fall_back(self, seconds=0):
        with told(now() + timedelta(seconds=seconds)) as at:
            fall_back(at)

    def slips(self):
        status, found = self.place.owner.get(f"{self.home}/slips")
        assert status == 200, found
        return found["items"][::-1]

    def states(self):
        return [slip["state"] for slip in self.slips()]

    def printer(self):
        return self.place.owner.get(f"{self.home}/printers")[1]["items"][0]

    def change(self, **body):
        status, changed = self.place.owner.call("PATCH", f"{self.home}/printers/{self.id}", body)
        assert status == 200, changed
        return changed

    def own(self, path, body):
        status, answer = self.place.owner.post(f"{self.home}{path}", body)
        assert status in (200, 202), answer
        return answer


def count(paper, text):
    return paper.text.count(text)


def test_every_ticket_once_in_order_on_a_printer_that_always_prints(place, device):
    kitchen = Paper(place, device.connection)
    orders = [kitchen.order(n, note=f"第{n}桌") for n in range(4)]
    assert kitchen.states() == ["waiting"] * 4
    assert kitchen.run() == 4
    assert kitchen.run() == 0
    assert kitchen.states() == ["printed"] * 4
    page = place.owner.get(f"{place.home}/slips?limit=3")[1]
    rest = place.owner.get(f"{place.home}/slips?limit=3&cursor={page['next_cursor']}")[1]
    assert [slip["id"] for slip in [*page["items"], *rest["items"]]] == [s["id"] for s in kitchen.slips()[::-1]]
    assert rest["next_cursor"] is None
    assert [line for line, *_ in device.paper.lines if "备注" in line] == [f"备注：第{n}桌" for n in range(4)]
    assert (device.paper.stray, device.paper.cuts) == ([], 4)
    assert all(count(device.paper, f"#{order['number']:03d}") == 1 for order in orders)
    seen = kitchen.printer()
    assert (seen["waiting"], seen["failures"], seen["last_error"], bool(seen["last_printed_at"])) == (0, 0, None, True)


def test_the_order_sent_again_prints_no_second_slip(place, device):
    kitchen, guest, key = Paper(place, device.connection), place.sit(), new_key()
    cart = place.add(guest)
    assert [place.send(guest, cart, key)[0] for _ in range(3)] == [201, 201, 201]
    kitchen.run()
    assert (kitchen.states(), device.paper.cuts) == (["printed"], 1)


def test_a_refused_order_leaves_no_slip(place, device):
    kitchen, guest = Paper(place, device.connection), place.sit()
    cart = place.add(guest)
    status, _ = place.send(guest, {**cart, "total": cart["total"] + 1})
    assert (status, kitchen.slips()) == (409, [])


def test_a_dead_printer_keeps_its_slips_in_order_and_nobody_else_waits(place, device, refuses):
    kitchen = Paper(place, device.connection)
    dead = Paper(place, refuses.connection, name="坏的")
    for n in range(3):
        kitchen.order(n, note=f"第{n}桌")
    assert kitchen.run() == 3
    assert device.paper.cuts == 3
    broken = next(p for p in place.owner.get(f"{place.home}/printers")[1]["items"] if p["id"] == dead.id)
    assert (broken["waiting"], broken["failures"], broken["last_error"]) == (3, 1, "unreachable")
    told_today = place.owner.get(f"{place.home}/today")[1]["printers"]
    assert [(p["name"], p["error"], p["waiting"], p["too_old"]) for p in told_today] == [("坏的", "unreachable", 3, [])]
    assert kitchen.run() == 0  # it rests
    dead.change(connection=device.connection)
    device.received.clear()
    assert kitchen.run() == 3
    assert [line for line, *_ in device.paper.lines if "备注" in line] == [f"备注：第{n}桌" for n in range(3)]
    assert "补打" not in device.paper.text  # nothing had gone out


def test_rests_grow_and_end(place, refuses):
    kitchen = Paper(place, refuses.connection, max_age_seconds=7200)
    kitchen.order()
    rests, at = [], 0
    for _ in range(7):
        kitchen.run(at)
        with reading() as session:
            row = session.execute(select(Printer.due_at, Printer.last_error_at).where(Printer.id == kitchen.id)).one()
        rests.append(round((row.due_at - row.last_error_at).total_seconds()))
        at += rests[-1] + 1
    assert rests == [1, 2, 4, 8, 16, 30, 30]
    assert kitchen.slips()[0]["tries"] == 7


def test_a_slip_that_may_be_on_paper_is_printed_again_and_says_so(place):
    with printing("drops") as bad:
        kitchen = Paper(place, bad.connection)
        kitchen.order(note="很长的备注" * 20)
        kitchen.run()
        slip = kitchen.slips()[0]
        assert (slip["state"], slip["perhaps"], slip["error"]) == ("waiting", True, "broke_off")
        bad.mood = "prints"
        bad.received.clear()
        assert kitchen.run(60) == 1
        assert "补打" in bad.paper.inverted and "可能已打过" in bad.paper.inverted
        assert bad.paper.cuts == 1


def test_a_crash_between_print_and_note_is_told_on_the_paper(place, device, monkeypatch):
    kitchen = Paper(place, device.connection)
    kitchen.order()

    class Killed(BaseException):
        pass

    def die(*_, **__):
        raise Killed

    with monkeypatch.context() as dying:
        dying.setattr(working, "_came_out", die)
        dying.setattr(working, "_let_go", lambda *_: None)
        with pytest.raises(Killed):
            kitchen.run()
    assert kitchen.states() == ["printing"]
    assert kitchen.run() == 0  # whoever died still holds the printer
    assert kitchen.run(working.HELD.total_seconds() + 1) == 1
    assert (device.paper.cuts, count(device.paper, "可能已打过"), kitchen.states()) == (2, 1, ["printed"])


def test_two_workers_at_once_print_once(place, device):
    kitchen = Paper(place, device.connection)
    kitchen.order()
    assert working._hold(place.id, kitchen.id, "another")
    assert print_out(place.id, kitchen.id) == 0
    working._let_go(place.id, kitchen.id, "another")
    assert print_out(place.id, kitchen.id) == 1
    assert device.paper.cuts == 1


@pytest.mark.parametrize(
    ("mood", "error", "perhaps"),
    [("no_paper", "no_paper", False), ("swallows", "silent", True), ("stalls", "silent", False)],
)
def test_a_printer_that_is_known_to_answer_is_not_believed_when_it_does_not(place, mood, error, perhaps, monkeypatch):
    monkeypatch.setattr("kitchen.slips.devices.PRINTS", 0.3)
    with printing() as made:
        kitchen = Paper(place, made.connection)
        kitchen.order(0)
        assert kitchen.run() == 1
        made.mood = mood
        kitchen.order(1)
        assert kitchen.run() == 0
        slip = kitchen.slips()[1]
        assert (slip["state"], slip["error"], slip["perhaps"]) == ("waiting", error, perhaps)
        assert kitchen.printer()["last_error"] == error


def test_a_printer_that_never_answers_prints_too(place):
    with printing("silent") as quiet:
        kitchen = Paper(place, quiet.connection)
        kitchen.order()
        assert kitchen.run() == 1
        assert quiet.paper.cuts == 1


def test_too_old_is_not_printed_but_told(place, device):
    kitchen = Paper(place, device.connection, max_age_seconds=60)
    kitchen.order()
    before = place.owner.get(f"/api/v1/live?stream=restaurant:{place.id}&epoch=-1&after=0")[1]["seq"]
    assert kitchen.run(61) == 0
    assert (kitchen.states(), device.received) == (["too_old"], [])
    stream = place.owner.get(f"/api/v1/live?stream=restaurant:{place.id}&epoch=-1&after=0")[1]
    assert stream["seq"] > before
    ticket = place.screen().get("/api/v1/kitchen/board")[1]["tickets"][0]
    told_today = place.owner.get(f"{place.home}/today")[1]["printers"]
    assert [(p["name"], p["error"], p["too_old"]) for p in told_today] == [
        ("热菜打印机", None, [f"{ticket['table']} #{ticket['order_number']:03d}"])
    ]
    place.screen().post(f"/api/v1/kitchen/tickets/{ticket['id']}/bump")
    assert place.owner.get(f"{place.home}/today")[1]["printers"] == []


def test_late_says_when_it_was_printed(place, device):
    kitchen = Paper(place, device.connection)
    kitchen.order()
    assert kitchen.run(120) == 1
    assert "补打" in device.paper.inverted
    assert "可能已打过" not in device.paper.text


def test_void_move_and_hurry_follow_the_ticket_onto_the_paper(place, device):
    kitchen = Paper(place, device.connection, hurries=True)
    order = kitchen.order(dish="宫保鸡丁", allergy_note="花生")
    kitchen.run()
    visit = kitchen.guest.get("/api/v1/visit")[1]["visit"]["id"]
    kitchen.own(f"/visits/{visit}/move", {"table_id": place.tables[3]["id"]})
    with transaction() as session:
        session.execute(update(Order).where(Order.id == order["id"]).values(released_at=now() - timedelta(hours=1)))
    assert kitchen.guest.post("/api/v1/visit/calls", {"kind": "rush", "order_id": order["id"]})[0] == 201
    line = order["lines"][0]["id"]
    kitchen.own(f"/orders/{order['id']}/lines/{line}/void", {"reason": "客人不要了"})
    assert [slip["kind"] for slip in kitchen.slips()] == ["fired", "moved", "hurry", "void"]
    device.received.clear()
    assert kitchen.run() == 3
    text = device.paper.text
    assert "H01 → H04" in text
    assert "催菜" in device.paper.inverted
    assert "-2× 宫保鸡丁" in text and "原因：客人不要了" in text
    assert text.index("改桌") < text.index("催菜") < text.index("退菜")
    assert device.paper.cuts == 3


def test_a_ticket_that_is_on_no_paper_is_followed_by_none(place, device):
    kitchen = Paper(place, device.connection, policy="fallback")
    order = kitchen.order()
    kitchen.own(f"/orders/{order['id']}/cancel", {"reason": "走了"})
    assert kitchen.slips() == []


def test_only_the_stations_printer_and_what_has_none_on_every_one(place, device):
    cold = place.owner.post(f"{place.home}/stations", {"names": {"zh": "凉菜"}})[1]["id"]
    place.owner.call("PATCH", f"{place.home}/menu-items/{place.dishes['米饭']['id']}", {"station_id": cold})
    kitchen = Paper(place, device.connection)
    with printing() as other:
        Paper(place, other.connection, name="凉菜机", station_ids=[cold])
        guest = place.sit()
        place.add(guest, "宫保鸡丁")
        place.send(guest, place.add(guest, "米饭"))
        kitchen.run()
        assert ("宫保鸡丁" in other.paper.text, "米饭" in other.paper.text) == (False, True)
        assert other.paper.text.count("另有") == 1


# fallback


def silence(kitchen, seconds):
    """The screens of the place were last heard so many seconds ago."""
    with transaction() as session:
        session.execute(
            update(Screen)
            .where(Screen.restaurant_id == kitchen.place.id)
            .values(last_seen_at=now() - timedelta(seconds=seconds))
        )


@pytest.fixture
def fallback(place, device):
    place.screen()
    kitchen = Paper(place, device.connection, policy="fallback")
    silence(kitchen, 0)
    return kitchen


def test_what_a_live_screen_has_not_drawn_in_twenty_seconds_is_printed_once(fallback, device):
    fallback.order()
    fallback.fall_back()
    assert fallback.slips() == []
    silence(fallback, -30)  # alive all the time, but it acknowledged nothing
    fallback.fall_back(19)
    assert fallback.slips() == []
    for at in (20, 21, 40):
        fallback.fall_back(at)
    assert fallback.run(22) == 1
    assert device.paper.cuts == 1


def test_without_a_live_screen_it_is_printed_at_once(fallback, device):
    silence(fallback, 21)
    fallback.order()
    fallback.fall_back()
    assert fallback.run() == 1
    assert device.paper.cuts == 1
    assert "补打" not in device.paper.text


def test_what_was_acknowledged_is_not_printed_and_neither_is_what_waited(fallback, device):
    silence(fallback, 21)
    fallback.order(0)
    fallback.fall_back()
    acknowledge(fallback)  # the screen came back before the paper moved
    fallback.order(1)
    acknowledge(fallback)
    fallback.fall_back(40)
    assert fallback.run(40) == 0
    assert (fallback.states(), device.received) == (["unneeded"], [])


def test_an_old_ticket_is_no_news_for_paper(fallback):
    fallback.order()
    fallback.fall_back(901)
    assert fallback.slips() == []


def test_twin_without_the_rule_nothing_is_printed(fallback, monkeypatch):
    """The same walk with the rule taken out must print nothing; else the tests above prove nothing."""
    monkeypatch.setattr(falling_back, "wants_paper", lambda *_: False)
    silence(fallback, 21)
    fallback.order()
    fallback.fall_back(60)
    assert fallback.slips() == []


def test_twin_without_the_mark_a_retry_prints_a_second_time(fallback, device, monkeypatch):
    """Without the unique cause every look would make another slip."""
    names = iter(range(100))
    plain = falling_back.add_slip
    monkeypatch.setattr(falling_back, "_there", lambda *_: set())
    monkeypatch.setattr(
        falling_back, "add_slip", lambda s, r, p, t, kind, cause: plain(s, r, p, t, kind, f"{next(names)}")
    )
    silence(fallback, 21)
    fallback.order()
    for at in (1, 2, 3):
        fallback.fall_back(at)
    assert fallback.run(4) == 3


def acknowledge(kitchen):
    with transaction() as session:
        session.execute(update(Ticket).where(Ticket.restaurant_id == kitchen.place.id).values(acknowledged_at=now()))


def test_a_kitchen_that_works_from_paper_has_no_alarm_while_the_paper_comes_out(place, device):
    kitchen = Paper(place, device.connection)
    kitchen.order(0)
    kitchen.run()
    assert alarms(kitchen, 30) == []
    device.mood = "no_paper"
    kitchen.order(1)
    kitchen.run()
    assert sorted(alarms(kitchen, 30)) == [("no_live_screen", 2), ("unheard", 1)]
    kitchen.change(policy="fallback")
    assert ("unheard", 2) in alarms(kitchen, 30)  # paper that only stands in takes no alarm away


def alarms(kitchen, seconds):
    """(code, how many tickets)"""
    with told(now() + timedelta(seconds=seconds)) as at, reading() as session:
        rows = {kitchen.place.id: waiting_tickets(session, at, kitchen.place.id)}
        due = alarms_at(session, rows, at)[kitchen.place.id]
    return [(code, len(entry["tickets"])) for (code, _), entry in due.items()]


def test_a_course_is_printed_when_it_is_fired(place, device):
    kitchen, guest = Paper(place, device.connection), place.sit()
    version = place.owner.get(place.home)[1]["version"]
    place.owner.call("PATCH", place.home, {"version": version, "courses": "by_hand"})
    for name, course in (("米饭", 1), ("宫保鸡丁", 2)):
        place.owner.call("PATCH", f"{place.home}/menu-items/{place.dishes[name]['id']}", {"course": course})
    place.add(guest, "米饭")
    assert place.send(guest, place.add(guest, "宫保鸡丁"))[0] == 201
    kitchen.run()
    assert ("米饭" in device.paper.text, "宫保鸡丁" in device.paper.text) == (True, False)
    screen = place.screen()
    held = screen.get("/api/v1/kitchen/board")[1]["held"][0]["id"]
    assert screen.post(f"/api/v1/kitchen/tickets/{held}/fire")[0] == 200
    kitchen.run()
    assert "第 2 道" in device.paper.text and "宫保鸡丁" in device.paper.text
    assert device.paper.cuts == 2


# asked for


def test_a_cook_prints_a_ticket_and_once(place, device):
    kitchen, screen = Paper(place, device.connection, policy="fallback"), place.screen()
    kitchen.order()
    ticket = screen.get("/api/v1/kitchen/board")[1]["tickets"][0]["id"]
    body = {"request_id": new_key()}
    for _ in range(2):
        status, answer = screen.post(f"/api/v1/kitchen/tickets/{ticket}/print", body)
        assert (status, [p["name"] for p in answer["printers"]]) == (202, ["热菜打印机"])
    assert kitchen.run() == 1
    assert "补打" in device.paper.inverted
    kitchen.change(policy="off")
    assert screen.post(f"/api/v1/kitchen/tickets/{ticket}/print")[1]["code"] == "no_printer"


def test_a_slip_is_printed_again_and_a_test_shows_everything(place, device):
    kitchen = Paper(place, device.connection)
    kitchen.order()
    kitchen.run()
    kitchen.own(f"/slips/{kitchen.slips()[0]['id']}/print", {})
    kitchen.own(f"/printers/{kitchen.id}/test", {})
    kitchen.own(f"/slips/{kitchen.slips()[-1]['id']}/print", {})
    device.received.clear()
    assert kitchen.run() == 3
    assert (device.paper.inverted.count("补打"), device.paper.inverted.count("测试单")) == (2, 2)
    assert "宫保鸡丁" in device.paper.text and "测试单" in device.paper.inverted


def test_into_a_file(place, any_port):
    kitchen = Paper(place, {"kind": "file", "path": "kitchen.prn"})
    kitchen.order()
    assert kitchen.run() == 1
    assert "米饭" in read_paper((any_port / "kitchen.prn").read_bytes()).text


def test_usb_that_is_not_there(place):
    kitchen = Paper(place, {"kind": "usb", "vendor": 0x0416, "product": 0x5011})
    kitchen.order()
    assert kitchen.run() == 0
    assert kitchen.printer()["last_error"] == "no_device"


def test_a_slip_that_cannot_be_drawn_holds_up_no_other(place, device, monkeypatch):
    kitchen, plain = Paper(place, device.connection), working.steps_of
    kitchen.order(0, note="坏")
    kitchen.order(1)

    def draw(said, look):
        if said["note"] == "坏":
            raise ValueError("a mistake of ours")
        return plain(said, look)

    monkeypatch.setattr(working, "steps_of", draw)
    kitchen.run()
    assert kitchen.states() == ["failed", "printed"]
    assert device.paper.cuts == 1


def test_removed_printers_print_nothing_and_stations_move(place, device):
    kitchen = Paper(place, device.connection)
    cold = place.owner.post(f"{place.home}/stations", {"names": {"zh": "凉菜"}})[1]["id"]
    kitchen.change(station_ids=[cold])
    assert place.owner.call("DELETE", f"{place.home}/stations/{cold}?move_to={kitchen.stations[0]}")[0] == 204
    assert kitchen.printer()["station_ids"] == kitchen.stations
    kitchen.order()
    assert place.owner.call("DELETE", f"{place.home}/printers/{kitchen.id}")[0] == 204
    assert kitchen.run() == 0
    assert kitchen.states() == ["failed"]
    kitchen.order(1)
    assert len(kitchen.slips()) == 1


def test_previews(place, device):
    kitchen = Paper(place, device.connection, width=58, language="both")
    status, text = place.owner.get(f"{place.home}/printers/{kitchen.id}/preview")
    assert (status, text["columns"]) == (200, 32)
    assert "宫保鸡丁" in text["text"] and "Kung Pao chicken" in text["text"]
    answer = place.app.test_client().get(
        f"{place.home}/printers/{kitchen.id}/preview.png", headers={"Authorization": f"Bearer {place.owner.token}"}
    )
    assert (answer.status_code, answer.data[:4]) == (200, b"\x89PNG")


def test_bad_settings_are_refused_by_name(place):
    good = {"kind": "network", "host": "192.168.1.50", "port": 9100}
    stations = [s["id"] for s in place.owner.get(f"{place.home}/stations")[1]["items"]]
    base = {"name": "机", "station_ids": stations, "connection": good}
    for change, field in (
        ({"connection": {"kind": "network", "host": "169.254.169.254", "port": 9100}}, "connection.host"),
        ({"connection": {"kind": "file", "path": "/etc/passwd"}}, "connection.path"),
        ({"connection": {"kind": "network", "host": "192.168.1.50"}}, "connection.port"),
        ({"connection": {**good, "path": "x"}}, "connection.path"),
        ({"width": 60}, "width"),
        ({"station_ids": ["x"]}, "station_ids"),
        ({"copies": 9}, "copies"),
    ):
        status, problem = place.owner.post(f"{place.home}/printers", {**base, **change})
        assert (status, list(problem["errors"])) == (422, [field]), problem
    assert place.owner.post(f"{place.home}/printers", base)[0] == 201
