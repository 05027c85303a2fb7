"""Staff at the tables: open, order for, move on, close, approve, void, answer."""

from core.errors import Conflict, Invalid, NotFound
from core.facts import ask
from core.idempotency import keyed, once
from core.identity import caller, staff_only
from core.languages import language
from core.transactions import again_on_conflict, reading, transaction
from core.web.api import Blueprint
from ordering.calls.service import answer_call, calls_of
from ordering.carts.service import add_line, change_line, remove_line
from ordering.orders import service as orders
from ordering.table.events import BillOf, HeldOf
from ordering.table.moving import merge_visits, move_visit
from ordering.table.queries import state_of
from ordering.table.routes import send
from ordering.table.separating import separate_rounds
from ordering.visits import schemas
from ordering.visits.queries import open_visits, staff_shape, visit_of, visit_shape
from ordering.visits.service import VisitUnknown, close_visit, lock_open_visit, lock_visit, open_visit, staff_guest
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
@blp.response(200, schemas.VisitListOut)
def list_visits(restaurant_id):
    """Open visits, the longest first."""
    with reading() as session:
        return {"items": [staff_shape(v) for v in open_visits(session, restaurant_id)], "next_cursor": None}


@blp.route("/visits", methods=["POST"])
@staff_only(*FLOOR)
@blp.arguments(schemas.OpenTable)
@blp.response(201, schemas.VisitOut)
def open_table(body, restaurant_id):
    """Staff open a table."""
    with transaction() as session:
        table = table_of(session, restaurant_id, body["table_id"])
        if table is None:
            raise TableUnknown(errors={"table_id": ["Unknown table."]})
        return visit_shape(open_visit(session, restaurant_of(session, restaurant_id), table, covers=body["covers"]))


@blp.route("/visits/<visit_id>", methods=["GET"])
@staff_only(*FLOOR)
@blp.response(200, schemas.StateOut)
def see_visit(restaurant_id, visit_id):
    """The whole state of a table."""
    with reading() as session:
        _be_known(session, restaurant_id, visit_id)
        return state_of(session, restaurant_id, visit_id, lang=language())


@blp.route("/visits/<visit_id>/close", methods=["POST"])
@staff_only(*FLOOR)
@blp.arguments(schemas.CloseVisit)
@blp.response(200, schemas.VisitOut)
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
@blp.arguments(schemas.Move)
@blp.response(200, schemas.VisitOut)
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
@blp.arguments(schemas.Merge)
@blp.response(200, schemas.VisitOut)
def merge(body, restaurant_id, visit_id):
    """Into another open visit, which is answered. 409 bill_touched where money has moved on this one."""

    def work():
        with transaction() as session:
            record(session, restaurant_id, caller().principal, "visit.merged", visit_id, after=body)
            return merge_visits(session, restaurant_id, visit_id, body["into_visit_id"])

    return again_on_conflict(work)


@blp.route("/visits/<visit_id>/separate", methods=["POST"])
@staff_only(*FLOOR)
@blp.arguments(schemas.Separate)
@blp.response(200, schemas.VisitOut)
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


@blp.route("/visits/<visit_id>/cart/lines", methods=["POST"])
@staff_only(*FLOOR)
@blp.arguments(schemas.NewLine)
@blp.response(201, schemas.CartOut)
def add_for_table(body, restaurant_id, visit_id):
    """Staff add to the table's cart."""
    with transaction() as session:
        return add_line(
            session, restaurant_id, visit_id, _us(session, restaurant_id, visit_id), **body, lang=language()
        )


@blp.route("/visits/<visit_id>/cart/lines/<line_id>", methods=["PUT"])
@staff_only(*FLOOR)
@blp.arguments(schemas.LineChange)
@blp.response(200, schemas.CartOut)
def change_for_table(body, restaurant_id, visit_id, line_id):
    """Quantity is absolute."""
    with transaction() as session:
        return change_line(session, restaurant_id, visit_id, line_id, **body, lang=language())


@blp.route("/visits/<visit_id>/cart/lines/<line_id>", methods=["DELETE"])
@staff_only(*FLOOR)
@blp.response(200, schemas.CartOut)
def take_for_table(restaurant_id, visit_id, line_id):
    """Repeating is harmless."""
    with transaction() as session:
        return remove_line(session, restaurant_id, visit_id, line_id, lang=language())


@blp.route("/visits/<visit_id>/orders", methods=["POST"])
@staff_only(*FLOOR)
@keyed
@blp.arguments(schemas.Send)
@blp.response(201, schemas.SentOut)
def send_for_table(body, restaurant_id, visit_id):
    """Staff send the table's cart; it never waits for approval. Needs an Idempotency-Key."""
    return again_on_conflict(
        lambda: once(
            caller().principal,
            f"orders:{visit_id}",
            restaurant_id,
            body,
            lambda s: (
                201,
                send(s, restaurant_id, visit_id, _us(s, restaurant_id, visit_id), body, language(), by_staff=True),
            ),
        )
    )


@blp.route("/orders/<order_id>/accept", methods=["POST"])
@staff_only(*FLOOR)
@blp.response(200, schemas.OrderOut)
def approve(restaurant_id, order_id):
    """Lets a waiting first order through to the kitchen."""
    with transaction() as session:
        return orders.approve_order(session, restaurant_id, order_id)


@blp.route("/orders/<order_id>/cancel", methods=["POST"])
@staff_only(*FLOOR)
@blp.arguments(schemas.Reason)
@blp.response(200, schemas.OrderOut)
def cancel(body, restaurant_id, order_id):
    """Takes an unpaid order back, with a reason."""

    def work():
        with transaction() as session:
            record(session, restaurant_id, caller().principal, "order.cancelled", order_id, after=body)
            return orders.cancel_order(session, restaurant_id, order_id, body["reason"])

    return again_on_conflict(work)


@blp.route("/orders/<order_id>/lines/<line_id>/void", methods=["POST"])
@staff_only(*FLOOR)
@blp.arguments(schemas.Reason)
@blp.response(200, schemas.OrderOut)
def void(body, restaurant_id, order_id, line_id):
    """Takes one line off, with a reason."""

    def work():
        with transaction() as session:
            record(session, restaurant_id, caller().principal, "line.voided", line_id, after=body)
            return orders.void_line(session, restaurant_id, order_id, line_id, body["reason"])

    return again_on_conflict(work)


@blp.route("/orders/<order_id>/lines/<line_id>/serve", methods=["POST"])
@staff_only(*FLOOR)
@blp.response(200, schemas.OrderOut)
def serve(restaurant_id, order_id, line_id):
    """The dish is on the table."""
    with transaction() as session:
        return orders.serve_line(session, restaurant_id, order_id, line_id)


@blp.route("/calls", methods=["GET"])
@staff_only(*FLOOR, "cook")
@blp.response(200, schemas.CallListOut)
def list_calls(restaurant_id):
    """Calls that nobody has answered."""
    with reading() as session:
        return {"items": calls_of(session, restaurant_id), "next_cursor": None}


@blp.route("/calls/<call_id>/answer", methods=["POST"])
@staff_only(*FLOOR)
@blp.response(200, schemas.CallOut)
def answer(restaurant_id, call_id):
    """Somebody is on the way."""
    with transaction() as session:
        return answer_call(session, restaurant_id, call_id, caller().details.get("name", "staff"))


def _us(session, restaurant_id, visit_id):
    return staff_guest(session, lock_open_visit(session, restaurant_id, visit_id), "服务员")


def _be_known(session, restaurant_id, visit_id):
    if visit_of(session, restaurant_id, visit_id) is None:
        raise VisitUnknown()
