"""Paper in the kitchen on both databases: what is printed, when, once, in order, and what happens when it is not."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from core.clock import now
from core.transactions import reading, transaction
from kitchen.slips import working
from kitchen.slips.models import Printer
from kitchen.slips.working import print_out
from ordering.orders.models import Order
from tests.people import new_key
from tests.printers import printer as printing
from tests.slips import Paper, count

pytestmark = pytest.mark.usefixtures("any_port")


@pytest.fixture
def impatient(monkeypatch):
    """Printers of this test have no more to say after a moment."""
    monkeypatch.setattr("kitchen.slips.devices.ANSWERS", 0.2)
    monkeypatch.setattr("kitchen.slips.devices.PRINTS", 0.2)


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
    assert rests == [1, 2, 4, 8, 10, 10, 10]
    assert kitchen.slips()[0]["tries"] == 7


@pytest.mark.usefixtures("impatient")
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


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(
    ("mood", "error", "perhaps"),
    [("no_paper", "no_paper", False), ("swallows", "silent", True), ("stalls", "silent", False)],
)
def test_a_printer_that_is_known_to_answer_is_not_believed_when_it_does_not(place, mood, error, perhaps):
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


def test_a_printer_that_answers_late_prints_all_of_them(place):
    with printing("late") as slow:
        kitchen = Paper(place, slow.connection)
        for n in range(2):
            kitchen.order(n)
        assert kitchen.run() == 2
        assert (slow.paper.cuts, kitchen.states()) == (2, ["printed"] * 2)


@pytest.mark.usefixtures("impatient")
def test_a_printer_that_only_tells_its_paper_is_no_reason_to_print_for_ever(place):
    """DLE EOT it knows, GS r it does not: what it took whole is printed once, and the next one follows."""
    with printing("swallows") as simple:
        kitchen = Paper(place, simple.connection)
        for n in range(3):
            kitchen.order(n)
        assert kitchen.run() == 3
        assert (simple.paper.cuts, kitchen.states()) == (3, ["printed"] * 3)
        assert kitchen.printer()["last_error"] is None


@pytest.mark.usefixtures("impatient")
def test_what_a_printer_swallowed_twice_does_not_hold_up_the_rest(place):
    with printing() as changed:
        kitchen = Paper(place, changed.connection)
        kitchen.order(0)
        kitchen.run()
        changed.mood = "swallows"  # another printer at the same address, say
        for n in (1, 2):
            kitchen.order(n)
        assert kitchen.run() == 0
        assert kitchen.run(60) == 2
        assert (changed.paper.cuts, count(changed.paper, "可能已打过")) == (4, 1)
        assert kitchen.states() == ["printed"] * 3
        assert kitchen.printer()["last_error"] is None


@pytest.mark.usefixtures("impatient")
def test_a_test_print_forgets_that_a_printer_used_to_answer(place):
    with printing() as changed:
        kitchen = Paper(place, changed.connection)
        kitchen.order(0)
        kitchen.run()
        changed.mood = "silent"
        kitchen.order(1)
        assert (kitchen.run(), kitchen.printer()["last_error"]) == (0, "silent")
        assert kitchen.own(f"/printers/{kitchen.id}/test", {"request_id": new_key()})
        assert kitchen.run() == 2
        assert kitchen.states() == ["printed"] * 3


@pytest.mark.usefixtures("impatient")
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
