"""Reads of stations."""

from sqlalchemy import bindparam, select

from core.languages import said
from core.statements import run, statement
from restaurants.stations.models import COOKING, Station

STATIONS = statement(
    select(*Station.__table__.c)
    .where(Station.restaurant_id == bindparam("restaurant"))
    .order_by(Station.position, Station.id)
)


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
    """`[{id, name, names, kind, language, position, target_seconds, is_default}]` in their order."""
    rows = run(session, STATIONS(restaurant=restaurant_id))[0]
    return [
        {
            "id": r.id,
            "name": said(r.names, lang),
            "names": r.names,
            "kind": r.kind,
            "language": r.language,
            "position": r.position,
            "target_seconds": r.target_seconds,
            "is_default": r.is_default,
        }
        for r in rows
    ]


def cooking_stations(session, restaurant_id: str, lang: str = "zh") -> list[dict]:
    """Those where dishes are made; only these get tickets."""
    return [s for s in stations_of(session, restaurant_id, lang) if s["kind"] == COOKING]
