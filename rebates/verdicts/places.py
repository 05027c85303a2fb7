"""Who has a diner's one place of the day at a merchant, and what that makes of the others. Pure."""

from rebates.programmes.eligibility import contends, first_of, judge
from rebates.programmes.rewards import reward_of
from rebates.verdicts.trades import Trade, time_of


def judge_place(version: dict, settings: dict, trades: list[Trade]) -> None:
    """All trades of one place, or one that stands for itself: reasons and rewards before caps.

    The first in time that could count has the place; whatever comes after it repeats. Where the place changes hands
    both trades are told by which other one.
    """
    for trade in trades:
        trade.own_reasons = judge(version, settings, trade.seen)
    first, before = first_of(version), _holder(trades)
    holder = None
    if first is not None:
        mine = (trade for trade in sorted(trades, key=time_of) if trade.payer is not None)
        holder = next((trade for trade in mine if contends(version, settings, trade.seen)), None)
    for trade in trades:
        repeats = holder is not None and time_of(holder) < time_of(trade)
        trade.reasons = [*trade.own_reasons, first["code"]] if repeats else list(trade.own_reasons)
        trade.reason = trade.reasons[0] if trade.reasons else ""
        trade.earned = 0 if trade.reasons else reward_of(version, settings, trade.seen)
        if repeats:
            trade.notes["first"] = holder.payment_id
    if before is not None and holder is not before:
        _handed_over(before, holder, first)


def _holder(trades):
    """Whoever counted until now. Two may have, where two diners turn out to be one: the first in time."""
    return min((trade for trade in trades if trade.counted), key=time_of, default=None)


def _handed_over(before, holder, first):
    if holder is None or first["code"] not in [*holder.was["reasons"], *before.reasons]:
        return
    if time_of(holder) < time_of(before):
        holder.notes["displaces"] = before.payment_id
    else:
        before.notes["freed_for"], holder.notes["freed_by"] = holder.payment_id, before.payment_id
