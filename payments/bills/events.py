"""What payments asks of other rooms, and the fact that money covers orders."""

from dataclasses import dataclass


@dataclass(frozen=True)
class OrdersOf:
    """Answered with the visit's orders in their REST shape."""

    restaurant_id: str
    visit_id: str
    lang: str = "zh"


@dataclass(frozen=True)
class VisitOf:
    """Answered with `{id, table_id, table_label, covers, channel, status, …}` or None."""

    restaurant_id: str
    visit_id: str


@dataclass(frozen=True)
class GuestsOf:
    """Answered with `[{id, nickname, mark, …}]`."""

    restaurant_id: str
    visit_id: str


@dataclass(frozen=True)
class HoldVisit:
    """Answered with the visit's row locked: whatever changes a bill stands in line there."""

    restaurant_id: str
    visit_id: str


@dataclass(frozen=True)
class PrintSlip:
    """Answered with `{id, name}` of the printer that has it in its queue now. `kind`: receipt or pre_bill; `rows` as
    bills.paper gives them; without a `printer_id` it is the printer for receipts. One slip for each `request_id`.
    """

    restaurant_id: str
    kind: str
    table: str
    rows: list
    printer_id: str | None = None
    request_id: str | None = None


@dataclass(frozen=True)
class DiscountChanged:
    """Something was taken off the bill, or put back."""

    restaurant_id: str
    visit_id: str


@dataclass(frozen=True)
class OrdersCovered:
    """Money that had come before now pays for these orders: the bill shrank, or there was too much of it."""

    restaurant_id: str
    visit_id: str
    order_ids: tuple[str, ...]
