"""The bill's URLs beside paying it: how it can be shared, and what is taken off it."""

from core.facts import ask
from core.idempotency import keyed, once
from core.identity import caller, guest_only, staff_only
from core.languages import language
from core.limits import allow
from core.transactions import again_on_conflict, reading, transaction
from core.web.api import Blueprint
from payments.bills import schemas
from payments.bills.discounting import give_discount, undo_discount
from payments.bills.events import VisitOf
from payments.bills.queries import VisitUnknown
from payments.bills.splitting import split_of
from restaurants.audit.service import record

blp = Blueprint("bills", __name__, url_prefix="/api/v1", description="Sharing a bill, and what is taken off it")
FLOOR = ("owner", "manager", "waiter")


@blp.route("/visit/split", methods=["GET"])
@guest_only
@blp.arguments(schemas.SplitQuery, location="query")
@blp.response(200, schemas.SplitOut)
def split(query):
    """Everybody's share of what is due, and the price of the one asked for: what paying it would charge."""
    who = caller()
    allow(f"split:{who.guest_id}", 120, 60)
    with reading() as session:
        return split_of(session, who.restaurant_id, who.visit_id, query, who.guest_id, language())


@blp.route("/restaurants/<restaurant_id>/visits/<visit_id>/split", methods=["GET"])
@staff_only(*FLOOR)
@blp.arguments(schemas.SplitQuery, location="query")
@blp.response(200, schemas.SplitOut)
def split_for_table(query, restaurant_id, visit_id):
    """The same, for staff who take the shares at the counter."""
    with reading() as session:
        _be_known(session, restaurant_id, visit_id)
        return split_of(session, restaurant_id, visit_id, query, lang=language())


@blp.route("/restaurants/<restaurant_id>/visits/<visit_id>/discounts", methods=["POST"])
@staff_only("owner", "manager")
@keyed
@blp.arguments(schemas.Discount)
@blp.response(201, schemas.BillOut)
def discount(body, restaurant_id, visit_id):
    """Takes something off a line or the bill, with a reason that the guest reads. Needs an Idempotency-Key."""
    by = caller().principal

    def work(session):
        _be_known(session, restaurant_id, visit_id)
        record(session, restaurant_id, by, f"bill.{body['kind']}", visit_id, after=body)
        return 201, give_discount(session, restaurant_id, visit_id, by, body)

    return again_on_conflict(lambda: once(by, f"discounts:{visit_id}", restaurant_id, body, work))


@blp.route("/restaurants/<restaurant_id>/visits/<visit_id>/discounts/<discount_id>/undo", methods=["POST"])
@staff_only("owner", "manager")
@blp.arguments(schemas.UndoDiscount)
@blp.response(200, schemas.BillOut)
def undo(body, restaurant_id, visit_id, discount_id):
    """The discount counts no more; it stays in the books. Repeating is harmless."""
    by = caller().principal

    def work():
        with transaction() as session:
            _be_known(session, restaurant_id, visit_id)
            record(session, restaurant_id, by, "bill.undone", visit_id, after={**body, "discount": discount_id})
            return undo_discount(session, restaurant_id, visit_id, discount_id, by, body["reason"])

    return again_on_conflict(work)


def _be_known(session, restaurant_id, visit_id):
    if ask(session, VisitOf(restaurant_id, visit_id)) is None:
        raise VisitUnknown()
