"""Swiggy's menu (categories of items, or the app's nested cards) → the neutral shape. Prices are in hundredths."""

from decimal import Decimal, InvalidOperation

from ordering.menu.importing.nodes import dicts, first, is_true, rows, whole


def fits(node: dict) -> bool:
    return any("title" in c and "items" in c for c in dicts(node.get("categories")))


def to_neutral(node: dict) -> dict:
    return read_categories([c for c in rows(node.get("categories"))])


def fits_cards(node: dict) -> bool:
    return next(_with_cards(node), None) is not None


def cards_to_neutral(node: dict) -> dict:
    return read_categories(
        [
            {
                "title": c.get("title"),
                "items": [(card.get("card") or card).get("info") for card in dicts(c["itemCards"])],
            }
            for c in _with_cards(node)
        ]
    )


def _with_cards(node, depth=0):
    """Every node that holds `itemCards`, in the order of the answer."""
    if isinstance(node, dict) and isinstance(node.get("itemCards"), list):
        yield node
    elif depth < 12 and isinstance(node, (dict, list)):
        for inner in rows(node):
            yield from _with_cards(inner, depth + 1)


def read_categories(categories: list) -> dict:
    stocks = any("inStock" in o for c in dicts(categories) for i in dicts(c.get("items")) for o in _all_choices(i))
    return {
        "categories": [
            {
                "id": str(n),
                "name": first(c, "title", "name"),
                "items": [_dish(i, stocks) if isinstance(i, dict) else i for i in rows(c.get("items"))],
            }
            if isinstance(c, dict)
            else c
            for n, c in enumerate(categories)
        ]
    }


def _all_choices(item):
    return [o for a in dicts(item.get("addons")) for o in dicts(a.get("choices"))]


def _dish(item: dict, stocks: bool) -> dict:
    price = _hundredths(item.get("price") or item.get("defaultPrice") or item.get("price"))
    groups, price = _variants(item, price)
    return {
        "id": item.get("id"),
        "name": item.get("name"),
        "description": item.get("description"),
        "price": price,
        "final_price_minor": item.get("finalPrice"),
        "in_stock": is_true(item.get("inStock", 1)),
        "veg": is_true(item.get("isVeg")),
        "pricing_models": (_node(item.get("variantsV2")).get("pricingModels")),
        "option_groups": groups
        + [
            {
                "id": a.get("groupId"),
                "name": a.get("groupName"),
                "min": whole(a.get("minAddons")) or 0,
                "max": a.get("maxAddons"),
                "options": [_choice(o, stocks) for o in rows(a.get("choices"))],
            }
            for a in dicts(item.get("addons"))
        ],
    }


def _choice(choice, stocks):
    """The answer leaves zeros out: where others tell their stock, one that does not is out of it."""
    if not isinstance(choice, dict):
        return choice
    on = is_true(choice.get("inStock", 0 if stocks else 1)) and is_true(choice.get("isEnabled", 1))
    return {
        "id": choice.get("id"),
        "name": choice.get("name"),
        "price": _hundredths(choice.get("price", 0)),
        "in_stock": on,
    }


def _variants(item, price) -> tuple[list[dict], str | None]:
    """Without pricing models a variant's price is the whole one where the default's equals the dish's, else added."""
    node = _node(item.get("variantsV2"))
    if not dicts(node.get("variantGroups")):
        node = _node(item.get("variants"))
    groups = []
    for g in dicts(node.get("variantGroups")):
        options = [
            {
                "id": v.get("id"),
                "name": v.get("name"),
                "price": _hundredths(v.get("price")),
                "default": is_true(v.get("default")),
                "in_stock": is_true(v.get("inStock", 1)),
            }
            for v in dicts(g.get("variations"))
        ]
        groups.append(
            {"id": g.get("groupId"), "name": g.get("name"), "kind": "variant", "min": 1, "max": 1, "options": options}
        )
    prices = [_number(o["price"]) for g in groups[:1] for o in g["options"]]
    if len(groups) == 1 and prices and None not in prices and min(prices) > 0:
        default = next((_number(o["price"]) for o in groups[0]["options"] if o["default"]), min(prices))
        if not _number(price) or _number(price) in (default, min(prices)):
            for option in groups[0]["options"]:
                option["price"] = str(_number(option["price"]) - min(prices))
            price = str(min(prices))
    return groups, price


def _hundredths(value) -> str | None:
    number = _number(value)
    return value if number is None else format(number.scaleb(-2), "f")


def _number(value) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number) < 10**15 else None


def _node(value) -> dict:
    return value if isinstance(value, dict) else {}
