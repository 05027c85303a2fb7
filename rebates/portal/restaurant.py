"""One restaurant in one programme: what it is held to, its days, and what its months say in each column."""

from collections import defaultdict

from sqlalchemy import func, select

from core.clock import now, rfc3339
from rebates.books.models import OURS, MonthCount, MonthSum, Statement
from rebates.members.queries import papers_of, provider_name
from rebates.portal.overview import standings
from rebates.programmes.catalogue import rules_at
from rebates.settlement.queries import months_said
from rebates.verdicts.models import JudgedTrade

CONTACTLESS = ("mini_program", "h5")
MONTHS = 6


def restaurant(session, provider_id: str, enrolment, month: str) -> dict:
    """Its standing, with `checks`, `days` and `months`."""
    (standing,) = standings(session, provider_id, month, [enrolment])
    trades = _trades(session, provider_id, enrolment, month)
    return {
        **standing,
        **{"month": month, "provider": provider_name(session, provider_id), "as_of": rfc3339(now())},
        "checks": _checks(enrolment, standing, trades),
        "days": _days(trades),
        "months": _months(session, provider_id, enrolment, month),
    }


def contactless(trades) -> int:
    """How many were ordered by scanning and paid without staff. A report, never a condition."""
    return sum(t.facts["channel"] in CONTACTLESS for t in trades)


def _trades(session, provider_id, enrolment, month):
    return session.execute(
        select(JudgedTrade.day, JudgedTrade.reason, JudgedTrade.reasons, JudgedTrade.facts).where(
            JudgedTrade.restaurant_id == enrolment.restaurant_id,
            JudgedTrade.provider_id == provider_id,
            JudgedTrade.programme == enrolment.programme,
            JudgedTrade.month == month,
        )
    ).all()


def _checks(enrolment, standing, trades) -> list[dict]:
    """`[{code, text, text_en, state, share}]`: papers, and what orders showed; `share` only where there is one."""
    found = [
        {
            **{"code": p["code"], "text": p["title"]["zh"], "text_en": p["title"]["en"], "share": None},
            "state": p["state"] if p["state"] in ("done", "in_review") else "missing",
        }
        for p in papers_of(enrolment.programme, enrolment.evidence, enrolment.state)
    ]
    rules = rules_at(enrolment.programme, f"{standing['rules']}")
    if "channels" in rules["scope"] and trades:
        found.append(_share("entry", "入口", "Entry", trades, "channel"))
    if any(c["fact"] == "returned" for c in rules["conditions"]) and trades:
        found.append(_share("returned", "回传", "Sent back", trades, "returned"))
    if any(c["fact"] == "risk" for c in rules["conditions"]) and trades:
        found.append(_share("risk", "风控", "Risk", trades, "risk"))
    if standing["codes"] and standing["codes"]["all"]:
        of = standing["codes"]
        state = "done" if of["registered"] == of["all"] else "part"
        share = f"{of['registered']} / {of['all']}"
        found.append({"code": "codes", "text": "桌码", "text_en": "Codes", "state": state, "share": share})
    return found


def _share(code, text, english, trades, reason) -> dict:
    """Of all orders, those that did not fail by it; rounded down, so that 100 % is all of them."""
    good = sum(reason not in t.reasons for t in trades)
    share = None if good == len(trades) else f"{100 * good // len(trades)}%"
    return {"code": code, "text": text, "text_en": english, "state": "part" if share else "done", "share": share}


def _days(trades) -> list[dict]:
    by_day = defaultdict(list)
    for trade in trades:
        by_day[trade.day].append(trade)
    return [
        {
            **{"day": day, "orders": len(of), "counted": sum(not t.reason for t in of)},
            "contactless": contactless(of),
        }
        for day, of in sorted(by_day.items())
    ]


def _months(session, provider_id, enrolment, month) -> list[dict]:
    """The latest months until `month`, from roll-ups."""
    mine = {"provider_id": provider_id, "programme": enrolment.programme}
    counted = _by_month(session, MonthCount, MonthCount.orders, enrolment.restaurant_id, mine, MonthCount.reason == "")
    money = _by_month(session, MonthSum, MonthSum.amount, enrolment.restaurant_id, mine, MonthSum.kind.in_(OURS))
    said = months_said(session, provider_id, enrolment.restaurant_id, enrolment.programme)
    numbers = dict(
        session.execute(select(Statement.month, Statement.number).where(Statement.provider_id == provider_id)).all()
    )
    months = sorted({m for m in (*counted, *money, *said, month) if m <= month}, reverse=True)[:MONTHS]
    return [
        {
            **{"month": m, "number": numbers.get(m), "counted": counted.get(m, 0), "estimated": money.get(m, 0)},
            **{"confirmed": said.get(m, {}).get("confirmed"), "paid": said.get(m, {}).get("paid")},
        }
        for m in months
    ]


def _by_month(session, model, value, restaurant_id, mine, *more) -> dict:
    rows = session.execute(
        select(model.month, func.sum(value))
        .where(
            *(model.restaurant_id == restaurant_id, model.provider_id == mine["provider_id"]),
            *(model.programme == mine["programme"], *more),
        )
        .group_by(model.month)
    )
    return {month: int(amount) for month, amount in rows}
