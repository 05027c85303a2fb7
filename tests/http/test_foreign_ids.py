"""Ids of another restaurant, or of the next table, inside bodies and behind one's own address (promise 25)."""

import json
import uuid

import pytest

from app.live import NAMESPACE, socketio
from core.ids import new_id
from tests.http.sides import Side
from tests.people import new_key

pytestmark = pytest.mark.xdist_group("foreign_ids")  # one worker builds what they share


@pytest.fixture(scope="module")
def two(app):
    return Side(app, f"ours{uuid.uuid4().hex[:12]}"), Side(app, f"theirs{uuid.uuid4().hex[:12]}")


def guesses(ours, theirs):
    """(role, method, path, body): our people, our address, one id of theirs."""
    home, mine, other = ours.place.home, ours.ids, theirs.ids
    names = {"zh": "x"}
    line = {"item_id": mine["item_id"], "quantity": 1}
    item = {"names": names, "price": 100, "category_ids": [mine["category_id"]]}
    own_item = f"{home}/menu-items/{mine['item_id']}"
    return [
        ("guest", "POST", "/api/v1/visit/cart/lines", {**line, "item_id": other["item_id"]}),
        ("guest", "POST", "/api/v1/visit/cart/lines", {**line, "modifiers": [{"id": other["modifier_id"]}]}),
        ("guest", "POST", "/api/v1/visit/calls", {"kind": "rush", "order_id": other["order_id"]}),
        ("owner", "POST", f"{home}/categories", {"names": names, "station_id": other["station_id"]}),
        ("owner", "POST", f"{home}/menu-items", {**item, "category_ids": [other["category_id"]]}),
        ("owner", "POST", f"{home}/menu-items", {**item, "group_ids": [other["group_id"]]}),
        ("owner", "POST", f"{home}/menu-items", {**item, "station_id": other["station_id"]}),
        ("owner", "PATCH", own_item, {"station_id": other["station_id"]}),
        ("owner", "PATCH", own_item, {"category_ids": [other["category_id"]]}),
        ("owner", "PATCH", own_item, {"group_ids": [other["group_id"]]}),
        ("owner", "PATCH", f"{home}/screens/{mine['screen_id']}", {"station_ids": [other["station_id"]]}),
        ("owner", "POST", f"{home}/tables", {"labels": "Z9", "area_id": other["area_id"]}),
        ("owner", "PATCH", f"{home}/tables/{mine['table_id']}", {"area_id": other["area_id"]}),
        ("waiter", "POST", f"{home}/visits", {"table_id": other["table_id"]}),
    ]


def test_an_id_of_theirs_in_a_body_is_refused_like_one_of_nobodys(two):
    ours, theirs = two
    before = theirs.rows()
    for role, method, path, body in guesses(ours, theirs):
        status, problem = ours.people[role].call(method, path, body)
        assert status in (404, 422), (path, body, problem)
        text = json.dumps(body)
        for value in set(theirs.ids.values()):
            text = text.replace(value, new_id())
        other, same = ours.people[role].call(method, path, json.loads(text))
        assert (status, problem["code"], problem["detail"]) == (other, same["code"], same["detail"]), (path, body)
    assert theirs.rows() == before
    ours_now = str(ours.rows())
    assert [name for name, value in theirs.ids.items() if value in ours_now] == []


def test_the_next_table_and_who_has_left(two):
    ours, _ = two
    ids = ours.ids
    for role in ("neighbour", "gone"):
        person = ours.people[role]
        assert person.get(f"/api/v1/visit/payments/{ids['payment_id']}")[0] == 404
        status, problem = person.call("PUT", f"/api/v1/visit/cart/lines/{ids['cart_line']}", {"quantity": 5})
        assert (status, problem["code"]) in ((404, "line_unknown"), (409, "visit_closed"))
        person.call("DELETE", f"/api/v1/visit/cart/lines/{ids['cart_line']}")
        status, problem = person.post("/api/v1/visit/calls", {"kind": "rush", "order_id": ids["order_id"]})
        assert status in (404, 409)
        for path in ("/api/v1/visit", "/api/v1/visit/receipt"):
            status, seen = person.get(path)
            assert status == 200
            assert ids["order_id"] not in str(seen)
    cart = ours.people["guest"].get("/api/v1/visit")[1]["cart"]
    assert [line["quantity"] for line in cart["lines"] if line["id"] == ids["cart_line"]] == [1]
    gone = ours.people["gone"]
    writes = (
        ("POST", "cart/lines", {"item_id": ids["item_id"], "quantity": 1}),
        ("POST", "orders", {"cart_version": 0, "shown_total": 0}),
        ("PUT", "covers", {"covers": 2}),
        ("POST", "calls", {"kind": "water"}),
    )
    for method, what, body in writes:
        status, problem = gone.call(method, f"/api/v1/visit/{what}", body, new_key())
        assert (status, problem["code"]) == (409, "visit_closed")


