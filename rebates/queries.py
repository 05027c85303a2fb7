"""What a provider reads. Every read begins with the provider's own restaurants and never leaves them."""

from collections import Counter
from dataclasses import asdict
from datetime import date

from sqlalchemy import and_, exists, func, select
from sqlalchemy.orm import aliased

from core.clock import business_day, now, rfc3339
from core.identity import RestaurantUnknown
from core.web.schemas import page
from rebates.catalogue import PROGRAMMES, rules_at
from rebates.eligibility import REASONS, explain
from rebates.models import Enrolment, LedgerRow, Provider, Verdict
from rebates.standing import progress_of, standing_of
from restaurants.profile.models import Restaurant

ZONE = "Asia/Shanghai"  # whose month is meant where no restaurant is named: the programmes are Chinese


def this_month(time_zone: str = ZONE, day_starts_at: str = "04:00") -> str:
    """The month of the business day that runs now."""
    return business_day(now(), time_zone, day_starts_at).isoformat()[:7]


def provider_name(session, provider_id: str) -> str:
    return session.execute(select(Provider.name).where(Provider.id == provider_id)).scalar() or ""


def enrolments_of(session, provider_id: str, restaurant_id: str | None = None) -> list:
    """The provider's enrolments with the restaurant's name and clock. RestaurantUnknown where one is named in vain.

    A stranger's restaurant and one that does not exist are answered alike; so is one that has not agreed.
    """
    query = (
        select(*Enrolment.__table__.c, Restaurant.name, Restaurant.time_zone, Restaurant.day_starts_at)
        .join(Restaurant, Restaurant.id == Enrolment.restaurant_id)
        .where(Enrolment.provider_id == provider_id)
        .order_by(Enrolment.restaurant_id, Enrolment.programme)
    )
    if restaurant_id is not None:
        query = query.where(Enrolment.restaurant_id == restaurant_id, Enrolment.state == "active")
    rows = session.execute(query).all()
    if restaurant_id is not None and not rows:
        raise RestaurantUnknown()
    return rows


def overview(session, provider_id: str, month: str) -> dict:
    """Every restaurant's standing in each programme, and the money of the month in three columns never mixed."""
    enrolments = enrolments_of(session, provider_id)
    own = sorted({e.restaurant_id for e in enrolments})
    counts, money = _counts(session, provider_id, own, month), _money(session, provider_id, own, month)
    items = [_item(e, month, counts.get((e.restaurant_id, e.programme), []), money) for e in enrolments]
    return {
        "month": month,
        "provider": provider_name(session, provider_id),
        "currency": "CNY",
        "as_of": rfc3339(now()),
        "items": items,
        "restaurants": len(own),
        "counted": sum(i["counted"] for i in items),
        "estimated": sum(money.values()),
        "confirmed": None,
        "paid": None,
        "next_cursor": None,
    }


def verdicts_of(session, provider_id, restaurant_id, programme, month, reason=None, cursor=None, limit=50) -> dict:
    """Each paid order that was judged: counted, or every reason why not. `reason`: only those that stand at it."""
    query = _holding(provider_id, [restaurant_id], month).where(Verdict.programme == programme)
    if reason:
        sets = [r for r in _reason_sets(session, query) if (r[0] if r else "counted") == reason]
        query = query.where(Verdict.reasons.in_(sets)) if sets else query.where(Verdict.id == "")
    found = page(session, query.with_only_columns(*Verdict.__table__.c), Verdict.id, cursor, limit)
    return {"items": [_verdict(v) for v in found["items"]], "next_cursor": found["next_cursor"]}


def waterfall_of(session, provider_id, restaurant_id, programme, month) -> dict:
    """All orders minus each reason is what counted; an order stands at the first of its reasons, once."""
    groups = _counts(session, provider_id, [restaurant_id], month).get((restaurant_id, programme), [])
    first = Counter()
    for reasons, orders in groups:
        first[reasons[0] if reasons else "counted"] += orders
    rules = rules_at(programme, f"{month}-01")
    money = _money(session, provider_id, [restaurant_id], month)
    return {
        "month": month,
        "programme": programme,
        "all": sum(first.values()),
        "minus": [{**explain([code])[0], "orders": first[code]} for code in REASONS if first[code]],
        "counted": first["counted"],
        "per_order": rules["per_order"],
        "rules": rules["from"],
        "estimated": money.get((restaurant_id, programme), 0),
    }


def ledger_of(session, provider_id, month, cursor=None, limit=50) -> dict:
    """The month's rows as they were posted, oldest first."""
    query = _rows(session, provider_id, month)
    found = page(session, query, LedgerRow.id, cursor, limit)
    return {"items": [ledger_shape(r) for r in found["items"]], "next_cursor": found["next_cursor"]}


