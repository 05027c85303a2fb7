"""Who belongs to a provider."""

from sqlalchemy import select

from core.identity import RestaurantUnknown
from rebates.members.models import Enrolment, Provider
from restaurants.profile.models import Restaurant


def provider_name(session, provider_id: str) -> str:
    return session.execute(select(Provider.name).where(Provider.id == provider_id)).scalar() or ""


def enrolments_of(session, provider_id: str, restaurant_id: str | None = None) -> list:
    """The provider's enrolments with the restaurant's name and clock. RestaurantUnknown where one is named in vain.

    A stranger's restaurant and one that does not exist are answered alike; so is one that has not agreed.
    """
    query = (
        select(*Enrolment.__table__.c, Restaurant.name, Restaurant.time_zone, Restaurant.day_starts_at)
        .join(Restaurant, Restaurant.id == Enrolment.restaurant_id)
        .where(Enrolment.provider_id == provider_id)
        .order_by(Enrolment.restaurant_id, Enrolment.programme)
    )
    if restaurant_id is not None:
        query = query.where(Enrolment.restaurant_id == restaurant_id, Enrolment.state == "active")
    rows = session.execute(query).all()
    if restaurant_id is not None and not rows:
        raise RestaurantUnknown()
    return rows
