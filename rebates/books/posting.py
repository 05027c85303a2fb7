"""Posting: the difference between what the ledger holds for a subject and what it should hold, as one row each."""

import hashlib
from dataclasses import dataclass

import orjson
from sqlalchemy import bindparam, insert, select

from core.clock import now
from core.ids import new_id
from core.statements import run, statement, write
from rebates.books.models import LedgerHead, LedgerRow, MonthCount, MonthSum, Statement

HEADS = statement(
    select(LedgerHead.month, LedgerHead.rows, LedgerHead.sha256).where(
        LedgerHead.provider_id == bindparam("provider_id"),
        LedgerHead.programme == bindparam("programme"),
        LedgerHead.month >= bindparam("month"),
    )
)
FROZEN = statement(
    select(Statement.month).where(
        Statement.provider_id == bindparam("provider_id"), Statement.month >= bindparam("month")
    )
)
ADD_ROW = statement(insert(LedgerRow))


def _moved(dialect, model, key, moved):
    row = dialect.insert(model)
    add = getattr(model, moved) + getattr(row.excluded, moved)
    return row.on_conflict_do_update(index_elements=key, set_={moved: add})


COUNT = statement(
    lambda dialect: _moved(
        dialect, MonthCount, ["restaurant_id", "provider_id", "programme", "month", "reason"], "orders"
    )
)
SUM = statement(
    lambda dialect: _moved(dialect, MonthSum, ["restaurant_id", "provider_id", "programme", "month", "kind"], "amount")
)


def _head(dialect):
    row = dialect.insert(LedgerHead)
    return row.on_conflict_do_update(
        index_elements=["provider_id", "programme", "month"],
        set_={"rows": row.excluded.rows, "sha256": row.excluded.sha256},
    )


SET_HEAD = statement(_head)


@dataclass(frozen=True)
class Entry:
    """`amount` is the difference; `follows` the subject's last row, if it has any."""

    restaurant_id: str
    subject: str
    amount: int
    trade_month: str
    day: str | None
    rules: str | None
    source: str
    follows: str | None


def post(session, provider_id: str, programme: str, entries: list[Entry]) -> list[str]:
    """One row for each entry, in their order; the ids of the rows. The books are locked (locking.lock_books).

    A row stands in the trade's own month, or where that is frozen in the first month after it that is not.
    """
    if not entries:
        return []
    first = min(entry.trade_month for entry in entries)
    asked = {"provider_id": provider_id, "month": first}
    frozen, heads = run(session, FROZEN(**asked), HEADS(programme=programme, **asked))
    frozen, heads = {row.month for row in frozen}, {row.month: (row.rows, row.sha256) for row in heads}
    rows, at = [], now()
    for entry in entries:
        month = open_month(entry.trade_month, frozen)
        position, before = heads.get(month, (0, ""))
        row = {
            "restaurant_id": entry.restaurant_id,
            "id": new_id(),
            "provider_id": provider_id,
            "programme": programme,
            "subject": entry.subject,
            "kind": kind_of(entry),
            "amount": entry.amount,
            "month": month,
            "trade_month": entry.trade_month,
            "position": position + 1,
            "source": entry.source,
            "reverses_id": entry.follows,
            "day": entry.day,
            "rules": entry.rules,
            "at": at,
        }
        heads[month] = (position + 1, chained(before, row))
        rows.append(row)
    write(session, ADD_ROW.many(rows))
    for month in {row["month"] for row in rows}:
        count, sha256 = heads[month]
        write(session, SET_HEAD(provider_id=provider_id, programme=programme, month=month, rows=count, sha256=sha256))
    move_sums(session, rows)
    return [row["id"] for row in rows]


def kind_of(entry: Entry) -> str:
    """The first row of a subject accrues; later ones take back or adjust."""
    if entry.follows is None:
        return "accrual"
    return "reversal" if entry.amount < 0 else "adjustment"


def open_month(month: str, frozen: set[str]) -> str:
    """The month itself or the first after it that is not frozen."""
    while month in frozen:
        year, number = int(month[:4]), int(month[5:])
        month = f"{year + number // 12}-{number % 12 + 1:02}"
    return month


def chained(before: str, row: dict) -> str:
    """The hash of the month's rows up to this one: whoever changes a row changes every hash after it."""
    told = {name: value for name, value in row.items() if name != "at"}
    text = orjson.dumps([before, told, row["at"].isoformat()], option=orjson.OPT_SORT_KEYS)
    return hashlib.sha256(text).hexdigest()


def move_sums(session, rows: list[dict]) -> None:
    """The month's roll-ups follow its rows, in the same transaction."""
    moved: dict = {}
    for row in rows:
        key = tuple(row[name] for name in ("restaurant_id", "provider_id", "programme", "month", "kind"))
        moved[key] = moved.get(key, 0) + row["amount"]
    for (restaurant_id, provider_id, programme, month, kind), amount in sorted(moved.items()):
        write(
            session,
            SUM(
                restaurant_id=restaurant_id,
                id=new_id(),
                provider_id=provider_id,
                programme=programme,
                month=month,
                kind=kind,
                amount=amount,
            ),
        )


def move_counts(session, restaurant_id: str, provider_id: str, programme: str, month: str, moved: dict) -> None:
    """`moved`: reason (or "" for those that count) → how many more trades stand there."""
    for reason, orders in sorted(moved.items()):
        if orders:
            write(
                session,
                COUNT(
                    restaurant_id=restaurant_id,
                    id=new_id(),
                    provider_id=provider_id,
                    programme=programme,
                    month=month,
                    reason=reason,
                    orders=orders,
                ),
            )
