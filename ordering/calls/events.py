"""A guest wants somebody."""

from dataclasses import dataclass


@dataclass(frozen=True)
class CallMade:
    restaurant_id: str
    visit_id: str
    call_id: str
    kind: str
    order_id: str | None


@dataclass(frozen=True)
class CallAnswered:
    restaurant_id: str
    visit_id: str
    call_id: str


@dataclass(frozen=True)
class CallTakenBack:
    """Answered by mistake: it waits again."""

    restaurant_id: str
    visit_id: str
    call_id: str
