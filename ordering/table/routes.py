"""The guest's URLs."""

from core.clock import now
from core.facts import ask
from core.idempotency import keyed, once
from core.identity import Caller, caller, guest_only, register_resolver
from core.languages import language
from core.limits import allow
from core.pushes import head_after, head_of, told
from core.transactions import again_on_conflict, glance, reading, transaction
from core.web.api import Blueprint, ready
from ordering.calls.schemas import CallOut, NewCall
from ordering.calls.service import make_call
from ordering.carts.queries import cart_of
from ordering.carts.schemas import CartOut, LineChange, NewLine
from ordering.carts.service import add_line, change_line, remove_line
from ordering.menu.reading.published import menu_etag
from ordering.orders.place import place_needs, place_order
from ordering.orders.rush import order_to_hurry
from ordering.orders.schemas import Send, SentOut
from ordering.table.events import BillOf
from ordering.table.queries import state_of
from ordering.table.schemas import StateOut
from ordering.visits.queries import guest_by_token, visit_of, visit_shape
from ordering.visits.schemas import Confirming, Covers, Join, JoinedOut, Rename, VisitOut
from ordering.visits.service import join_table, note_confirming, rename_guest, set_covers
from qr.service import resolve_code
from restaurants.profile.queries import is_open, restaurant_of
from restaurants.tables.queries import table_of

blp = Blueprint("guest", __name__, url_prefix="/api/v1", description="What a guest's phone calls")


@blp.route("/visits", methods=["POST"])
@blp.arguments(Join)
@blp.response(201, JoinedOut)
def sit_down(body):
    """A code becomes a place at the table: the same table is the same open visit."""
    allow(f"join:{body['code'][:64]}", 60, 60)

    def work():
        with transaction() as session:
            ref = resolve_code(session, body["code"])
            restaurant = restaurant_of(session, ref.restaurant_id)
            visit, guest, token = join_table(
                session,
                restaurant,
                table_of(session, ref.restaurant_id, ref.table_id),
                covers=body["covers"],
                nickname=body["nickname"],
                pin=body["pin"],
                is_open=is_open(restaurant, now()),
            )
            return {
                "guest_token": token,
                "guest": guest,
                "visit": visit_shape(visit),
                "menu_etag": menu_etag(session, ref.restaurant_id, language()),
                **head_of(session, ref.restaurant_id, f"visit:{visit.id}"),
            }

    return again_on_conflict(work)


@blp.route("/visit", methods=["GET"])
@guest_only
@blp.response(200, StateOut)
def see_table():
    """The whole state for this guest."""
    with reading() as session:
        return _state(session)


@blp.route("/visit/covers", methods=["PUT"])
@guest_only
@blp.arguments(Covers)
@blp.response(200, StateOut)
def count_covers(body):
    """How many eat; per-head fees follow."""
    who = caller()
    with transaction() as session:
        set_covers(session, who.restaurant_id, who.visit_id, body["covers"])
        return _state(session)


@blp.route("/visit/nickname", methods=["PUT"])
@guest_only
@blp.arguments(Rename)
@blp.response(200, StateOut)
def rename(body):
    """What the others at the table call this phone."""
    who = _paced()
    with transaction() as session:
        rename_guest(session, who.restaurant_id, who.visit_id, who.guest_id, body["nickname"])
        return _state(session)


@blp.route("/visit/confirming", methods=["PUT"])
@guest_only
@blp.arguments(Confirming)
@blp.response(200, VisitOut)
def say_confirming(body):
    """This phone looks at the confirm page: the others are told for ten seconds."""
    who = _paced()
    return _write(lambda s: note_confirming(s, who.restaurant_id, who.visit_id, who.guest_id, **body))


