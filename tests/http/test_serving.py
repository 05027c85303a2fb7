"""From the pass to the table: served is a state that guests see, that two screens agree on, that is taken back."""

import pytest

from core.identity import caller_of
from tests.live.fold import fold
from tests.people import new_key, open_place


class Pass:
    """A place whose rice is made cold: two stations, a cook, an expo and a floor screen; one order on both."""

    def __init__(self, app):
        self.app, self.place = app, open_place(app)
        cold = self.own("POST", "/stations", {"names": {"zh": "凉菜"}})["id"]
        self.own("PATCH", f"/menu-items/{self.place.dishes['米饭']['id']}", {"station_id": cold})
        self.own("PATCH", f"/menu-items/{self.place.dishes['米饭']['id']}", {"left_count": None})
        views = {k: self.own("POST", "/stations", {"names": {"zh": k}, "kind": k})["id"] for k in ("expo", "floor")}
        self.cook = self.place.screen()
        self.expo, self.other, self.floor = (self.place.screen([views[k]]) for k in ("expo", "expo", "floor"))
        self.guest = self.place.sit()
        self.place.add(self.guest)
        self.order = self.place.send(self.guest, self.place.add(self.guest, "宫保鸡丁"))[1]["order"]

    def own(self, method, path, body=None):
        status, answer = self.place.owner.call(method, f"{self.place.home}{path}", body)
        assert status < 300, answer
        return answer

    def tickets(self, screen=None) -> list[dict]:
        return (screen or self.expo).get("/api/v1/kitchen/board")[1]["tickets"]

    def act(self, do, n=0, line=False, by=None, **about):
        ticket = self.tickets_of_order[n]
        path = f"/api/v1/kitchen/tickets/{ticket['id']}" + (f"/lines/{ticket['lines'][0]['id']}" if line else "")
        return (by or self.expo).post(f"{path}/{do}", about)

    @property
    def tickets_of_order(self):
        self.known = getattr(self, "known", None) or sorted(self.tickets(), key=lambda t: t["lines"][0]["name"])
        return self.known

    def guests(self) -> tuple:
        order = self.guest.get("/api/v1/visit")[1]["orders"][0]
        return order["status"], sorted(line["status"] for line in order["lines"])


@pytest.fixture
def kitchen(app):
    return Pass(app)


def test_what_is_done_waits_at_the_pass_until_the_whole_order_is_served(kitchen):
    assert kitchen.act("bump", 0, by=kitchen.cook)[0] == 200
    assert [len(kitchen.tickets(s)) for s in (kitchen.cook, kitchen.expo)] == [1, 2]
    assert kitchen.act("serve", 0)[1]["serve_waits"] is True  # the other dish is still to come
    assert kitchen.guests() == ("preparing", ["queued", "served"])
    assert len(kitchen.tickets()) == 2
    kitchen.act("bump", 1, by=kitchen.cook)
    assert kitchen.guests() == ("ready", ["ready", "served"])
    status, ticket = kitchen.act("serve", 1, line=True)
    assert (status, ticket["status"], ticket["serve_waits"]) == (200, "bumped", False)
    assert kitchen.guests() == ("served", ["served", "served"])
    assert kitchen.tickets() == kitchen.tickets(kitchen.other) == []


def test_only_what_is_ready_is_served(kitchen):
    assert kitchen.act("serve", 0, line=True)[1]["code"] == "illegal_step"
    assert kitchen.act("serve", 0)[1]["lines"][0]["status"] == "queued"
    assert kitchen.guests()[0] == "placed"


def test_serving_is_taken_back_as_it_was(kitchen):
    for n in (0, 1):
        kitchen.act("bump", n, by=kitchen.cook)
    touch = new_key()
    kitchen.act("serve", 0)
    kitchen.act("serve", 1, request_id=touch)
    assert kitchen.guests()[0] == "served"
    assert kitchen.act("undo", 1, undoes=touch, request_id=new_key())[1]["lines"][0]["status"] == "ready"
    assert kitchen.guests() == ("ready", ["ready", "served"])
    assert {t["serve_waits"] for t in kitchen.tickets()} == {True}  # the served part is back beside it
    assert kitchen.act("serve", 1, request_id=touch)[1]["lines"][0]["status"] == "ready"  # replayed: done once
    assert kitchen.act("unserve", 0)[1]["lines"][0]["status"] == "ready"
    assert kitchen.guests() == ("ready", ["ready", "ready"])


