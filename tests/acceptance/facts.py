"""What the database holds afterwards, read from its tables and not through the program's own eyes."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from sqlalchemy import select

from core.db import make_engine
from core.pushes import Frame, Stream
from kitchen.tickets.models import Ticket, TicketLine
from ordering.orders.models import Order, OrderLine
from payments.bills.models import BillRow


@dataclass
class Facts:
    """`orders`: id → `{visit_id, round, total, lines: {id: [item_id, quantity, line_total]}}`; `on`: order line id →
    Counter of (station, quantity) over all tickets; `bills`: visit → total; `numbers`: stream → (head, its numbers);
    `fired`: (stream, ticket id) → how often; `statuses`: ticket id → status."""

    orders: dict
    on: dict
    bills: dict
    numbers: dict
    fired: Counter
    statuses: dict


def facts_of(database_url: str, restaurant_id: str) -> Facts:
    engine = make_engine(database_url)
    with engine.connect().execution_options(writes=False) as connection:

        def rows(model, *names):
            columns = [getattr(model, name) for name in names]
            return connection.execute(select(*columns).where(model.restaurant_id == restaurant_id)).all()

        orders = {o.id: {**o._mapping, "lines": {}} for o in rows(Order, "id", "visit_id", "round", "total")}
        for x in rows(OrderLine, "id", "order_id", "item_id", "quantity", "line_total"):
            orders[x.order_id]["lines"][x.id] = [x.item_id, x.quantity, x.line_total]
        tickets = {t.id: t for t in rows(Ticket, "id", "station_id", "status")}
        on, bills, numbers, fired = defaultdict(Counter), Counter(), {}, Counter()
        for x in rows(TicketLine, "ticket_id", "order_line_id", "quantity"):
            on[x.order_line_id][tickets[x.ticket_id].station_id, x.quantity] += 1
        for row in rows(BillRow, "bill_id", "amount"):
            bills[row.bill_id] += row.amount
        for stream in rows(Stream, "id", "head"):
            numbers[stream.id] = stream.head, []
        for frame in rows(Frame, "stream", "seq", "kind", "body"):
            numbers[frame.stream][1].append(frame.seq)
            if frame.kind == "ticket.fired":
                fired[frame.stream, frame.body["id"]] += 1
    engine.dispose()
    return Facts(orders, dict(on), dict(bills), numbers, fired, {id: t.status for id, t in tickets.items()})
