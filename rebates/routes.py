"""The provider's URLs. A provider sees its own restaurants only."""

from collections import Counter

from flask import request
from sqlalchemy import func, select

from core.clock import now, rfc3339
from core.identity import RestaurantUnknown, caller, provider_only, signed_in
from core.transactions import reading
from core.web.api import Blueprint
from rebates import schemas
from rebates.catalogue import PROGRAMMES
from rebates.eligibility import explain
from rebates.models import Enrolment, LedgerRow, Verdict
from restaurants.profile.queries import restaurant_of

blp = Blueprint("provider", __name__, url_prefix="/api/v1/provider", description="The rebate, order by order")


@blp.route("/restaurants", methods=["GET"])
@signed_in
@provider_only
@blp.response(200, schemas.RestaurantsOut)
def list_restaurants():
    """Each restaurant with its programmes, counted orders and estimated amount of `?month=`."""
    provider, month = caller().provider_id, _month()
    with reading() as session:
        items = []
        for e in session.execute(select(*Enrolment.__table__.c).where(Enrolment.provider_id == provider)).all():
            verdicts = _holding(session, e.restaurant_id, provider, month, e.programme)
            items.append(
                {
                    "id": e.restaurant_id,
                    "name": restaurant_of(session, e.restaurant_id)["name"],
                    "programme": e.programme,
                    "title": PROGRAMMES[e.programme]["title"],
                    "programme_status": PROGRAMMES[e.programme]["status"],
                    "state": e.state,
                    "since": rfc3339(e.since),
                    "orders": len(verdicts),
                    "counted": sum(v.counted for v in verdicts),
                    "estimated": _sum(session, provider, month, e.restaurant_id, e.programme),
                    "missing": [],
                }
            )
        return {
            "month": month,
            "items": items,
            "estimated": _sum(session, provider, month),
            "confirmed": None,
            "paid": None,
            "next_cursor": None,
        }


@blp.route("/restaurants/<restaurant_id>/verdicts", methods=["GET"])
@signed_in
@provider_only
@blp.response(200, schemas.VerdictListOut)
def verdicts(restaurant_id):
    """Each paid order: counted, or every reason why not."""
    with reading() as session:
        programme = _be_mine(session, restaurant_id)
        rows = _holding(
            session, restaurant_id, caller().provider_id, _month(), request.args.get("programme", programme)
        )
        return {
            "items": [
                {
                    "payment_id": v.payment_id,
                    "programme": v.programme,
                    "counted": v.counted,
                    "at": rfc3339(v.at),
                    "paid": v.facts["paid"],
                    "refunded": v.facts["refunded"],
                    "channel": v.facts["channel"],
                    "wallet": v.facts["wallet"],
                    "reasons": explain(v.reasons),
                }
                for v in rows
            ],
            "next_cursor": None,
        }


@blp.route("/restaurants/<restaurant_id>/waterfall", methods=["GET"])
@signed_in
@provider_only
@blp.response(200, schemas.WaterfallOut)
def waterfall(restaurant_id):
    """All orders minus each reason is what counted; an order stands at the first of its reasons."""
    with reading() as session:
        programme = _be_mine(session, restaurant_id)
        rows = _holding(
            session, restaurant_id, caller().provider_id, _month(), request.args.get("programme", programme)
        )
        first = Counter(v.reasons[0] for v in rows if v.reasons)
        return {
            "all": len(rows),
            "minus": [{**explain([code])[0], "orders": n} for code, n in first.items()],
            "counted": sum(v.counted for v in rows),
            "programme": programme,
        }


@blp.route("/programmes", methods=["GET"])
@signed_in
@provider_only
@blp.response(200, schemas.ProgrammeListOut)
def programmes():
    return {"items": list(PROGRAMMES.values()), "next_cursor": None}


@blp.route("/ledger", methods=["GET"])
@signed_in
@provider_only
@blp.response(200, schemas.LedgerRowListOut)
def ledger():
    """The rows of `?month=`, as they were posted."""
    with reading() as session:
        rows = session.execute(
            select(*LedgerRow.__table__.c)
            .where(LedgerRow.provider_id == caller().provider_id, LedgerRow.month == _month())
            .order_by(LedgerRow.id)
        ).mappings()
        return {"items": [{**r, "at": rfc3339(r["at"])} for r in rows], "next_cursor": None}


def _holding(session, restaurant_id, provider_id, month, programme):
    """The verdict that holds for each payment: its highest revision."""
    rows = session.execute(
        select(*Verdict.__table__.c)
        .where(
            Verdict.restaurant_id == restaurant_id,
            Verdict.provider_id == provider_id,
            Verdict.month == month,
            Verdict.programme == programme,
        )
        .order_by(Verdict.payment_id, Verdict.revision)
    ).all()
    return list({row.payment_id: row for row in rows}.values())


def _sum(session, provider, month, restaurant_id=None, programme=None) -> int:
    query = select(func.coalesce(func.sum(LedgerRow.amount), 0)).where(
        LedgerRow.provider_id == provider, LedgerRow.month == month
    )
    if restaurant_id:
        query = query.where(LedgerRow.restaurant_id == restaurant_id, LedgerRow.programme == programme)
    return int(session.execute(query).scalar())


def _be_mine(session, restaurant_id) -> str:
    """The programme; the same 404 for a stranger's restaurant as for none."""
    row = session.execute(
        select(Enrolment.programme)
        .where(Enrolment.restaurant_id == restaurant_id, Enrolment.provider_id == caller().provider_id)
        .order_by(Enrolment.programme)
    ).first()
    if row is None:
        raise RestaurantUnknown()
    return row.programme


def _month() -> str:
    return request.args.get("month") or now().strftime("%Y-%m")
