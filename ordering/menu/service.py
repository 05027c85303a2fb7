"""What the kitchen and orders do to the menu: sold out and back, and counting down."""

from datetime import timedelta

from sqlalchemy import or_, select

from core.clock import business_day, day_bounds, now
from core.errors import Invalid
from ordering.menu.models import MenuItem
from ordering.menu.pricing import ItemSoldOut
from ordering.menu.queries import be_item, own_item
from ordering.menu.versions import moved_on
from restaurants.profile.queries import restaurant_of


def set_availability(session, fact) -> None:
    """86 and back, and how many are left. Without a time it lapses with the next business day. (AvailabilitySet)"""
    be_item(session, fact.restaurant_id, fact.item_id)
    says_something = not fact.available or fact.left is not None
    if fact.until is not None and fact.until <= now():
        raise Invalid("The time has passed.", errors={"until": ["Must lie in the future."]})
    until = (fact.until or _next_day(session, fact.restaurant_id)) if says_something else None
    session.execute(
        own_item(fact.restaurant_id, fact.item_id).values(
            available=fact.available, sold_out_until=until, left_count=fact.left
        )
    )
    moved_on(session, fact.restaurant_id)


def take_stock(session, restaurant_id: str, wanted: dict[str, int]) -> None:
    """Counts limited dishes down, in one atomic statement each. ItemSoldOut where too few are left."""
    holds = or_(MenuItem.sold_out_until.is_(None), MenuItem.sold_out_until > now())
    counted = dict(
        session.execute(
            select(MenuItem.id, MenuItem.names).where(
                MenuItem.restaurant_id == restaurant_id,
                MenuItem.id.in_(sorted(wanted)),
                MenuItem.left_count.is_not(None),
                holds,
            )
        ).all()
    )
    for item_id in sorted(counted):
        taken = session.execute(
            own_item(restaurant_id, item_id)
            .where(MenuItem.left_count >= wanted[item_id])
            .values(left_count=MenuItem.left_count - wanted[item_id])
        ).rowcount
        if not taken:
            name = " ".join(dict.fromkeys(counted[item_id].values()))
            raise ItemSoldOut(f"{name}: 余量不足，未下单 / too few are left, nothing was sent.", item_id=item_id)
    if counted:
        moved_on(session, restaurant_id)


def _next_day(session, restaurant_id):
    restaurant = restaurant_of(session, restaurant_id)
    day = business_day(now(), restaurant["time_zone"], restaurant["day_starts_at"]) + timedelta(days=1)
    return day_bounds(day, restaurant["time_zone"], restaurant["day_starts_at"])[0]
