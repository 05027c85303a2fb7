"""A waiter asks for money back; an owner or manager gives it or says no."""

from core.idempotency import keyed, once
from core.identity import caller, staff_only
from core.transactions import again_on_conflict, reading, transaction
from core.web.api import Blueprint
from payments import paying
from payments.payments.schemas import GiveBack, RefundOut
from payments.refund_requests import schemas, service
from payments.refund_requests.queries import request_row, requests_of
from restaurants.audit.service import record

blp = Blueprint(
    "refund_requests",
    __name__,
    url_prefix="/api/v1/restaurants/<restaurant_id>",
    description="Refunds that staff ask for",
)
FLOOR = ("owner", "manager", "waiter")


@blp.route("/payments/<payment_id>/refund-requests", methods=["POST"])
@staff_only(*FLOOR)
@keyed
@blp.arguments(GiveBack)
@blp.response(201, schemas.RefundRequestOut)
def ask_for(body, restaurant_id, payment_id):
    """The same words as a refund; no money moves until it is approved. Needs an Idempotency-Key."""
    who = caller().principal

    def work(session):
        asked = service.ask_for_refund(session, restaurant_id, payment_id, body, who)
        record(session, restaurant_id, who, "refund.asked", payment_id, after={**body, "request": asked["id"]})
        return 201, asked

    return again_on_conflict(lambda: once(who, f"refund_requests:{payment_id}", restaurant_id, body, work))


@blp.route("/refund-requests", methods=["GET"])
@staff_only(*FLOOR)
@blp.arguments(schemas.RequestsQuery, location="query")
@blp.response(200, schemas.RefundRequestsOut)
def list_requests(query, restaurant_id):
    """The last first; `?status=open` is what waits."""
    with reading() as session:
        return requests_of(session, restaurant_id, **query)


@blp.route("/refund-requests/<request_id>/approve", methods=["POST"])
@staff_only("owner", "manager")
@keyed
@blp.response(201, RefundOut)
def approve(restaurant_id, request_id):
    """Gives it back, as `…/refunds` would at this moment. Needs an Idempotency-Key.

    403 `password_needed` for more than the owner's limit; 409 `refund_request_answered` where somebody was quicker.
    """
    who = caller().principal
    with reading() as session:
        row = request_row(session, restaurant_id, request_id)
    lines = [{name: line[name] for name in ("line_id", "quantity")} for line in row.lines or ()]
    body = {"amount": row.amount, "lines": lines, "reason": row.reason, "due": row.due}
    body["whole"] = not (body["amount"] or body["lines"])
    return paying.give_back(
        body,
        restaurant_id,
        row.payment_id,
        who,
        also=lambda session, refund_id: service.approve_request(session, restaurant_id, request_id, refund_id, who),
    )


@blp.route("/refund-requests/<request_id>/refuse", methods=["POST"])
@staff_only("owner", "manager")
@blp.arguments(schemas.Refuse)
@blp.response(200, schemas.RefundRequestOut)
def refuse(body, restaurant_id, request_id):
    """Says no, with a word for whoever asked. Repeating is harmless."""
    who = caller().principal

    def work():
        with transaction() as session:
            record(session, restaurant_id, who, "refund.refused", request_id, after=body)
            return service.refuse_request(session, restaurant_id, request_id, body["note"], who)

    return again_on_conflict(work)
