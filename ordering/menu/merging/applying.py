"""Writes what an import changes: a few statements, each for many rows, so that the write lock is held briefly."""

from collections import defaultdict

from sqlalchemy import bindparam, delete, insert, update

from core.ids import new_id
from ordering.menu.importing import ImportPlan
from ordering.menu.merging.comparing import changes_of
from ordering.menu.merging.snapshot import Changes, snapshot_of
from ordering.menu.models import (
    Category,
    CategoryItem,
    ItemModifierGroup,
    ItemStation,
    MenuItem,
    Modifier,
    ModifierGroup,
)
from ordering.menu.versions import moved_on

MOST_ROWS = 500  # values in one IN (…)


class MenuMoved(Exception):
    """The menu has changed since it was compared; compare again."""


def apply_import(session, restaurant_id: str, plan: ImportPlan) -> dict:
    """Compares and writes in one transaction; the report. The same plan again changes nothing."""
    return apply_changes(session, restaurant_id, changes_of(snapshot_of(session, restaurant_id), plan))


def preview_import(session, restaurant_id: str, plan: ImportPlan) -> dict:
    """The report of what would happen; nothing is written."""
    return {**changes_of(snapshot_of(session, restaurant_id), plan).report, "dry_run": True}


def apply_changes(session, restaurant_id: str, changes: Changes) -> dict:
    """Writes what was compared outside the transaction; the report. MenuMoved where the menu moved on meanwhile."""
    if not changes:
        return changes.report
    if moved_on(session, restaurant_id) != changes.version + 1:  # first of all: it locks the version's row
        raise MenuMoved
    for model in (Category, MenuItem, ModifierGroup, Modifier):
        if changes.inserts[model]:
            session.execute(insert(model), changes.inserts[model])
    _update(session, restaurant_id, changes.updates)
    _link(session, restaurant_id, CategoryItem, "category_id", changes.homes)
    for model, column, wanted in (
        (ItemModifierGroup, "group_id", changes.uses),
        (ItemStation, "station_id", changes.also),
    ):
        placed = {item: {other: n for n, other in enumerate(others)} for item, others in wanted.items()}
        _link(session, restaurant_id, model, column, placed)
    for model in (Modifier, ModifierGroup):
        for ids in _chunks(changes.removed[model]):
            session.execute(delete(model).where(model.restaurant_id == restaurant_id, model.id.in_(ids)))
    return changes.report


def _update(session, restaurant_id, updates) -> None:
    """One statement for all rows that change in the same columns."""
    alike = defaultdict(list)
    for model, id, values in updates:
        alike[model, tuple(sorted(values))].append(
            {"of": restaurant_id, "row": id, **{f"new_{k}": v for k, v in values.items()}}
        )
    for (model, columns), rows in alike.items():
        table = model.__table__
        statement = (
            update(table)
            .where(table.c.restaurant_id == bindparam("of"), table.c.id == bindparam("row"))
            .values({c: bindparam(f"new_{c}") for c in columns})
        )
        session.connection().execute(statement, rows)


def _link(session, restaurant_id, model, column, wanted: dict[str, dict[str, int]]) -> None:
    """Each dish's links are exactly `{dish: {other: position}}` afterwards."""
    for ids in _chunks(list(wanted)):
        session.execute(delete(model).where(model.restaurant_id == restaurant_id, model.item_id.in_(ids)))
    rows = [
        {"restaurant_id": restaurant_id, "id": new_id(), "item_id": item, column: other, "position": position}
        for item, others in wanted.items()
        for other, position in others.items()
    ]
    if rows:
        session.execute(insert(model), rows)


def _chunks(ids: list) -> list[list]:
    return [ids[n : n + MOST_ROWS] for n in range(0, len(ids), MOST_ROWS)]