def test_a_served_dish_may_be_sent_back_to_its_cook(kitchen):
    kitchen.act("bump", 0, by=kitchen.cook)
    kitchen.act("serve", 0)
    kitchen.act("recall", 0)
    assert kitchen.guests() == ("preparing", ["preparing", "queued"])
    assert len(kitchen.tickets(kitchen.cook)) == 2


def test_the_floor_serves_and_takes_back_what_it_served_and_no_more(kitchen):
    bump = new_key()
    kitchen.act("bump", 0, by=kitchen.cook, request_id=bump)
    assert kitchen.act("undo", 0, by=kitchen.floor, undoes=bump)[1]["lines"][0]["status"] == "ready"
    touch = new_key()
    assert kitchen.act("serve", 0, by=kitchen.floor, request_id=touch)[1]["lines"][0]["status"] == "served"
    assert kitchen.act("undo", 0, by=kitchen.floor, undoes=touch)[1]["lines"][0]["status"] == "ready"
    assert kitchen.act("serve", 0, by=kitchen.cook)[0] == 403
    assert kitchen.act("recall", 0, by=kitchen.floor)[0] == 403


def test_a_waiters_word_is_the_kitchens_too(kitchen):
    line = kitchen.tickets_of_order[0]["lines"][0]["order_line_id"]
    kitchen.own("POST", f"/orders/{kitchen.order['id']}/lines/{line}/serve", {})
    assert [t["id"] for t in kitchen.tickets(kitchen.cook)] == [kitchen.tickets_of_order[1]["id"]]
    kitchen.act("bump", 1, by=kitchen.cook)  # telling the order of its lines takes nothing back
    assert kitchen.guests() == ("ready", ["ready", "served"])


def test_what_is_voided_keeps_nothing_at_the_pass(kitchen):
    kitchen.act("bump", 0, by=kitchen.cook)
    kitchen.act("serve", 0)
    line = kitchen.tickets_of_order[1]["lines"][0]["order_line_id"]
    kitchen.own("POST", f"/orders/{kitchen.order['id']}/lines/{line}/void", {"reason": "没货"})
    assert kitchen.guests() == ("served", ["served", "voided"])
    left = kitchen.tickets()
    assert [(t["status"], t["void_waits"]) for t in left] == [("voided", True)]  # a cook still has to see it


def test_a_party_that_has_gone_waits_for_nothing(kitchen):
    for n in (0, 1):
        kitchen.act("bump", n, by=kitchen.cook)
    assert len(kitchen.tickets()) == 2
    visit = kitchen.guest.get("/api/v1/visit")[1]["visit"]["id"]
    kitchen.own("POST", f"/visits/{visit}/close", {"how": "forced", "reason": "走了"})
    assert kitchen.tickets() == []


STORY = (("bump", 0), ("serve", 0), ("bump", 1), ("serve", 1), ("unserve", 1), ("recall", 0), ("rush", 0), ("bump", 0))


def unlike(kitchen, kinds=("expo",), leave_out="") -> list[tuple]:
    """(stream, k, n) where a screen that has folded what came since k shows something else than a fresh one at n."""
    from app.streams import allowed_streams, catch_up_of
    from core.transactions import reading

    screen = {"expo": kitchen.expo, "cooking": kitchen.cook}
    history = []

    def look():
        with kitchen.app.app_context(), reading() as session:
            history.append(
                {
                    (kind, name): catch_up_of(session, who, name, -1, 0)
                    for kind in kinds
                    for who in [caller_of(screen[kind].token)]
                    for name in allowed_streams(session, who)
                    if name.startswith("station:")
                }
            )

    look()
    for do, n in STORY:
        assert kitchen.act(do, n)[0] == 200
        look()
    wrong = []
    for (kind, stream), last in history[-1].items():
        with kitchen.app.app_context(), reading() as session:
            who = caller_of(screen[kind].token)
            frames = catch_up_of(session, who, stream, last["epoch"], 0).get("frames", [])
        for k, then in enumerate(history):
            start = then[kind, stream]
            for n, now in enumerate(history[k:], k):
                came = [f for f in frames if start["seq"] < f["seq"] <= now[kind, stream]["seq"]]
                state = fold(f"{stream}", start["snapshot"], came, leave_out, kind)
                by_id = sorted(state["tickets"], key=lambda t: t["id"])
                if by_id != sorted(now[kind, stream]["snapshot"]["tickets"], key=lambda t: t["id"]):
                    wrong.append((stream, k, n))
    return wrong


def test_the_expos_view_folds(kitchen):
    assert unlike(kitchen, ("expo", "cooking")) == []


def test_twin_an_expo_that_misses_changes_is_found_out(kitchen):
    assert unlike(kitchen, leave_out="ticket.changed")
