"""Dishes follow when their station is removed."""

from sqlalchemy import update

from ordering.menu.models import Category, MenuItem
from ordering.menu.versions import moved_on


def reroute_dishes(session, fact) -> None:
    """(StationRemoved)"""
    for table in (MenuItem, Category):
        session.execute(
            update(table)
            .where(table.restaurant_id == fact.restaurant_id, table.station_id == fact.station_id)
            .values(station_id=fact.move_to)
        )
    moved_on(session, fact.restaurant_id)
