"""Money back, and what went back already."""

from core.facts import ask
from core.idempotency import keyed
from core.identity import caller, staff_only
from core.languages import language
from core.transactions import reading
from core.web.api import Blueprint
from payments import paying
from payments.bills.events import VisitOf
from payments.bills.queries import VisitUnknown
from payments.payments import schemas
from payments.payments.by_line import lines_of
from payments.payments.queries import payments_of, refund_shape, refunds_of
from restaurants.accounts.queries import names_by_principal

blp = Blueprint("refunds", __name__, url_prefix="/api/v1/restaurants/<restaurant_id>", description="Money back")


@blp.route("/payments/<payment_id>/refunds", methods=["POST"])
@staff_only("owner", "manager")
@keyed
@blp.arguments(schemas.GiveBack)
@blp.response(201, schemas.RefundOut)
def give_back(body, restaurant_id, payment_id):
    """An amount, some lines or the whole; never more than was paid. Needs an Idempotency-Key.

    403 `password_needed` for more than the owner's limit: PUT /session/confirmed first, then the same again.
    """
    return paying.give_back(body, restaurant_id, payment_id, caller().principal)


@blp.route("/visits/<visit_id>/refunds", methods=["GET"])
@staff_only("owner", "manager", "waiter")
@blp.response(200, schemas.RefundsOut)
def list_refunds(restaurant_id, visit_id):
    """A table's refunds, the last first, and what each line would bring back."""
    with reading() as session:
        if ask(session, VisitOf(restaurant_id, visit_id)) is None:
            raise VisitUnknown()
        payments = {p.id: p for p in payments_of(session, restaurant_id, visit_id)}
        names = names_by_principal(session, restaurant_id)
        refunds = reversed(refunds_of(session, restaurant_id, list(payments)))
        return {
            "items": [{**refund_shape(r, payments[r.payment_id]), "by": names.get(r.by, r.by)} for r in refunds],
            "lines": lines_of(session, restaurant_id, visit_id, language()),
            "next_cursor": None,
        }
