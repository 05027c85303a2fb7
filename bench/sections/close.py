"""What a provider with 500 stores waits for when it closes a month: summing roll-ups, and freezing as a whole."""

import time

import sqlalchemy as sa

from bench.figures import Figure
from core import transactions
from core.ids import new_id
from core.transactions import reading, transaction
from rebates.books.closing import close
from rebates.books.freezing import freeze_month
from rebates.books.models import LedgerHead, MonthCount, MonthSum
from rebates.members.models import Provider
from restaurants.profile.models import Restaurant

DATABASES = ("sqlite", "postgresql")
STORES, MONTHS, TIMES = 500, 12, 5
REASONS = {"": 900, "channel": 40, "amount": 30, "refunded": 10, "repeat": 20}
KINDS = {"accrual": 45_000, "reversal": -500}


def run(hall, slices: int) -> list[Figure]:
    """A year of roll-ups is there: a month that is read must not walk the others."""
    before = transactions.engine()
    transactions.use_engine(hall.engine)
    try:
        provider_id, summed, frozen = _year(), [], []
        for n in range(slices):
            begun = time.perf_counter()
            for _ in range(TIMES):
                with reading() as session:
                    close(session, provider_id, "2025-06")
            summed.append((time.perf_counter() - begun) / TIMES * 1000)
            begun = time.perf_counter()
            with transaction() as session:
                freeze_month(session, provider_id, f"2025-{n % MONTHS + 1:02}", "account:bench")
            frozen.append((time.perf_counter() - begun) * 1000)
    finally:
        if before is not None:
            transactions.use_engine(before)
    return [
        Figure(f"month close of {STORES} stores from roll-ups", "ms", summed, limit=10),
        Figure("the same frozen: locked, numbered, kept", "ms", frozen),
    ]


def _year() -> str:
    provider_id = new_id()
    with transaction() as session:
        session.execute(sa.insert(Provider), {"id": provider_id, "name": "Bench"})
        template = session.execute(sa.select(*Restaurant.__table__.c).limit(1)).mappings().one()
        stores = [new_id() for _ in range(STORES)]
        session.execute(sa.insert(Restaurant), [{**template, "id": rid} for rid in stores])
        pair = {"provider_id": provider_id, "programme": "DEMO"}
        for month in (f"2025-{n:02}" for n in range(1, MONTHS + 1)):
            here = [{**pair, "restaurant_id": rid, "month": month} for rid in stores]
            counts = [{**row, "id": new_id(), "reason": r, "orders": n} for row in here for r, n in REASONS.items()]
            sums = [{**row, "id": new_id(), "kind": k, "amount": n} for row in here for k, n in KINDS.items()]
            session.execute(sa.insert(MonthCount), counts)
            session.execute(sa.insert(MonthSum), sums)
            head = {**pair, "month": month, "rows": STORES * 900, "sha256": "0" * 64}
            session.execute(sa.insert(LedgerHead), head)
    return provider_id
