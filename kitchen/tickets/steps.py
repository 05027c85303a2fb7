"""Lines go on or back: their tickets follow, the orders are told, the screens redraw, the next course is fired."""

from itertools import groupby

from sqlalchemy import select, update

from core.clock import now
from core.facts import announce
from kitchen.tickets.events import LinesChanged
from kitchen.tickets.held import fire_what_is_due
from kitchen.tickets.memory import remember
from kitchen.tickets.models import TicketLine
from kitchen.tickets.pushing import change_ticket, push_counts
from kitchen.tickets.serving import follow_order, is_to_carry
from kitchen.tickets.stamping import stamps
from kitchen.tickets.states import slowest, ticket_status


def take_step(session, who, held: dict[str, dict], do: str, changes: dict, request_id, present=None) -> list[dict]:
    """`held`: tickets by id, as `hold_tickets` gives them. `changes`: line id → (status, done), where it goes.

    `do` is what stamps the lines; `present` is what a ticket counts as where that is not its status: by its id.
    Returns the tickets that changed, whole, by id.
    """
    rid, present, moving = who.restaurant_id, present or {}, {}
    for ticket in held.values():
        own = {line["id"]: changes[line["id"]] for line in ticket["lines"] if line["id"] in changes}
        statuses = {line["id"]: line["status"] for line in ticket["lines"]} | {id: to for id, (to, _) in own.items()}
        status = ticket_status(list(statuses.values()), present.get(ticket["id"], ticket["status"]))
        if own or (ticket["id"] in present and status != ticket["status"]):
            moving[ticket["id"]] = status
    _remember(session, rid, held, changes, moving, request_id)
    _move_lines(session, rid, held, do, changes)
    orders = sorted({held[id]["order_id"] for id in moving})
    waits = {order_id: is_to_carry(session, rid, order_id) for order_id in orders}
    changed = [_follow(session, who, held[id], moving[id], do, waits) for id in sorted(moving)]
    for order_id in orders:
        follow_order(session, rid, order_id, moving, waits[order_id])
    for order_id, its in groupby(sorted(changed, key=lambda t: t["order_id"]), key=lambda t: t["order_id"]):
        _tell_order(session, rid, order_id, list(its))
    for visit_id in sorted({ticket["visit_id"] for ticket in changed if ticket["course"]}):
        fire_what_is_due(session, rid, visit_id)
    return changed


def _remember(session, rid, held, changes, moving, request_id):
    lines = {line["id"]: line for ticket in held.values() for line in ticket["lines"]}
    before = {id: [lines[id]["status"], lines[id]["done"]] for id in changes}
    remember(
        session,
        rid,
        request_id,
        {"tickets": {id: held[id]["status"] for id in moving}, "lines": before},
        {"tickets": moving, "lines": {id: list(to) for id, to in changes.items()}},
    )


def _move_lines(session, rid, held, do, changes):
    """One statement for all lines that go the same way."""
    at, ways = now(), {}
    for line in (line for ticket in held.values() for line in ticket["lines"]):
        if line["id"] in changes:
            ways.setdefault((_touch(do, line, changes[line["id"]]), *changes[line["id"]]), []).append(line["id"])
    for (touch, status, done), ids in sorted(ways.items()):
        session.execute(
            update(TicketLine)
            .where(TicketLine.restaurant_id == rid, TicketLine.id.in_(ids))
            .values(status=status, done=done, **stamps(*touch, at))
        )


def _touch(do, line, goes_to) -> tuple[str, str]:
    """What a touch counts as for this line: of several portions, the first is its start, the last its bump."""
    undoing, _, what = do.rpartition(" ")
    if what == "portions":
        earlier, later = sorted((line["status"], goes_to[0]), key=("queued", "preparing", "ready").index)
        what = "bump" if later == "ready" and earlier != "ready" else "start" if earlier != later else ""
    return ("undo", what) if undoing else (what, "")


def _follow(session, who, ticket, status, do, waits) -> dict:
    """The first time that it was done stays, whatever is recalled, unless that very touch is taken back."""
    values = {"status": status, "serve_waits": status == "bumped" and waits[ticket["order_id"]]}
    if status != ticket["status"]:
        values["bumped_at"] = now() if status == "bumped" else None
        values["bumped_by"] = who.details.get("name") if status == "bumped" and who.kind == "screen" else None
        if status == "bumped" and ticket["first_bumped_at"] is None:
            values["first_bumped_at"] = values["bumped_at"]
        elif do.startswith("undo") and ticket["first_bumped_at"] == ticket["bumped_at"]:
            values["first_bumped_at"] = None
    changed = change_ticket(session, who.restaurant_id, ticket["id"], **values)
    push_counts(session, who.restaurant_id, changed)
    return changed


def _tell_order(session, rid, order_id, tickets):
    """A line that several stations make is as far as its slowest part."""
    ids = sorted({line["order_line_id"] for ticket in tickets for line in ticket["lines"]})
    parts: dict[str, list] = {}
    for line in session.execute(
        select(TicketLine.order_line_id, TicketLine.status).where(
            TicketLine.restaurant_id == rid, TicketLine.order_line_id.in_(ids)
        )
    ):
        parts.setdefault(line.order_line_id, []).append(line.status)
    statuses = {line_id: slowest(parts) for line_id, parts in parts.items() if set(parts) != {"voided"}}
    announce(session, LinesChanged(rid, order_id, tickets[0]["visit_id"], statuses))
