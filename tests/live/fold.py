"""What a client makes of frames: whole objects, applied by id. The rules of docs/api.md and of the screens' code.

No rule changes an object in place: of an evening, thousands of states share theirs, and copying took most of the time.
"""


def fold(stream: str, snapshot: dict, frames: list[dict], leave_out: str = "", kind: str = "cooking") -> dict:
    """`snapshot` with `frames` applied in their order; `leave_out` is a kind that a broken client would not know.

    `kind`: that of the screen's stations.
    """
    state = dict(snapshot)
    rules = VISIT if stream.startswith("visit:") else VIEWS[kind] if stream.startswith("station:") else RESTAURANT
    for frame in frames:
        if frame["kind"] != leave_out:
            rules[frame["kind"]](state, frame["body"])
    return state


def _put(name, keep=lambda body: True, key="id"):
    def apply(state, body):
        rest = [each for each in state[name] if each[key] != body[key]]
        state[name] = sorted([*rest, body] if keep(body) else rest, key=lambda each: each[key])

    return apply


def _whole(name):
    def apply(state, body):
        state[name] = body

    return apply


def _visit(state, body):
    """A party may have moved to another table."""
    state["visit"] = body
    state["table"] = {"id": body["table_id"], "label": body["table"]}


def _order(state, body):
    """A round that names another visit went to another table."""
    here = state["visit"]["id"] == body["visit_id"]
    _put("orders", lambda order: here)(state, body)


def _guest(state, body):
    if all(each["id"] != body["id"] for each in state["guests"]):
        _put("guests")(state, body)


def _name(state, body):
    state["guests"] = [
        {**each, "nickname": body["nickname"]} if each["id"] == body["id"] else each for each in state["guests"]
    ]


def _count(state, body):
    for entry in body["all_day"]:
        _put("all_day", lambda e: e["quantity"] > 0, "item_id")(state, entry)


def _ticket(state, body):
    """On the board, or held until its course is fired, or gone."""
    here = body["status"] in ("open", "started") or body["void_waits"]
    _put("tickets", lambda ticket: here and not ticket["held"])(state, body)
    _put("held", lambda ticket: here and ticket["held"])(state, body)


def _on_pass(state, body):
    """At the pass a ticket stays until its order is served."""
    _ticket(state, body)
    if body["serve_waits"]:
        _put("tickets")(state, body)


VISIT = {
    "cart.changed": _whole("cart"),
    "order.changed": _order,
    "bill.changed": _whole("bill"),
    "call.made": _put("calls"),
    "call.answered": _put("calls"),
    "visit.changed": _visit,
    "visit.closed": _whole("visit"),
    "guest.joined": _guest,
    "guest.changed": _name,
}
STATION = {
    "ticket.fired": _ticket,
    "ticket.changed": _ticket,
    "ticket.voided": _ticket,
    "all_day.changed": _count,
    "screen.changed": lambda state, body: None,  # the screen of that id reads its board again
    "station.changed": lambda state, body: None,  # whoever shows the station reads its board again
}
EXPO = {**STATION, **dict.fromkeys(("ticket.fired", "ticket.changed", "ticket.voided"), _on_pass)}
FLOOR = {
    "ready.changed": _put("ready", lambda card: card["lines"]),
    "bill.changed": _put("bills", lambda bill: bill["asked"]),
    "screen.changed": lambda state, body: None,
    "station.changed": lambda state, body: None,
}
VIEWS = {"cooking": STATION, "expo": EXPO, "floor": FLOOR}
RESTAURANT = {
    "restaurant.changed": _whole("restaurant"),
    "screen.changed": _put("screens", lambda screen: not screen["revoked"]),
    "call.made": _put("calls", lambda call: not call["answered_at"]),
    "call.answered": _put("calls", lambda call: not call["answered_at"]),
    "menu.changed": _whole("menu"),
    "kitchen.alarm": _put("alarms", lambda alarm: not alarm["cleared_at"]),
    # as printer.changed: whoever shows these reads the day again
    **dict.fromkeys(("refund.asked", "refund.answered"), lambda state, body: None),
}


def comparable(snapshot: dict) -> dict:
    """A snapshot without its own number, its lists by id: boards are sorted by who draws them."""
    state = {k: v for k, v in snapshot.items() if k not in ("stream", "epoch", "seq")}
    for name in ("guests", "orders", "calls", "tickets", "held", "screens", "alarms", "ready", "bills"):
        if name in state:
            state[name] = sorted(state[name], key=lambda each: each["id"])
    if "screens" in state:  # as of the moment of the read; nobody is told every ten seconds
        told = [{k: v for k, v in screen.items() if k not in ("live", "last_seen_at")} for screen in state["screens"]]
        state["screens"] = told
    if "all_day" in state:
        state["all_day"] = sorted(state["all_day"], key=lambda each: each["item_id"])
    return state
