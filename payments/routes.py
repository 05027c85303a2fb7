"""Money's URLs: the guest pays, staff confirm and give back, wallets notify."""

from flask import Response, request

from core.errors import Unavailable
from core.facts import ask
from core.idempotency import keyed
from core.identity import caller, guest_only, staff_only
from core.limits import allow
from core.transactions import again_on_conflict, reading, transaction
from core.web.api import Blueprint
from core.web.schemas import FILE
from payments import paying, schemas
from payments.bills.events import GuestsOf, VisitOf
from payments.bills.queries import VisitUnknown
from payments.payments import service
from payments.payments.asking import call_off, code_of
from payments.payments.inbox import take_notice
from payments.payments.queries import PaymentUnknown, payment_of, payment_shape, payments_of
from payments.payments.tipping import STAFF
from payments.wallets.protocol import NotGenuine, WalletRefuses
from qr.drawing import svg
from restaurants.audit.service import record
from restaurants.profile.queries import restaurant_of

blp = Blueprint("payments", __name__, url_prefix="/api/v1", description="Bills and payments")
webhooks = Blueprint("webhooks", __name__, url_prefix="/webhooks", description="Where wallets notify")
FLOOR = ("owner", "manager", "waiter")
CODE_MM = 60  # as wide as on a screen that a phone is held over


@blp.route("/visit/payments", methods=["POST"])
@guest_only
@keyed
@blp.arguments(schemas.Start)
@blp.response(201, schemas.StartedOut)
def pay(body):
    """Begins a payment of what is due, of `amount`, of the orders named or of a share. Needs an Idempotency-Key."""
    who = caller()
    allow(f"pay:{who.guest_id}", 30, 60)
    with reading() as session:
        guests = ask(session, GuestsOf(who.restaurant_id, who.visit_id))
    me = next(g for g in guests if g["id"] == who.guest_id)
    return paying.pay(body, who.restaurant_id, who.visit_id, who.principal, me["nickname"], me["mark"])


@blp.route("/visit/payments/<payment_id>", methods=["GET"])
@guest_only
@blp.response(200, schemas.PaymentOut)
def look(payment_id):
    """Of this visit only."""
    return _of_this_visit(payment_id)


@blp.route("/visit/payments/<payment_id>", methods=["DELETE"])
@guest_only
@blp.response(200, schemas.PaymentOut)
def give_up(payment_id):
    """This phone's own payment is called off, so that the table can pay otherwise at once. Repeating is harmless.

    Money that came in this very moment counts all the same: `status` tells.
    """
    who = caller()
    allow(f"pay:{who.guest_id}", 30, 60)
    call_off(who.restaurant_id, _of_this_visit(payment_id)["id"], who.principal)
    return _of_this_visit(payment_id)


@blp.route("/visit/payments/<payment_id>/code.svg", methods=["GET"])
@guest_only
@blp.response(200, FILE, content_type="image/svg+xml")
def own_code(payment_id):
    """What another phone scans to pay it. 404 `no_payment_code` where there is none, or no longer."""
    return _code(caller().restaurant_id, _of_this_visit(payment_id)["id"])


@blp.route("/restaurants/<restaurant_id>/visits/<visit_id>/payments", methods=["GET"])
@staff_only(*FLOOR)
@blp.response(200, schemas.PaymentsOut)
def list_payments(restaurant_id, visit_id):
    """A table's payments, the first first."""
    with reading() as session:
        _be_known(session, restaurant_id, visit_id)
        rows = payments_of(session, restaurant_id, visit_id)
        wallets = paying.wallets_for(session, restaurant_id, restaurant_of(session, restaurant_id)["currency"])
        return {"items": [payment_shape(p) for p in rows], "wallets": wallets, "next_cursor": None}


@blp.route("/restaurants/<restaurant_id>/visits/<visit_id>/payments", methods=["POST"])
@staff_only(*FLOOR)
@keyed
@blp.arguments(schemas.StartAtCounter)
@blp.response(201, schemas.StartedOut)
def pay_for_table(body, restaurant_id, visit_id):
    """Staff begin a payment for a table: money over the counter, or a code for the guest's phone to scan.

    Needs an Idempotency-Key. Whoever begins another one closes their own earlier code first.
    """
    with reading() as session:
        _be_known(session, restaurant_id, visit_id)
    name = caller().details.get("name") or "店员"
    if body["wallet"] != "counter":
        body |= {"opens_in": "counter"}
    return paying.pay(body, restaurant_id, visit_id, caller().principal, name, STAFF)


@blp.route("/restaurants/<restaurant_id>/payments/<payment_id>/code.svg", methods=["GET"])
@staff_only(*FLOOR)
@blp.response(200, FILE, content_type="image/svg+xml")
def code(restaurant_id, payment_id):
    """What the guest's phone scans to pay. 404 `no_payment_code` where there is none, or no longer."""
    return _code(restaurant_id, payment_id)


@blp.route("/restaurants/<restaurant_id>/payments/<payment_id>/confirm", methods=["POST"])
@staff_only(*FLOOR)
@blp.arguments(schemas.Confirm)
@blp.response(200, schemas.PaymentOut)
def confirm(body, restaurant_id, payment_id):
    """Staff took the money at the counter; repeating is harmless."""
    staff = caller().principal

    def work():
        with transaction() as session:
            record(session, restaurant_id, staff, "payment.confirmed", payment_id, after=body)
            return service.confirm_counter(session, restaurant_id, payment_id, body["method"], body["tendered"], staff)

    return again_on_conflict(work)


@webhooks.route("/simulator", methods=["POST"])
@webhooks.response(200, {"type": "string", "enum": ["success", "failure"]}, content_type="text/plain")
def notified():
    """The simulator's notifications. The answer is exactly `success`, or `failure` where it should come again."""
    try:
        outcome = take_notice("simulator", request.headers, request.get_data(cache=False))
    except NotGenuine:
        return Response("failure", 400, mimetype="text/plain")
    # Unmatched and rejected are kept for a person; sending them again would change nothing.
    return Response("failure" if outcome == "rejected" else "success", 200, mimetype="text/plain")


@webhooks.route("/alipay", methods=["POST"])
@webhooks.response(200, {"type": "string", "enum": ["success", "failure"]}, content_type="text/plain")
def notified_by_alipay():
    """Alipay's notifications. The answer is exactly `success`, or `failure` where it should come again."""
    try:
        outcome = take_notice("alipay", request.headers, request.get_data(cache=False))
    except (NotGenuine, WalletRefuses):
        return Response("failure", 400, mimetype="text/plain")
    except Unavailable:
        return Response("failure", 503, mimetype="text/plain")
    return Response("failure" if outcome == "rejected" else "success", 200, mimetype="text/plain")


def _of_this_visit(payment_id) -> dict:
    who = caller()
    with reading() as session:
        payment = payment_of(session, who.restaurant_id, payment_id)
    if payment["visit_id"] != who.visit_id:
        raise PaymentUnknown()
    return payment


def _code(restaurant_id, payment_id) -> Response:
    text = code_of(restaurant_id, payment_id)
    return Response(svg(text, CODE_MM, "M"), mimetype="image/svg+xml", headers={"Cache-Control": "no-store"})


def _be_known(session, restaurant_id, visit_id):
    if ask(session, VisitOf(restaurant_id, visit_id)) is None:
        raise VisitUnknown()
