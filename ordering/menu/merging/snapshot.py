"""The menu's rows as they stand, for an import to compare with, and what is to be written."""

from collections import defaultdict
from dataclasses import dataclass, field

from sqlalchemy import select

from ordering.menu.models import (
    Category,
    CategoryItem,
    ItemModifierGroup,
    ItemStation,
    MenuItem,
    Modifier,
    ModifierGroup,
)
from ordering.menu.queries import menu_version
from restaurants.stations.queries import cooking_stations


@dataclass
class Snapshot:
    """Rows as dicts by id. `choices`: group → its modifiers in order; `homes`: dish → {category: position};
    `uses`: dish → its groups in order; `stations`: name or id → id; `also`: dish → its further stations in order."""

    restaurant_id: str
    version: int
    categories: dict[str, dict]
    items: dict[str, dict]
    groups: dict[str, dict]
    choices: dict[str, list[dict]]
    homes: dict[str, dict[str, int]]
    uses: dict[str, list[str]]
    stations: dict[str, str]
    also: dict[str, list[str]]


@dataclass
class Changes:
    """What makes the menu what the plan means. Nothing in it: the menu is that already."""

    inserts: dict = field(default_factory=lambda: defaultdict(list))  # model → rows
    updates: list = field(default_factory=list)  # (model, id, values)
    removed: dict = field(default_factory=lambda: defaultdict(list))  # model → ids
    homes: dict = field(default_factory=dict)  # dish → {category: position}, whole
    uses: dict = field(default_factory=dict)  # dish → groups, whole
    also: dict = field(default_factory=dict)  # dish → its further stations, whole
    version: int = 0
    report: dict = field(default_factory=dict)

    def __bool__(self) -> bool:
        return any((self.inserts, self.updates, self.removed, self.homes, self.uses, self.also))


def snapshot_of(session, restaurant_id: str) -> Snapshot:
    """Seven reads of the whole menu."""

    def rows(model, *order):
        query = select(*model.__table__.c).where(model.restaurant_id == restaurant_id).order_by(*order, model.id)
        return [row._asdict() for row in session.execute(query)]

    choices, homes, uses, also = defaultdict(list), defaultdict(dict), defaultdict(list), defaultdict(list)
    for row in rows(Modifier, Modifier.position):
        choices[row["group_id"]].append(row)
    for row in rows(CategoryItem, CategoryItem.position):
        homes[row["item_id"]][row["category_id"]] = row["position"]
    for row in rows(ItemModifierGroup, ItemModifierGroup.position):
        uses[row["item_id"]].append(row["group_id"])
    for row in rows(ItemStation, ItemStation.position):
        also[row["item_id"]].append(row["station_id"])
    stations = {}
    for station in cooking_stations(session, restaurant_id):
        stations |= {name: station["id"] for name in (*station["names"].values(), station["id"])}
    return Snapshot(
        restaurant_id,
        menu_version(session, restaurant_id),
        *({row["id"]: row for row in rows(model)} for model in (Category, MenuItem, ModifierGroup)),
        choices,
        homes,
        uses,
        stations,
        also,
    )
