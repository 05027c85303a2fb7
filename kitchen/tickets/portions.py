"""并菜: portions of one dish over several tables, marked ready together, the oldest first."""

from sqlalchemy import select

from core.errors import NotFound
from core.facts import ask
from kitchen.tickets.events import DishesOf
from kitchen.tickets.locking import hold_tickets
from kitchen.tickets.memory import claim, remembered, tickets_of
from kitchen.tickets.models import NOWHERE, Ticket, TicketLine, to_do
from kitchen.tickets.queries import tickets_where
from kitchen.tickets.states import OPEN, TO_DO, portioned
from kitchen.tickets.steps import take_step


class DishUnknown(NotFound):
    code, title = "item_unknown", "This dish is not on the menu"


def mark_portions(
    session,
    who,
    item_id: str,
    quantity: int,
    request_id: str,
    ticket_ids: list[str] | None = None,
    modifiers: list[dict] | None = None,
    note: str | None = None,
) -> list[dict]:
    """So many portions of the dish are ready. Returns the tickets that it moved, whole; the same again the same ones.

    `ticket_ids`: of these only. `modifiers`, `[{id, quantity}]`, and `note`: chosen exactly so. Where fewer are left,
    those are marked. A dish that several stations finish together is marked at all of them. DishUnknown.
    """
    rid = who.restaurant_id
    if not claim(session, rid, request_id, "portions"):
        return tickets_where(session, rid, Ticket.id.in_(tickets_of(remembered(session, rid, request_id))))
    cooking = _cooking(session, who, item_id, ticket_ids)
    if not cooking and item_id not in {dish["id"] for dish in ask(session, DishesOf(rid))}:
        raise DishUnknown()
    held = hold_tickets(session, rid, cooking)
    lines = [
        line
        for ticket in sorted(held.values(), key=lambda ticket: (ticket["fired_at"], ticket["id"]))
        if _reaches(who, ticket) and (ticket_ids is None or ticket["id"] in ticket_ids)
        for line in ticket["lines"]
        if line["item_id"] == item_id and line["status"] in TO_DO and _chosen(line, modifiers, note)
    ]
    once = {line["order_line_id"] if line["together"] else line["id"]: line for line in reversed(lines)}
    changes = portioned([line for line in lines if line in once.values()], quantity)
    return take_step(session, who, held, "portions", with_others(held, changes), request_id)


def with_others(held: dict[str, dict], changes: dict) -> dict:
    """What is done together goes the same way at every station that makes a part of it."""
    lines = [line for ticket in held.values() for line in ticket["lines"]]
    led = {line["order_line_id"]: changes[line["id"]] for line in lines if line["together"] and line["id"] in changes}
    others = {
        line["id"]: led[line["order_line_id"]]
        for line in lines
        if line["order_line_id"] in led and line["status"] != "voided"
    }
    return others | changes


def _cooking(session, who, item_id, ticket_ids) -> list[str]:
    """Tickets that may have some of it to do. Looked at again when they are held."""
    rid = who.restaurant_id
    lines = select(TicketLine.ticket_id).where(TicketLine.restaurant_id == rid, TicketLine.item_id == item_id, to_do())
    having = session.execute(lines.distinct()).scalars().all()
    query = select(Ticket.id).where(
        Ticket.restaurant_id == rid, Ticket.id.in_(having), Ticket.status.in_(OPEN), Ticket.held.is_(False)
    )
    if who.kind == "screen":
        query = query.where(Ticket.station_id.in_([*who.station_ids, NOWHERE]))
    found = session.execute(query).scalars().all()
    return [id for id in found if ticket_ids is None or id in ticket_ids]


def _reaches(who, ticket) -> bool:
    if ticket["held"] or ticket["status"] not in OPEN:
        return False
    return who.kind != "screen" or ticket["station_id"] is None or ticket["station_id"] in who.station_ids


def _chosen(line, modifiers, note) -> bool:
    wanted = None if modifiers is None else sorted((m["id"], m["quantity"]) for m in modifiers)
    has = sorted((m["id"], m.get("quantity", 1)) for m in line["modifiers"])
    return wanted in (None, has) and note in (None, line["note"])
