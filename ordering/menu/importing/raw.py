"""Other programs' JSON, told apart by structure and never by name → the neutral shape. Docs: docs/menu-import.md."""

import json
from decimal import Decimal

from ordering.menu.importing.plan import Unreadable


def to_neutral(loaded) -> dict:
    """Unreadable for JSON of a kind that nobody here knows."""
    if isinstance(loaded, list):
        loaded = {"menu": loaded}
    if not isinstance(loaded, dict):
        raise Unreadable("The JSON is not an object.")
    for fits, read in KINDS:
        if fits(loaded):
            return read(loaded)
    raise Unreadable(
        "The JSON has none of the known shapes: neutral, Ele.me, Sky take-out, Swiggy, Miller's, TastyIgniter."
    )


def _eleme(loaded) -> dict:
    """SKUs are variants; `attrs` are choices that cost nothing; a dish may stand in several categories."""
    return _menu(
        [
            (
                c.get("id"),
                c.get("name"),
                [
                    {
                        "id": food.get("item_id") or food.get("virtual_food_id"),
                        "name": food.get("name"),
                        "description": food.get("description"),
                        "variations": [
                            {
                                "id": sku.get("sku_id") or sku.get("food_id"),
                                "name": _sku_name(sku),
                                "price": _decimal(sku.get("price")),
                                "sold_out": sku.get("sold_out"),
                                "stock": sku.get("stock"),
                            }
                            for sku in food.get("specfoods") or []
                        ],
                        "option_groups": [
                            {
                                "id": a.get("name"),
                                "name": a.get("name"),
                                "min": 1,
                                "max": 1,
                                "options": [{"name": value, "price": "0"} for value in a.get("values") or []],
                            }
                            for a in food.get("attrs") or []
                        ],
                    }
                    for food in c.get("foods") or []
                ],
            )
            for c in loaded["menu"]
        ]
    )


def _sku_name(sku) -> str:
    return " ".join(str(s.get("value", "")) for s in sku.get("specs") or [] if isinstance(s, dict)) or str(
        sku.get("name") or ""
    )


def _millers(loaded) -> dict:
    """`basePrice` may be zero with the whole price in a required group."""
    return _menu(
        [
            (
                n,
                c.get("name"),
                [
                    {
                        "name": item.get("name"),
                        "description": item.get("description"),
                        "price": _decimal(item.get("basePrice")),
                        "tags": item.get("tags"),
                        "option_groups": [
                            {
                                "name": g.get("name"),
                                "min": 1 if g.get("isRequired") else 0,
                                "max": 1 if g.get("selectionType") == "single" else len(g.get("options") or []),
                                "options": [
                                    {
                                        "name": o.get("name"),
                                        "price": _decimal(
                                            o.get("price", o.get("priceDelta", o.get("priceModifier", 0)))
                                        ),
                                    }
                                    for o in g.get("options") or []
                                    if isinstance(o, dict)
                                ],
                            }
                            for g in item.get("modifierGroups") or []
                            if not g.get("isTextInput")
                        ],
                    }
                    for item in c.get("items") or []
                ],
            )
            for n, c in enumerate(loaded["menu"])
        ]
    )


def _sky(loaded) -> dict:
    """Tables of a database: dishes and set meals by category, flavours as free choices."""
    flavours: dict[str, list] = {}
    for row in loaded.get("dish_flavor") or []:
        values = row.get("value")
        try:
            values = json.loads(values) if isinstance(values, str) else values
        except ValueError:
            values = [v.strip(' "[]') for v in values.split(",")]
        flavours.setdefault(str(row.get("dish_id")), []).append(
            {
                "id": row.get("id"),
                "name": row.get("name"),
                "min": 1,
                "max": 1,
                "options": [{"name": v, "price": "0"} for v in values or [] if v],
            }
        )
    parts: dict[str, list] = {}
    for row in loaded.get("setmeal_dish") or []:
        parts.setdefault(str(row.get("setmeal_id")), []).append(f"{row.get('name')} ×{row.get('copies', 1)}")
    rows: dict[str, list] = {}
    for kind in ("dish", "setmeal"):
        for row in loaded.get(kind) or []:
            text = "、".join(parts.get(str(row.get("id")), [])) if kind == "setmeal" else ""
            rows.setdefault(str(row.get("category_id")), []).append(
                {
                    "id": f"{kind}-{row.get('id')}",
                    "name": row.get("name"),
                    "price": _decimal(row.get("price")),
                    "description": "\n".join(t for t in (row.get("description"), text) if t),
                    "available": str(row.get("status")) == "1",
                    "option_groups": flavours.get(str(row.get("id")), []) if kind == "dish" else [],
                }
            )
    return _menu([(c.get("id"), c.get("name"), rows.get(str(c.get("id")), [])) for c in loaded["category"]])


