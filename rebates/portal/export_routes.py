"""The provider's exports: CSV with a byte order mark, amounts in fen and yuan, and nobody who ate in them."""

import hashlib

from flask import Response, current_app

from core.identity import caller, provider_only, signed_in
from core.languages import language
from core.transactions import reading
from core.web.api import Blueprint
from qr.service import url_of
from rebates.members.enrolling import be_programme
from rebates.members.queries import enrolments_of, known_codes, taking_part
from rebates.portal import columns, schemas
from rebates.portal.orders import every_verdict
from rebates.portal.overview import CURRENT, overview, this_month
from rebates.portal.tables import as_csv
from rebates.settlement.listing import shown
from rebates.settlement.queries import differences_of

blp = Blueprint("exports", __name__, url_prefix="/api/v1/provider", description="Rebates: exports")
CSV = {"type": "string"}


def exported(path, query=schemas.ScopeQuery):
    """A route that answers a CSV."""

    def decorate(view):
        described = blp.response(200, CSV, content_type="text/csv")(view)
        guarded = signed_in(provider_only(blp.arguments(query, location="query")(described)))
        return blp.route(path, methods=["GET"])(guarded)

    return decorate


@exported("/restaurants.csv")
def restaurants_csv(query):
    """Every restaurant of the month, three columns of money apart."""
    found = _overview(query)
    rows = [
        {
            **{"month": found["month"], "restaurant": i["name"], "restaurant_id": i["id"]},
            **{"merchant": i["merchant"]["name"] if i["merchant"] else "", "programme": i["programme"]},
            **{name: i[name] for name in ("rules", "state", "orders", "counted")},
            "goal": i["progress"]["goal"] if i["progress"] else "",
            "codes": i["codes"]["all"] if i["codes"] else "",
            "codes_registered": i["codes"]["registered"] if i["codes"] else "",
            **{f"{name}_fen": i[name] for name in ("estimated", "confirmed", "paid")},
            "missing": " · ".join(_said(todo) for todo in i["missing"]),
        }
        for i in found["items"]
    ]
    return _file(as_csv(columns.RESTAURANTS, rows), f"restaurants-{found['month']}")


@exported("/todos.csv")
def todos_csv(query):
    """What is missing, restaurant by restaurant, for those who go there. No money stands in it."""
    found = _overview(query)
    rows = [
        {
            **{"restaurant": i["name"], "programme": i["programme"], "state": i["state"]},
            **{"what": _said(todo), "who": todo["who"], "how": _said(todo, "how")},
            **{"by": todo["by"], "orders": todo["orders"] or ""},
        }
        for i in found["items"]
        for todo in i["missing"]
    ]
    return _file(as_csv(columns.TODOS, rows), f"todos-{found['month']}")


@exported("/restaurants/<restaurant_id>/verdicts.csv", schemas.TradesQuery)
def verdicts_csv(query, restaurant_id):
    """Each order as evidence. A payer is a hash of a hash that holds for this provider only, to tell equals apart."""
    provider_id = caller().provider_id
    with reading() as session:
        mine = enrolments_of(session, provider_id, restaurant_id)
        if query["programme"]:
            be_programme(query["programme"])
        programme = query["programme"] or mine[0].programme
        month = query["month"] or this_month(mine[0].time_zone, mine[0].day_starts_at)
        found = every_verdict(session, provider_id, restaurant_id, programme, month)
    rows = [
        {
            **v,
            **{f"{name}_fen": v[name] for name in ("paid", "refunded", "earned", "booked")},
            "payer": _rehashed(provider_id, v["payer"]),
            "counted": int(v["counted"]),
            "reasons": " · ".join(_said(reason) for reason in v["reasons"]),
        }
        for v in found
    ]
    return _file(as_csv(columns.VERDICTS, rows), f"verdicts-{month}")


@exported("/differences.csv", schemas.ComparedQuery)
def differences_csv(query):
    """Every line of the month, the matched ones too, with its cause."""
    provider_id, month, column = caller().provider_id, query["month"], query["column"]
    with reading() as session:
        found = differences_of(session, provider_id, month, column, query["programme"])
        rows = [
            {
                **{**d, "month": month, "column": column},
                **{f"{name}_fen": d[name] for name in ("ours", "theirs", "amount", "later")},
                "reasons": " · ".join(_said(reason) for reason in d["reasons"]),
            }
            for d in shown(session, provider_id, month, column, found)
        ]
    return _file(as_csv(columns.DIFFERENCES, rows), f"differences-{month}")


@exported("/codes.csv", schemas.NoQuery)
def codes_csv(_query):
    """Every table code in use, with how it stands with the platform; comes in again by `/codes/import`."""
    with reading() as session:
        provider_id = caller().provider_id
        return _codes(known_codes(session, provider_id, taking_part(session, provider_id)))


@exported("/restaurants/<restaurant_id>/codes.csv", schemas.NoQuery)
def restaurant_codes_csv(_query, restaurant_id):
    """The same of one restaurant."""
    with reading() as session:
        enrolments_of(session, caller().provider_id, restaurant_id)
        return _codes(known_codes(session, caller().provider_id, [restaurant_id]))


@exported("/imports/sample.csv", schemas.NoQuery)
def sample(_query):
    """What a file of the platform's figures may look like."""
    return _file(as_csv(columns.SAMPLE, columns.SAMPLE_ROWS), "figures-sample")


def _overview(query) -> dict:
    if query["programme"] not in ("", CURRENT):
        be_programme(query["programme"])
    with reading() as session:
        month = query["month"] or this_month()
        return overview(session, caller().provider_id, month, query["programme"] or CURRENT)


def _codes(known) -> Response:
    base = current_app.config["PUBLIC_URL"]
    rows = [
        {
            **{"restaurant": k.restaurant, "restaurant_id": k.restaurant_id, "label": k.label},
            **{"url": url_of(k.code, base), "state": k.state, "registration_id": k.registration_id},
        }
        for k in known
    ]
    return _file(as_csv(columns.CODES, rows), "table-codes")


def _said(thing, name="text") -> str:
    return thing[name] if language() == "zh" else thing[f"{name}_en"]


def _rehashed(provider_id, payer) -> str:
    return hashlib.sha256(f"{provider_id}:{payer}".encode()).hexdigest()[:16] if payer else ""


def _file(content: bytes, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="zhuoma-{name}.csv"', "Cache-Control": "no-store"}
    return Response(content, headers=headers, content_type="text/csv; charset=utf-8")
