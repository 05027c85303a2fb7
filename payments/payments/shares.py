"""What a table pays for one line of its bill: its share of the total, fees and discounts in it, to the last unit."""

from core.money import share_out


def worth_of(total: int, lines: dict[str, int]) -> dict[str, int]:
    """`lines`: id → what the line cost before what concerns the whole bill. Together the shares are `total`."""
    if not sum(lines.values()):
        return dict.fromkeys(lines, 0)
    return dict(zip(lines, share_out(total, list(lines.values())), strict=True))


def back_for(worth: int, quantity: int, portions: int, gone: int, returned: int) -> int:
    """What goes back for the next `portions` of a line of `quantity`, after `gone` of them brought `returned` back.

    Counted from the whole, so that portion by portion never adds up to more than the line, nor to less.
    """
    return max(0, worth * (gone + portions) // quantity - returned)
