"""What a sitting leaves: standings, a verdict for each that changed, ledger rows and the roll-ups that follow."""

from collections import Counter, defaultdict

from sqlalchemy import bindparam, insert, update

from core.ids import new_id
from core.statements import statement, write
from rebates.books.models import MerchantMonth, Milestone
from rebates.books.posting import Entry, move_counts
from rebates.verdicts.models import JudgedTrade, Verdict
from rebates.verdicts.sitting import AMOUNTS, PROVIDER, Sitting
from rebates.verdicts.trades import Trade

MOVED = ("payer", "facts", "own_reasons", "reasons", "reason", *AMOUNTS, "ledger_id", "revision", "judged_at")
COLUMNS = tuple(column.name for column in JudgedTrade.__table__.c)
ADD_TRADE = statement(insert(JudgedTrade))
SET_TRADE = statement(
    update(JudgedTrade)
    .where(JudgedTrade.restaurant_id == bindparam("in_restaurant"), JudgedTrade.id == bindparam("this"))
    .values({name: bindparam(f"to_{name}") for name in MOVED})
)
ADD_VERDICT = statement(insert(Verdict))


def _moved_month(dialect):
    row = dialect.insert(MerchantMonth)
    key = ["provider_id", "programme", "month", "merchant"]
    added = {name: getattr(MerchantMonth, name) + getattr(row.excluded, name) for name in AMOUNTS}
    return row.on_conflict_do_update(index_elements=key, set_=added)


def _set_milestone(dialect):
    row = dialect.insert(Milestone)
    moved = {name: getattr(row.excluded, name) for name in ("progress", "booked", "ledger_id", "revision")}
    return row.on_conflict_do_update(index_elements=["restaurant_id", "id"], set_=moved)


MOVE_MONTH = statement(_moved_month)
SET_MILESTONE = statement(_set_milestone)


def save_sitting(sitting: Sitting, milestones: list[dict]) -> None:
    """All of it; what is written waits for company (core.statements.write)."""
    changed, session = sitting.changed(), sitting.session
    for trade in changed:
        _post(sitting, trade)
    for trade in changed:
        trade.revision, trade.judged_at = trade.revision + 1, sitting.posting.at
    new = [{name: getattr(t, name) for name in COLUMNS} for t in changed if t.was["new"]]
    old = [t for t in changed if not t.was["new"]]
    if new:
        write(session, ADD_TRADE.many(new))
    if old:
        write(session, SET_TRADE.many([_standing(t) for t in old]))
    if changed:
        write(session, ADD_VERDICT.many([_verdict(t) for t in changed]))
    if milestones:
        write(session, SET_MILESTONE.many(milestones))
    _move_counts(sitting, changed)
    _move_months(sitting, changed)
    sitting.posting.save()


def _post(sitting, trade: Trade):
    """The target minus what stands there."""
    difference = trade.booked - standing(trade)
    if difference:
        entry = Entry(
            trade.restaurant_id,
            f"payment:{trade.payment_id}",
            difference,
            trade.month,
            trade.day,
            trade.rules,
            f"{trade.programme}:{trade.payment_id}:{trade.revision + 1}",
            trade.ledger_id,
        )
        trade.ledger_id = sitting.posting.post(entry)


def standing(trade: Trade) -> int:
    """What the ledger holds for the trade."""
    return trade.was["booked"]


def _standing(trade) -> dict:
    return {
        "in_restaurant": trade.restaurant_id,
        "this": trade.id,
        **{f"to_{name}": getattr(trade, name) for name in MOVED},
    }


def _verdict(trade) -> dict:
    return {
        "restaurant_id": trade.restaurant_id,
        "id": new_id(),
        "payment_id": trade.payment_id,
        "programme": trade.programme,
        "provider_id": trade.provider_id,
        "revision": trade.revision,
        "month": trade.month,
        "counted": trade.counts,
        "reasons": trade.reasons,
        "facts": {**trade.facts, **trade.notes},
        "earned": trade.earned,
        "booked": trade.booked,
        "cause": trade.cause or ("place" if trade.reasons != trade.was["reasons"] else "cap"),
        "at": trade.judged_at,
    }


def _move_counts(sitting, changed):
    moved: dict = defaultdict(Counter)
    for trade in changed:
        counts = moved[trade.restaurant_id, trade.month]
        counts[trade.reason] += 1
        if not trade.was["new"]:
            counts[trade.was["reason"]] -= 1
    for (restaurant_id, month), counts in sorted(moved.items()):
        move_counts(sitting.session, restaurant_id, sitting.provider_id, sitting.programme, month, counts)


def _move_months(sitting, changed):
    moved: dict = defaultdict(Counter)
    for trade in changed:
        for name in AMOUNTS:
            by = getattr(trade, name) - trade.was[name]
            moved[trade.month, trade.merchant][name] += by
            moved[trade.month, PROVIDER][name] += by
    rows = [
        {
            "provider_id": sitting.provider_id,
            "programme": sitting.programme,
            "month": month,
            "merchant": merchant,
            **{name: by[name] for name in AMOUNTS},
        }
        for (month, merchant), by in sorted(moved.items())
        if any(by.values())
    ]
    if rows:
        write(sitting.session, MOVE_MONTH.many(rows))
