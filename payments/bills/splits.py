"""Sharing a bill, exact to the unit by largest remainder. Pure; amounts in the minor unit.

What is shared is always what is still due: whoever has paid is through, and new dishes, discounts and fees join the
rest. So whatever happens in between, the payments add up to the bill when nothing is due any more.
"""

from dataclasses import dataclass

from core.money import share_out

MODES = ("guest", "even", "items", "amount")


@dataclass(frozen=True)
class Line:
    """A dish that was sold: `amount` after what was taken off it; `guest` added it."""

    id: str
    order: str
    guest: str
    amount: int


@dataclass(frozen=True)
class Shared:
    """A payment's part of the sharing, as it is kept with it.

    `shares` of `parts` of an even split; `lines` of `guests` or chosen ones; `orders` are those of the lines.
    """

    mode: str
    parts: int = 0
    shares: int = 0
    lines: tuple[str, ...] = ()
    orders: tuple[str, ...] = ()
    guests: tuple[str, ...] = ()


def lock_of(paid: list[Shared]) -> Shared | None:
    """The first payment by shares settles how this bill is shared; those that name no sharing settle nothing."""
    return next(iter(paid), None)


def open_lines(lines: list[Line], paid: list[Shared], orders=frozenset()) -> list[Line]:
    """Those that nobody has paid for by choosing them; `orders` were paid by name."""
    taken = {line for each in paid for line in each.lines}
    return [line for line in lines if line.id not in taken and line.order not in orders]


def share_by_line(due: int, lines: list[Line]) -> dict[str, int]:
    """What each of these lines costs of what is due: its dish and its part of fees, discounts and rounding."""
    return dict(zip([line.id for line in lines], _share(due, [line.amount for line in lines]), strict=True))


def share_by_guest(due: int, lines: list[Line]) -> dict[str, int]:
    """The same for each guest with lines left, in the order of their first."""
    weights: dict[str, int] = {}
    for line in lines:
        weights[line.guest] = weights.get(line.guest, 0) + line.amount
    return dict(zip(weights, _share(due, list(weights.values())), strict=True))


def share_evenly(due: int, parts: int, paid: list[Shared]) -> list[int]:
    """The shares that are left, larger ones first; what comes after all are paid is one more."""
    left = max(1, parts - sum(each.shares for each in paid))
    return _share(due, [1] * left)


def _share(due: int, weights: list[int]) -> list[int]:
    if not weights:
        return []
    return share_out(due, weights if sum(weights) else [1] * len(weights))
