"""What carts price by, one dish, and the menu's version."""

from collections import defaultdict

from sqlalchemy import bindparam, select, update

from core.clock import now, rfc3339
from core.statements import among, run, statement
from ordering.menu.models import (
    Category,
    CategoryItem,
    ItemModifierGroup,
    ItemStation,
    MenuItem,
    MenuVersion,
    Modifier,
    ModifierGroup,
)
from ordering.menu.pricing import ItemUnknown
from ordering.menu.standing import standing
from restaurants.stations.models import COOKING
from restaurants.stations.queries import STATIONS

_ITEM = MenuItem.restaurant_id == bindparam("restaurant")
ON_THE_MENU = statement(select(MenuItem.id).where(_ITEM, MenuItem.archived_at.is_(None)))
DISHES = statement(
    select(
        MenuItem.id,
        MenuItem.names,
        MenuItem.price,
        MenuItem.available,
        MenuItem.sold_out_until,
        MenuItem.left_count,
        MenuItem.station_id,
        MenuItem.course,
        MenuItem.stations_finish,
    ).where(_ITEM, among(MenuItem.id, "items"), MenuItem.archived_at.is_(None))
)
_LINK = ItemModifierGroup.restaurant_id == bindparam("restaurant")
GROUPS = statement(
    select(ItemModifierGroup.item_id, ModifierGroup.id, ModifierGroup.names, ModifierGroup.min, ModifierGroup.max)
    .join(
        ModifierGroup,
        (ModifierGroup.restaurant_id == ItemModifierGroup.restaurant_id)
        & (ModifierGroup.id == ItemModifierGroup.group_id),
    )
    .where(_LINK, among(ItemModifierGroup.item_id, "items"))
    .order_by(ItemModifierGroup.position)
)
CHOICES = statement(
    select(*Modifier.__table__.c)
    .where(
        Modifier.restaurant_id == bindparam("restaurant"),
        Modifier.group_id.in_(
            select(ItemModifierGroup.group_id).where(_LINK, among(ItemModifierGroup.item_id, "items"))
        ),
    )
    .order_by(Modifier.position, Modifier.id)
)
ALSO = statement(
    select(ItemStation.item_id, ItemStation.station_id)
    .where(ItemStation.restaurant_id == bindparam("restaurant"), among(ItemStation.item_id, "items"))
    .order_by(ItemStation.position)
)
HOMES = statement(
    select(CategoryItem.item_id, Category.station_id)
    .join(Category, (Category.restaurant_id == CategoryItem.restaurant_id) & (Category.id == CategoryItem.category_id))
    .where(
        CategoryItem.restaurant_id == bindparam("restaurant"),
        among(CategoryItem.item_id, "items"),
        Category.station_id.is_not(None),
    )
)


def menu_version(session, restaurant_id: str) -> int:
    """Moves on with every change of the menu; 0 before the first."""
    query = select(MenuVersion.version).where(MenuVersion.restaurant_id == restaurant_id, MenuVersion.id == "menu")
    return session.execute(query).scalar() or 0


def pricing_rows(session, restaurant_id: str, item_ids: list[str] | None = None) -> dict[str, dict]:
    """What carts price by: `{item_id: {id, names, price, available, sold_out_until, left, station_ids, course,
    stations_finish, groups}}`.

    Of these dishes, or of the whole menu. Hot paths ask `priced_items`.
    """
    one = {"restaurant": restaurant_id}
    if item_ids is None:
        item_ids = [r.id for r in run(session, ON_THE_MENU(**one))[0]]
    these = {**one, "items": item_ids}
    rows, links, choices, homes, also, stations = run(
        session, DISHES(**these), GROUPS(**these), CHOICES(**these), HOMES(**these), ALSO(**these), STATIONS(**one)
    )
    groups, station_ids, at, found = _groups(links, choices), _routing(stations, homes, also), now(), {}
    for r in rows:
        available, left = standing(r.available, r.left_count, r.sold_out_until, at)
        found[r.id] = {
            "id": r.id,
            "names": r.names,
            "price": r.price,
            "left": left,
            "sold_out_until": r.sold_out_until,
            "station_ids": station_ids(r),
            "course": r.course,
            "stations_finish": r.stations_finish,
            "available": available,
            "groups": groups.get(r.id, []),
        }
    return found


def be_item(session, restaurant_id: str, item_id: str):
    """The dish's row. ItemUnknown where it is not on the menu."""
    row = session.execute(
        select(*MenuItem.__table__.c).where(
            MenuItem.restaurant_id == restaurant_id, MenuItem.id == item_id, MenuItem.archived_at.is_(None)
        )
    ).first()
    if row is None:
        raise ItemUnknown("There is no such dish.")
    return row


def own_item(restaurant_id: str, item_id: str):
    """An UPDATE of exactly this dish."""
    return update(MenuItem).where(MenuItem.restaurant_id == restaurant_id, MenuItem.id == item_id)


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


def _groups(links, choices) -> dict[str, list]:
    """item_id → its groups with their choices, in their order."""
    of_group = defaultdict(dict)
    for m in choices:
        of_group[m.group_id][m.id] = {
            "names": m.names,
            "price": m.price,
            "max_quantity": m.max_quantity,
            "available": m.available,
        }
    found = defaultdict(list)
    for g in links:
        found[g.item_id].append({"id": g.id, "names": g.names, "min": g.min, "max": g.max, "modifiers": of_group[g.id]})
    return found


def _routing(stations, homes, also):
    """dish → its stations: item over category over default; none at all is told to every screen as "no station".

    Only a dish that names its own station may name `also` others. Whatever the rows say, nothing is cooked at an expo
    or a floor station.
    """
    known = {s.id for s in stations if s.kind == COOKING}
    default = tuple(s.id for s in stations if s.is_default and s.id in known)
    by_category, others = {}, defaultdict(list)
    for home in homes:
        by_category.setdefault(home.item_id, home.station_id)
    for more in also:
        others[more.item_id].append(more.station_id)

    def station_ids(dish) -> tuple[str, ...]:
        if dish.station_id in known:
            return (dish.station_id, *(s for s in others[dish.id] if s in known))
        if by_category.get(dish.id) in known:
            return (by_category[dish.id],)
        return default

    return station_ids
