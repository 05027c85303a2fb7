"""A whole table, eight at once: menu, three adds, place, ticket on a screen."""

from bench.figures import Figure
from bench.load import Taken

SECONDS, MOST = 3.0, 1500
DATABASES = ("sqlite", "postgresql")


def run(hall, slices: int) -> list[Figure]:
    turn = iter(range(10**6))

    def product() -> Taken:
        tables = hall.tables(MOST, cart=0, restaurants=8)
        return hall.drive(
            "parties",
            hall.product,
            kind="product",
            tables=tables,
            screen_tokens=[place.screens[0] for place in hall.places[:8]],
            seconds=SECONDS,
        )

    def floor() -> Taken:
        slice_ = next(turn)
        tables = [
            {
                "table": f"P{slice_}-{n}",
                "lines": [{"dish": f"dish-{(n + k) % 100}", "quantity": 1} for k in range(3)],
            }
            for n in range(MOST)
        ]
        return hall.drive("parties", hall.floor, kind="floor", tables=tables, screen_tokens=[""], seconds=SECONDS)

    ours, floors = hall.in_turns(slices, product, floor)
    lost = sum(t.lost for t in ours)
    return [
        Figure(
            f"a whole table, 8 at once, {hall.name}",
            "/s",
            [t.rate(201) for t in ours],
            [t.rate(201) for t in floors],
            promise=0.7,
            note=f"{lost} tickets lost" if lost else "",
        )
    ]
