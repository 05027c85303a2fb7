"""The till: what should be in it, counting it, former counts."""

from flask import Response

from core.identity import caller, staff_only
from core.transactions import again_on_conflict, reading, transaction
from core.web.api import Blueprint
from core.web.schemas import FILE
from payments.tills import schemas
from payments.tills.exports import as_csv
from payments.tills.queries import counts_of, till_of
from payments.tills.service import close_till
from restaurants.audit.service import record
from restaurants.profile.queries import restaurant_of

blp = Blueprint(
    "tills", __name__, url_prefix="/api/v1/restaurants/<restaurant_id>/till", description="Cash at the end of the day"
)
LONGEST = 200  # days in one file


@blp.route("", methods=["GET"])
@staff_only("owner", "manager")
@blp.response(200, schemas.TillOut)
def look(restaurant_id):
    """By method and by person, since the last count."""
    with reading() as session:
        return till_of(session, restaurant_id)


@blp.route("/counts", methods=["POST"])
@staff_only("owner", "manager")
@blp.arguments(schemas.Close)
@blp.response(201, schemas.TillCountOut)
def close(body, restaurant_id):
    """Closes the day's till, once. 409 `till_closed` afterwards; 422 names `reason` where the count differs."""
    who = caller()

    def work():
        with transaction() as session:
            name = who.details.get("name") or "店员"
            counted = close_till(
                session, restaurant_id, body["counted"], body["left"], body["reason"], who.principal, name, body["day"]
            )
            told = {key: counted[key] for key in ("day", "difference", "left", "reason")}
            record(session, restaurant_id, who.principal, "till.closed", counted["id"], after=told)
            return counted

    return again_on_conflict(work)


@blp.route("/counts", methods=["GET"])
@staff_only("owner", "manager")
@blp.arguments(schemas.Paging, location="query")
@blp.response(200, schemas.TillCountListOut)
def list_counts(asked, restaurant_id):
    """The last day first."""
    with reading() as session:
        return counts_of(session, restaurant_id, asked["cursor"], asked["limit"])


@blp.route("/counts.csv", methods=["GET"])
@staff_only("owner", "manager")
@blp.response(200, FILE, content_type="text/csv")
def counts_csv(restaurant_id):
    """The last 200 days, a line for each method of each day."""
    with reading() as session:
        currency = restaurant_of(session, restaurant_id)["currency"]
        counts = counts_of(session, restaurant_id, limit=LONGEST)["items"]
    headers = {"Content-Disposition": 'attachment; filename="till.csv"', "Cache-Control": "no-store"}
    return Response(as_csv(counts, currency), headers=headers, content_type="text/csv; charset=utf-8")
