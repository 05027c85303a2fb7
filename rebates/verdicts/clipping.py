"""What the caps of an entity and of the provider leave of what trades earn."""

from collections.abc import Callable

from rebates.programmes.rewards import cap_of
from rebates.verdicts import walking
from rebates.verdicts.caps import Cap, clip
from rebates.verdicts.sitting import PROVIDER, Sitting
from rebates.verdicts.trades import Trade, time_of

VARIES = -1


def clip_trades(sitting: Sitting) -> None:
    """Brings `capped` and `booked` to what `earned` has become; trades that have to move are taken into the sitting."""
    earned = {t: t.earned for t in sitting.trades.values() if t.earned != t.was["earned"]}
    for trade in earned:
        trade.earned = trade.was["earned"]
    entities: dict = {}
    providers: dict = {}
    for trade in sorted(earned, key=time_of):
        month, merchant = trade.month, trade.merchant
        entity = entities.get((month, merchant)) or _entity(sitting, month, merchant)
        provider = providers.get(month) or _provider(sitting, month)
        entities[month, merchant], providers[month] = entity, provider
        moved = entity(trade, earned[trade])
        # The provider's cap sees one of them after the other: each stands as before until it is its turn.
        capped = {other: other.capped for other in moved}
        for other, before in moved.items():
            other.capped = before
        for other, after in capped.items():
            provider(other, after)


def most_in(rules: dict, month: str, per: str) -> int | None:
    """The cap that holds all through a month, None for none; VARIES where the month's versions do not agree."""
    versions = (v for v in rules["versions"] if v["from"][:7] <= month <= v["until"][:7])
    caps = {cap_of(version, per) for version in versions}
    return caps.pop() if len(caps) == 1 else VARIES if caps else None


def _entity(sitting, month, merchant):
    return _mover(sitting, month, merchant, "merchant", "earned", "capped")


def _provider(sitting, month):
    return _mover(sitting, month, PROVIDER, "provider", "capped", "booked")


def _mover(sitting, month, merchant, per, before, after) -> Callable[[Trade, int], dict[Trade, int]]:
    """`move(trade, its amount before the cap)` → whose amount after it moved, with what it was."""
    most = most_in(sitting.rules, month, per)
    if most == VARIES:
        return lambda trade, wanted: _clip_month(sitting, month, merchant, per, before, after, trade, wanted)
    sums = sitting.month_of(month, merchant)
    cap = Cap(
        most,
        before,
        after,
        sums[before],
        sums[after],
        lambda: walking.last_kept(sitting, month, merchant, after),
        lambda: walking.next_short(sitting, month, merchant, before, after),
    )

    def move(trade, wanted):
        cap.moved.clear()
        cap.move(trade, wanted)
        return dict(cap.moved)

    return move


def _clip_month(sitting, month, merchant, per, before, after, trade, wanted):
    setattr(trade, before, wanted)
    trades = walking.whole_month(sitting, month, merchant, before, after)
    stood = {other: getattr(other, after) for other in trades}
    clip(trades, before, after, lambda other: cap_of(sitting.version(other.day), per))
    return {other: amount for other, amount in stood.items() if amount != getattr(other, after)}
