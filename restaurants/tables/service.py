"""Setting tables up."""

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from core.clock import now
from core.errors import Conflict, Invalid, NotFound
from core.ids import new_id
from restaurants.tables.labels import spread
from restaurants.tables.models import Area, Table
from restaurants.tables.queries import table_of, tables_of


class TableUnknown(NotFound):
    code, title = "table_unknown", "There is no such table"


class AreaUnknown(NotFound):
    code, title = "area_unknown", "There is no such area"


class LabelTaken(Conflict):
    code, title = "label_taken", "There is a table with this label"


def create_tables(session, restaurant_id: str, labels: str, area_id: str | None = None, seats: int = 4) -> list:
    """Rows of the new tables. Invalid for labels that cannot be read, LabelTaken for those in use."""
    try:
        wanted = spread(labels)
    except ValueError as error:
        raise Invalid(str(error), errors={"labels": [str(error)]}) from error
    used = {t.label for t in tables_of(session, restaurant_id)} & set(wanted)
    if used:
        text = f"In use: {', '.join(sorted(used))}."
        raise LabelTaken(text, errors={"labels": [text]})
    _know_area(session, restaurant_id, area_id)
    first = session.execute(select(func.count()).where(Table.restaurant_id == restaurant_id)).scalar()
    rows = [
        {
            "restaurant_id": restaurant_id,
            "id": new_id(),
            "label": label,
            "live_label": label,
            "area_id": area_id,
            "seats": seats,
            "position": first + i,
        }
        for i, label in enumerate(wanted)
    ]
    try:
        session.execute(insert(Table), rows)
    except IntegrityError as error:  # somebody made the same tables meanwhile
        raise LabelTaken("Some of them were made meanwhile.", errors={"labels": ["In use."]}) from error
    return [table_of(session, restaurant_id, row["id"]) for row in rows]


def change_table(session, restaurant_id: str, table_id: str, **changes):
    """A new label, area or number of seats."""
    be_known(session, restaurant_id, table_id)
    if "label" in changes:
        if any(t.label == changes["label"] and t.id != table_id for t in tables_of(session, restaurant_id)):
            raise LabelTaken(errors={"label": ["In use."]})
        changes["live_label"] = changes["label"]
    if "area_id" in changes:
        _know_area(session, restaurant_id, changes["area_id"])
    if changes:
        try:
            session.execute(_table(restaurant_id, table_id).values(**changes))
        except IntegrityError as error:
            raise LabelTaken(errors={"label": ["In use."]}) from error
    return table_of(session, restaurant_id, table_id)


def archive_table(session, restaurant_id: str, table_id: str) -> None:
    """Taken out of use; what was ordered there stays."""
    be_known(session, restaurant_id, table_id)
    session.execute(_table(restaurant_id, table_id).values(archived_at=now(), live_label=None))


def add_area(session, restaurant_id: str, names: dict, position: int = 0) -> dict:
    row = {"id": new_id(), "names": names, "position": position}
    session.execute(insert(Area), {"restaurant_id": restaurant_id, **row})
    return row


def change_area(session, restaurant_id: str, area_id: str, **changes) -> dict:
    """New names or another position."""
    if changes:
        session.execute(update(Area).where(Area.restaurant_id == restaurant_id, Area.id == area_id).values(**changes))
    row = (
        session.execute(
            select(Area.id, Area.names, Area.position).where(Area.restaurant_id == restaurant_id, Area.id == area_id)
        )
        .mappings()
        .first()
    )
    if row is None:
        raise AreaUnknown()
    return dict(row)


def remove_area(session, restaurant_id: str, area_id: str) -> None:
    """Its tables stay, without an area."""
    session.execute(
        update(Table).where(Table.restaurant_id == restaurant_id, Table.area_id == area_id).values(area_id=None)
    )
    if not session.execute(delete(Area).where(Area.restaurant_id == restaurant_id, Area.id == area_id)).rowcount:
        raise AreaUnknown()


def be_known(session, restaurant_id, table_id):
    row = table_of(session, restaurant_id, table_id)
    if row is None or row.archived_at:
        raise TableUnknown()
    return row


def _know_area(session, restaurant_id, area_id):
    if (
        area_id is not None
        and not session.execute(select(Area.id).where(Area.restaurant_id == restaurant_id, Area.id == area_id)).first()
    ):
        raise Invalid(errors={"area_id": ["Unknown area."]})


def _table(restaurant_id, table_id):
    return update(Table).where(Table.restaurant_id == restaurant_id, Table.id == table_id)
