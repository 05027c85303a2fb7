"""The provider's restaurants in a month: where each stands, what is missing, and money in three columns never mixed."""

from dataclasses import asdict
from datetime import date, timedelta

from sqlalchemy import select

from core.clock import business_day, now, rfc3339
from rebates.books.models import OURS, Milestone, Statement
from rebates.books.months import after
from rebates.books.queries import counts_of, sums_of
from rebates.members.merchants import merchants_of
from rebates.members.queries import code_counts, enrolments_of, provider_name
from rebates.members.standing import progress_of, reason_todo, standing_of, todo
from rebates.portal.filtering import SORTS, looked_for, misses, reasons_of, states_of
from rebates.programmes.catalogue import PROGRAMMES, rules_at
from rebates.programmes.reasons import explain
from rebates.programmes.rewards import each_of, goal_of, milestone
from rebates.settlement.queries import last_import, said_of

ZONE = "Asia/Shanghai"  # whose month is meant where no restaurant is named: the programmes are Chinese
CURRENT = "current"


def this_month(time_zone: str = ZONE, day_starts_at: str = "04:00") -> str:
    """The month of the business day that runs now."""
    return business_day(now(), time_zone, day_starts_at).isoformat()[:7]


def overview(session, provider_id: str, month: str, programme: str = "", **wish) -> dict:
    """A page of restaurants. `wish`: state, reason, q, sort, after, limit. Sums are of all, whatever is looked for.

    `programme` "current" is the one that is on and that most take part in; "" is all of them.
    """
    enrolments = enrolments_of(session, provider_id)
    programmes = _programmes(enrolments)
    if programme == CURRENT:
        programme = programmes[0]["code"] if programmes else ""
    items = standings(session, provider_id, month, [e for e in enrolments if programme in ("", e.programme)])
    said = said_of(session, provider_id, month, programme)
    found = looked_for(items, wish.get("state", ""), wish.get("reason", ""), wish.get("q", ""))
    found.sort(key=SORTS[wish.get("sort") or "nearest"])
    after, limit = wish.get("after", 0), wish.get("limit", len(found) or 1)
    rules = rules_at(programme, f"{month}-15") if programme else None
    return {
        **{"month": month, "provider": provider_name(session, provider_id), "currency": "CNY"},
        **{"as_of": rfc3339(now()), "platform_at": last_import(session, provider_id)},
        **{"programme": programme, "programmes": programmes, "rules": rules["from"] if rules else None},
        "goal": _goal(rules),
        "items": found[after : after + limit],
        **{"total": len(found), "more": len(found) > after + limit},
        **{"states": states_of(items), "reasons": reasons_of(items)},
        "restaurants": len({i["id"] for i in items}),
        "counted": sum(i["counted"] for i in items),
        "estimated": sum(i["estimated"] for i in items),
        **{name: said[name] for name in ("confirmed", "confirmed_at", "paid", "paid_at")},
        **{"may_miss": _may_miss(items), "last": _last_statement(session, provider_id, month)},
    }


def standings(session, provider_id: str, month: str, enrolments: list) -> list[dict]:
    """Each enrolment's standing (`StandingOut`), from roll-ups: no order is looked at."""
    own = sorted({e.restaurant_id for e in enrolments})
    told = {
        "counts": counts_of(session, provider_id, own, month),
        "sums": sums_of(session, provider_id, own, month),
        "codes": code_counts(session, provider_id, own),
        "stores": _stores(session, provider_id, own),
        "said": {code: said_of(session, provider_id, month, code) for code in {e.programme for e in enrolments}},
        "merchants": {m["id"]: m for m in merchants_of(session, provider_id)},
    }
    return [_standing(e, month, told) for e in enrolments]


