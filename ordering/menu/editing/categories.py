"""The owner's categories: made, changed, put in order, removed."""

from sqlalchemy import delete, func, insert, select, update

from core.errors import Conflict, Invalid, NotFound
from core.ids import new_id
from ordering.menu.models import Category, CategoryItem, MenuItem
from ordering.menu.versions import moved_on
from restaurants.stations.models import COOKING
from restaurants.stations.queries import stations_of


class CategoryUnknown(NotFound):
    code, title = "category_unknown", "There is no such category"


class CategoryNotEmpty(Conflict):
    code, title = "category_not_empty", "The category still holds dishes"


class StationUnknown(NotFound):
    code, title = "station_unknown", "There is no such station"


class StationDoesNotCook(Invalid):
    code, title = "station_does_not_cook", "Dishes are made at cooking stations only"


def be_station(session, restaurant_id: str, values: dict) -> None:
    """StationUnknown, StationDoesNotCook unless `values["station_id"]` is absent, None, or a cooking station here."""
    wanted = values.get("station_id")
    if wanted is None:
        return
    station = next((s for s in stations_of(session, restaurant_id) if s["id"] == wanted), None)
    if station is None:
        raise StationUnknown("Use the id of one of this restaurant's stations.", errors={"station_id": ["Unknown."]})
    if station["kind"] != COOKING:
        raise StationDoesNotCook(
            f"{station['name']} is no cooking station.", errors={"station_id": ["Name a station of kind cooking."]}
        )


def be_category(session, restaurant_id: str, category_id: str) -> None:
    """CategoryUnknown unless it is one of this restaurant."""
    if not session.execute(select(Category.id).where(*_own(Category, restaurant_id, category_id))).scalar():
        raise CategoryUnknown()


def add_category(session, restaurant_id: str, names: dict, station_id=None, position=None) -> str:
    """Returns the new id. Without a position it comes last."""
    be_station(session, restaurant_id, {"station_id": station_id})
    made = new_id()
    if position is None:
        last = session.execute(
            select(func.max(Category.position)).where(Category.restaurant_id == restaurant_id)
        ).scalar()
        position = 0 if last is None else last + 1
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


def change_category(session, restaurant_id: str, category_id: str, **values) -> None:
    """CategoryUnknown, StationUnknown."""
    be_category(session, restaurant_id, category_id)
    be_station(session, restaurant_id, values)
    if values:
        session.execute(update(Category).where(*_own(Category, restaurant_id, category_id)).values(**values))
        moved_on(session, restaurant_id)


def order_categories(session, restaurant_id: str, ids: list[str]) -> None:
    """Invalid unless `ids` are exactly this restaurant's categories."""
    known = set(session.execute(select(Category.id).where(Category.restaurant_id == restaurant_id)).scalars())
    if set(ids) != known or len(ids) != len(known):
        raise Invalid("Name every category exactly once.", errors={"ids": ["Must be all the categories, each once."]})
    for position, category_id in enumerate(ids):
        session.execute(update(Category).where(*_own(Category, restaurant_id, category_id)).values(position=position))
    moved_on(session, restaurant_id)


def remove_category(session, restaurant_id: str, category_id: str) -> None:
    """CategoryNotEmpty while a dish on the menu stands in no other category."""
    be_category(session, restaurant_id, category_id)
    here = select(CategoryItem.item_id).where(
        CategoryItem.restaurant_id == restaurant_id, CategoryItem.category_id == category_id
    )
    elsewhere = select(CategoryItem.item_id).where(
        CategoryItem.restaurant_id == restaurant_id, CategoryItem.category_id != category_id
    )
    alone = (
        session.execute(
            select(MenuItem.names)
            .where(
                MenuItem.restaurant_id == restaurant_id,
                MenuItem.archived_at.is_(None),
                MenuItem.id.in_(here),
                MenuItem.id.not_in(elsewhere),
            )
            .order_by(MenuItem.id)
            .limit(5)
        )
        .scalars()
        .all()
    )
    if alone:
        some = ", ".join(next(iter(names.values())) for names in alone)
        raise CategoryNotEmpty(f"Move or remove its dishes first: {some} …")
    session.execute(
        delete(CategoryItem).where(CategoryItem.restaurant_id == restaurant_id, CategoryItem.category_id == category_id)
    )
    session.execute(delete(Category).where(*_own(Category, restaurant_id, category_id)))
    moved_on(session, restaurant_id)


def _own(model, restaurant_id, id):
    return model.restaurant_id == restaurant_id, model.id == id
