"""The question whose answer another room owns."""

from dataclasses import dataclass


@dataclass(frozen=True)
class HeldOf:
    """Answered with what the kitchen holds of this table until its course is fired: `[{course, dishes}]`."""

    restaurant_id: str
    visit_id: str


@dataclass(frozen=True)
class BillOf:
    """Answered by payments with the bill in its REST shape."""

    restaurant_id: str
    visit_id: str
    lang: str = "zh"
