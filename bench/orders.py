"""Requests that place one order each, made beforehand."""

import uuid

from bench.wire import request


def product_orders(tables: list[dict]) -> list[bytes]:
    """Each table sends the cart that it has."""
    return [
        request(
            "POST",
            "/api/v1/visit/orders",
            {"cart_version": t["version"], "shown_total": t["total"]},
            t["token"],
            Idempotency_Key=uuid.uuid4().hex,
        )
        for t in tables
    ]


def floor_orders(count: int) -> list[bytes]:
    """Three dishes each."""
    return [
        request(
            "POST",
            "/orders",
            {"table": f"T{n}", "lines": [{"dish": f"dish-{(n + k) % 100}", "quantity": 1} for k in range(3)]},
            Idempotency_Key=uuid.uuid4().hex,
        )
        for n in range(count)
    ]
