"""The owner's look at the wallet's bill beside ours, and the taps that settle what differs."""

from datetime import timedelta

from core.clock import now
from core.identity import caller, staff_only
from core.transactions import again_on_conflict, reading, transaction
from core.web.api import Blueprint
from payments import schemas
from payments.reconciling import service
from payments.reconciling.queries import days_of, differences_of
from payments.wallets.alipay.bills import alipay_day
from restaurants.audit.service import record

blp = Blueprint(
    "reconciliation",
    __name__,
    url_prefix="/api/v1/restaurants/<restaurant_id>",
    description="The wallet's own bill held against ours",
)


@blp.route("/reconciliation", methods=["GET"])
@staff_only("owner", "manager")
@blp.arguments(schemas.Days, location="query")
@blp.response(200, schemas.ReconciliationOut)
def look(asked, restaurant_id):
    """The last 31 days, unless asked for others; what is still open is shown however old it is."""
    last = asked["until"] or alipay_day(now())
    first = asked["since"] or alipay_day(now() - timedelta(days=31))
    with reading() as session:
        return {
            "days": days_of(session, restaurant_id, first, last),
            "differences": differences_of(session, restaurant_id, first, last),
        }


@blp.route("/differences/<difference_id>/give-back", methods=["POST"])
@staff_only("owner", "manager")
@blp.response(200, schemas.DifferenceOut)
def give_back(restaurant_id, difference_id):
    """Money that we lack goes back to whoever paid it; repeating is harmless."""
    return _tapped(restaurant_id, difference_id, "given_back", service.begin_giving_back)


@blp.route("/differences/<difference_id>/match", methods=["POST"])
@staff_only("owner", "manager")
@blp.arguments(schemas.Match)
@blp.response(200, schemas.DifferenceOut)
def match(body, restaurant_id, difference_id):
    """It was this table's money: from now on a payment like any other."""
    return _tapped(
        restaurant_id,
        difference_id,
        "matched",
        lambda session, rid, found, who: service.match(session, rid, found, body["visit_id"], who),
    )


@blp.route("/differences/<difference_id>/explain", methods=["POST"])
@staff_only("owner", "manager")
@blp.arguments(schemas.Explain)
@blp.response(200, schemas.DifferenceOut)
def explain(body, restaurant_id, difference_id):
    """A person's word, for what needs no money moved."""
    return _tapped(
        restaurant_id,
        difference_id,
        "explained",
        lambda session, rid, found, who: service.explain(session, rid, found, body["note"], who),
    )


def _tapped(restaurant_id, difference_id, how, tap):
    who = caller().principal

    def work():
        with transaction() as session:
            record(session, restaurant_id, who, f"difference.{how}", difference_id)
            return tap(session, restaurant_id, difference_id, who)

    return again_on_conflict(work)
