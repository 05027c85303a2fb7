"""Reads of stations."""

from sqlalchemy import select

from core.languages import said
from restaurants.stations.models import Station


def default_station(session, restaurant_id: str) -> str | None:
    """The id of the station that gets what names no other."""
    return (
        session.execute(
            select(Station.id)
            .where(Station.restaurant_id == restaurant_id, Station.is_default)
            .order_by(Station.position, Station.id)
        )
        .scalars()
        .first()
    )


def stations_of(session, restaurant_id: str, lang: str = "zh") -> list[dict]:
    """`[{id, name, names, position, target_seconds, is_default}]` in their order."""
    rows = session.execute(
        select(*Station.__table__.c)
        .where(Station.restaurant_id == restaurant_id)
        .order_by(Station.position, Station.id)
    ).all()
    return [
        {
            "id": r.id,
            "name": said(r.names, lang),
            "names": r.names,
            "position": r.position,
            "target_seconds": r.target_seconds,
            "is_default": r.is_default,
        }
        for r in rows
    ]
