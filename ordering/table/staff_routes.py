"""Staff at the tables: open, move, merge, separate, close."""

from core.errors import Conflict, Invalid, NotFound
from core.facts import ask
from core.identity import caller, staff_only
from core.languages import language
from core.transactions import again_on_conflict, reading, transaction
from core.web.api import Blueprint
from ordering.table.events import BillOf, HeldOf
from ordering.table.moving import merge_visits, move_visit
from ordering.table.queries import state_of
from ordering.table.schemas import StateOut
from ordering.table.separating import separate_rounds
from ordering.visits.queries import open_visits, staff_shape, visit_of, visit_shape
from ordering.visits.schemas import CloseVisit, Merge, Move, OpenTable, Separate, VisitListOut, VisitOut
from ordering.visits.service import VisitUnknown, close_visit, lock_visit, open_visit
from restaurants.audit.service import record
from restaurants.profile.queries import restaurant_of
from restaurants.tables.queries import table_of

blp = Blueprint(
    "service", __name__, url_prefix="/api/v1/restaurants/<restaurant_id>", description="What staff do at the tables"
)
FLOOR = ("owner", "manager", "waiter")


class TableUnknown(NotFound):
    code, title = "table_unknown", "There is no such table"


class DishesHeld(Conflict):
    code, title = "dishes_held", "The kitchen still holds dishes of this table"


class NotSettled(Conflict):
    code, title = "not_settled", "The bill is not settled"


@blp.route("/visits", methods=["GET"])
@staff_only(*FLOOR)
@blp.response(200, VisitListOut)
def list_visits(restaurant_id):
    """Open visits, the longest first."""
    with reading() as session:
        return {"items": [staff_shape(v) for v in open_visits(session, restaurant_id)], "next_cursor": None}


@blp.route("/visits", methods=["POST"])
@staff_only(*FLOOR)
@blp.arguments(OpenTable)
@blp.response(201, VisitOut)
def open_table(body, restaurant_id):
    """Staff open a table."""
    with transaction() as session:
        table = table_of(session, restaurant_id, body["table_id"])
        if table is None:
            raise TableUnknown(errors={"table_id": ["Unknown table."]})
        return visit_shape(open_visit(session, restaurant_of(session, restaurant_id), table, covers=body["covers"]))


@blp.route("/visits/<visit_id>", methods=["GET"])
@staff_only(*FLOOR)
@blp.response(200, StateOut)
def see_visit(restaurant_id, visit_id):
    """The whole state of a table."""
    with reading() as session:
        _be_known(session, restaurant_id, visit_id)
        return state_of(session, restaurant_id, visit_id, lang=language())


@blp.route("/visits/<visit_id>/close", methods=["POST"])
@staff_only(*FLOOR)
@blp.arguments(CloseVisit)
@blp.response(200, VisitOut)
def close(body, restaurant_id, visit_id):
    """Settled, or forced with a reason, which stands in the audit; lines are never changed.

    409 dishes_held while a course has not been fired: it is fired or taken off first. By force, it is not made.
    """
    if body["how"] == "forced" and not body["reason"]:
        raise Invalid(errors={"reason": ["Say why, for the books."]})
    with transaction() as session:
        lock_visit(session, restaurant_id, visit_id)  # or a round sent at this moment would be closed unpaid
        due = ask(session, BillOf(restaurant_id, visit_id))["due"]
        if body["how"] == "settled" and due:
            raise NotSettled(f"{due} is still due. Take the payment, or close by force with a reason.", due=due)
        held = ask(session, HeldOf(restaurant_id, visit_id))
        if body["how"] == "settled" and held:
            dishes = ", ".join(dish for course in held for dish in course["dishes"])
            raise DishesHeld(f"Fire or take off first: {dishes}.", held=held)
        if body["how"] == "forced":
            record(
                session,
                restaurant_id,
                caller().principal,
                "visit.forced",
                visit_id,
                after={"reason": body["reason"], "due": due, "held": held},
            )
        return close_visit(session, restaurant_id, visit_id, body["how"])


@blp.route("/visits/<visit_id>/move", methods=["POST"])
@staff_only(*FLOOR)
@blp.arguments(Move)
@blp.response(200, VisitOut)
def move(body, restaurant_id, visit_id):
    """To a free table, with everything. 409 table_taken."""

    def work():
        with transaction() as session:
            table = table_of(session, restaurant_id, body["table_id"])
            if table is None or table.archived_at:
                raise TableUnknown(errors={"table_id": ["Unknown table."]})
            record(session, restaurant_id, caller().principal, "visit.moved", visit_id, after={"table": table.label})
            return move_visit(session, restaurant_id, visit_id, table)

    return again_on_conflict(work)


@blp.route("/visits/<visit_id>/merge", methods=["POST"])
@staff_only(*FLOOR)
@blp.arguments(Merge)
@blp.response(200, VisitOut)
def merge(body, restaurant_id, visit_id):
    """Into another open visit, which is answered. 409 bill_touched where money has moved on this one."""

    def work():
        with transaction() as session:
            record(session, restaurant_id, caller().principal, "visit.merged", visit_id, after=body)
            return merge_visits(session, restaurant_id, visit_id, body["into_visit_id"])

    return again_on_conflict(work)


@blp.route("/visits/<visit_id>/separate", methods=["POST"])
@staff_only(*FLOOR)
@blp.arguments(Separate)
@blp.response(200, VisitOut)
def separate(body, restaurant_id, visit_id):
    """Rounds go to another table, whose visit is answered; a free one is opened. 409 bill_touched where money moved."""

    def work():
        with transaction() as session:
            table = table_of(session, restaurant_id, body["table_id"])
            if table is None or table.archived_at:
                raise TableUnknown(errors={"table_id": ["Unknown table."]})
            record(session, restaurant_id, caller().principal, "visit.separated", visit_id, after=body)
            restaurant = restaurant_of(session, restaurant_id)
            return separate_rounds(session, restaurant, visit_id, body["order_ids"], table, body["covers"])

    return again_on_conflict(work)


def _be_known(session, restaurant_id, visit_id):
    if visit_of(session, restaurant_id, visit_id) is None:
        raise VisitUnknown()
