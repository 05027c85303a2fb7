"""The owner's groups of choices: made, changed, removed. A group serves as many dishes as like it."""

from sqlalchemy import delete, func, insert, select, update

from core.errors import Conflict, Invalid, NotFound
from core.ids import new_id
from ordering.menu.models import ItemModifierGroup, MenuItem, Modifier, ModifierGroup
from ordering.menu.pricing import group_faults
from ordering.menu.versions import moved_on


class GroupUnknown(NotFound):
    code, title = "group_unknown", "There is no such group of choices"


class GroupInUse(Conflict):
    code, title = "group_in_use", "Dishes still use this group of choices"


def add_group(session, restaurant_id: str, *, names: dict, min: int, max: int, modifiers: list[dict]) -> str:
    """`modifiers`: `[{names, price, max_quantity, available}]` in order. Invalid where nobody could fill the group."""
    _be_fillable(min, max, modifiers)
    made = new_id()
    session.execute(
        insert(ModifierGroup),
        {
            "restaurant_id": restaurant_id,
            "id": made,
            "names": names,
            "min": min,
            "max": max,
            "source_key": f"own:{made}",
        },
    )
    _put_modifiers(session, restaurant_id, made, modifiers)
    moved_on(session, restaurant_id)
    return made


def change_group(session, restaurant_id: str, group_id: str, *, modifiers: list[dict] | None = None, **values) -> None:
    """With `modifiers` the group holds exactly those afterwards; one with an `id` keeps it. GroupUnknown, Invalid."""
    row = _be_group(session, restaurant_id, group_id)
    kept = (
        modifiers
        if modifiers is not None
        else [
            dict(m)
            for m in session.execute(select(*Modifier.__table__.c).where(*_of(restaurant_id, group_id))).mappings()
        ]
    )
    _be_fillable(values.get("min", row["min"]), values.get("max", row["max"]), kept)
    if values:
        session.execute(update(ModifierGroup).where(*_group(restaurant_id, group_id)).values(**values))
    if modifiers is not None:
        _put_modifiers(session, restaurant_id, group_id, modifiers)
    moved_on(session, restaurant_id)


def remove_group(session, restaurant_id: str, group_id: str) -> None:
    """GroupInUse while a dish on the menu offers it."""
    _be_group(session, restaurant_id, group_id)
    users = select(ItemModifierGroup.item_id).where(
        ItemModifierGroup.restaurant_id == restaurant_id, ItemModifierGroup.group_id == group_id
    )
    count = session.execute(
        select(func.count())
        .select_from(MenuItem)
        .where(MenuItem.restaurant_id == restaurant_id, MenuItem.archived_at.is_(None), MenuItem.id.in_(users))
    ).scalar_one()
    if count:
        raise GroupInUse(f"{count} dishes offer it; take it off them first.", dishes=count)
    session.execute(
        delete(ItemModifierGroup).where(
            ItemModifierGroup.restaurant_id == restaurant_id, ItemModifierGroup.group_id == group_id
        )
    )
    session.execute(delete(Modifier).where(*_of(restaurant_id, group_id)))
    session.execute(delete(ModifierGroup).where(*_group(restaurant_id, group_id)))
    moved_on(session, restaurant_id)


def _be_fillable(least, most, modifiers):
    faults = group_faults(least, most, modifiers)
    if faults:
        raise Invalid("Nobody could order a dish with this group.", errors=faults)


def _put_modifiers(session, restaurant_id, group_id, modifiers):
    known = set(session.execute(select(Modifier.id).where(*_of(restaurant_id, group_id))).scalars())
    named = [m["id"] for m in modifiers if m.get("id")]
    if not set(named) <= known or len(set(named)) != len(named):
        raise Invalid(
            "A choice's id is not of this group, or stands twice.", errors={"modifiers": ["Unknown or repeated id."]}
        )
    if known - set(named):
        session.execute(delete(Modifier).where(*_of(restaurant_id, group_id), Modifier.id.in_(known - set(named))))
    for position, modifier in enumerate(modifiers):
        values = {k: modifier[k] for k in ("names", "price", "max_quantity", "available")} | {"position": position}
        if modifier.get("id"):
            session.execute(
                update(Modifier).where(*_of(restaurant_id, group_id), Modifier.id == modifier["id"]).values(**values)
            )
        else:
            made = new_id()
            session.execute(
                insert(Modifier),
                {
                    "restaurant_id": restaurant_id,
                    "id": made,
                    "group_id": group_id,
                    "source_key": f"own:{made}",
                    **values,
                },
            )


def _be_group(session, restaurant_id, group_id) -> dict:
    query = select(*ModifierGroup.__table__.c).where(*_group(restaurant_id, group_id))
    row = session.execute(query).mappings().first()
    if row is None:
        raise GroupUnknown()
    return dict(row)


def _group(restaurant_id, group_id):
    return ModifierGroup.restaurant_id == restaurant_id, ModifierGroup.id == group_id


def _of(restaurant_id, group_id):
    return Modifier.restaurant_id == restaurant_id, Modifier.group_id == group_id
