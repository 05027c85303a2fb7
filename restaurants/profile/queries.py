"""Reads of the restaurant's own settings."""

from sqlalchemy import bindparam, select

from core.clock import now, rfc3339
from core.identity import RestaurantUnknown
from core.statements import run, statement
from restaurants.profile.hours import next_opening, open_at
from restaurants.profile.models import Restaurant

RESTAURANT = statement(select(*Restaurant.__table__.c).where(Restaurant.id == bindparam("restaurant")))


def restaurant_of(session, restaurant_id: str) -> dict:
    """The whole row as a dict. RestaurantUnknown where there is none."""
    rows = run(session, RESTAURANT(restaurant=restaurant_id))[0]
    if not rows:
        raise RestaurantUnknown()
    return rows[0]._asdict()


def only_restaurant(session) -> str:
    """The id where there is exactly one; for the command line. RestaurantUnknown lists the others."""
    rows = session.execute(select(Restaurant.id, Restaurant.name).order_by(Restaurant.id).limit(20)).all()
    if len(rows) != 1:
        listed = "".join(f"\n  {row.id}  {row.name}" for row in rows) or " there is none yet"
        raise RestaurantUnknown(f"Say which restaurant:{listed}")
    return rows[0].id


def all_restaurants(session) -> list[str]:
    """Their ids, for who looks after all of them."""
    return list(session.execute(select(Restaurant.id).order_by(Restaurant.id)).scalars())


def is_open(restaurant: dict, at) -> bool:
    return open_at(restaurant["hours"], restaurant["time_zone"], at)


def public_shape(restaurant: dict) -> dict:
    """What guests may know."""
    at = now()
    opened = is_open(restaurant, at)
    return {
        "id": restaurant["id"],
        "name": restaurant["name"],
        "address": restaurant["address"],
        "phone": restaurant["phone"],
        "currency": restaurant["currency"],
        "time_zone": restaurant["time_zone"],
        "languages": restaurant["languages"],
        "service_mode": restaurant["service_mode"],
        "gate": restaurant["gate"],
        "hours": restaurant["hours"],
        "open": opened,
        "opens_at": None if opened else rfc3339(next_opening(restaurant["hours"], restaurant["time_zone"], at)),
        "paused_until": rfc3339(restaurant["paused_until"]),
    }


def owner_shape(restaurant: dict) -> dict:
    """Everything that its owner sets."""
    return {
        **restaurant,
        "paused_until": rfc3339(restaurant["paused_until"]),
        "codes_printed_at": rfc3339(restaurant["codes_printed_at"]),
        "opening_put_off_at": rfc3339(restaurant["opening_put_off_at"]),
        "made_at": rfc3339(restaurant["made_at"]),
        "open": is_open(restaurant, now()),
    }
