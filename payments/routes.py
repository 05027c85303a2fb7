"""Money's URLs: the guest pays, staff confirm, the simulator's page."""

from flask import Response, current_app, redirect, render_template, request
from marshmallow import validate

from core.errors import Invalid, NotFound
from core.facts import ask
from core.idempotency import once
from core.identity import caller, guest_only, staff_only
from core.languages import language
from core.transactions import again_on_conflict, reading, transaction
from core.web.api import Blueprint
from core.web.schemas import MoneyField, Schema, Text, fields
from payments.bills.events import OrdersOf
from payments.bills.queries import bill_shape
from payments.payments import service
from restaurants.audit.service import record
from restaurants.profile.queries import restaurant_of

blp = Blueprint("payments", __name__, url_prefix="/api/v1", description="Bills and payments")
simulator = Blueprint("simulator", __name__, url_prefix="/simulator", description="A wallet that is no wallet")


class Start(Schema):
    wallet = fields.String(required=True, validate=validate.OneOf(("alipay", "counter", "simulator")))
    order_ids = fields.List(Text(max=36), load_default=None, allow_none=True)
    amount = MoneyField(load_default=None, allow_none=True, validate=validate.Range(1, 10**12))
    opens_in = fields.String(load_default="h5", validate=validate.OneOf(("mini_program", "h5")))


class Confirm(Schema):
    method = fields.String(required=True, validate=validate.OneOf(("cash", "card", "alipay", "wechat", "other")))
    tendered = MoneyField(load_default=None, allow_none=True)


class GiveBack(Schema):
    amount = MoneyField(required=True, validate=validate.Range(1, 10**12))
    reason = Text(max=140, min=1, required=True)


@blp.route("/visit/payments", methods=["POST"])
@guest_only
@blp.arguments(Start)
@blp.response(201)
def pay(body):
    """Begins a payment of what is due, or of `amount`. Needs an Idempotency-Key."""
    who = caller()
    if body["wallet"] == "alipay":
        raise Invalid("Alipay is not set up here.", errors={"wallet": ["Use counter or simulator."]})
    if body["wallet"] == "simulator" and not current_app.config["DEVELOPMENT"]:
        raise Invalid("The simulator is for development.", errors={"wallet": ["Use counter."]})

    def work(session):
        payment, secret = service.start_payment(
            session, who.restaurant_id, who.visit_id, who.principal, "同桌", body["wallet"], body["amount"]
        )
        client = {} if body["wallet"] == "counter" else {"redirect_url": f"/simulator/pay/{secret}"}
        return 201, {"payment": payment, "client": client}

    return again_on_conflict(lambda: once(who.principal, "payments", who.restaurant_id, body, work))


@blp.route("/visit/payments/<payment_id>", methods=["GET"])
@guest_only
@blp.response(200)
def look(payment_id):
    """Of this visit only."""
    who = caller()
    with reading() as session:
        payment = service.payment_of(session, who.restaurant_id, payment_id)
    if payment["visit_id"] != who.visit_id:
        raise service.PaymentUnknown()
    return payment


@blp.route("/visit/receipt", methods=["GET"])
@guest_only
@blp.response(200)
def receipt():
    """The bill, line by line."""
    who = caller()
    with reading() as session:
        return {
            "restaurant": restaurant_of(session, who.restaurant_id)["name"],
            "orders": ask(session, OrdersOf(who.restaurant_id, who.visit_id)),
            "bill": bill_shape(session, who.restaurant_id, who.visit_id, language()),
        }


@blp.route("/restaurants/<restaurant_id>/payments/<payment_id>/confirm", methods=["POST"])
@staff_only("owner", "manager", "waiter")
@blp.arguments(Confirm)
@blp.response(200)
def confirm(body, restaurant_id, payment_id):
    """Staff took the money at the counter; repeating is harmless."""
    with transaction() as session:
        record(session, restaurant_id, caller().principal, "payment.confirmed", payment_id, after=body)
        return service.confirm_counter(
            session, restaurant_id, payment_id, body["method"], body["tendered"], caller().principal
        )


@blp.route("/restaurants/<restaurant_id>/payments/<payment_id>/refunds", methods=["POST"])
@staff_only("owner", "manager")
@blp.arguments(GiveBack)
@blp.response(201)
def give_back(body, restaurant_id, payment_id):
    """Never more than was paid. Needs an Idempotency-Key."""

    def work(session):
        record(session, restaurant_id, caller().principal, "payment.refunded", payment_id, after=body)
        return 201, service.refund(
            session, restaurant_id, payment_id, body["amount"], body["reason"], caller().principal
        )

    return once(caller().principal, f"refunds:{payment_id}", restaurant_id, body, work)


@simulator.route("/pay/<secret>", methods=["GET"])
@simulator.response(200, content_type="text/html")
def page(secret):
    """Here a person pays, refuses or walks away."""
    rid, payment = _payment(secret)
    with reading() as session:
        restaurant = restaurant_of(session, rid)
    return Response(
        render_template("guest/simulator.html", payment=payment, restaurant=restaurant, secret=secret, lang=language())
    )


@simulator.route("/pay/<secret>/<any(paid,refused):outcome>", methods=["POST"])
@simulator.response(303)
def decide(secret, outcome):
    """The wallet's fact. The page that the guest returns to changes nothing."""
    rid, payment = _payment(secret)
    with transaction() as session:
        service.record_outcome(session, rid, payment["id"], outcome)
    return redirect(request.path.rsplit("/", 1)[0], 303)


def _payment(secret):
    with reading() as session:
        row = service.payment_by_page(session, secret)
        if row is None:
            raise NotFound("This page belongs to no payment.")
        return row.restaurant_id, service.payment_of(session, row.restaurant_id, row.id)
