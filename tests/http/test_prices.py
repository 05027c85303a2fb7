"""The total is the server's own sum, and what was seen is what is charged (promise 4)."""

import random

import pytest

from ordering.orders import place as placing
from tests.people import MENU, new_key, open_place

SEED = 4
FORBIDDEN = (
    *("price", "unit_price", "line_total", "subtotal", "total", "tax", "discount", "fees", "currency", "status"),
    *("payment_state", "restaurant_id", "table_id", "visit_id", "guest_id", "added_by", "placed_by", "number", "round"),
)


def random_menu(chance) -> dict:
    """Dishes with up to three groups of choices, some required, some free, some with a price."""
    items = []
    for n in range(6):
        groups = []
        for g in range(chance.randint(0, 3)):
            prices = [f"{chance.choice((0, 0, 1, 50, 350)) / 100:.2f}" for _ in range(chance.randint(1, 4))]
            options = [{"id": f"o{i}", "name": f"选{n}{g}{i}", "price": price} for i, price in enumerate(prices)]
            least = chance.randint(0, 1)
            most = chance.randint(max(1, least), len(options))
            groups.append({"id": f"g{n}{g}", "name": f"组{n}{g}", "min": least, "max": most, "options": options})
        price = f"{chance.randint(0 if groups else 1, 9999) / 100:.2f}"
        items.append({"id": f"i{n}", "name": f"菜{n}", "price": price, "variations": [], "option_groups": groups})
    return {"currency": "CNY", "categories": [{"id": "c", "name": "菜单", "items": items}]}


def chosen(item, chance) -> tuple[list, int]:
    """A choice that every group allows, and what it costs by the menu that the guest reads."""
    modifiers, price = [], item["price"]
    for group in item["modifier_groups"]:
        picked = chance.sample(
            group["modifiers"], chance.randint(group["min"], min(group["max"], len(group["modifiers"])))
        )
        modifiers += [{"id": m["id"], "quantity": 1} for m in picked]
        price += sum(m["price"] for m in picked)
    return modifiers, price


def wrong_sums(app, seed, shown=lambda cart: cart["total"]) -> list[str]:
    """Differences between what one round cost and an independent sum over the menu; fees of every kind included."""
    chance = random.Random(seed)
    fees = [
        {"kind": "per_head", "name": "茶位", "amount": chance.randint(0, 500)},
        {"kind": "percent", "name": "服务费", "rate": chance.choice(("0.10", "0.055", "0.125"))},
        {"kind": "per_order", "name": "打包", "amount": chance.randint(0, 300)},
    ]
    place = open_place(app, random_menu(chance), fees=fees)
    guest, covers, subtotal = place.sit(), chance.randint(1, 5), 0
    guest.call("PUT", "/api/v1/visit/covers", {"covers": covers})
    for _ in range(chance.randint(2, 8)):
        item, quantity = chance.choice(list(place.dishes.values())), chance.randint(1, 9)
        modifiers, price = chosen(item, chance)
        body = {"item_id": item["id"], "quantity": quantity, "modifiers": modifiers}
        status, cart = guest.post("/api/v1/visit/cart/lines", body)
        assert status == 201, cart
        subtotal += price * quantity
    percent = (subtotal * round(float(fees[1]["rate"]) * 1000) + 500) // 1000
    total = subtotal + fees[0]["amount"] * covers + percent + fees[2]["amount"]
    body = {"cart_version": cart["version"], "shown_total": shown(cart)}
    status, sent = guest.post("/api/v1/visit/orders", body, new_key())
    problems = [] if cart["total"] == total else [f"cart {cart['total']}, by the menu {total}"]
    if status == 201 and shown(cart) != total:
        problems.append(f"accepted at {shown(cart)}, which is not {total}")
    if status == 201 and (sent["order"]["total"], sent["bill"]["total"]) != (subtotal, total):
        problems.append(
            f"order {sent['order']['total']}, bill {sent['bill']['total']}, by the menu {subtotal}, {total}"
        )
    if status != 201 and guest.get("/api/v1/visit")[1]["orders"]:
        problems.append("refused, but saved")
    return problems


@pytest.mark.parametrize("seed", range(SEED, SEED + 5))
def test_totals_are_the_sums_of_the_menu(app, seed):
    assert wrong_sums(app, seed) == []
    assert wrong_sums(app, seed, shown=lambda cart: cart["total"] - 1) == []


def test_twin_a_server_that_believes_the_shown_total_is_found_out(app, monkeypatch):
    real = placing.cart_of

    def believing(*args, **words):
        cart = real(*args, **words)
        return {**cart, "total": cart["total"] - 1}

    monkeypatch.setattr(placing, "cart_of", believing)
    assert any("accepted" in problem for problem in wrong_sums(app, SEED, shown=lambda cart: cart["total"] - 1))


@pytest.mark.parametrize("field", FORBIDDEN)
def test_what_a_client_may_not_say_is_refused_by_name(place, field):
    guest = place.sit()
    cart = place.add(guest)
    line = cart["lines"][0]["id"]
    calls = (
        ("POST", "/api/v1/visit/cart/lines", {"item_id": place.dishes["米饭"]["id"], "quantity": 1}),
        ("PUT", f"/api/v1/visit/cart/lines/{line}", {"quantity": 1}),
        ("POST", "/api/v1/visit/orders", {"cart_version": cart["version"], "shown_total": cart["total"]}),
        ("POST", "/api/v1/visit/payments", {"wallet": "counter"}),
        ("POST", "/api/v1/visits", {"code": place.tables[0]["code"]}),
        ("PUT", "/api/v1/visit/covers", {"covers": 2}),
        ("POST", "/api/v1/visit/calls", {"kind": "water"}),
    )
    before = guest.get("/api/v1/visit")[1]
    for method, path, body in calls:
        for value in (1, 0, "paid", place.id):
            status, problem = guest.call(method, path, {**body, field: value}, new_key())
            assert status == 422, (path, field, problem)
            assert list(problem["errors"]) == [field]
    assert guest.get("/api/v1/visit")[1] == before


def test_the_menu_may_change_under_a_cart_but_not_under_an_order(app):
    place = open_place(app, MENU)
    guest = place.sit()
    order = place.send(guest, place.add(guest, "宫保鸡丁"))[1]["order"]
    dish = place.dishes["宫保鸡丁"]["id"]
    assert place.owner.call("PATCH", f"{place.home}/menu-items/{dish}", {"price": 1, "names": {"zh": "别的"}})[0] == 200
    assert place.owner.call("DELETE", f"{place.home}/menu-items/{dish}")[0] == 204
    kept = guest.get("/api/v1/visit")[1]["orders"][0]
    assert (kept["total"], kept["lines"]) == (order["total"], order["lines"])
