"""Whether the program's books and the plain list say the same, and what a frozen month must never do."""

from collections import Counter, defaultdict

from sqlalchemy import select

from core.transactions import reading
from rebates.books.models import LedgerHead, LedgerRow, MerchantMonth, Milestone, MonthCount, MonthSum
from rebates.books.posting import chained
from rebates.programmes.catalogue import PROGRAMMES
from rebates.recompute.checking import check
from rebates.recompute.queries import differences
from rebates.recompute.sources import Part
from rebates.verdicts.models import JudgedTrade, Verdict


def agree(world) -> None:
    """Standing, roll-ups, chain, frozen files; and in the ledger exactly the rows that were due."""
    add_up(world)
    with reading() as session:
        _ledger(_rows(session, LedgerRow, world), world)


def add_up(world) -> None:
    """The same whatever the order was in which it happened: every subject has what it should have."""
    with reading() as session:
        rows, held = _rows(session, LedgerRow, world), Counter()
        _standings(session, world)
        _roll_ups(session, world, rows)
        _chain(session, world, rows)
    for row in rows:
        held[row.subject] += row.amount
    due = {f"payment:{trade}": amount for trade, amount in world.out.booked.items()}
    due |= {f"{subject[0]}:{subject[-1]}": amount for subject, (amount, _) in world.out.reached.items()}
    assert {k: v for k, v in held.items() if v} == {k: v for k, v in due.items() if v}
    for month, said in world.said.items():
        assert world.files(month) == said


def recompute(world) -> list:
    """What the program's own first principles find wrong, the slow ones and those in columns."""
    with reading() as session:
        slowly = [wrong for rid in world.stores for wrong in differences(session, rid)]
        return slowly + check(session, Part(PROGRAMMES[world.programme], provider_id=world.provider))


def _rows(session, model, world):
    return session.execute(select(*model.__table__.c).where(model.provider_id == world.provider)).all()


def _standings(session, world):
    """Each trade's reasons and amounts, and that its last verdict says the same."""
    out, last = world.out, {}
    for verdict in sorted(_rows(session, Verdict, world), key=lambda v: v.revision):
        before = last.get(verdict.payment_id)
        assert verdict.revision == (before.revision + 1 if before else 1)
        last[verdict.payment_id] = verdict
    judged = {row.payment_id: row for row in _rows(session, JudgedTrade, world)}
    assert judged.keys() == out.reasons.keys() == last.keys()
    for trade, row in judged.items():
        said = (row.reasons, row.earned, row.capped, row.booked)
        assert said == (out.reasons[trade], out.earned[trade], out.capped[trade], out.booked[trade]), trade
        verdict = last[trade]
        assert (verdict.reasons, verdict.earned, verdict.booked) == (row.reasons, row.earned, row.booked)
        assert (row.reason, row.revision) == ((row.reasons or [""])[0], verdict.revision)
        if "repeat" in row.reasons:
            first = judged[verdict.facts["first"]]
            assert (first.payer, first.day, first.merchant) == (row.payer, row.day, row.merchant)
    world.judged = judged


def _ledger(rows, world):
    """Exactly the rows that were due, and none besides: nobody's amount was touched that did not change."""
    said = Counter(
        (row.subject.split(":")[0], row.subject.partition(":")[2], row.amount, row.month, row.trade_month)
        for row in rows
    )
    assert said == world.posted


def _roll_ups(session, world, rows):
    counts, sums, months = Counter(), Counter(), defaultdict(Counter)
    for trade in world.judged.values():
        counts[trade.restaurant_id, trade.month, trade.reason] += 1
        for merchant in (trade.merchant, ""):
            for name in ("earned", "capped", "booked"):
                months[trade.month, merchant][name] += getattr(trade, name)
    for row in rows:
        sums[row.restaurant_id, row.month, row.kind] += row.amount
    stored = {(r.restaurant_id, r.month, r.reason): r.orders for r in _rows(session, MonthCount, world) if r.orders}
    assert stored == counts
    stored = {(r.restaurant_id, r.month, r.kind): r.amount for r in _rows(session, MonthSum, world) if r.amount}
    assert stored == {key: amount for key, amount in sums.items() if amount}
    for row in _rows(session, MerchantMonth, world):
        due = months[row.month, row.merchant]
        assert (row.earned, row.capped, row.booked) == (due["earned"], due["capped"], due["booked"])
    held = {r.subject: r.booked for r in _rows(session, Milestone, world) if r.booked}
    assert held == {f"{s[0]}:{s[-1]}": amount for s, (amount, _) in world.out.reached.items()}


def _chain(session, world, rows):
    """Rows of a month are numbered without a gap, and their hash is the stored one."""
    heads = {row.month: (row.rows, row.sha256) for row in _rows(session, LedgerHead, world)}
    months = defaultdict(list)
    for row in rows:
        months[row.month].append(row)
    for month, mine in months.items():
        sha256 = ""
        for n, row in enumerate(sorted(mine, key=lambda r: r.position), 1):
            assert row.position == n
            sha256 = chained(sha256, row._asdict())
        assert heads[month] == (len(mine), sha256)
