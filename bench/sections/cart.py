"""One more dish in the live cart of a table, one request at a time."""

from bench.figures import Figure, percentile
from bench.wire import request

ADDS = 400
DATABASES = ("sqlite", "postgresql")


def run(hall, slices: int) -> list[Figure]:
    def product():
        tables = hall.tables(ADDS // 4, cart=0)
        adds = [
            request("POST", "/api/v1/visit/cart/lines", t["lines"][n % 3], t["token"]) for t in tables for n in range(4)
        ]
        return hall.drive("closed", hall.product, requests=adds, connections=1, seconds=60.0)

    turn = iter(range(10**6))

    def floor():
        slice_ = next(turn)
        adds = [
            request("POST", "/cart", {"table": f"C{slice_}-{n // 4}", "dish": f"dish-{n % 100}", "quantity": 1})
            for n in range(ADDS)
        ]
        return hall.drive("closed", hall.floor, requests=adds, connections=1, seconds=60.0)

    ours, floors = hall.in_turns(slices, product, floor)
    for taken in (*ours, *floors):
        taken.rate(201)
    return [
        Figure(
            f"one add to the live cart, p50, {hall.name}",
            "ms",
            [percentile(t.times, 0.5) for t in ours],
            [percentile(t.times, 0.5) for t in floors],
            promise=1.5,
        )
    ]
