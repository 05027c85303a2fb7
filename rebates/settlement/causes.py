"""Ours beside theirs, and why they differ. Pure.

A line of the platform's that names a trade is compared with that trade; one that names only a restaurant, a merchant or
nobody is compared with what is left of ours there, the narrowest first.
"""

from collections import defaultdict
from dataclasses import dataclass, field, replace

CAUSES = ("missing_ours", "missing_theirs", "amount_differs", "disputed", "adjusted", "matched")


@dataclass(frozen=True)
class Ours:
    """What our books say of one trade, store or code in the month. `later`: posted for it in months after.

    `earlier`: it belongs to a month that was frozen before, so that what stands here only adjusts it.
    """

    kind: str
    subject: str
    restaurant: str
    merchant: str
    trade_no: str
    amount: int
    later: int = 0
    reasons: tuple[str, ...] = ()
    earlier: bool = False


@dataclass(frozen=True)
class Theirs:
    kind: str
    amount: int
    restaurant: str = ""
    merchant: str = ""
    trade_no: str = ""


@dataclass(frozen=True)
class Difference:
    """`theirs − ours` is `amount`. `key` names it for ever, so that a dispute can be hung on it."""

    key: str
    cause: str
    kind: str
    restaurant: str
    merchant: str
    trade_no: str
    ours: int
    theirs: int
    later: int = 0
    reasons: tuple[str, ...] = ()
    subjects: int = 1
    was: str = ""
    amount: int = field(init=False)

    def __post_init__(self):
        object.__setattr__(self, "amount", self.theirs - self.ours)


def compare(ours: list[Ours], theirs: list[Theirs], disputed: frozenset[str] = frozenset()) -> list[Difference]:
    """Every pair, the matched ones too. Where the platform has said nothing of a kind, nothing of it is compared."""
    found = []
    for kind in sorted({line.kind for line in theirs}):
        found += _of_kind(kind, [o for o in ours if o.kind == kind], [t for t in theirs if t.kind == kind])
    return [replace(d, cause="disputed", was=d.cause) if d.key in disputed else d for d in found]


def apart(differences: list[Difference]) -> tuple[list[Difference], list[Difference]]:
    """(what can be told, what still waits): while a month runs, what the platform has not named yet may come."""
    waiting = [d for d in differences if d.cause == "missing_theirs"]
    return [d for d in differences if d.cause != "missing_theirs"], waiting


def summary(differences: list[Difference]) -> dict[str, dict]:
    """Cause → `{count, amount}`, every cause named."""
    sums = {cause: {"count": 0, "amount": 0} for cause in CAUSES}
    for d in differences:
        sums[d.cause]["count"] += d.subjects if d.cause == "matched" else 1
        sums[d.cause]["amount"] += d.amount
    return sums


def _of_kind(kind, ours, theirs):
    by_trade, lumps = defaultdict(int), defaultdict(int)
    names = {}
    for line in theirs:
        if line.trade_no:
            by_trade[line.trade_no] += line.amount
            names[line.trade_no] = line
        else:
            lumps[_scope(line)] += line.amount
    trades = {o.trade_no: o for o in ours if o.trade_no}
    for trade_no, amount in by_trade.items():
        mine = trades.get(trade_no) or Ours(kind, "", names[trade_no].restaurant, names[trade_no].merchant, trade_no, 0)
        yield _pair(f"trade:{kind}:{trade_no}", mine, amount)
    rest = [o for o in ours if not o.trade_no or o.trade_no not in by_trade]
    for scope in sorted(lumps, key=lambda s: (("restaurant", "merchant", "provider").index(s[0]), s)):
        inside = [o for o in rest if _within(o, scope)]
        rest = [o for o in rest if not _within(o, scope)]
        yield _lump(kind, scope, inside, lumps[scope])
    for o in rest:
        if o.amount or o.later:
            yield _pair(f"{'trade' if o.trade_no else 'subject'}:{kind}:{o.trade_no or o.subject}", o, 0)


def _scope(line) -> tuple[str, str]:
    if line.restaurant:
        return "restaurant", line.restaurant
    return ("merchant", line.merchant) if line.merchant else ("provider", "")


def _within(o, scope) -> bool:
    kind, name = scope
    return kind == "provider" or (o.restaurant if kind == "restaurant" else o.merchant) == name


def _pair(key, o: Ours, theirs: int) -> Difference:
    cause = "adjusted" if o.earlier and not theirs else _cause(o.amount, theirs, o.later)
    return Difference(key, cause, o.kind, o.restaurant, o.merchant, o.trade_no, o.amount, theirs, o.later, o.reasons)


def _lump(kind, scope, inside, theirs) -> Difference:
    mine, later = sum(o.amount for o in inside), sum(o.later for o in inside)
    restaurant = scope[1] if scope[0] == "restaurant" else ""
    merchant = scope[1] if scope[0] == "merchant" else next((o.merchant for o in inside), "") if restaurant else ""
    cause = _cause(mine, theirs, later)
    key = f"{scope[0]}:{kind}:{scope[1]}"
    return Difference(key, cause, kind, restaurant, merchant, "", mine, theirs, later, subjects=len(inside))


def _cause(ours: int, theirs: int, later: int) -> str:
    if ours == theirs:
        return "matched"
    if later and ours + later == theirs:
        return "adjusted"
    if not ours:
        return "missing_ours"
    return "amount_differs" if theirs else "missing_theirs"
