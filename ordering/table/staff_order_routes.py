"""What staff do for a table: order, approve, take off, serve, answer."""

from core.idempotency import keyed, once
from core.identity import caller, staff_only
from core.languages import language
from core.transactions import again_on_conflict, reading, transaction
from core.web.api import Blueprint
from ordering.calls.schemas import CallListOut, CallOut
from ordering.calls.service import answer_call, calls_of
from ordering.carts.schemas import CartOut, LineChange, NewLine
from ordering.carts.service import add_line, change_line, remove_line
from ordering.orders import service as orders
from ordering.orders.schemas import OrderOut, Reason, Send, SentOut
from ordering.table.routes import send
from ordering.table.staff_routes import FLOOR
from ordering.visits.service import lock_open_visit, staff_guest
from restaurants.audit.service import record

blp = Blueprint(
    "table_orders", __name__, url_prefix="/api/v1/restaurants/<restaurant_id>", description="What staff do for a table"
)


@blp.route("/visits/<visit_id>/cart/lines", methods=["POST"])
@staff_only(*FLOOR)
@blp.arguments(NewLine)
@blp.response(201, CartOut)
def add_for_table(body, restaurant_id, visit_id):
    """Staff add to the table's cart."""
    with transaction() as session:
        return add_line(
            session, restaurant_id, visit_id, _us(session, restaurant_id, visit_id), **body, lang=language()
        )


@blp.route("/visits/<visit_id>/cart/lines/<line_id>", methods=["PUT"])
@staff_only(*FLOOR)
@blp.arguments(LineChange)
@blp.response(200, CartOut)
def change_for_table(body, restaurant_id, visit_id, line_id):
    """Quantity is absolute."""
    with transaction() as session:
        return change_line(session, restaurant_id, visit_id, line_id, **body, lang=language())


@blp.route("/visits/<visit_id>/cart/lines/<line_id>", methods=["DELETE"])
@staff_only(*FLOOR)
@blp.response(200, CartOut)
def take_for_table(restaurant_id, visit_id, line_id):
    """Repeating is harmless."""
    with transaction() as session:
        return remove_line(session, restaurant_id, visit_id, line_id, lang=language())


@blp.route("/visits/<visit_id>/orders", methods=["POST"])
@staff_only(*FLOOR)
@keyed
@blp.arguments(Send)
@blp.response(201, SentOut)
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
@blp.response(200, OrderOut)
def approve(restaurant_id, order_id):
    """Lets a waiting first order through to the kitchen."""
    with transaction() as session:
        return orders.approve_order(session, restaurant_id, order_id)


@blp.route("/orders/<order_id>/cancel", methods=["POST"])
@staff_only(*FLOOR)
@blp.arguments(Reason)
@blp.response(200, OrderOut)
def cancel(body, restaurant_id, order_id):
    """Takes an unpaid order back, with a reason."""

    def work():
        with transaction() as session:
            record(session, restaurant_id, caller().principal, "order.cancelled", order_id, after=body)
            return orders.cancel_order(session, restaurant_id, order_id, body["reason"])

    return again_on_conflict(work)


@blp.route("/orders/<order_id>/lines/<line_id>/void", methods=["POST"])
@staff_only(*FLOOR)
@blp.arguments(Reason)
@blp.response(200, OrderOut)
def void(body, restaurant_id, order_id, line_id):
    """Takes one line off, with a reason."""

    def work():
        with transaction() as session:
            record(session, restaurant_id, caller().principal, "line.voided", line_id, after=body)
            return orders.void_line(session, restaurant_id, order_id, line_id, body["reason"])

    return again_on_conflict(work)


@blp.route("/orders/<order_id>/lines/<line_id>/serve", methods=["POST"])
@staff_only(*FLOOR)
@blp.response(200, OrderOut)
def serve(restaurant_id, order_id, line_id):
    """The dish is on the table."""
    with transaction() as session:
        return orders.serve_line(session, restaurant_id, order_id, line_id)


@blp.route("/calls", methods=["GET"])
@staff_only(*FLOOR, "cook")
@blp.response(200, CallListOut)
def list_calls(restaurant_id):
    """Calls that nobody has answered."""
    with reading() as session:
        return {"items": calls_of(session, restaurant_id), "next_cursor": None}


@blp.route("/calls/<call_id>/answer", methods=["POST"])
@staff_only(*FLOOR)
@blp.response(200, CallOut)
def answer(restaurant_id, call_id):
    """Somebody is on the way."""
    with transaction() as session:
        return answer_call(session, restaurant_id, call_id, caller().details.get("name", "staff"))


def _us(session, restaurant_id, visit_id):
    return staff_guest(session, lock_open_visit(session, restaurant_id, visit_id), "服务员")
