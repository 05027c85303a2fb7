"""Dishes follow when their station is removed, and keep it a cooking one."""

from sqlalchemy import delete, select, update

from ordering.menu.models import Category, ItemStation, MenuItem
from ordering.menu.versions import moved_on
from restaurants.stations.models import COOKING
from restaurants.stations.service import StationInUse


def reroute_dishes(session, fact) -> None:
    """(StationRemoved)"""
    for table in (MenuItem, Category):
        session.execute(
            update(table)
            .where(table.restaurant_id == fact.restaurant_id, table.station_id == fact.station_id)
            .values(station_id=fact.move_to)
        )
    _other_stations(session, fact)
    moved_on(session, fact.restaurant_id)


def _other_stations(session, fact):
    """A dish that is made at the new station already needs no second word of it."""
    own = ItemStation.restaurant_id == fact.restaurant_id
    there = select(MenuItem.id).where(MenuItem.restaurant_id == fact.restaurant_id, MenuItem.station_id == fact.move_to)
    also = select(ItemStation.item_id).where(own, ItemStation.station_id == fact.move_to)
    leaving = (own, ItemStation.station_id == fact.station_id)
    session.execute(delete(ItemStation).where(*leaving, ItemStation.item_id.in_(also)))
    session.execute(delete(ItemStation).where(*leaving, ItemStation.item_id.in_(there)))
    session.execute(
        delete(ItemStation).where(own, ItemStation.station_id == fact.move_to, ItemStation.item_id.in_(there))
    )
    session.execute(update(ItemStation).where(*leaving).values(station_id=fact.move_to))


def keep_cooking(session, fact) -> None:
    """(StationKindChanging)"""
    if fact.kind == COOKING:
        return
    for table, word in ((MenuItem, "Dishes"), (ItemStation, "Dishes"), (Category, "Categories")):
        if session.execute(
            select(table.id)
            .where(table.restaurant_id == fact.restaurant_id, table.station_id == fact.station_id)
            .limit(1)
        ).first():
            raise StationInUse(f"{word} are made here: give them another station first.")