@blp.route("/visit/cart/lines", methods=["POST"])
@guest_only
@blp.arguments(NewLine)
@blp.response(201, CartOut)
def add_to_cart(body):
    """One more dish in the shared cart."""
    who = _paced()
    cart = _write(lambda s: add_line(s, who.restaurant_id, who.visit_id, who.guest_id, **body, lang=language()))
    return ready(cart, 201)


@blp.route("/visit/cart/lines/<line_id>", methods=["PUT"])
@guest_only
@blp.arguments(LineChange)
@blp.response(200, CartOut)
def change_cart_line(body, line_id):
    """Quantity is absolute; 0 takes the line out."""
    who = _paced()
    return ready(_write(lambda s: change_line(s, who.restaurant_id, who.visit_id, line_id, **body, lang=language())))


@blp.route("/visit/cart/lines/<line_id>", methods=["DELETE"])
@guest_only
@blp.response(200, CartOut)
def take_from_cart(line_id):
    """Repeating is harmless."""
    who = _paced()
    return ready(_write(lambda s: remove_line(s, who.restaurant_id, who.visit_id, line_id, lang=language())))


@blp.route("/visit/orders", methods=["POST"])
@guest_only
@keyed
@blp.arguments(Send)
@blp.response(201, SentOut)
def send_order(body):
    """The shared cart becomes one order. Needs an Idempotency-Key."""
    who, lang = caller(), language()
    return again_on_conflict(
        lambda: once(
            who.principal,
            "orders",
            who.restaurant_id,
            body,
            lambda session: (201, send(session, who.restaurant_id, who.visit_id, who.guest_id, body, lang)),
            needs=place_needs(who.restaurant_id, who.visit_id),
        )
    )


def send(session, restaurant_id, visit_id, guest_id, body, lang, by_staff=False) -> dict:
    """`{order, cart, bill, seq}` of the order that this cart became."""
    restaurant = restaurant_of(session, restaurant_id)
    order = place_order(
        session,
        restaurant,
        visit_id,
        guest_id,
        **body,
        lang=lang,
        is_open=is_open(restaurant, now()),
        by_staff=by_staff,
    )
    stream, bill, cart = f"visit:{visit_id}", None, None
    if lang == "zh":  # what the phones are told is in Chinese, with every name beside it
        cart, bill = (told(session, restaurant_id, stream, kind) for kind in ("cart.changed", "bill.changed"))
    return {
        "order": order,
        "cart": cart or cart_of(session, visit_of(session, restaurant_id, visit_id), lang),
        "bill": bill or ask(session, BillOf(restaurant_id, visit_id, lang)),
        "seq": head_after(session, restaurant_id, stream),
    }


@blp.route("/visit/calls", methods=["POST"])
@guest_only
@blp.arguments(NewCall)
@blp.response(201, CallOut)
def call_staff(body):
    """Water, tableware, the bill, a person; or the kitchen is asked to hurry, once a round has had its time."""
    who, kind = caller(), body["kind"]

    def call(session):
        order_id = None
        if kind == "rush":
            order_id = order_to_hurry(session, who.restaurant_id, who.visit_id, body["order_id"])
        return make_call(session, who.restaurant_id, who.visit_id, who.guest_id, kind, order_id)

    return _write(call)


def _state(session):
    who = caller()
    return state_of(session, who.restaurant_id, who.visit_id, who.guest_id, language())


def _write(change):
    def work():
        with transaction() as session:
            return change(session)

    return again_on_conflict(work)


def _paced():
    who = caller()
    allow(f"cart:{who.guest_id}", 300, 10)  # no thumb is that fast; a till that orders for a table may be
    return who


def _resolve(parts) -> Caller | None:
    """`g.<restaurant_id>.<secret>`"""
    if len(parts) != 3 or len(parts[1]) != 36:
        return None
    with glance() as session:
        row = guest_by_token(session, parts[1], parts[2])
    return row and Caller("guest", f"guest:{row.id}", restaurant_id=parts[1], guest_id=row.id, visit_id=row.visit_id)


register_resolver("g", _resolve)