def _standing(e, month, told) -> dict:
    programme = PROGRAMMES[e.programme]
    today = business_day(now(), e.time_zone, e.day_starts_at)
    first = date.fromisoformat(f"{month}-01")
    day = max(first, min(today, first.replace(day=28)))
    rules = rules_at(e.programme, day.isoformat())
    seen = e.state == "active"
    counts = told["counts"].get((e.restaurant_id, e.programme), {})
    money = told["sums"].get((e.restaurant_id, e.programme), {})
    codes = told["codes"].get(e.restaurant_id, {"all": 0, "registered": 0})
    store = told["stores"].get((e.restaurant_id, e.programme), {})
    until = _last_day(store["until"]) if store.get("until") else None
    progress = progress_of(goal_of(rules), counts.get("", 0), first, today, until, store.get("reached") or "")
    enrolment = {"state": e.state, "ended": bool(e.ended_at), "evidence": e.evidence}
    lost = _lost(rules, counts, codes) if seen else []
    state, missing = standing_of(programme, rules, enrolment, progress, day.isoformat(), lost)
    said = told["said"][e.programme]["restaurants"].get(e.restaurant_id, {})
    merchant = told["merchants"].get(e.merchant_id)
    return {
        **{"id": e.restaurant_id, "name": e.name, "programme": e.programme, "title": programme["title"]},
        **{"programme_status": programme["status"], "rules": rules["from"], "state": state},
        "merchant": {"id": merchant["id"], "name": merchant["name"]} if merchant else None,
        **{"since": rfc3339(e.since) if seen else None, "ended_at": rfc3339(e.ended_at)},
        "orders": sum(counts.values()) if seen else 0,
        "counted": counts.get("", 0) if seen else 0,
        "progress": asdict(progress) if progress and seen and state != "not_eligible" else None,
        "codes": codes if seen and milestone(rules, "table_code") else None,
        "estimated": sum(money.get(kind, 0) for kind in OURS),
        **{"confirmed": said.get("confirmed"), "paid": said.get("paid"), "missing": missing},
    }


def _lost(rules, counts, codes) -> list[dict]:
    """What somebody can do something about: reasons that keep orders from counting, codes that earn nothing yet."""
    each, reward = each_of(rules), milestone(rules, "table_code")
    told = explain([code for code, orders in counts.items() if code and orders], rules)
    found = [reason_todo(reason, counts[reason["code"]], each) for reason in told if reason["who"]]
    open_codes = codes["all"] - codes["registered"]
    if reward and open_codes:
        found.append(todo("codes", "provider", n=open_codes, amount=open_codes * reward["amount"]))
    return found


def _stores(session, provider_id, own) -> dict:
    """(restaurant, programme) → `{first, until, goal, reached}`, months, of stores that began to count."""
    rows = session.execute(
        select(Milestone.restaurant_id, Milestone.programme, Milestone.progress).where(
            Milestone.restaurant_id.in_(own),
            Milestone.provider_id == provider_id,
            Milestone.reward == "new_store",
        )
    )
    return {(r.restaurant_id, r.programme): r.progress for r in rows}


def _last_day(month: str) -> date:
    return date.fromisoformat(f"{after(month)}-01") - timedelta(days=1)


def _programmes(enrolments) -> list[dict]:
    """Those that restaurants take part in; what is on comes first, then what most are in."""
    today = business_day(now(), ZONE).isoformat()
    members: dict = {}
    for e in enrolments:
        members[e.programme] = members.get(e.programme, 0) + 1
    found = [
        {
            **{"code": code, "title": PROGRAMMES[code]["title"], "status": PROGRAMMES[code]["status"]},
            **{"on": _on(code, today), "restaurants": n},
        }
        for code, n in members.items()
    ]
    return sorted(found, key=lambda p: (not p["on"], -p["restaurants"], p["code"]))


def _on(code, day) -> bool:
    return any(v["from"] <= day <= v["until"] for v in PROGRAMMES[code]["versions"])


def _goal(rules) -> dict | None:
    store = milestone(rules, "new_store") if rules else None
    if store is None:
        return None
    title = store.get("title", {"zh": "新店奖", "en": "New store"})
    return {"text": title["zh"], "text_en": title["en"], "orders": store["orders"], "amount": store["amount"]}


def _may_miss(items) -> dict:
    late = [item for item in items if misses(item)]
    amounts = [_goal(rules_at(i["programme"], i["progress"]["by"])) for i in late]
    return {
        "restaurants": len(late),
        "amount": sum(goal["amount"] for goal in amounts if goal),
        "by": min((i["progress"]["by"] for i in late), default=None),
    }


def _last_statement(session, provider_id, month) -> dict | None:
    """The latest frozen month before this one."""
    row = session.execute(
        select(Statement.month, Statement.number, Statement.totals)
        .where(Statement.provider_id == provider_id, Statement.month < month)
        .order_by(Statement.month.desc())
        .limit(1)
    ).first()
    return row and {"month": row.month, "number": row.number, "estimated": row.totals.get("estimated", 0)}