def streams_of(side) -> dict[str, set]:
    rid, station = side.place.id, [s["id"] for s in side.own("GET", "/stations")["items"]]
    menu, visit = f"restaurant:{rid}/menu", f"visit:{side.ids['visit_id']}"
    house = {f"restaurant:{rid}", menu}
    screen = next(s for s in side.own("GET", "/screens")["items"] if s["name"] == side.canary)
    return {
        "all": {visit, *house, *(f"station:{s}" for s in station)},
        "guest": {visit, menu},
        "screen": {menu, *(f"station:{s}" for s in screen["station_ids"])},
        **dict.fromkeys(("owner", "manager", "waiter", "cook"), house),
        **dict.fromkeys(("provider", "neighbour", "gone"), set()),
    }


def heard_by(ours, theirs):
    """Violations: a stream over HTTP or in the socket's welcome that is not one's own; any frame of theirs."""
    allowed, wrong, sockets = streams_of(ours), [], {}
    public = {f"restaurant:{ours.place.id}/menu"}
    every = allowed["all"] | streams_of(theirs)["all"] | {f"visit:{new_id()}"}
    for role in ("guest", "neighbour", "gone", "screen", "owner", "manager", "waiter", "cook", "provider"):
        person = ours.people[role]
        sockets[role] = socketio.test_client(ours.app, namespace=NAMESPACE, auth={"token": person.token})
        welcome = sockets[role].get_received(NAMESPACE)[0]["args"][0]["streams"]
        wrong += [(role, stream, "welcome") for stream in set(welcome) & every - allowed[role] if stream not in public]
        for stream in every - allowed[role]:
            if role in ("neighbour", "gone") and stream in public:
                continue
            asked = {"stream": stream, "epoch": 0, "after": 0}
            over_http = person.get(f"/api/v1/live?stream={stream}")[0]
            answer = sockets[role].emit("catch_up", asked, namespace=NAMESPACE, callback=True)
            if (over_http, answer.get("problem", {}).get("status")) != (404, 404):
                wrong.append((role, stream, over_http))
        assert allowed[role] <= set(welcome)
    theirs.place.add(theirs.people["guest"])
    cart = theirs.people["guest"].get("/api/v1/visit")[1]["cart"]
    theirs.place.send(theirs.people["guest"], cart, note=theirs.canary)
    theirs.own("POST", "/pause", {"minutes": 0})
    for role, socket in sockets.items():
        wrong += [(role, m) for m in socket.get_received(NAMESPACE) if m["name"] == "frame"]
        socket.disconnect(NAMESPACE)
    return wrong


def test_nobody_hears_a_stream_that_is_not_theirs(two):
    assert heard_by(*two) == []


def test_twin_a_stream_that_is_joined_by_its_name_is_found(two, monkeypatch):
    """allowed_streams that believes the client: everybody hears everything."""
    import app.catching_up
    import app.listeners
    import app.streams

    ours, theirs = two
    everything = dict.fromkeys(streams_of(theirs)["owner"], theirs.place.id)
    real = app.streams.allowed_streams
    for module in (app.catching_up, app.streams, app.listeners):  # else the heartbeat of a slow machine puts them out
        monkeypatch.setattr(module, "allowed_streams", lambda s, who: {**real(s, who), **everything})
    assert heard_by(ours, theirs)


@pytest.mark.parametrize(
    "token", ["", "x", "g..", "s.\0.x", "a." + "x" * 500, "g." + "\0" * 36 + ".x", None, 7, {}, []]
)
def test_no_token_no_connection(app, token):
    assert not socketio.test_client(app, namespace=NAMESPACE, auth={"token": token}).is_connected(NAMESPACE)
    assert not socketio.test_client(app, namespace=NAMESPACE, auth=token).is_connected(NAMESPACE)
