"""What a cook does to tickets and dishes."""

from core.identity import caller, screen_or_staff
from core.transactions import again_on_conflict, transaction
from core.web.api import Blueprint
from kitchen.tickets import schemas
from kitchen.tickets.portions import mark_portions
from kitchen.tickets.service import act, answer_rush, set_dish

blp = Blueprint("tickets", __name__, url_prefix="/api/v1/kitchen", description="Cooking")
COOKS = ("owner", "manager", "waiter", "cook")
CARRIERS = ("expo", "floor")


@blp.route("/tickets/<ticket_id>/<any(start,bump,recall,rush,clear,fire):do>", methods=["POST"])
@screen_or_staff(*COOKS)
@blp.arguments(schemas.Touch)
@blp.response(200, schemas.TicketOut)
def touch(body, ticket_id, do):
    """The whole ticket; repeating is harmless. 409 `illegal_step` where the ticket is past that, or not fired yet.

    `fire`: the course that it waits with, of the whole table.
    """
    return _act(do, ticket_id, request_id=body["request_id"])


@blp.route("/tickets/<ticket_id>/<any(serve,unserve):do>", methods=["POST"])
@screen_or_staff(*COOKS, kinds=CARRIERS)
@blp.arguments(schemas.Touch)
@blp.response(200, schemas.TicketOut)
def carry(body, ticket_id, do):
    """Everything of the ticket that is ready is on its table now, or is not after all; the guests see it."""
    return _act(do, ticket_id, request_id=body["request_id"])


@blp.route("/tickets/<ticket_id>/lines/<line_id>/<any(serve,unserve):do>", methods=["POST"])
@screen_or_staff(*COOKS, kinds=CARRIERS)
@blp.arguments(schemas.Touch)
@blp.response(200, schemas.TicketOut)
def carry_line(body, ticket_id, line_id, do):
    """One dish. 409 `illegal_step` before it is ready."""
    return _act(do, ticket_id, line_id, request_id=body["request_id"])


@blp.route("/tickets/<ticket_id>/undo", methods=["POST"])
@screen_or_staff(*COOKS, kinds=("cooking", *CARRIERS))
@blp.arguments(schemas.Undo)
@blp.response(200, schemas.TicketOut)
def undo(body, ticket_id):
    """Takes back one touch: its lines stand as before, except those that were moved on since."""
    return _act("undo", ticket_id, request_id=body["request_id"], undoes=body["undoes"])


@blp.route("/tickets/<ticket_id>/lines/<line_id>/<any(bump,recall,clear):do>", methods=["POST"])
@screen_or_staff(*COOKS)
@blp.arguments(schemas.Touch)
@blp.response(200, schemas.TicketOut)
def touch_line(body, ticket_id, line_id, do):
    """The whole ticket; repeating is harmless."""
    return _act(do, ticket_id, line_id, request_id=body["request_id"])


@blp.route("/tickets/<ticket_id>/answer", methods=["POST"])
@screen_or_staff(*COOKS)
@blp.arguments(schemas.Answer)
@blp.response(200, schemas.TicketOut)
def answer(body, ticket_id):
    """The kitchen's word to a table that asked to hurry; 0 minutes is "almost ready"."""
    who = caller()

    def work():
        with transaction() as session:
            return answer_rush(session, who, ticket_id, body["minutes"])

    return again_on_conflict(work)


@blp.route("/menu-items/<item_id>/portions", methods=["POST"])
@screen_or_staff(*COOKS)
@blp.arguments(schemas.Portions)
@blp.response(200, schemas.PortionsOut)
def portions(body, item_id):
    """So many portions of the dish are ready, over all tables that wait for it, the oldest first.

    Fewer where fewer are left. The same `request_id` again answers with the same tickets. Any of them can `undo` it.
    """
    return {"tickets": _portions(caller(), item_id, **body)}


@blp.route("/menu-items/<item_id>/availability", methods=["POST"])
@screen_or_staff(*COOKS)
@blp.arguments(schemas.Availability)
@blp.response(200, schemas.AvailabilityOut)
def availability(body, item_id):
    """86 and back."""
    with transaction() as session:
        set_dish(session, caller().restaurant_id, item_id, **body)
    return {"item_id": item_id, "available": body["available"], "left": body["left"]}


def _portions(who, item_id, **asked) -> list[dict]:
    def work():
        with transaction() as session:
            return mark_portions(session, who, item_id, **asked)

    return again_on_conflict(work)


def _act(do, ticket_id, line_id=None, **about) -> dict:
    """Two that met on PostgreSQL had no effect: who lost that race comes again."""
    who = caller()

    def work():
        with transaction() as session:
            return act(session, who, do, ticket_id, line_id, **about)

    return again_on_conflict(work)
