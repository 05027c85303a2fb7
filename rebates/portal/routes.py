"""The provider's URLs: its restaurants, each order with its verdict. A provider sees its own restaurants only."""

from core.identity import caller, provider_only, signed_in
from core.transactions import reading, transaction
from core.web.api import Blueprint
from core.web.schemas import offset_cursor, offset_of
from rebates.members.enrolling import EnrolmentUnknown, be_programme
from rebates.members.queries import enrolments_of
from rebates.portal import order_schemas, orders, schemas
from rebates.portal import restaurant as details
from rebates.portal.overview import CURRENT, overview, this_month
from rebates.portal.syncing import send_again
from rebates.programmes.catalogue import PROGRAMMES
from restaurants.audit.service import record

blp = Blueprint("provider", __name__, url_prefix="/api/v1/provider", description="The rebate, order by order")


@blp.route("/restaurants", methods=["GET"])
@signed_in
@provider_only
@blp.arguments(schemas.RestaurantsQuery, location="query")
@blp.response(200, schemas.OverviewOut)
def list_restaurants(query):
    """Each restaurant with its state in each programme, what is missing and who acts; the month's money.

    Sums and counts are of all restaurants; `state`, `reason` and `q` choose which are listed.
    """
    wish = {**query, "after": offset_of(query["cursor"])}
    month, programme = wish.pop("month") or this_month(), wish.pop("programme")
    if programme and programme != CURRENT:
        be_programme(programme)
    with reading() as session:
        found = overview(session, caller().provider_id, month, programme, **wish)
    more = found.pop("more")
    return {**found, "next_cursor": offset_cursor(wish["after"] + wish["limit"]) if more else None}


@blp.route("/restaurants/<restaurant_id>", methods=["GET"])
@signed_in
@provider_only
@blp.arguments(schemas.TradesQuery, location="query")
@blp.response(200, schemas.OneRestaurantOut)
def read_restaurant(query, restaurant_id):
    """One restaurant in one programme: checks, days with the contactless share, months in three columns."""
    with reading() as session:
        enrolment, month = _which(session, restaurant_id, query)
        return details.restaurant(session, caller().provider_id, enrolment, month)


@blp.route("/restaurants/<restaurant_id>/verdicts", methods=["GET"])
@signed_in
@provider_only
@blp.arguments(schemas.VerdictsQuery, location="query")
@blp.response(200, order_schemas.VerdictsOut)
def verdicts(query, restaurant_id):
    """Each paid order: counted, or every reason why not."""
    with reading() as session:
        enrolment, month = _which(session, restaurant_id, query)
        return orders.verdicts_of(
            *(session, caller().provider_id, restaurant_id, enrolment.programme, month),
            *(query["reason"], query["cursor"], query["limit"]),
        )


@blp.route("/restaurants/<restaurant_id>/waterfall", methods=["GET"])
@signed_in
@provider_only
@blp.arguments(schemas.TradesQuery, location="query")
@blp.response(200, order_schemas.WaterfallOut)
def waterfall(query, restaurant_id):
    """All orders minus each reason is what counted; an order stands at the first of its reasons."""
    with reading() as session:
        enrolment, month = _which(session, restaurant_id, query)
        return orders.waterfall_of(session, caller().provider_id, restaurant_id, enrolment.programme, month)


@blp.route("/restaurants/<restaurant_id>/syncs", methods=["POST"])
@signed_in
@provider_only
@blp.arguments(order_schemas.SyncsWanted)
@blp.response(202, order_schemas.SyncsOut)
def sync_again(body, restaurant_id):
    """Orders that the platform has nothing of are sent to it again; the verdicts follow its answers."""
    who = caller()
    with transaction() as session:
        enrolment, month = _which(session, restaurant_id, body)
        asked = send_again(*(session, who.provider_id, restaurant_id, enrolment.programme, month), body["payment_ids"])
        record(session, restaurant_id, who.principal, "orders.sync_again", month, after={"orders": asked})
        return {"asked": asked}


@blp.route("/programmes", methods=["GET"])
@signed_in
@provider_only
@blp.response(200, order_schemas.ProgrammesOut)
def programmes():
    """As they are shipped: rules with their versions, and where they come from."""
    return {"items": list(PROGRAMMES.values()), "next_cursor": None}


def _which(session, restaurant_id, query) -> tuple:
    """(enrolment, month); the same 404 for a stranger's restaurant as for none."""
    mine = enrolments_of(session, caller().provider_id, restaurant_id)
    if query["programme"]:
        be_programme(query["programme"])
    found = next((e for e in mine if query["programme"] in ("", e.programme)), None)
    if found is None:
        raise EnrolmentUnknown("The restaurant takes no part in this programme through you.")
    return found, query["month"] or this_month(found.time_zone, found.day_starts_at)