def ledger_rows(session, provider_id, month) -> list[dict]:
    """All of them, for a statement."""
    rows = session.execute(_rows(session, provider_id, month).order_by(LedgerRow.id)).mappings().all()
    return [ledger_shape(r) for r in rows]


def ledger_shape(r) -> dict:
    return {**r, "at": rfc3339(r["at"])}


def _item(e, month, groups, money) -> dict:
    programme = PROGRAMMES[e.programme]
    today = business_day(now(), e.time_zone, e.day_starts_at)
    first = date.fromisoformat(f"{month}-01")
    day = max(first, min(today, first.replace(day=28)))
    rules = rules_at(e.programme, day.isoformat())
    counted = sum(orders for reasons, orders in groups if not reasons)
    progress = progress_of(rules["goal"], counted, first, today)
    enrolment = {"state": e.state, "evidence": e.evidence}
    state, missing = standing_of(programme, rules, enrolment, progress, day.isoformat(), _lost(groups))
    seen = e.state == "active"
    shown = progress if seen and state != "not_eligible" else None
    return {
        "id": e.restaurant_id,
        "name": e.name,
        "programme": e.programme,
        "title": programme["title"],
        "programme_status": programme["status"],
        "rules": rules["from"],
        "state": state,
        "since": rfc3339(e.since),
        "orders": sum(orders for _, orders in groups) if seen else 0,
        "counted": counted if seen else 0,
        "progress": shown and asdict(shown),
        "estimated": money.get((e.restaurant_id, e.programme), 0),
        "confirmed": None,
        "paid": None,
        "missing": missing,
    }


def _lost(groups) -> dict:
    """Reasons that somebody can do something about, with how many of the month's orders stand at each."""
    lost = Counter()
    for reasons, orders in groups:
        if reasons and REASONS[reasons[0]][2]:
            lost[reasons[0]] += orders
    return {code: (*REASONS[code][:2], REASONS[code][2], orders) for code, orders in lost.items()}


def _holding(provider_id, restaurant_ids, month):
    """Verdicts that hold: those without a later revision."""
    later = aliased(Verdict)
    return select(Verdict.reasons, func.count().label("orders")).where(
        Verdict.restaurant_id.in_(restaurant_ids),
        Verdict.provider_id == provider_id,
        Verdict.month == month,
        ~exists().where(
            and_(
                later.restaurant_id == Verdict.restaurant_id,
                later.payment_id == Verdict.payment_id,
                later.programme == Verdict.programme,
                later.revision > Verdict.revision,
            )
        ),
    )


def _counts(session, provider_id, restaurant_ids, month) -> dict:
    """(restaurant, programme) → [(reasons, how many orders)], in one statement."""
    query = _holding(provider_id, restaurant_ids, month)
    query = query.add_columns(Verdict.restaurant_id, Verdict.programme)
    query = query.group_by(Verdict.restaurant_id, Verdict.programme, Verdict.reasons)
    found: dict = {}
    for row in session.execute(query):
        found.setdefault((row.restaurant_id, row.programme), []).append((row.reasons, row.orders))
    return found


def _reason_sets(session, query) -> list:
    return [row.reasons for row in session.execute(query.group_by(Verdict.reasons))]


def _money(session, provider_id, restaurant_ids, month) -> dict:
    """(restaurant, programme) → the sum of the month's ledger rows."""
    rows = session.execute(
        select(LedgerRow.restaurant_id, LedgerRow.programme, func.sum(LedgerRow.amount))
        .where(
            LedgerRow.restaurant_id.in_(restaurant_ids),
            LedgerRow.provider_id == provider_id,
            LedgerRow.month == month,
        )
        .group_by(LedgerRow.restaurant_id, LedgerRow.programme)
    )
    return {(restaurant_id, programme): int(amount) for restaurant_id, programme, amount in rows}


def _rows(session, provider_id, month):
    own = session.execute(
        select(Enrolment.restaurant_id).where(Enrolment.provider_id == provider_id).distinct()
    ).scalars()
    return (
        select(*LedgerRow.__table__.c, Restaurant.name.label("restaurant"))
        .join(Restaurant, Restaurant.id == LedgerRow.restaurant_id)
        .where(
            LedgerRow.restaurant_id.in_(own.all()),
            LedgerRow.provider_id == provider_id,
            LedgerRow.month == month,
        )
    )


def _verdict(v) -> dict:
    facts = v["facts"]
    return {
        "payment_id": v["payment_id"],
        "programme": v["programme"],
        "counted": v["counted"],
        "settled_at": facts.get("settled_at"),
        "day": facts["day"],
        "at": rfc3339(v["at"]),
        "revision": v["revision"],
        "paid": facts["paid"],
        "refunded": facts["refunded"],
        "channel": facts["channel"],
        "wallet": facts["wallet"],
        "rules": facts.get("rules"),
        "reasons": explain(v["reasons"]),
    }
