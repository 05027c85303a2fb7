"""A whole table as one phone lives it, against the product and against the floor."""

import uuid

import orjson

from bench.wire import request

API = "/api/v1"


def _product(line, table) -> str:
    """`table`: a restaurant's id, a guest token and three lines. Returns the order's id."""
    _asked(line, request("GET", f"{API}/restaurants/{table['restaurant_id']}/menu"), 200)
    for dish in table["lines"]:
        cart = orjson.loads(_asked(line, request("POST", f"{API}/visit/cart/lines", dish, table["token"]), 201))
    body = {"cart_version": cart["version"], "shown_total": cart["total"]}
    sent = _asked(
        line, request("POST", f"{API}/visit/orders", body, table["token"], Idempotency_Key=uuid.uuid4().hex), 201
    )
    return orjson.loads(sent)["order"]["id"]


def _floor(line, table) -> str:
    _asked(line, request("GET", "/menu"), 200)
    for dish in table["lines"]:
        _asked(line, request("POST", "/cart", {"table": table["table"], **dish}), 201)
    body = {"table": table["table"], "lines": table["lines"]}
    sent = _asked(line, request("POST", "/orders", body, Idempotency_Key=uuid.uuid4().hex), 201)
    return orjson.loads(sent)["order"]["id"]


def _asked(line, content, wanted) -> bytes:
    status, body = line.ask(content)
    if status != wanted:
        raise RuntimeError(f"{status} instead of {wanted}: {body[:300]!r}")
    return body


DINE = {"product": _product, "floor": _floor}
ORDER_OF_FRAME = {
    "product": lambda f: f["body"]["order_id"] if f["kind"] == "ticket.fired" else None,
    "floor": lambda f: f.get("order_id"),
}
