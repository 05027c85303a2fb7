"""What carts price by, and the menu's version."""

from collections import defaultdict

from sqlalchemy import select

from core.clock import now, rfc3339
from ordering.menu.models import (
    Category,
    CategoryItem,
    ItemModifierGroup,
    MenuItem,
    MenuVersion,
    Modifier,
    ModifierGroup,
)
from ordering.menu.standing import standing
from restaurants.stations.queries import stations_of


def menu_version(session, restaurant_id: str) -> int:
    """Moves on with every change of the menu; 0 before the first."""
    query = select(MenuVersion.version).where(MenuVersion.restaurant_id == restaurant_id, MenuVersion.id == "menu")
    return session.execute(query).scalar() or 0


def pricing_rows(session, restaurant_id: str, item_ids: list[str] | None = None) -> dict[str, dict]:
    """What carts price by, in four reads: `{item_id: {id, names, price, available, sold_out_until,
    left, station_ids, groups}}`. Hot paths ask `priced_items`."""
    at = now()
    wanted = [MenuItem.restaurant_id == restaurant_id, MenuItem.archived_at.is_(None)]
    if item_ids is not None:
        wanted.append(MenuItem.id.in_(item_ids))
    rows = session.execute(
        select(
            MenuItem.id,
            MenuItem.names,
            MenuItem.price,
            MenuItem.available,
            MenuItem.sold_out_until,
            MenuItem.left_count,
            MenuItem.station_id,
        ).where(*wanted)
    ).all()
    groups = _groups_by_item(session, restaurant_id, item_ids)
    stations = _stations_by_item(session, restaurant_id, rows)
    found = {}
    for r in rows:
        available, left = standing(r.available, r.left_count, r.sold_out_until, at)
        found[r.id] = {
            "id": r.id,
            "names": r.names,
            "price": r.price,
            "left": left,
            "sold_out_until": r.sold_out_until,
            "station_ids": stations[r.id],
            "available": available,
            "groups": groups.get(r.id, []),
        }
    return found


def answer_dishes(session, question) -> list[dict]:
    """For other rooms: DishesOf → `[{id, names, category, available, left, sold_out_until, station_ids}]`."""
    rid = question.restaurant_id
    items = pricing_rows(session, rid)
    rows = session.execute(
        select(CategoryItem.item_id, Category.names, MenuItem.sold_out_until)
        .join(
            Category, (Category.restaurant_id == CategoryItem.restaurant_id) & (Category.id == CategoryItem.category_id)
        )
        .join(MenuItem, (MenuItem.restaurant_id == CategoryItem.restaurant_id) & (MenuItem.id == CategoryItem.item_id))
        .where(CategoryItem.restaurant_id == rid)
        .order_by(Category.position, Category.id, CategoryItem.position, CategoryItem.id)
    ).all()
    first = {row.item_id: row for row in reversed(rows)}  # a dish in several categories stands in its first
    return [
        {
            **{key: items[row.item_id][key] for key in ("id", "names", "available", "left", "station_ids")},
            "category": row.names,
            "sold_out_until": rfc3339(row.sold_out_until),
        }
        for row in rows
        if row.item_id in items and first[row.item_id] is row
    ]


def _groups_by_item(session, restaurant_id, item_ids) -> dict[str, list]:
    query = (
        select(ItemModifierGroup.item_id, ModifierGroup.id, ModifierGroup.names, ModifierGroup.min, ModifierGroup.max)
        .join(
            ModifierGroup,
            (ModifierGroup.restaurant_id == ItemModifierGroup.restaurant_id)
            & (ModifierGroup.id == ItemModifierGroup.group_id),
        )
        .where(ItemModifierGroup.restaurant_id == restaurant_id)
        .order_by(ItemModifierGroup.position)
    )
    if item_ids is not None:
        query = query.where(ItemModifierGroup.item_id.in_(item_ids))
    links = session.execute(query).all()
    if not links:
        return {}
    choices = defaultdict(dict)
    query = (
        select(*Modifier.__table__.c)
        .where(Modifier.restaurant_id == restaurant_id)
        .order_by(Modifier.position, Modifier.id)
    )
    if item_ids is not None:
        query = query.where(Modifier.group_id.in_({row.id for row in links}))
    for m in session.execute(query):
        choices[m.group_id][m.id] = {
            "names": m.names,
            "price": m.price,
            "max_quantity": m.max_quantity,
            "available": m.available,
        }
    found = defaultdict(list)
    for g in links:
        found[g.item_id].append({"id": g.id, "names": g.names, "min": g.min, "max": g.max, "modifiers": choices[g.id]})
    return found


def _stations_by_item(session, restaurant_id, rows) -> dict[str, tuple]:
    """Item over category over default; none at all is told to every screen as "no station"."""
    stations = stations_of(session, restaurant_id)
    known = {s["id"] for s in stations}
    default = tuple(s["id"] for s in stations if s["is_default"])
    by_category = {}
    if any(r.station_id not in known for r in rows):
        for r in session.execute(
            select(CategoryItem.item_id, Category.station_id)
            .join(
                Category,
                (Category.restaurant_id == CategoryItem.restaurant_id) & (Category.id == CategoryItem.category_id),
            )
            .where(CategoryItem.restaurant_id == restaurant_id, Category.station_id.is_not(None))
        ):
            by_category.setdefault(r.item_id, r.station_id)
    return {
        r.id: (r.station_id,)
        if r.station_id in known
        else (by_category[r.id],)
        if by_category.get(r.id) in known
        else default
        for r in rows
    }
