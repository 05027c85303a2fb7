"""TastyIgniter's records → the neutral shape. Dishes name their categories and options by name."""

from ordering.menu.importing.nodes import dicts, first, ident, is_true, rows, whole
from ordering.menu.importing.texts import as_text

ONE = ("radio", "select")


def fits(node: dict) -> bool:
    return any("menu_name" in m for m in dicts(node.get("menus")))


def to_neutral(node: dict) -> dict:
    options = {as_text(o.get("option_name")): _group(o) for o in dicts(node.get("menu_options"))}
    known = [c for c in dicts(node.get("categories"))]
    by_name: dict[str, list] = {}
    for item in rows(node.get("menus")):
        for name in _homes(item):
            by_name.setdefault(name, []).append(_dish(item, options))
    found = [
        {
            "id": first(c, "permalink_slug", "category_id"),
            "name": c.get("name"),
            "on_sale": is_true(c.get("status", 1)),
            "items": by_name.pop(as_text(c.get("name")), []),
        }
        for c in sorted(known, key=lambda c: whole(c.get("priority")) or 0)
    ]
    return {"categories": found + [{"name": name, "items": items} for name, items in by_name.items()]}


def _homes(item) -> list[str]:
    given = first(item, "categories", "category") if isinstance(item, dict) else None
    homes = given if isinstance(given, list) else [given]
    names = [as_text(h.get("name")) if isinstance(h, dict) else as_text(h) for h in homes]
    return list(dict.fromkeys(n for n in names if n)) or [""]


def _dish(item, options):
    if not isinstance(item, dict):
        return item
    groups = [
        options.get(o) if isinstance(o, str) else _group(o)
        for o in rows(item.get("menu_options"))
        if isinstance(o, dict) or (isinstance(o, str) and o in options)
    ]
    return {
        "id": ident(item.get("menu_id")),
        "name": item.get("menu_name"),
        "description": item.get("menu_description"),
        "price": item.get("menu_price"),
        "min_purchase": item.get("minimum_qty"),
        "on_sale": is_true(item.get("menu_status", 1)),
        "option_groups": groups,
    }


def _group(option) -> dict:
    """`quantity` lets a guest take several of each. Nothing must be chosen unless the record says so."""
    values, kind = rows(option.get("option_values")), option.get("display_type")
    times = 10 if kind == "quantity" else 1
    least = whole(option.get("min_selected")) or int(
        is_true(option.get("is_required")) or is_true(option.get("required"))
    )
    return {
        "id": ident(option.get("option_id")),
        "name": option.get("option_name"),
        "min": least,
        "max": 1 if kind in ONE else whole(option.get("max_selected")) or None,
        "options": [
            {"name": first(v, "name", "value"), "price": first(v, "price"), "max_quantity": times}
            if isinstance(v, dict)
            else v
            for v in values
        ],
    }
