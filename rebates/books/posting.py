"""Posting: the difference between what the ledger holds for a subject and what it should hold, as one row each."""

import hashlib
from dataclasses import dataclass

import orjson
from sqlalchemy import bindparam, insert, select

from core.clock import now
from core.ids import new_id
from core.statements import run, statement, write
from rebates.books.models import LedgerHead, LedgerRow, MonthCount, MonthSum, Statement
from rebates.books.months import after

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
    """`amount` is the difference; `follows` the subject's last row, if it has any. `kind`: of what was imported."""

    restaurant_id: str
    subject: str
    amount: int
    trade_month: str
    day: str | None
    rules: str | None
    source: str
    follows: str | None
    kind: str | None = None


class Posting:
    """What one transaction posts in the books of a pair, which it holds locked (locking.lock_books).

    A row stands in the trade's own month, or where that is frozen in the first month after it that is not.
    """

    def __init__(self, session, provider_id: str, programme: str):
        self.session, self.provider_id, self.programme, self.at = session, provider_id, programme, now()
        self.since, self.frozen, self.heads, self.rows = None, set(), {}, []

    def asks(self, month: str):
        """What asks for the months from this one on; the answers are for `know`."""
        asked = {"provider_id": self.provider_id, "month": month}
        return FROZEN(**asked), HEADS(programme=self.programme, **asked)

    def know(self, month: str, frozen, heads) -> None:
        self.since, self.frozen = month, {row.month for row in frozen}
        self.heads = {row.month: (row.rows, row.sha256) for row in heads} | self.heads

    def post(self, entry: Entry) -> str:
        """One row; its id."""
        if self.since is None or entry.trade_month < self.since:
            self.know(entry.trade_month, *run(self.session, *self.asks(entry.trade_month)))
        month = open_month(entry.trade_month, self.frozen)
        position, before = self.heads.get(month, (0, ""))
        row = {
            "restaurant_id": entry.restaurant_id,
            "id": new_id(),
            "provider_id": self.provider_id,
            "programme": self.programme,
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
            "at": self.at,
        }
        self.heads[month] = (position + 1, chained(before, row))
        self.rows.append(row)
        return row["id"]

    def save(self) -> None:
        """Rows, heads and roll-ups."""
        if not self.rows:
            return
        write(self.session, ADD_ROW.many(self.rows))
        pair = {"provider_id": self.provider_id, "programme": self.programme}
        for month in sorted({row["month"] for row in self.rows}):
            count, sha256 = self.heads[month]
            write(self.session, SET_HEAD(**pair, month=month, rows=count, sha256=sha256))
        move_sums(self.session, self.rows)
        self.rows = []


def kind_of(entry: Entry) -> str:
    """The first row of a subject accrues; later ones take back or adjust."""
    if entry.kind:
        return entry.kind
    if entry.follows is None:
        return "accrual"
    return "reversal" if entry.amount < 0 else "adjustment"


def open_month(month: str, frozen: set[str]) -> str:
    """The month itself or the first after it that is not frozen."""
    while month in frozen:
        month = after(month)
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
