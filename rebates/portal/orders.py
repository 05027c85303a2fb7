"""Order by order: each verdict with every reason, and the waterfall that they add up to."""

from collections import defaultdict

from sqlalchemy import func, select

from core.clock import rfc3339
from core.web.schemas import page
from rebates.books.models import OURS
from rebates.books.queries import counts_of, sums_of
from rebates.programmes.catalogue import PROGRAMMES, rules_at
from rebates.programmes.eligibility import codes_in
from rebates.programmes.reasons import explain
from rebates.programmes.rewards import each_of
from rebates.verdicts.models import JudgedTrade


def verdicts_of(session, provider_id, restaurant_id, programme, month, reason=None, cursor=None, limit=50) -> dict:
    """Each paid order that was judged: counted, or every reason why not. `reason`: only those that stand at it."""
    query = select(*JudgedTrade.__table__.c).where(*_mine(provider_id, restaurant_id, programme, month))
    if reason:
        query = query.where(JudgedTrade.reason == ("" if reason == "counted" else reason))
    found = page(session, query, JudgedTrade.id, cursor, limit)
    return {"items": [_verdict(v) for v in found["items"]], "next_cursor": found["next_cursor"]}


def every_verdict(session, provider_id, restaurant_id, programme, month) -> list[dict]:
    """All of the month, for evidence; `payer` is the stored hash, never to leave as it is."""
    rows = session.execute(
        select(*JudgedTrade.__table__.c)
        .where(*_mine(provider_id, restaurant_id, programme, month))
        .order_by(JudgedTrade.paid_at, JudgedTrade.id)
    ).mappings()
    return [{**_verdict(v), "payer": v["payer"]} for v in rows]


def waterfall_of(session, provider_id, restaurant_id, programme, month) -> dict:
    """All orders minus each reason is what counted; an order stands at the first of its reasons, once.

    `versions`: the same apart for each version of the rules, where they change within the month.
    """
    first = counts_of(session, provider_id, [restaurant_id], month).get((restaurant_id, programme), {})
    rules = rules_at(programme, f"{month}-28")
    money = sums_of(session, provider_id, [restaurant_id], month).get((restaurant_id, programme), {})
    return {
        **{"month": month, "programme": programme},
        **_fall(programme, month, first),
        **{"per_order": each_of(rules), "rules": rules["from"], "estimated": sum(money.get(kind, 0) for kind in OURS)},
        "versions": _versions(session, provider_id, restaurant_id, programme, month),
    }


def _fall(programme, month, first) -> dict:
    order = codes_in(PROGRAMMES[programme], month)
    order += sorted(code for code in first if code and code not in order)
    rules = rules_at(programme, f"{month}-28")
    minus = [{**explain([code], rules)[0], "orders": first[code]} for code in order if first.get(code)]
    return {"all": sum(first.values()), "minus": minus, "counted": first.get("", 0)}


def _versions(session, provider_id, restaurant_id, programme, month) -> list[dict]:
    named = [v for v in PROGRAMMES[programme]["versions"] if v["from"][:7] <= month <= v["until"][:7]]
    if len(named) < 2:
        return []
    rows = session.execute(
        select(JudgedTrade.rules, JudgedTrade.reason, func.count().label("orders"))
        .where(*_mine(provider_id, restaurant_id, programme, month))
        .group_by(JudgedTrade.rules, JudgedTrade.reason)
    )
    falls: dict = defaultdict(dict)
    for row in rows:
        falls[row.rules][row.reason] = row.orders
    return [
        {
            **{"rules": v["from"], "first": max(v["from"], f"{month}-01"), "last": min(v["until"], f"{month}-31")},
            **_fall(programme, month, falls.get(v["from"], {})),
        }
        for v in named
    ]


def _mine(provider_id, restaurant_id, programme, month):
    return (
        JudgedTrade.restaurant_id == restaurant_id,
        JudgedTrade.provider_id == provider_id,
        JudgedTrade.programme == programme,
        JudgedTrade.month == month,
    )


def _verdict(v) -> dict:
    """Nothing of it names who ate: no key of the payer, no seat."""
    facts = v["facts"]
    return {
        **{"payment_id": v["payment_id"], "trade_no": v["trade_no"], "programme": v["programme"]},
        **{"counted": not v["reasons"], "settled_at": rfc3339(v["paid_at"]), "day": v["day"], "month": v["month"]},
        **{"at": rfc3339(v["judged_at"]), "revision": v["revision"], "paid": facts["paid"]},
        **{"refunded": facts["refunded"], "channel": facts["channel"], "wallet": facts["wallet"]},
        **{"rules": v["rules"], "earned": v["earned"], "booked": v["booked"]},
        "reasons": explain(v["reasons"], rules_at(v["programme"], v["day"])),
    }
