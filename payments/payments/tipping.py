"""Whether a tip is taken, before anything is charged."""

from core.errors import Invalid
from payments.bills.tips import is_welcome
from restaurants.profile.queries import restaurant_of

STAFF = "staff"  # the mark of a payment that staff began for a table


def be_welcome(session, restaurant_id: str, tip: int, amount: int, mark: str) -> None:
    """Invalid names `tip`. Staff write down what they were given."""
    tips = restaurant_of(session, restaurant_id)["tips"] if tip else None
    if is_welcome(tips, tip, amount, by_staff=mark == STAFF):
        return
    if tips is None:
        raise Invalid(errors={"tip": ["This restaurant takes no tips."]})
    fault = "More than is being paid." if tip > amount else "Choose what is offered (GET /visit/split)."
    raise Invalid(errors={"tip": [fault]})
