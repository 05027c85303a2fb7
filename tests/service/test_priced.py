"""What is kept of the menu is never the price of yesterday, of another's draft or of a dish that is back."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
import time_machine

from core.clock import now
from core.transactions import reading, transaction
from ordering.menu.models import MenuItem
from ordering.menu.priced import priced_items
from ordering.menu.versions import moved_on
from restaurants.stations.models import Station


def price_of(place, session):
    dish = place.dishes["米饭"]["id"]
    return priced_items(session, place.id, [dish])[dish]


def reprice(session, place, **values):
    session.execute(
        sa.update(MenuItem)
        .where(MenuItem.restaurant_id == place.id, MenuItem.id == place.dishes["米饭"]["id"])
        .values(**values)
    )
    moved_on(session, place.id)


def test_a_changed_price_counts_at_once(place):
    with reading() as session:
        assert price_of(place, session)["price"] == 200
    with transaction() as session:
        reprice(session, place, price=300)
        assert price_of(place, session)["price"] == 300
    with reading() as session:
        assert price_of(place, session)["price"] == 300


def test_a_draft_that_is_thrown_away_is_never_kept(place):
    """A dry run of an import moves the version on and prices by it; then nothing of it was."""
    with pytest.raises(ZeroDivisionError), transaction() as session:
        reprice(session, place, price=900)
        assert price_of(place, session)["price"] == 900
        raise ZeroDivisionError
    with transaction() as session:
        reprice(session, place, price=300)
    with reading() as session:
        assert price_of(place, session)["price"] == 300


def test_a_dish_is_back_when_its_time_has_passed(place):
    with transaction() as session:
        reprice(session, place, available=False, sold_out_until=now() + timedelta(minutes=30))
    with reading() as session:
        assert not price_of(place, session)["available"]
    with time_machine.travel(now() + timedelta(minutes=31), tick=False), reading() as session:
        assert price_of(place, session)["available"]


def test_another_station_is_another_way(place):
    with reading() as session:
        before = price_of(place, session)["station_ids"]
    with transaction() as session:
        own = Station.restaurant_id == place.id
        session.execute(sa.update(Station).where(own).values(is_default=False))
        other = {"id": "s" * 36, "names": {"zh": "凉菜"}, "position": 9, "target_seconds": 300, "is_default": True}
        session.execute(sa.insert(Station), {"restaurant_id": place.id, **other})
    with reading() as session:
        assert price_of(place, session)["station_ids"] == ("s" * 36,) != before
