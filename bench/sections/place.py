"""Placing an order as fast as it goes: 32 connections, full product against seven raw rows, in sixteen restaurants."""

from bench.figures import Figure, percentile
from bench.hall import RESTAURANTS
from bench.orders import floor_orders, product_orders

CONNECTIONS, SECONDS, MOST = 32, 2.0, 4000
DATABASES = ("sqlite", "postgresql")


def run(hall, slices: int) -> list[Figure]:
    product, floor = hall.in_turns(
        slices,
        lambda: _slice(hall, hall.product, product_orders(hall.tables(MOST, restaurants=RESTAURANTS))),
        lambda: _slice(hall, hall.floor, floor_orders(2 * MOST)),
    )
    return [
        Figure(
            f"place an order, {hall.name}, 32 at once",
            "/s",
            [t.rate(201) for t in product],
            [t.rate(201) for t in floor],
            promise=0.7,
        ),
        Figure(
            f"the same, p99, {hall.name}",
            "ms",
            [percentile(t.times, 0.99) for t in product],
            [percentile(t.times, 0.99) for t in floor],
            promise=0.5,
        ),
    ]


def _slice(hall, port, requests):
    return hall.drive("closed", port, requests=requests, connections=CONNECTIONS, seconds=SECONDS)
