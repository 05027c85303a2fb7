"""What a guest may add for the staff, as the owner set it. Pure; a tip is none of the bill's."""

from core.money import percent_of


def choices_of(tips: dict, share: int, due: int) -> list[dict]:
    """`[{rate, amount, of_all}]`: what is suggested on top of a share, and on top of all that is due.

    Nothing that is zero, or more than what it goes on top of: that stands as 0.
    """
    of = [(rate, percent_of(share, rate), percent_of(due, rate)) for rate in tips["rates"]]
    of += [(None, amount, amount) for amount in tips["amounts"]]
    found = [
        {"rate": rate, "amount": own if own <= share else 0, "of_all": whole if whole <= due else 0}
        for rate, own, whole in of
    ]
    return [each for each in found if each["amount"] or each["of_all"]]


def is_welcome(tips: dict | None, tip: int, amount: int, *, by_staff: bool) -> bool:
    """Whether so much may come on top of `amount`. Staff write down what they were given."""
    if not tip:
        return True
    if tips is None or tip > amount:
        return False
    return by_staff or tips["custom"] or tip in [each["amount"] for each in choices_of(tips, amount, amount)]
