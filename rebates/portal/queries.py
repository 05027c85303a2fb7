"""What a provider reads. Every read begins with the provider's own restaurants and never leaves them."""

from dataclasses import asdict
from datetime import date

from sqlalchemy import select

from core.clock import business_day, now, rfc3339
from core.web.schemas import page
from rebates.books.queries import counts_of, sums_of
from rebates.members.queries import enrolments_of, provider_name
from rebates.members.standing import progress_of, standing_of
from rebates.programmes.catalogue import PROGRAMMES, rules_at
from rebates.programmes.eligibility import codes_in
from rebates.programmes.reasons import explain, reason_of
from rebates.programmes.rewards import each_of, goal_of
from rebates.verdicts.models import JudgedTrade

ZONE = "Asia/Shanghai"  # whose month is meant where no restaurant is named: the programmes are Chinese


def this_month(time_zone: str = ZONE, day_starts_at: str = "04:00") -> str:
    """The month of the business day that runs now."""
    return business_day(now(), time_zone, day_starts_at).isoformat()[:7]


def overview(session, provider_id: str, month: str) -> dict:
    """Every restaurant's standing in each programme, and the money of the month in three columns never mixed."""
    enrolments = enrolments_of(session, provider_id)
    own = sorted({e.restaurant_id for e in enrolments})
    counts, money = counts_of(session, provider_id, own, month), _money(session, provider_id, own, month)
    items = [_item(e, month, counts.get((e.restaurant_id, e.programme), {}), money) for e in enrolments]
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
    query = select(*JudgedTrade.__table__.c).where(
        JudgedTrade.restaurant_id == restaurant_id,
        JudgedTrade.provider_id == provider_id,
        JudgedTrade.programme == programme,
        JudgedTrade.month == month,
    )
    if reason:
        query = query.where(JudgedTrade.reason == ("" if reason == "counted" else reason))
    found = page(session, query, JudgedTrade.id, cursor, limit)
    return {"items": [_verdict(v) for v in found["items"]], "next_cursor": found["next_cursor"]}


def waterfall_of(session, provider_id, restaurant_id, programme, month) -> dict:
    """All orders minus each reason is what counted; an order stands at the first of its reasons, once."""
    first = counts_of(session, provider_id, [restaurant_id], month).get((restaurant_id, programme), {})
    rules = rules_at(programme, f"{month}-01")
    money = _money(session, provider_id, [restaurant_id], month)
    return {
        "month": month,
        "programme": programme,
        "all": sum(first.values()),
        "minus": [
            {**explain([code], rules)[0], "orders": first[code]}
            for code in codes_in(PROGRAMMES[programme], month)
            if first.get(code)
        ],
        "counted": first.get("", 0),
        "per_order": each_of(rules),
        "rules": rules["from"],
        "estimated": money.get((restaurant_id, programme), 0),
    }


def _money(session, provider_id, restaurant_ids, month) -> dict:
    """(restaurant, programme) → what the month's ledger rows add up to."""
    sums = sums_of(session, provider_id, restaurant_ids, month)
    return {key: sum(kinds.values()) for key, kinds in sums.items()}


def _item(e, month, counts, money) -> dict:
    programme = PROGRAMMES[e.programme]
    today = business_day(now(), e.time_zone, e.day_starts_at)
    first = date.fromisoformat(f"{month}-01")
    day = max(first, min(today, first.replace(day=28)))
    rules = rules_at(e.programme, day.isoformat())
    counted = counts.get("", 0)
    progress = progress_of(goal_of(rules), counted, first, today)
    enrolment = {"state": e.state, "evidence": e.evidence}
    state, missing = standing_of(programme, rules, enrolment, progress, day.isoformat(), _lost(counts, rules))
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
        "orders": sum(counts.values()) if seen else 0,
        "counted": counted if seen else 0,
        "progress": shown and asdict(shown),
        "estimated": money.get((e.restaurant_id, e.programme), 0),
        "confirmed": None,
        "paid": None,
        "missing": missing,
    }


def _lost(counts, rules) -> dict:
    """Reasons that somebody can do something about, with how many of the month's orders stand at each."""
    told = {code: (reason_of(code, rules), orders) for code, orders in counts.items() if code and orders}
    return {code: (reason.zh, reason.en, reason.who, orders) for code, (reason, orders) in told.items() if reason.who}


def _verdict(v) -> dict:
    facts = v["facts"]
    return {
        "payment_id": v["payment_id"],
        "programme": v["programme"],
        "counted": not v["reasons"],
        "settled_at": facts.get("settled_at"),
        "day": facts["day"],
        "at": rfc3339(v["judged_at"]),
        "revision": v["revision"],
        "paid": facts["paid"],
        "refunded": facts["refunded"],
        "channel": facts["channel"],
        "wallet": facts["wallet"],
        "rules": v["rules"],
        "reasons": explain(v["reasons"], rules_at(v["programme"], v["day"])),
    }
