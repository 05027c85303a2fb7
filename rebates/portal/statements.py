"""Statements beside what the platform says: ours as the ledger has it, theirs never mixed in."""

from sqlalchemy import func, select

from core.clock import rfc3339
from rebates.books.models import IMPORTED, OURS, MonthSum, Statement
from rebates.settlement.queries import known_restaurants, months_said, said_of


def with_theirs(session, provider_id: str, statement: dict) -> dict:
    """The statement with `confirmed` and `paid` filled in where the platform has spoken; the lines stay ours."""
    month = statement["month"]
    said = {row["programme"]: said_of(session, provider_id, month, row["programme"]) for row in statement["summary"]}
    whole = said_of(session, provider_id, month)
    summary = [{**row, **{c: _said(said, row, c) for c in ("confirmed", "paid")}} for row in statement["summary"]]
    others = [
        {
            **{"kind": kind, "ours": sum(row.get(kind, 0) for row in summary)},
            **{column: whole["others"].get(kind, {}).get(column) for column in ("confirmed", "paid")},
        }
        for kind in IMPORTED
    ]
    theirs = {"confirmed": whole["confirmed"], "paid": whole["paid"], "others": others}
    return {**statement, "summary": summary, **theirs}


def list_statements(session, provider_id: str, present: str) -> list[dict]:
    """`[{month, number, frozen_at, estimated, confirmed, paid}]`, the present month and all that hold anything."""
    own = list(known_restaurants(session, provider_id))
    rows = session.execute(
        select(MonthSum.month, func.sum(MonthSum.amount))
        .where(MonthSum.restaurant_id.in_(own), MonthSum.provider_id == provider_id, MonthSum.kind.in_(OURS))
        .group_by(MonthSum.month)
    )
    money = {month: int(amount) for month, amount in rows}
    frozen = {
        row.month: row
        for row in session.execute(
            select(Statement.month, Statement.number, Statement.frozen_at).where(Statement.provider_id == provider_id)
        )
    }
    said = months_said(session, provider_id)
    return [
        {
            **{"month": m, "number": frozen[m].number if m in frozen else None},
            "frozen_at": rfc3339(frozen[m].frozen_at) if m in frozen else None,
            **{"estimated": money.get(m, 0), "confirmed": said.get(m, {}).get("confirmed")},
            "paid": said.get(m, {}).get("paid"),
        }
        for m in sorted({*money, *frozen, *said, present}, reverse=True)
    ]


def _said(said, row, column):
    return said[row["programme"]]["restaurants"].get(row["restaurant_id"], {}).get(column)
