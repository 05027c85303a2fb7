"""Changing the menu. Every change moves the version on and tells the phones."""

from datetime import timedelta

from sqlalchemy import delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from core.clock import business_day, day_bounds, now
from core.errors import NotFound
from core.ids import new_id
from core.pushes import push
from ordering.menu.importing import ImportPlan
from ordering.menu.models import (
    Category,
    CategoryItem,
    ItemModifierGroup,
    MenuItem,
    MenuVersion,
    Modifier,
    ModifierGroup,
)
from ordering.menu.pricing import ItemSoldOut, ItemUnknown
from restaurants.profile.queries import restaurant_of
from restaurants.stations.queries import stations_of


class CategoryUnknown(NotFound):
    code, title = "category_unknown", "There is no such category"


def apply_import(session, restaurant_id: str, plan: ImportPlan) -> dict:
    """`{created, updated, unchanged, mended, refused}`. The same plan again changes nothing."""
    counts = {"created": 0, "updated": 0, "unchanged": 0}
    stations = {n: s["id"] for s in stations_of(session, restaurant_id) for n in (s["id"], *s["names"].values())}

    def put(model, key, values, parent=None):
        where = [model.restaurant_id == restaurant_id, model.source_key == key]
        if parent:
            where.append(model.group_id == parent)
        row = session.execute(select(*model.__table__.c).where(*where)).mappings().first()
        if row is None:
            made = new_id()
            session.execute(insert(model), {"restaurant_id": restaurant_id, "id": made, "source_key": key, **values})
            return made, "created"
        if all(row[k] == v for k, v in values.items()):
            return row["id"], "unchanged"
        session.execute(
            update(model).where(model.restaurant_id == restaurant_id, model.id == row["id"]).values(**values)
        )
        return row["id"], "updated"

    categories = {
        c.key: put(Category, c.key, {"names": c.names, "position": n, "station_id": stations.get(c.station)})[0]
        for n, c in enumerate(plan.categories)
    }
    groups, changed_groups = {}, set()
    for group in plan.groups:
        groups[group.key], what = put(
            ModifierGroup, group.key, {"names": group.names, "min": group.min, "max": group.max}
        )
        for n, m in enumerate(group.modifiers):
            _, how = put(
                Modifier,
                m.key,
                {
                    "group_id": groups[group.key],
                    "names": m.names,
                    "price": m.price,
                    "max_quantity": m.max_quantity,
                    "available": m.available,
                    "position": n,
                },
                parent=groups[group.key],
            )
            if how != "unchanged":
                changed_groups.add(group.key)
    for n, item in enumerate(plan.items):
        item_id, what = put(
            MenuItem,
            item.key,
            {
                "names": item.names,
                "descriptions": item.descriptions,
                "price": item.price,
                "tags": list(item.tags),
                "allergens": list(item.allergens),
                "available": item.available,
                "station_id": stations.get(item.station),
                "position": n,
                "archived_at": None,
                **({"image_url": item.image_url} if item.image_url else {}),
            },
        )
        linked = _link(
            session, restaurant_id, CategoryItem, "category_id", item_id, [categories[k] for k in item.category_keys], n
        )
        linked |= _link(
            session, restaurant_id, ItemModifierGroup, "group_id", item_id, [groups[k] for k in item.group_keys], None
        )
        if what == "unchanged" and (linked or changed_groups & set(item.group_keys)):
            what = "updated"
        counts[what] += 1
    if counts["created"] or counts["updated"]:
        moved_on(session, restaurant_id)
    rows = lambda found: [{"where": w, "rule": r, "text": t} for w, r, t in found]  # noqa: E731
    return {**counts, "mended": rows(plan.mended), "refused": rows(plan.refused)}


def _link(session, restaurant_id, model, column, item_id, wanted, position) -> bool:
    """The item's links are exactly `wanted` afterwards; True where something changed."""
    own = [model.restaurant_id == restaurant_id, model.item_id == item_id]
    present = (
        session.execute(select(getattr(model, column)).where(*own).order_by(model.position, model.id)).scalars().all()
    )
    if list(present) == list(wanted) or (position is not None and set(present) == set(wanted)):
        return False
    session.execute(delete(model).where(*own))
    if wanted:
        session.execute(
            insert(model),
            [
                {
                    "restaurant_id": restaurant_id,
                    "id": new_id(),
                    "item_id": item_id,
                    column: other,
                    "position": n if position is None else position,
                }
                for n, other in enumerate(wanted)
            ],
        )
    return True


