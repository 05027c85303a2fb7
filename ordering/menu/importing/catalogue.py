"""A restaurant's own catalogue (what its site or till keeps) → the neutral shape, by the words people use."""

from ordering.menu.importing.nodes import dicts, first, is_true, rows
from ordering.menu.importing.texts import as_text

CATEGORIES = ("categories", "menu", "sections", "groups", "menus", "catalog", "catalogue", "data")
ITEMS = ("items", "dishes", "products", "foods", "menu_items", "menuItems", "entries", "children", "list")
NAME = ("name", "title", "label", "displayName", "display_name", "dishName")
PRICE = ("price", "basePrice", "base_price", "unitPrice", "unit_price", "salePrice", "amount", "cost")
EXTRA = (
    *("priceAdjustment", "price_adjustment", "priceDelta", "price_delta", "priceModifier", "price_modifier"),
    *("extraPrice", "extra_price", "additionalPrice", "additional_price", "surcharge", "upcharge", "price", "amount"),
)
GROUPS = (
    "option_groups",
    "optionGroups",
    "modifierGroups",
    "modifier_groups",
    "customizationGroups",
    "options",
    "modifiers",
    "addons",
    "extras",
)
CHOICES = (
    "options",
    "choices",
    "modifiers",
    "values",
    "items",
    "customizationChoices",
    "customizations",
    "option_values",
)
SIZES = ("variations", "variants", "sizes", "portions")


def fits(node: dict) -> bool:
    return bool(_categories(node))


def to_neutral(node: dict) -> dict:
    return {
        **{k: node[k] for k in ("currency", "language", "source") if k in node},
        "categories": [_category(c) for c in _categories(node)],
    }


def _categories(node) -> list:
    """Lists of dishes under their headings; dishes without any heading are grouped by what they say themselves."""
    for key in CATEGORIES:
        found = rows(node.get(key))
        if any(first(c, *ITEMS) is not None for c in dicts(found)):
            return found
    flat = next((rows(node.get(k)) for k in (*CATEGORIES, *ITEMS) if any(_is_dish(d) for d in dicts(node.get(k)))), [])
    by_name: dict[str, list] = {}
    for dish in flat:
        home = first(dish, "category", "section", "categoryName", "type") if isinstance(dish, dict) else None
        home = home.get("name") if isinstance(home, dict) else home
        by_name.setdefault(as_text(home), []).append(dish)
    return [{"name": name or None, "items": items} for name, items in by_name.items()]


def _is_dish(node) -> bool:
    return first(node, *NAME) is not None and any(key in node for key in (*PRICE, *SIZES))


def _category(node):
    if not isinstance(node, dict):
        return node
    given = next((node[key] for key in ITEMS if isinstance(node.get(key), (list, dict))), [])
    return {
        "id": first(node, "id", "_id", "apiKey", "slug"),
        **_named(node),
        "on_sale": not is_true(node.get("hidden")),
        "items": [_dish(d) for d in rows(given)],
    }


def _dish(node):
    if not isinstance(node, dict):
        return node
    price = first(node, *PRICE)
    if price is None:
        price = next((node[k] for k in PRICE if k in node), None)
    sizes = next((node[key] for key in SIZES if node.get(key)), None)
    if isinstance(price, dict):  # {"small": 8, "large": 10}
        price, sizes = None, price
    groups = [g for key in GROUPS if key not in SIZES for g in dicts(node.get(key))]
    loose = [g for g in groups if not any(isinstance(g.get(c), (list, dict)) for c in CHOICES)]
    return {
        **node,
        "id": first(node, "id", "_id", "apiKey", "sku", "code"),
        **_named(node),
        "description": first(node, "description", "desc", "details"),
        "price": price,
        "variations": _sizes(sizes),
        "option_groups": [_group(g) for g in groups if g not in loose]
        + ([{"name": "+", "min": 0, "options": [_choice(o) for o in loose]}] if loose else []),
    }


def _sizes(given) -> list[dict]:
    if isinstance(given, dict) and not any(isinstance(v, (dict, list)) for v in given.values()):
        return [{"id": k, "name": k, "price": v} for k, v in given.items() if v not in (None, "")]
    return [
        {
            **v,
            "id": first(v, "id", "_id", "sku"),
            "name": first(v, *NAME, "size"),
            "price": first(v, *PRICE) or v.get("price"),
        }
        for v in dicts(given)
    ]


def _group(node: dict) -> dict:
    given = next((node[key] for key in CHOICES if isinstance(node.get(key), (list, dict))), [])
    required = is_true(first(node, "isRequired", "required", "is_required", "mandatory"))
    least = first(node, "min", "minSelections", "minSelect", "min_selections", "minimum")
    most = first(node, "max", "maxSelections", "maxSelect", "max_selections", "maximum")
    single = as_text(first(node, "selectionType", "selection_type", "type")).lower() in (
        "single",
        "radio",
        "select",
        "one",
    )
    return {
        "id": first(node, "id", "_id", "apiKey"),
        **_named(node),
        "min": int(required) if least is None else max(int(required), least) if isinstance(least, int) else least,
        "max": 1 if most is None and single else most,
        "text_input": node.get("isTextInput", node.get("text_input")),
        "options": [_choice(o) for o in rows(given)],
    }


def _choice(node):
    if not isinstance(node, dict):
        return node
    inner = [_group(g) for key in ("modifierGroups", "option_groups", "groups") for g in dicts(node.get(key))]
    price = next((node[k] for k in EXTRA if node.get(k) not in (None, "")), 0)
    return {**node, "id": first(node, "id", "_id", "apiKey"), **_named(node), "price": price, "option_groups": inner}


def _named(node) -> dict:
    return {"name": first(node, *NAME)}
