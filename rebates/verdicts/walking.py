"""Walks over a month's trades in time order from its edge, with what a sitting has changed and not saved yet."""

from sqlalchemy import bindparam, literal_column

from core.statements import run, statement
from rebates.verdicts.models import JudgedTrade
from rebates.verdicts.queries import BOOKS, IN_TIME, WHOLE
from rebates.verdicts.trades import Trade, time_of

PIECE = 20
MONTH = BOOKS & (JudgedTrade.month == bindparam("month"))
ENTITY = MONTH & (JudgedTrade.merchant == bindparam("merchant"))
BACK = [column.desc() for column in IN_TIME]


def _walk(scope, condition, order):
    """The condition stands in the index, word for word: so many rows are read as are asked for."""
    return statement(
        WHOLE.where(scope, literal_column(condition)).order_by(*order).limit(PIECE).offset(bindparam("offset"))
    )


KEPT = {"capped": _walk(ENTITY, "capped > 0", BACK), "booked": _walk(MONTH, "booked > 0", BACK)}
SHORT = {"capped": _walk(ENTITY, "capped < earned", IN_TIME), "booked": _walk(MONTH, "booked < capped", IN_TIME)}
WHOLE_MONTH = {
    "capped": statement(WHOLE.where(ENTITY, literal_column("earned > 0")).order_by(*IN_TIME)),
    "booked": statement(WHOLE.where(MONTH, literal_column("capped > 0")).order_by(*IN_TIME)),
}


def last_kept(sitting, month: str, merchant: str, after: str):
    """Trades that keep something, from the last back."""
    ours = [t for t in sitting.in_month(month, merchant if after == "capped" else None) if getattr(t, after) > 0]
    return _merged(sitting, KEPT, after, month, merchant, sorted(ours, key=time_of, reverse=True), -1)


def next_short(sitting, month: str, merchant: str, before: str, after: str):
    """Trades that lack something, from the first on."""
    scope = merchant if after == "capped" else None
    ours = [t for t in sitting.in_month(month, scope) if getattr(t, after) < getattr(t, before)]
    return _merged(sitting, SHORT, after, month, merchant, sorted(ours, key=time_of), 1)


def whole_month(sitting, month: str, merchant: str, before: str, after: str) -> list[Trade]:
    """All that have an amount before the cap, in time order."""
    values = _values(sitting, month, merchant, after)
    for row in run(sitting.session, WHOLE_MONTH[after](**values))[0]:
        sitting.take(row)
    ours = sitting.in_month(month, merchant if after == "capped" else None)
    return sorted((t for t in ours if getattr(t, before) or getattr(t, after)), key=time_of)


def _merged(sitting, walks, after, month, merchant, ours: list[Trade], way: int):
    """Stored trades in order, those that the sitting holds in place of what is stored of them."""
    known, values, offset = set(sitting.trades), _values(sitting, month, merchant, after), 0
    while True:
        rows = run(sitting.session, walks[after](**values, offset=offset))[0]
        for row in rows:
            if row.id in known:
                continue
            other = sitting.take(row)
            while ours and (time_of(ours[0]) < time_of(other)) == (way > 0):
                yield ours.pop(0)
            yield other
        if len(rows) < PIECE:
            yield from ours
            return
        offset += PIECE


def _values(sitting, month, merchant, after) -> dict:
    values = {"provider_id": sitting.provider_id, "programme": sitting.programme, "month": month}
    return {**values, "merchant": merchant} if after == "capped" else values