def add_category(session, restaurant_id: str, names: dict, station_id=None, position=0) -> str:
    """Returns the new id."""
    made = new_id()
    session.execute(
        insert(Category),
        {
            "restaurant_id": restaurant_id,
            "id": made,
            "names": names,
            "position": position,
            "station_id": station_id,
            "source_key": f"own:{made}",
        },
    )
    moved_on(session, restaurant_id)
    return made


def add_item(session, restaurant_id: str, *, category_ids: list[str], group_ids=(), **values) -> str:
    """A dish made by hand. CategoryUnknown for a category of nobody's."""
    made = new_id()
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
    _belong(session, restaurant_id, made, category_ids, group_ids)
    moved_on(session, restaurant_id)
    return made


def change_item(session, restaurant_id: str, item_id: str, *, category_ids=None, group_ids=None, **values) -> None:
    """ItemUnknown for a dish of nobody's."""
    if values:
        be_item(session, restaurant_id, item_id)
        session.execute(_item(restaurant_id, item_id).values(**values))
    _belong(session, restaurant_id, item_id, category_ids, group_ids)
    moved_on(session, restaurant_id)


def archive_item(session, restaurant_id: str, item_id: str) -> None:
    """Off the menu; what was sold stays as it was sold."""
    be_item(session, restaurant_id, item_id)
    session.execute(_item(restaurant_id, item_id).values(archived_at=now()))
    moved_on(session, restaurant_id)


def set_availability(session, fact) -> None:
    """86 and back. Without a time it comes back with the next business day. (DishAvailabilitySet)"""
    be_item(session, fact.restaurant_id, fact.item_id)
    until = fact.until
    if not fact.available and until is None and fact.left is None:
        restaurant = restaurant_of(session, fact.restaurant_id)
        day = business_day(now(), restaurant["time_zone"], restaurant["day_starts_at"]) + timedelta(days=1)
        until = day_bounds(day, restaurant["time_zone"], restaurant["day_starts_at"])[0]
    session.execute(
        _item(fact.restaurant_id, fact.item_id).values(
            available=fact.available, sold_out_until=None if fact.available else until, left_count=fact.left
        )
    )
    moved_on(session, fact.restaurant_id)


def take_stock(session, restaurant_id: str, wanted: dict[str, int]) -> None:
    """Counts limited dishes down, in one atomic statement each. ItemSoldOut where too few are left."""
    counted = (
        session.execute(
            select(MenuItem.id).where(
                MenuItem.restaurant_id == restaurant_id,
                MenuItem.id.in_(sorted(wanted)),
                MenuItem.left_count.is_not(None),
            )
        )
        .scalars()
        .all()
    )
    for item_id in sorted(counted):
        taken = session.execute(
            _item(restaurant_id, item_id)
            .where(MenuItem.left_count >= wanted[item_id])
            .values(left_count=MenuItem.left_count - wanted[item_id])
        ).rowcount
        if not taken:
            raise ItemSoldOut("Too few are left. Nothing was sent.", item_id=item_id)
    if counted:
        moved_on(session, restaurant_id)


def moved_on(session, restaurant_id: str) -> None:
    """The menu's next version, pushed so that phones read it again."""
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    statement = dialect.insert(MenuVersion).values(restaurant_id=restaurant_id, id="menu", version=1)
    version = session.execute(
        statement.on_conflict_do_update(
            index_elements=[MenuVersion.restaurant_id, MenuVersion.id], set_={"version": MenuVersion.version + 1}
        ).returning(MenuVersion.version)
    ).scalar_one()
    push(session, restaurant_id, f"restaurant:{restaurant_id}/menu", "menu.changed", {"version": version})


def be_item(session, restaurant_id, item_id):
    row = session.execute(
        select(*MenuItem.__table__.c).where(
            MenuItem.restaurant_id == restaurant_id, MenuItem.id == item_id, MenuItem.archived_at.is_(None)
        )
    ).first()
    if row is None:
        raise ItemUnknown("There is no such dish.")
    return row


def _belong(session, restaurant_id, item_id, category_ids, group_ids):
    for model, column, ids in ((Category, "category_id", category_ids), (ModifierGroup, "group_id", group_ids)):
        if ids is None:
            continue
        known = set(
            session.execute(select(model.id).where(model.restaurant_id == restaurant_id, model.id.in_(ids))).scalars()
        )
        if known != set(ids):
            raise CategoryUnknown(errors={f"{column}s": ["Unknown."]})
        _link(
            session,
            restaurant_id,
            CategoryItem if column == "category_id" else ItemModifierGroup,
            column,
            item_id,
            list(ids),
            None,
        )


def _item(restaurant_id, item_id):
    return update(MenuItem).where(MenuItem.restaurant_id == restaurant_id, MenuItem.id == item_id)
