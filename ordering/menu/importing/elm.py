"""Ele.me's shop menu → the neutral shape. SKUs (`specfoods`) are variants; `attrs` are choices that cost nothing."""

from ordering.menu.importing.nodes import dicts, first, rows
from ordering.menu.importing.texts import as_text


def fits(node: dict) -> bool:
    return any("foods" in c for c in dicts(node.get("menu")))


def to_neutral(node: dict) -> dict:
    return {
        "categories": [
            {
                "id": first(c, "id", "global_id"),
                "name": c.get("name"),
                "items": [_dish(f) for f in rows(c.get("foods"))],
            }
            if isinstance(c, dict)
            else c
            for c in rows(node.get("menu"))
        ]
    }


def _dish(food):
    if not isinstance(food, dict):
        return food
    skus = dicts(food.get("specfoods"))
    return {
        "id": first(food, "item_id", "virtual_food_id"),
        "name": food.get("name"),
        "description": food.get("description"),
        "price": (skus[0] if skus else food).get("price"),
        "tags": [a.get("icon_name") for a in dicts(food.get("attributes"))],
        "min_purchase": food.get("min_purchase"),
        "sold_out": food.get("sold_out"),
        "variations": [
            {
                "id": first(s, "sku_id", "food_id"),
                "food_id": s.get("food_id"),
                "name": _sku_name(s),
                **{k: s.get(k) for k in ("price", "original_price", "packing_fee", "sold_out", "stock")},
            }
            for s in skus
        ],
        "option_groups": [
            {"name": a.get("name"), "min": 1, "max": 1, "options": [_value(v) for v in rows(a.get("values"))]}
            for a in dicts(food.get("attrs"))
        ],
    }


def _sku_name(sku) -> str:
    said = [as_text(s.get("value")) for s in dicts(sku.get("specs"))]
    return " ".join(t for t in said if t) or as_text(sku.get("name"))


def _value(value):
    return {"name": value, "price": "0"} if not isinstance(value, dict) else {"price": "0", **value}
