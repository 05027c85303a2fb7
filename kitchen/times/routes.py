"""How long the kitchen takes, for its owner."""

from datetime import timedelta

from flask import Response

from core.clock import business_day, now
from core.errors import Invalid
from core.identity import staff_only
from core.languages import language, said
from core.transactions import reading
from core.web.api import Blueprint
from kitchen.times import exports, schemas
from kitchen.times.queries import kitchen_times
from restaurants.profile.queries import restaurant_of

blp = Blueprint(
    "kitchen-times", __name__, url_prefix="/api/v1/restaurants/<restaurant_id>", description="The kitchen's times"
)
LONGEST = timedelta(days=366)
NOWHERE = {"zh": "没设档口", "en": "No station"}
GONE = {"zh": "已删除", "en": "Removed"}


@blp.route("/reports/kitchen", methods=["GET"])
@staff_only("owner", "manager")
@blp.arguments(schemas.Span, location="query")
@blp.response(200, schemas.KitchenTimesOut)
def kitchen(query, restaurant_id):
    """`?from=2026-11-01&to=2026-11-30&by=station`, at most a year, both days included; today where they are left out.

    From firing to first ready; a held course counts from its firing. Recalls are counted apart and move no time.
    """
    return _times(restaurant_id, **query)


@blp.route("/reports/kitchen.csv", methods=["GET"])
@staff_only("owner", "manager")
@blp.arguments(schemas.Span, location="query")
@blp.response(200, {"type": "string"}, content_type="text/csv")
def kitchen_csv(query, restaurant_id):
    """The same for a spreadsheet; the first row is the whole."""
    times, lang = _times(restaurant_id, **query), language()
    whole = {"name": said({"zh": "合计", "en": "Total"}, lang), **times["total"]}
    rows = [whole, *({**item, "name": _name(item, query["by"], lang)} for item in times["items"])]
    name = f"kitchen-{query['by']}-{times['from_']}-{times['to']}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(exports.as_csv(rows), headers=headers, content_type="text/csv; charset=utf-8")


def _times(restaurant_id, from_, to, by) -> dict:
    with reading() as session:
        restaurant = restaurant_of(session, restaurant_id)
    today = business_day(now(), restaurant["time_zone"], restaurant["day_starts_at"])
    last = to or today
    first = from_ or min(last, today)
    if not timedelta(0) <= last - first < LONGEST:
        raise Invalid(
            "Name at most a year, oldest day first.", errors={"from": ["After `to`, or over a year before it."]}
        )
    return kitchen_times(restaurant, first, last, by)


def _name(item, by, lang) -> str:
    if by == "hour":
        return f"{int(item['key']):02d}:00"
    return said(item["names"] or (NOWHERE if item["key"] is None else GONE), lang)
