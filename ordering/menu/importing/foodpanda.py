"""foodpanda's vendor answer → the neutral shape. Choices (`toppings`) are listed once and named by variations."""

from ordering.menu.importing.nodes import dicts, first, ident, is_true, rows


def fits(node: dict) -> bool:
    return any("menu_categories" in m for m in dicts(node.get("menus")))


def to_neutral(node: dict) -> dict:
    toppings = {ident(t.get("id")): t for t in dicts(node.get("toppings"))}
    for menu in dicts(node.get("menus")):
        toppings |= {ident(t.get("id")): t for t in dicts(menu.get("toppings"))}
    return {
        "categories": [
            {
                "id": c.get("id"),
                "name": first(c, "name", "title"),
                "items": [_dish(p, toppings) for p in rows(c.get("products"))],
            }
            for menu in dicts(node.get("menus"))
            for c in dicts(menu.get("menu_categories"))
        ]
    }


def _dish(product, toppings):
    if not isinstance(product, dict):
        return product
    return {
        "id": product.get("id"),
        "name": product.get("name"),
        "description": product.get("description"),
        "price": first(product, "price"),
        "sold_out": is_true(product.get("is_sold_out")),
        "variations": [
            {
                "id": v.get("id"),
                "name": v.get("name"),
                "price": v.get("price"),
                "price_before_discount": v.get("price_before_discount"),
                "container_price": v.get("container_price"),
                "option_groups": [
                    _group(toppings[key]) for t in rows(v.get("topping_ids")) if (key := ident(t)) in toppings
                ],
            }
            for v in dicts(product.get("product_variations"))
        ],
    }


def _group(topping) -> dict:
    return {
        "id": topping.get("id"),
        "name": topping.get("name"),
        "min": first(topping, "quantity_minimum", "min"),
        "max": first(topping, "quantity_maximum", "max"),
        "options": rows(topping.get("options")),
    }
