"""The owner's dishes: made, changed, put in order, taken off the menu."""

from sqlalchemy import delete, func, insert, select, update

from core.clock import now
from core.errors import Invalid
from core.ids import new_id
from ordering.menu.editing.categories import CategoryUnknown, be_category, be_station
from ordering.menu.editing.groups import GroupUnknown
from ordering.menu.models import Category, CategoryItem, ItemModifierGroup, ItemStation, MenuItem, ModifierGroup
from ordering.menu.queries import be_item, own_item
from ordering.menu.versions import moved_on


def add_item(session, restaurant_id: str, *, category_ids: list[str], group_ids=(), **values) -> str:
    """A dish made by hand, last in its categories. CategoryUnknown, GroupUnknown, StationUnknown."""
    made, stations = new_id(), _stations(session, restaurant_id, values)
    session.execute(
        insert(MenuItem),
        {
            "restaurant_id": restaurant_id,
            "id": made,
            "source_key": f"own:{made}",
            "descriptions": {},
            "tags": [],
            "allergens": [],
            "available": True,
            "position": 0,
            "station_id": None,
            **values,
        },
    )
    _be_made_at(session, restaurant_id, made, stations)
    _stand_in(session, restaurant_id, made, category_ids)
    _offer(session, restaurant_id, made, group_ids)
    moved_on(session, restaurant_id)
    return made


def change_item(session, restaurant_id: str, item_id: str, *, category_ids=None, group_ids=None, **values) -> None:
    """ItemUnknown for a dish of nobody's. What the owner says of availability holds until it is taken back."""
    be_item(session, restaurant_id, item_id)
    stations = _stations(session, restaurant_id, values)
    if {"available", "left_count"} & set(values):
        values["sold_out_until"] = None
    if values:
        session.execute(own_item(restaurant_id, item_id).values(**values))
    _be_made_at(session, restaurant_id, item_id, stations)
    if category_ids is not None:
        _stand_in(session, restaurant_id, item_id, category_ids)
    if group_ids is not None:
        _offer(session, restaurant_id, item_id, group_ids)
    moved_on(session, restaurant_id)


def archive_item(session, restaurant_id: str, item_id: str) -> None:
    """Off the menu; what was sold stays as it was sold."""
    be_item(session, restaurant_id, item_id)
    session.execute(own_item(restaurant_id, item_id).values(archived_at=now()))
    moved_on(session, restaurant_id)


def order_items(session, restaurant_id: str, category_id: str, ids: list[str]) -> None:
    """The category's dishes in this order. CategoryUnknown; Invalid unless `ids` are exactly its dishes."""
    be_category(session, restaurant_id, category_id)
    found = session.execute(
        select(CategoryItem.id, CategoryItem.item_id)
        .join(
            MenuItem,
            (MenuItem.restaurant_id == CategoryItem.restaurant_id) & (MenuItem.id == CategoryItem.item_id),
        )
        .where(
            CategoryItem.restaurant_id == restaurant_id,
            CategoryItem.category_id == category_id,
            MenuItem.archived_at.is_(None),
        )
    ).all()
    links = {row.item_id: row.id for row in found}
    if set(ids) != set(links) or len(ids) != len(links):
        raise Invalid("Name every dish of the category exactly once.", errors={"ids": ["Must be all its dishes."]})
    for position, item_id in enumerate(ids):
        session.execute(
            update(CategoryItem)
            .where(CategoryItem.restaurant_id == restaurant_id, CategoryItem.id == links[item_id])
            .values(position=position)
        )
    moved_on(session, restaurant_id)


def _stations(session, restaurant_id, values) -> list[str] | None:
    """All stations that `values` name, the first left in `station_id`; None where they say nothing of stations.

    StationUnknown, Invalid where the two fields do not agree.
    """
    if "station_ids" in values:
        named = list(dict.fromkeys(values.pop("station_ids")))
        first = named[0] if named else None
        if values.setdefault("station_id", first) != first:
            raise Invalid("They do not agree.", errors={"station_id": ["The first of station_ids, or left out."]})
    elif "station_id" in values:
        named = [values["station_id"]] if values["station_id"] else []
    else:
        return None
    for station_id in named:
        be_station(session, restaurant_id, {"station_id": station_id})
    return named


def _be_made_at(session, restaurant_id, item_id, stations):
    """The dish's own row names the first; these are the others."""
    if stations is not None:
        others = {station_id: n for n, station_id in enumerate(stations[1:])}
        _relink(session, restaurant_id, ItemStation, "station_id", item_id, others)


def _stand_in(session, restaurant_id, item_id, category_ids):
    """Exactly these categories: its place in one where it stands already is kept, elsewhere it comes last."""
    _be_known(session, restaurant_id, Category, category_ids, "category_ids", CategoryUnknown)
    places = dict(
        session.execute(
            select(CategoryItem.category_id, CategoryItem.position).where(
                CategoryItem.restaurant_id == restaurant_id, CategoryItem.item_id == item_id
            )
        ).all()
    )
    last = dict(
        session.execute(
            select(CategoryItem.category_id, func.max(CategoryItem.position))
            .where(CategoryItem.restaurant_id == restaurant_id, CategoryItem.category_id.in_(category_ids))
            .group_by(CategoryItem.category_id)
        ).all()
    )
    wanted = {home: places.get(home, last.get(home, -1) + 1) for home in category_ids}
    _relink(session, restaurant_id, CategoryItem, "category_id", item_id, wanted)


def _offer(session, restaurant_id, item_id, group_ids):
    """Exactly these groups, in this order."""
    _be_known(session, restaurant_id, ModifierGroup, group_ids, "group_ids", GroupUnknown)
    wanted = {group: n for n, group in enumerate(dict.fromkeys(group_ids))}
    _relink(session, restaurant_id, ItemModifierGroup, "group_id", item_id, wanted)


def _be_known(session, restaurant_id, model, ids, field, unknown):
    query = select(model.id).where(model.restaurant_id == restaurant_id, model.id.in_(ids))
    strange = set(ids) - set(session.execute(query).scalars())
    if strange:
        raise unknown(errors={field: [f"Unknown: {', '.join(sorted(strange))}."]})


def _relink(session, restaurant_id, model, column, item_id, wanted: dict[str, int]):
    session.execute(delete(model).where(model.restaurant_id == restaurant_id, model.item_id == item_id))
    if wanted:
        rows = [
            {"restaurant_id": restaurant_id, "id": new_id(), "item_id": item_id, column: other, "position": position}
            for other, position in wanted.items()
        ]
        session.execute(insert(model), rows)
