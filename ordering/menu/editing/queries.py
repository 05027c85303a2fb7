"""The menu as its owner edits it: every language, every id, stations and counts."""

from collections import defaultdict

from sqlalchemy import select

from core.clock import now, rfc3339
from core.web.schemas import page
from ordering.menu.models import (
    Category,
    CategoryItem,
    ItemModifierGroup,
    ItemStation,
    MenuItem,
    Modifier,
    ModifierGroup,
)
from ordering.menu.queries import be_item
from ordering.menu.standing import standing

SHOWN = "id names descriptions price tags allergens image_url station_id stations_finish course position".split()


def categories_of(session, restaurant_id: str) -> list[dict]:
    """`[{id, names, position, station_id}]` in their order."""
    rows = session.execute(
        select(Category.id, Category.names, Category.position, Category.station_id)
        .where(Category.restaurant_id == restaurant_id)
        .order_by(Category.position, Category.id)
    ).mappings()
    return [dict(r) for r in rows]


def groups_of(session, restaurant_id: str, only: str | None = None) -> list[dict]:
    """`[{id, names, min, max, modifiers: [{id, names, price, max_quantity, available}]}]`, oldest first."""
    choices = defaultdict(list)
    query = select(*Modifier.__table__.c).where(Modifier.restaurant_id == restaurant_id)
    query = query.where(Modifier.group_id == only) if only else query
    for m in session.execute(query.order_by(Modifier.position, Modifier.id)).mappings():
        choices[m["group_id"]].append({k: m[k] for k in ("id", "names", "price", "max_quantity", "available")})
    rows = session.execute(
        select(ModifierGroup.id, ModifierGroup.names, ModifierGroup.min, ModifierGroup.max)
        .where(ModifierGroup.restaurant_id == restaurant_id)
        .order_by(ModifierGroup.id)
    ).mappings()
    return [{**r, "modifiers": choices[r["id"]]} for r in rows]


def items_page(session, restaurant_id: str, cursor: str | None = None, limit: int = 50) -> dict:
    """`{items, next_cursor}`."""
    query = select(*MenuItem.__table__.c).where(MenuItem.restaurant_id == restaurant_id, MenuItem.archived_at.is_(None))
    found = page(session, query, MenuItem.id, cursor, limit)
    return {**found, "items": _shapes(session, restaurant_id, found["items"])}


def item_of(session, restaurant_id: str, item_id: str) -> dict:
    """One dish. ItemUnknown where it is not on the menu."""
    return _shapes(session, restaurant_id, [be_item(session, restaurant_id, item_id)._mapping])[0]


def _shapes(session, restaurant_id, rows) -> list[dict]:
    ids, at = [row["id"] for row in rows], now()
    homes = _linked(session, restaurant_id, CategoryItem, "category_id", ids)
    groups = _linked(session, restaurant_id, ItemModifierGroup, "group_id", ids)
    also = _linked(session, restaurant_id, ItemStation, "station_id", ids)
    shapes = []
    for row in rows:
        available, left = standing(row["available"], row["left_count"], row["sold_out_until"], at)
        holds = row["sold_out_until"] is not None and row["sold_out_until"] > at
        state = {
            "available": available,
            "left_count": left,
            "sold_out_until": rfc3339(row["sold_out_until"]) if holds else None,
        }
        own = [row["station_id"]] if row["station_id"] else []
        linked = {
            "category_ids": homes[row["id"]],
            "group_ids": groups[row["id"]],
            "station_ids": own + also[row["id"]],
        }
        shapes.append({**{k: row[k] for k in SHOWN}, **state, **linked})
    return shapes


def _linked(session, restaurant_id, model, column, ids) -> dict[str, list]:
    found = defaultdict(list)
    for row in session.execute(
        select(model.item_id, getattr(model, column))
        .where(model.restaurant_id == restaurant_id, model.item_id.in_(ids))
        .order_by(model.position, model.id)
    ):
        found[row[0]].append(row[1])
    return found
