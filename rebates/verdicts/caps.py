"""Caps clip in time order: whatever was paid first is kept whole, one may fit in part, the rest gets nothing. Pure.

One change moves only what stands at the edge, so that its cost is what changes and not what the month holds.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from rebates.verdicts.trades import Trade, time_of


@dataclass
class Cap:
    """One cap over one month. `before` and `after` name the amounts of a trade on either side of it; `asked` and `kept`
    are their sums over all trades. `last_kept()` walks the trades that keep something from the last back,
    `next_short()` those that lack something from the first on. `moved`: each trade whose amount after the cap was
    touched, with what it was."""

    most: int | None
    before: str
    after: str
    asked: int
    kept: int
    last_kept: Callable[[], Iterator[Trade]]
    next_short: Callable[[], Iterator[Trade]]
    moved: dict[Trade, int] = field(default_factory=dict)

    def move(self, trade: Trade, wanted: int) -> None:
        """The trade has `wanted` before the cap from now on; all others stand as the cap has left them."""
        had = getattr(trade, self.after)
        self.asked += wanted - getattr(trade, self.before)
        setattr(trade, self.before, wanted)
        given = wanted if self.most is None else min(wanted, max(0, self.most - self.kept + had))
        self._give(trade, given - had)
        if given < wanted:
            self._take(trade, wanted - given)
        elif self.most is not None:
            self._fill(min(self.most, self.asked) - self.kept)

    def _take(self, trade, lacking):
        """From those that were paid later, the last first."""
        for other in self.last_kept():
            if lacking == 0 or time_of(other) <= time_of(trade):
                return
            part = min(getattr(other, self.after), lacking)
            self._give(other, -part)
            self._give(trade, part)
            lacking -= part

    def _fill(self, room):
        if room <= 0:
            return
        for other in self.next_short():
            part = min(getattr(other, self.before) - getattr(other, self.after), room)
            self._give(other, part)
            room -= part
            if room == 0:
                return

    def _give(self, trade, part):
        if part:
            amount = getattr(trade, self.after)
            self.moved.setdefault(trade, amount)
            setattr(trade, self.after, amount + part)
            self.kept += part


def clip(trades: list[Trade], before: str, after: str, most_of: Callable[[Trade], int | None]) -> None:
    """A whole month anew, in time order, where its versions have different caps."""
    kept = 0
    for trade in trades:
        most, wanted = most_of(trade), getattr(trade, before)
        given = wanted if most is None else max(0, min(wanted, most - kept))
        setattr(trade, after, given)
        kept += given
