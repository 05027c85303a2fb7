"""Real menus, read from where they lie, and plain ways to look at what an import made of them."""

from collections import defaultdict
from functools import cache
from pathlib import Path

import orjson

from ordering.menu.importing import ImportPlan, read_menu
from ordering.menu.merging.snapshot import Snapshot
from ordering.menu.models import Category, MenuItem, Modifier, ModifierGroup
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


@cache
def plan_of(path: Path) -> ImportPlan:
    """Read once: nothing that takes a plan changes it."""
    return read_menu(path.read_bytes(), "application/json", currency_of(path))


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


def empty(restaurant_id: str = "r") -> Snapshot:
    return Snapshot(
        restaurant_id, 0, {}, {}, {}, defaultdict(list), defaultdict(dict), defaultdict(list), {}, defaultdict(list)
    )


def applied(snapshot: Snapshot, changes) -> Snapshot:
    """The menu's rows after these changes, without a database."""
    rows = {
        Category: snapshot.categories,
        MenuItem: snapshot.items,
        ModifierGroup: snapshot.groups,
        Modifier: {m["id"]: m for choices in snapshot.choices.values() for m in choices},
    }
    rows = {model: {id: dict(row) for id, row in kept.items()} for model, kept in rows.items()}
    for model, made in changes.inserts.items():
        rows[model] |= {row["id"]: dict(row) for row in made}
    for model, id, values in changes.updates:
        rows[model][id].update(values)
    for model, ids in changes.removed.items():
        for id in ids:
            del rows[model][id]
    choices = defaultdict(list)
    for m in sorted(rows[Modifier].values(), key=lambda m: (m["position"], m["id"])):
        choices[m["group_id"]].append(m)
    for model in (Category, MenuItem, ModifierGroup):
        keys = [row["source_key"] for row in rows[model].values()]
        assert len(set(keys)) == len(keys) and all(len(key) <= 200 for key in keys)
    homes = defaultdict(dict, {**snapshot.homes, **changes.homes})
    uses = defaultdict(list, {**snapshot.uses, **changes.uses})
    assert all(group in rows[ModifierGroup] for groups in uses.values() for group in groups)
    return Snapshot(
        snapshot.restaurant_id,
        snapshot.version + 1,
        *(rows[model] for model in (Category, MenuItem, ModifierGroup)),
        choices,
        homes,
        uses,
        snapshot.stations,
        defaultdict(list, {**snapshot.also, **changes.also}),
    )
