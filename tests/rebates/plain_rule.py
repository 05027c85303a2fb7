"""The rule said once more, as plainly as it can be: nothing of the program's own, everything counted from the start.

A trade is a dict: id, store, merchant, payer, at (datetime), day, no, total, back, returned, risk, code. Money in fen.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta


@dataclass(frozen=True)
class Plan:
    """What the shipped JSON says in its own words; `from_day → (per order, entity's cap, provider's cap)`."""

    steps: dict
    least: int = 500
    needs_return: bool = True
    unknown_counts: bool = False
    freed: bool = True
    net: bool = False
    by_store: bool = False
    store: tuple = (2000, 3, 2)  # amount, orders, months
    code: tuple = (500, 2, 2, 5)  # amount, orders, other payers, days


@dataclass
class Outcome:
    reasons: dict = field(default_factory=dict)
    earned: dict = field(default_factory=dict)
    capped: dict = field(default_factory=dict)
    booked: dict = field(default_factory=dict)  # trade → fen
    reached: dict = field(default_factory=dict)  # ("store", store) or ("code", store, code) → (fen, month)


def outcome(plan: Plan, trades: list[dict], registered: set, denied: set) -> Outcome:
    """`registered`: (store, code) that the platform knows; `denied`: stores that are no new ones for it."""
    out = Outcome()
    line = sorted(trades, key=lambda t: (t["day"], t["at"], t["no"]))
    had_place: dict = {}
    for t in line:
        why = _own(plan, t, t["back"])
        if t["payer"] is not None:
            place = (_entity(plan, t), t["payer"], t["day"])
            if place in had_place:
                why = [*why, "repeat"]
            elif not _own(plan, t, t["back"] if plan.freed else 0):
                had_place[place] = t["id"]
        out.reasons[t["id"]] = why
        out.earned[t["id"]] = 0 if why else _step(plan, t["day"])[0]
    _spill(line, out.earned, out.capped, lambda t: (t["month"], _entity(plan, t)), lambda t: _step(plan, t["day"])[1])
    _spill(line, out.capped, out.booked, lambda t: t["month"], lambda t: _step(plan, t["day"])[2])
    good = [t for t in line if not out.reasons[t["id"]]]
    for store in {t["store"] for t in good} - denied:
        _store(plan, [t for t in good if t["store"] == store], store, out)
    for store, code in {(t["store"], t["code"]) for t in good if t["code"]}:
        if (store, code) in registered:
            _code(plan, [t for t in good if (t["store"], t["code"]) == (store, code)], store, code, out)
    return out


def _own(plan, t, back):
    why = []
    if t["channel"] != "mini_program":
        why.append("channel")
    if not t["enrolled"]:
        why.append("enrolled")
    if (t["total"] - back if plan.net else t["total"]) < plan.least:
        why.append("amount")
    if back >= t["total"]:
        why.append("refunded")
    if plan.needs_return and not t["returned"]:
        why.append("returned")
    if t["risk"]:
        why.append("risk")
    if t["payer"] is None and not plan.unknown_counts:
        why.append("user_unknown")
    return why


def _entity(plan, t):
    return t["store"] if plan.by_store else t["merchant"]


def _step(plan, day):
    return plan.steps[max(d for d in plan.steps if d <= day)]


def _spill(line, poured, kept, pot, most):
    """Pots fill up in the order of time; what does not fit is lost."""
    full: dict = {}
    for t in line:
        room = max(0, most(t) - full.get(pot(t), 0))
        kept[t["id"]] = min(poured[t["id"]], room)
        full[pot(t)] = full.get(pot(t), 0) + kept[t["id"]]


def _store(plan, good, store, out):
    amount, orders, months = plan.store
    year, month = map(int, good[0]["month"].split("-"))
    for n in range(months):
        there = f"{year + (month + n - 1) // 12}-{(month + n - 1) % 12 + 1:02}"
        if sum(t["month"] == there for t in good) >= orders:
            out.reached["store", store] = (amount, there)
            return


def _code(plan, good, store, code, out):
    amount, orders, payers, days = plan.code
    end = date.fromisoformat(good[0]["day"]) + timedelta(days=days)
    inside = [t for t in good[1:] if date.fromisoformat(t["day"]) <= end]
    for n in range(1, len(inside) + 1):
        others = {t["payer"] for t in inside[:n]} - {None, good[0]["payer"]}
        if n >= orders and len(others) >= payers:
            out.reached["code", store, code] = (amount, inside[n - 1]["month"])
            return