def _swiggy(loaded) -> dict:
    """Prices in hundredths; the price of a dish with variants is the variant's."""
    return _menu(
        [
            (
                n,
                c.get("title"),
                [
                    {
                        "id": item.get("id"),
                        "name": item.get("name"),
                        "description": item.get("description"),
                        "price": _hundredths(item.get("price", item.get("defaultPrice"))),
                        "available": bool(item.get("inStock", 1)),
                        "option_groups": _swiggy_variants(item)
                        + [
                            {
                                "id": a.get("groupId"),
                                "name": a.get("groupName"),
                                "min": max(0, a.get("minAddons") or 0),
                                "max": a.get("maxAddons")
                                if (a.get("maxAddons") or 0) > 0
                                else len(a.get("choices") or []),
                                "options": [
                                    {
                                        "name": o.get("name"),
                                        "price": _hundredths(o.get("price", 0)),
                                        "available": bool(o.get("inStock", 1)),
                                    }
                                    for o in a.get("choices") or []
                                ],
                            }
                            for a in item.get("addons") or []
                        ],
                    }
                    for item in c.get("items") or []
                ],
            )
            for n, c in enumerate(loaded["categories"])
        ]
    )


def _swiggy_variants(item) -> list[dict]:
    groups = (
        (item.get("variantsV2") or {}).get("variantGroups") or (item.get("variants") or {}).get("variantGroups") or []
    )
    return [
        {
            "id": g.get("groupId"),
            "name": g.get("name"),
            "min": 1,
            "max": 1,
            "options": [
                {"name": v.get("name"), "price": _hundredths(v.get("price", 0)), "available": bool(v.get("inStock", 1))}
                for v in g.get("variations") or []
            ],
        }
        for g in groups
    ]


def _tasty(loaded) -> dict:
    """Menus name their categories and options by name."""
    options = {
        o.get("option_name"): {
            "name": o.get("option_name"),
            "min": 1 if o.get("display_type") in ("radio", "select") else 0,
            "max": 1 if o.get("display_type") in ("radio", "select") else len(o.get("option_values") or []),
            "options": [
                {"name": v.get("name", v.get("value")), "price": _decimal(v.get("price", 0))}
                for v in o.get("option_values") or []
            ],
        }
        for o in loaded.get("menu_options") or []
    }
    rows: dict[str, list] = {}
    for item in loaded["menus"]:
        where = item.get("categories") or item.get("category") or [None]
        for category in where if isinstance(where, list) else [where]:
            rows.setdefault(
                category if isinstance(category, str) or category is None else category.get("name"), []
            ).append(
                {
                    "name": item.get("menu_name"),
                    "description": item.get("menu_description"),
                    "price": _decimal(item.get("menu_price")),
                    "available": bool(item.get("menu_status", 1)),
                    "option_groups": [
                        options[o] for o in item.get("menu_options") or [] if isinstance(o, str) and o in options
                    ],
                }
            )
    known = [
        (c.get("permalink_slug"), c.get("name"), rows.pop(c.get("name"), [])) for c in loaded.get("categories") or []
    ]
    return _menu(known + [(None, name or "菜单", items) for name, items in rows.items()])


def _menu(categories) -> dict:
    return {"categories": [{"id": key, "name": name, "items": items} for key, name, items in categories]}


def _decimal(value) -> str | None:
    """Floats from JSON as their shortest text: 24.98 stays 24.98."""
    return (
        None
        if value is None or isinstance(value, (dict, list, bool))
        else format(Decimal(str(value).strip() or "0"), "f")
    )


def _hundredths(value) -> str | None:
    return None if value is None else format(Decimal(value).scaleb(-2), "f")


def _rows(loaded, key) -> list[dict]:
    found = loaded.get(key)
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []


KINDS = (
    (lambda d: any("foods" in c for c in _rows(d, "menu")), _eleme),
    (lambda d: any("basePrice" in i for c in _rows(d, "menu") for i in _rows(c, "items")), _millers),
    (lambda d: bool(_rows(d, "category")) and ("dish" in d or "setmeal" in d), _sky),
    (lambda d: any("menu_name" in m for m in _rows(d, "menus")), _tasty),
    (lambda d: any("title" in c for c in _rows(d, "categories")), _swiggy),
    (lambda d: "categories" in d or "restaurants" in d, lambda d: d),
)
