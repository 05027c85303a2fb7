"""What the floor sees: calls, bills that were asked for, dishes that are ready to be carried; and how it is told.

Only restaurants with a floor station pay for it: elsewhere nothing is read and nothing is pushed.
"""

from functools import partial

from sqlalchemy import or_, select

from core.clock import now, rfc3339
from core.facts import ask
from core.pushes import head_of, push
from kitchen.alarms.queries import alarms_of
from kitchen.screens.queries import screen_of
from kitchen.tickets.models import ON_PASS, Ticket, on_board
from kitchen.tickets.queries import tickets_where
from kitchen.tickets.states import TO_DO, slowest
from ordering.calls.models import Call
from ordering.calls.service import calls_of
from ordering.table.events import BillOf
from restaurants.profile.queries import restaurant_of
from restaurants.stations.models import FLOOR
from restaurants.stations.queries import stations_of

SHOWN = ("id", "name", "time_zone", "languages", "currency")


def floor_of(session, who, streams) -> dict:
    """FloorOut. Numbers are read before everything else: a frame may come twice, none is missed."""
    rid = who.restaurant_id
    heads = {name: head_of(session, rid, name) for name in streams}
    restaurant = restaurant_of(session, rid)
    screen = screen_of(session, rid, who.screen_id) if who.kind == "screen" else None
    return {
        "restaurant": {name: restaurant[name] for name in SHOWN},
        "screen": screen and {**screen, "kind": FLOOR},
        "calls": calls_of(session, rid),
        "alarms": alarms_of(session, rid),
        **snapshot_of(session, rid),
        "streams": {name: {"epoch": h["epoch"], "seq": h["seq"]} for name, h in heads.items()},
        "server_time": rfc3339(now()),
    }


def snapshot_of(session, restaurant_id: str) -> dict:
    """The stream of a floor station."""
    orders: dict[str, list] = {}
    for ticket in tickets_where(session, restaurant_id, or_(on_board(), ON_PASS)):
        orders.setdefault(ticket["order_id"], []).append(ticket)
    cards = (ready_card(order_id, tickets) for order_id, tickets in orders.items())
    visits = _asking(session, restaurant_id)
    return {
        "ready": [card for card in cards if card["lines"]],
        "bills": [bill_asked(session, restaurant_id, visit_id) for visit_id in visits],
    }


def ready_card(order_id: str, tickets: list[dict]) -> dict:
    """What of an order is ready on all its stations, `since` when, and how many dishes are still `coming`.

    `lines`: one a dish; its `parts` name the ticket lines that serving it moves.
    """
    dishes: dict[str, list] = {}
    for ticket in tickets:
        for line in ticket["lines"]:
            dishes.setdefault(line["order_line_id"], []).append((ticket, line))
    states = {dish: slowest([line["status"] for _, line in parts]) for dish, parts in dishes.items()}
    lines = [_dish(dish, parts) for dish, parts in dishes.items() if states[dish] == "ready"]
    first = tickets[0] if tickets else {}
    return {
        "id": order_id,
        **{name: first.get(name) for name in ("visit_id", "order_number", "table", "covers", "allergy_note")},
        "since": min((line["ready_at"] for line in lines if line["ready_at"]), default=None),
        "coming": sum(state in TO_DO for state in states.values()),
        "lines": lines,
    }


def bill_asked(session, restaurant_id: str, visit_id: str) -> dict:
    """What the table owes at this moment; `asked` is False once somebody has answered."""
    bill = ask(session, BillOf(restaurant_id, visit_id))
    return {
        "id": visit_id,
        "asked": visit_id in _asking(session, restaurant_id),
        **{name: bill[name] for name in ("total", "paid", "due")},
        "paying": bill["being_paid"] is not None,
    }


def tell_ready(session, fact) -> None:
    """Of one order. (LinesChanged, LineServed, LineVoided, OrderCancelled)"""
    _push_ready(session, fact.restaurant_id, [fact.order_id])


def tell_ready_of_visit(session, fact) -> None:
    """Of a whole party. (VisitMoved, VisitsMerged, VisitClosed)"""
    if floors_of(session, fact.restaurant_id):
        visits = {fact.visit_id, getattr(fact, "into_visit_id", fact.visit_id)}
        orders = session.execute(
            select(Ticket.order_id)
            .where(Ticket.restaurant_id == fact.restaurant_id, Ticket.visit_id.in_(visits))
            .distinct()
        )
        _push_ready(session, fact.restaurant_id, sorted(orders.scalars()))


def tell_bill(session, fact) -> None:
    """What is due has changed, or somebody asks or has answered; of a table that never asked nothing is said."""
    floors = floors_of(session, fact.restaurant_id)
    if not floors:
        return
    for visit_id in sorted({fact.visit_id, getattr(fact, "into_visit_id", fact.visit_id)}):
        if _has_asked(session, fact.restaurant_id, visit_id):
            body = partial(bill_asked, session, fact.restaurant_id, visit_id)
            for station_id in floors:
                push(session, fact.restaurant_id, f"station:{station_id}", "bill.changed", body)


def floors_of(session, restaurant_id: str) -> list[str]:
    return [s["id"] for s in stations_of(session, restaurant_id) if s["kind"] == FLOOR]


def _push_ready(session, restaurant_id, order_ids):
    """Other orders' cooks do not wait for this one, so it is put together when the head is locked."""
    for station_id in floors_of(session, restaurant_id):
        for order_id in order_ids:
            body = partial(_ready_order, session, restaurant_id, order_id)
            push(session, restaurant_id, f"station:{station_id}", "ready.changed", body)


def _ready_order(session, restaurant_id, order_id) -> dict:
    at_pass = (Ticket.order_id == order_id, or_(on_board(), ON_PASS))
    return ready_card(order_id, tickets_where(session, restaurant_id, *at_pass))


def _dish(dish, parts) -> dict:
    _, line = parts[0]
    return {
        "id": dish,
        **{name: line[name] for name in ("name", "names", "quantity", "modifiers", "note")},
        "ready_at": max((each["ready_at"] for _, each in parts if each["ready_at"]), default=None),
        "parts": [
            {"ticket_id": t["id"], "line_id": each["id"], "station_id": t["station_id"]}
            for t, each in parts
            if each["status"] != "voided"
        ],
    }


def _asking(session, restaurant_id) -> list[str]:
    rows = session.execute(
        select(Call.visit_id)
        .where(Call.restaurant_id == restaurant_id, Call.kind == "bill", Call.answered_at.is_(None))
        .distinct()
    )
    return sorted(rows.scalars())


def _has_asked(session, restaurant_id, visit_id) -> bool:
    """Now or before: whoever has the table on screen must hear that it is answered."""
    asked = select(Call.id).where(Call.restaurant_id == restaurant_id, Call.visit_id == visit_id, Call.kind == "bill")
    return session.execute(asked.limit(1)).first() is not None
