"""Cooking: start, bump, recall, rush, clear and undo. Repeating any of it is harmless."""

from sqlalchemy import insert, select, update

from core.clock import now
from core.errors import Conflict, Forbidden, Invalid, NotFound
from core.facts import announce, ask
from kitchen.tickets.events import DishAvailabilitySet, HoldOrder, LinesChanged, RushAnswered
from kitchen.tickets.models import NOWHERE, Act, Ticket, TicketLine
from kitchen.tickets.pushing import change_ticket, push_counts
from kitchen.tickets.queries import tickets_where
from kitchen.tickets.stamping import stamps
from kitchen.tickets.states import COOKS_ALONE, LINE_ACTS, TICKET_ACTS, moved, refusal, slowest, ticket_status, undone
from restaurants.stations.models import COOKING


class TicketUnknown(NotFound):
    code, title = "ticket_unknown", "There is no such ticket here"


class IllegalStep(Conflict):
    code, title = "illegal_step", "The ticket is not in a state for that"


def act(
    session,
    who,
    do: str,
    ticket_id: str,
    line_id: str | None = None,
    request_id: str | None = None,
    undoes: str | None = None,
) -> dict:
    """One touch of a ticket or of one of its lines. Returns the whole ticket.

    `who` is the caller; a screen reaches its own stations only. A `request_id` that was done answers with the ticket.
    `undoes`: the request id of the touch that "undo" takes back.
    """
    if do not in (LINE_ACTS if line_id else TICKET_ACTS):
        raise Invalid(errors={"do": [f"One of {', '.join(LINE_ACTS if line_id else TICKET_ACTS)}."]})
    if who.kind == "screen" and who.station_kind != COOKING and do in COOKS_ALONE:
        raise Forbidden("Only a cook does this.")
    ticket = _locked(session, who, ticket_id)
    if request_id and _was_done(session, who.restaurant_id, request_id):
        return ticket
    lines = {line["id"]: line["status"] for line in ticket["lines"] if line_id in (None, line["id"])}
    if not lines:
        raise TicketUnknown("The ticket has no such line.")
    why_not = refusal(do, ticket["status"], lines[line_id] if line_id else None)
    if why_not:
        raise IllegalStep(why_not)
    if do == "rush":
        return _rush(session, who.restaurant_id, ticket, request_id)
    if do == "clear":
        return _clear(session, who.restaurant_id, ticket, line_id)
    if do == "undo":
        return _undo(session, who.restaurant_id, ticket, request_id, undoes)
    return _move(session, who.restaurant_id, ticket, do, moved(do, lines), request_id)


def answer_rush(session, who, ticket_id: str, minutes: int) -> dict:
    """The kitchen's word to a table that asked to hurry: in so many minutes, 0 is "almost ready"."""
    ticket = _locked(session, who, ticket_id)
    if not ticket["calls"]:
        return ticket
    calls = tuple(call["id"] for call in ticket["calls"])
    announce(session, RushAnswered(who.restaurant_id, ticket["visit_id"], calls, minutes, who.principal))
    return _shape(session, who.restaurant_id, ticket_id)


def set_dish(session, restaurant_id: str, item_id: str, available: bool, until=None, left=None) -> None:
    """86 and back."""
    announce(session, DishAvailabilitySet(restaurant_id, item_id, available, until, left))


def _move(session, rid, ticket, do, changes, request_id, present=None, undone=None) -> dict:
    """Lines go where `changes` says; the ticket follows, the order is told, the screens redraw."""
    statuses = {line["id"]: line["status"] for line in ticket["lines"]} | changes
    status = ticket_status(list(statuses.values()), present or ("started" if do == "start" else ticket["status"]))
    _remember(session, rid, ticket, do, changes, status, request_id)
    if not changes and status == ticket["status"]:
        return ticket
    for goes_to in sorted(set(changes.values())):
        ids = [line_id for line_id, to in changes.items() if to == goes_to]
        session.execute(
            update(TicketLine)
            .where(TicketLine.restaurant_id == rid, TicketLine.id.in_(ids))
            .values(status=goes_to, **stamps(do, undone, now()))
        )
    done = {"bumped_at": now() if status == "bumped" else None} if status != ticket["status"] else {}
    changed = change_ticket(session, rid, ticket["id"], status=status, **done)
    push_counts(session, rid, changed)
    _tell_order(session, rid, changed)
    return changed


