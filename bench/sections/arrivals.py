"""300 orders a second arriving steadily in four restaurants while three screens watch in each."""

from bench.figures import Figure, percentile
from bench.orders import floor_orders, product_orders

RATE, ORDERS = 300.0, 900
DATABASES = ("sqlite",)


def run(hall, slices: int) -> list[Figure]:
    def product():
        return hall.drive(
            "arriving",
            hall.product,
            requests=product_orders(hall.tables(ORDERS, restaurants=4)),
            rate=RATE,
            tokens=[screen for place in hall.places[:4] for screen in place.screens],
            order_of_frame="body.order_id",
        )

    def floor():
        return hall.drive(
            "arriving",
            hall.floor,
            requests=floor_orders(ORDERS),
            rate=RATE,
            tokens=[""] * 3,
            order_of_frame="order_id",
        )

    ours, floors = hall.in_turns(slices, product, floor)
    lost = sum(t.lost for t in ours)
    return [
        Figure(
            f"300 orders/s arriving, 3 screens, {hall.name}: placed, p99",
            "ms",
            [percentile(t.times, 0.99) for t in ours],
            [percentile(t.times, 0.99) for t in floors],
            promise=2.0,
        ),
        Figure(
            f"the same: on all screens, p99, {hall.name}",
            "ms",
            [percentile(t.heard, 0.99) for t in ours],
            [percentile(t.heard, 0.99) for t in floors],
            promise=2.0,
            note=f"{lost} lost" if lost else "none lost",
        ),
    ]
