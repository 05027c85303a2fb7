"""What a month's statement is made of: roll-ups and the heads of its rows, never orders, however many there were."""

import hashlib

import orjson
from sqlalchemy import bindparam, case, func, select

from core.statements import among, run, statement
from rebates.books.models import IMPORTED, OURS, LedgerHead, MonthCount, MonthSum
from rebates.programmes.catalogue import PROGRAMMES
from restaurants.profile.models import Restaurant

COUNTS = statement(
    select(
        MonthCount.restaurant_id,
        MonthCount.programme,
        func.sum(MonthCount.orders).label("orders"),
        func.sum(case((MonthCount.reason == "", MonthCount.orders), else_=0)).label("counted"),
    )
    .where(MonthCount.provider_id == bindparam("provider_id"), MonthCount.month == bindparam("month"))
    .group_by(MonthCount.restaurant_id, MonthCount.programme)
)
SUMS = statement(
    select(MonthSum.restaurant_id, MonthSum.programme, MonthSum.kind, MonthSum.amount).where(
        MonthSum.provider_id == bindparam("provider_id"), MonthSum.month == bindparam("month")
    )
)
HEADS = statement(
    select(LedgerHead.programme, LedgerHead.rows, LedgerHead.sha256).where(
        LedgerHead.provider_id == bindparam("provider_id"), LedgerHead.month == bindparam("month")
    )
)
NAMES = statement(select(Restaurant.id, Restaurant.name).where(among(Restaurant.id, "restaurants")))


def close(session, provider_id: str, month: str) -> dict:
    """`{summary, totals, sha256}` of the month as it stands.

    `summary` has a row for each restaurant and programme with orders or amounts, `totals` their sums and, by programme,
    how many rows the ledger has and the hash that chains them. `sha256` is over both: whoever has a statement can see
    whether it is the one that was frozen, and whether any row under it is another one.
    """
    asked = {"provider_id": provider_id, "month": month}
    counts, sums, heads = run(session, COUNTS(**asked), SUMS(**asked), HEADS(**asked))
    rows: dict = {}
    for row in counts:
        mine = _of(rows, row)
        mine["orders"], mine["counted"] = row.orders, row.counted
    for row in sums:
        mine = _of(rows, row)
        mine[row.kind] += row.amount
        mine["estimated"] += row.amount if row.kind in OURS else 0
    names = {row.id: row.name for row in run(session, NAMES(restaurants=sorted({rid for rid, _ in rows})))[0]}
    summary = [
        {"restaurant_id": rid, "restaurant": names.get(rid, ""), "programme": programme, **rows[rid, programme]}
        for rid, programme in sorted(rows)
        if any(rows[rid, programme].values())
    ]
    totals = {name: sum(row[name] for row in summary) for name in _EMPTY}
    totals["heads"] = {row.programme: [row.rows, row.sha256] for row in sorted(heads)}
    told = orjson.dumps([provider_id, month, summary, totals], option=orjson.OPT_SORT_KEYS)
    return {"summary": summary, "totals": totals, "sha256": hashlib.sha256(told).hexdigest()}


def titled(summary: list[dict]) -> list[dict]:
    """With the programmes' titles of today, which are no part of what is frozen."""
    return [{**row, "title": PROGRAMMES.get(row["programme"], {}).get("title", {})} for row in summary]


_EMPTY = dict.fromkeys(("orders", "counted", *OURS, *IMPORTED, "estimated"), 0)


def _of(rows, row) -> dict:
    key = (row.restaurant_id, row.programme)
    if key not in rows:
        rows[key] = dict(_EMPTY)
    return rows[key]
