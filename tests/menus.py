"""Real menus, read from where they lie, and plain ways to look at what an import made of them."""

from pathlib import Path

import orjson

from ordering.menu.importing import ImportPlan, read_menu
from tests.conftest import DATA

MENUS = sorted((DATA / "menus").glob("*.json")) if DATA.is_dir() else []
RAW = sorted((DATA / "menus_raw").glob("*.json")) if DATA.is_dir() else []
ABSENT = f"no real menus at {DATA} (set ZHUOMA_DATA)"
CURRENCIES = {"tastyigniter_demo": "GBP"}


def name_of(path: Path) -> str:
    return f"{path.parent.name}-{path.stem}"


def currency_of(path: Path) -> str:
    twin = DATA / "menus" / path.name
    return orjson.loads(twin.read_bytes())["currency"] if twin.exists() else CURRENCIES[path.stem]


def plan_of(path: Path, **more) -> ImportPlan:
    return read_menu(path.read_bytes(), "application/json", currency_of(path), **more)


def priceable(plan: ImportPlan, item) -> dict:
    """The planned dish as pricing.line_price takes it; modifiers are known by (group key, place)."""
    return {
        "id": item.key,
        "names": item.names,
        "price": item.price,
        "available": item.available,
        "left": None,
        "groups": [
            {
                "id": key,
                "names": plan.groups[key].names,
                "min": plan.groups[key].min,
                "max": plan.groups[key].max,
                "modifiers": {
                    (key, n): {
                        "names": m.names,
                        "price": m.price,
                        "max_quantity": m.max_quantity,
                        "available": m.available,
                    }
                    for n, m in enumerate(plan.groups[key].modifiers)
                },
            }
            for key in item.group_keys
        ],
    }


def cheapest(dish: dict) -> list[dict]:
    """The cheapest legal choice, as a guest would send it. Works on priceable dishes and on pricing_rows."""
    chosen = []
    for group in dish["groups"]:
        room = sorted(
            (m["price"], id) for id, m in group["modifiers"].items() if m["available"] for _ in range(m["max_quantity"])
        )
        chosen += [{"id": id, "quantity": 1} for _, id in room[: group["min"]]]
    return chosen
