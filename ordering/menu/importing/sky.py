"""Sky take-out's tables (苍穹外卖): dishes and set meals by category, flavours as choices that cost nothing."""

import json

from ordering.menu.importing.nodes import dicts, first, ident, is_true, rows, whole
from ordering.menu.importing.texts import as_text


def fits(node: dict) -> bool:
    return bool(dicts(node.get("category"))) and ("dish" in node or "setmeal" in node)


def to_neutral(node: dict) -> dict:
    flavours, parts = _flavours(node), _parts(node)
    by_category: dict[str, list] = {}
    for kind in ("dish", "setmeal"):
        for row in rows(node.get(kind)):
            if not isinstance(row, dict):
                by_category.setdefault("", []).append(row)
                continue
            id = ident(row.get("id"))
            by_category.setdefault(ident(first(row, "category_id", "categoryId")), []).append(
                {
                    "id": f"{kind}-{id}" if id else None,
                    "name": row.get("name"),
                    "price": row.get("price"),
                    "description": row.get("description"),
                    "on_sale": is_true(row.get("status", 1)),
                    "option_groups": flavours.get(id, []) if kind == "dish" else [],
                    "contains": parts.get(id, []) if kind == "setmeal" else [],
                }
            )
    known = sorted(dicts(node.get("category")), key=lambda c: whole(c.get("sort")) or 0)
    found = [
        {
            "id": c.get("id"),
            "name": c.get("name"),
            "on_sale": is_true(c.get("status", 1)),
            "items": by_category.pop(ident(c.get("id")), []),
        }
        for c in known
    ]
    return {"categories": found + [{"name": None, "items": items} for items in by_category.values()]}


def _flavours(node) -> dict[str, list]:
    found: dict[str, list] = {}
    for row in dicts(node.get("dish_flavor") or node.get("dishFlavors")):
        options = [{"name": v, "price": "0"} for v in _values(row.get("value"))]
        group = {"id": row.get("id"), "name": row.get("name"), "min": 1, "max": 1, "options": options}
        found.setdefault(ident(first(row, "dish_id", "dishId")), []).append(group)
    return found


def _values(value) -> list:
    """A JSON list inside a text, or what is left of one."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            value = value.strip("[] ").split(",")
    return [t for v in rows(value) if (t := as_text(v).strip(' "'))]


def _parts(node) -> dict[str, list]:
    found: dict[str, list] = {}
    for row in dicts(node.get("setmeal_dish") or node.get("setmealDishes")):
        found.setdefault(ident(first(row, "setmeal_id", "setmealId")), []).append(row)
    return found
