"""Founding a restaurant and changing its settings."""

from datetime import timedelta

from sqlalchemy import insert, update

from core.clock import now
from core.errors import Conflict, Invalid
from core.ids import new_id
from core.pushes import push
from restaurants.accounts.models import Staff
from restaurants.audit.queries import last_profile_change
from restaurants.audit.service import record
from restaurants.profile.models import Restaurant
from restaurants.profile.queries import owner_shape, public_shape, restaurant_of
from restaurants.stations.models import Station
from restaurants.tables.models import Table


class ChangedMeanwhile(Conflict):
    code, title = "changed_meanwhile", "Somebody changed this meanwhile"


def found_restaurant(session, account_id: str, settings: dict) -> dict:
    """A new restaurant: no fees, always open, pay after, open gate, one default station; the account owns it."""
    _be_able_to_enter(settings)
    rid, at = new_id(), now()
    session.execute(
        insert(Restaurant),
        {
            "id": rid,
            "languages": ["zh", "en"],
            "hours": {},
            "day_starts_at": "04:00",
            "service_mode": "pay_after",
            "gate": "open",
            "gate_pin": None,
            "courses": "off",
            "fees": [],
            "tax": None,
            "tips": None,
            "round_down": "off",
            "limits": {},
            "when_kitchen_dark": "tell",
            "paused_until": None,
            "address": None,
            "phone": None,
            "codes_printed_at": None,
            "opening_put_off_at": None,
            "made_at": at,
            "version": 1,
            **settings,
        },
    )
    session.execute(
        insert(Staff),
        {"restaurant_id": rid, "id": new_id(), "account_id": account_id, "role": "owner", "name": "", "made_at": at},
    )
    session.execute(
        insert(Station),
        {
            "restaurant_id": rid,
            "id": new_id(),
            "names": {"zh": "厨房", "en": "Kitchen"},
            "position": 0,
            "target_seconds": 720,
            "is_default": True,
        },
    )
    return owner_shape(restaurant_of(session, rid))


def change_profile(session, restaurant_id: str, by: str, changes: dict) -> dict:
    """`changes["version"]` must be the present one."""
    version = changes.pop("version")
    before = restaurant_of(session, restaurant_id)
    _be_able_to_enter({**before, **changes})
    changed = session.execute(
        update(Restaurant)
        .where(Restaurant.id == restaurant_id, Restaurant.version == version)
        .values(**changes, version=version + 1)
    ).rowcount
    if not changed:
        raise ChangedMeanwhile(
            "Look at the present settings and change them again.",
            restaurant=owner_shape(before),
            last_change=last_profile_change(session, restaurant_id),
        )
    record(
        session,
        restaurant_id,
        by,
        "profile.changed",
        restaurant_id,
        _masked({k: before[k] for k in changes}),
        _masked(changes),
    )
    return _told(session, restaurant_id)


def pause_orders(session, restaurant_id: str, by: str, minutes: int) -> dict:
    """No orders for so many minutes; 0 takes them again."""
    until = now() + timedelta(minutes=minutes) if minutes else None
    session.execute(update(Restaurant).where(Restaurant.id == restaurant_id).values(paused_until=until))
    record(session, restaurant_id, by, "orders.paused", restaurant_id, after={"minutes": minutes})
    return _told(session, restaurant_id)


def put_off_opening(session, restaurant_id: str, put_off: bool) -> None:
    """The list of first steps goes out of sight, or comes back."""
    _set(session, restaurant_id, opening_put_off_at=now() if put_off else None)


def note_printed(session, restaurant_id: str, tables: list) -> None:
    """The print sheet of these tables was made: their stickers show the labels of now."""
    _set(session, restaurant_id, codes_printed_at=now())
    session.execute(
        update(Table)
        .where(Table.restaurant_id == restaurant_id, Table.id.in_([t.id for t in tables]))
        .values(printed_label=Table.label)
    )


def _set(session, restaurant_id, **values):
    session.execute(update(Restaurant).where(Restaurant.id == restaurant_id).values(**values))


def _be_able_to_enter(settings):
    """A PIN gate without a PIN would let everybody in, or nobody."""
    if settings.get("gate") == "pin" and not settings.get("gate_pin"):
        raise Invalid("The gate asks for a PIN: set one.", errors={"gate_pin": ["4 to 6 digits."]})


def _masked(settings):
    return {k: "····" if k == "gate_pin" and v else v for k, v in settings.items()}


def _told(session, restaurant_id):
    restaurant = restaurant_of(session, restaurant_id)
    for stream in (f"restaurant:{restaurant_id}", f"restaurant:{restaurant_id}/menu"):  # staff; every phone
        push(session, restaurant_id, stream, "restaurant.changed", public_shape(restaurant))
    return owner_shape(restaurant)