def _undo(session, rid, ticket, request_id, undoes) -> dict:
    """What was never done, or done to another ticket, needs no undoing."""
    found = session.execute(
        select(Act.do, Act.before, Act.after).where(
            Act.restaurant_id == rid, Act.id == undoes, Act.ticket_id == ticket["id"]
        )
    ).first()
    if found is None:
        return ticket
    if "rushed" in found.before:
        _remember(session, rid, ticket, "undo", {}, ticket["status"], request_id)
        return change_ticket(session, rid, ticket["id"], rushed=found.before["rushed"])
    present = {line["id"]: line["status"] for line in ticket["lines"]}
    changes = undone(found.before["lines"], found.after["lines"], present)
    was = found.before["status"] if ticket["status"] == found.after["status"] else ticket["status"]
    return _move(session, rid, ticket, "undo", changes, request_id, present=was, undone=found.do)


def _rush(session, rid, ticket, request_id) -> dict:
    if request_id:
        _note(session, rid, ticket["id"], "rush", request_id, {"rushed": ticket["rushed"]}, {"rushed": True})
    return ticket if ticket["rushed"] else change_ticket(session, rid, ticket["id"], rushed=True)


def _clear(session, rid, ticket, line_id) -> dict:
    """A cook has seen what was taken off."""
    seen = [
        line["id"]
        for line in ticket["lines"]
        if line["status"] == "voided" and not line["cleared"] and line_id in (None, line["id"])
    ]
    if not seen:
        return ticket
    session.execute(
        update(TicketLine).where(TicketLine.restaurant_id == rid, TicketLine.id.in_(seen)).values(cleared=True)
    )
    waits = any(
        line["status"] == "voided" and not line["cleared"] and line["id"] not in seen for line in ticket["lines"]
    )
    return change_ticket(session, rid, ticket["id"], void_waits=waits)


def _tell_order(session, rid, ticket):
    """A line that several stations make is as far as its slowest part."""
    ids = [line["order_line_id"] for line in ticket["lines"]]
    parts: dict[str, list] = {}
    for line in session.execute(
        select(TicketLine.order_line_id, TicketLine.status).where(
            TicketLine.restaurant_id == rid, TicketLine.order_line_id.in_(ids)
        )
    ):
        parts.setdefault(line.order_line_id, []).append(line.status)
    statuses = {line_id: slowest(parts) for line_id, parts in parts.items() if set(parts) != {"voided"}}
    announce(session, LinesChanged(rid, ticket["order_id"], ticket["visit_id"], statuses))


def _remember(session, rid, ticket, do, changes, status, request_id):
    if request_id:
        before = {line["id"]: line["status"] for line in ticket["lines"] if line["id"] in changes}
        sides = ({"status": ticket["status"], "lines": before}, {"status": status, "lines": changes})
        _note(session, rid, ticket["id"], do, request_id, *sides)


def _note(session, rid, ticket_id, do, request_id, before, after):
    session.execute(
        insert(Act),
        {
            "restaurant_id": rid,
            "id": request_id,
            "ticket_id": ticket_id,
            "do": do,
            "before": before,
            "after": after,
            "at": now(),
        },
    )


def _was_done(session, rid, request_id) -> bool:
    """The ticket is locked, so two of the same touch come one after the other."""
    return session.execute(select(Act.id).where(Act.restaurant_id == rid, Act.id == request_id)).first() is not None


def _locked(session, who, ticket_id) -> dict:
    """The whole ticket, locked after its order."""
    query = select(Ticket.order_id, Ticket.station_id).where(
        Ticket.restaurant_id == who.restaurant_id, Ticket.id == ticket_id
    )
    row = session.execute(query).first()
    if row is None or (who.kind == "screen" and row.station_id not in (*who.station_ids, NOWHERE)):
        raise TicketUnknown()
    ask(session, HoldOrder(who.restaurant_id, row.order_id))
    session.execute(query.with_for_update(key_share=True)).one()
    return _shape(session, who.restaurant_id, ticket_id)


def _shape(session, rid, ticket_id) -> dict:
    return tickets_where(session, rid, Ticket.id == ticket_id)[0]
