"""Through a real server: what no screen confirms reaches staff and guest within seconds, also after a kill (14)."""

import time
from datetime import timedelta

import pytest
import sqlalchemy as sa

from core.clock import now
from core.db import make_engine
from kitchen.tickets.models import Ticket
from tests.live.clients import clients
from tests.people import open_place_at
from tests.servers import serve

pytestmark = pytest.mark.xdist_group("alarms")
SOON = 5  # seconds after the twenty


@pytest.fixture(scope="module")
def js():
    with clients() as js:
        yield js


def sent_before(served, place, guest, seconds) -> dict:
    """An order that stands since so long ago: nobody waits twenty seconds for a test."""
    status, answer = place.send(guest, place.add(guest))
    assert status == 201
    engine = make_engine(served.database_url)
    with engine.begin() as connection:
        since = now() - timedelta(seconds=seconds)
        connection.execute(sa.update(Ticket).where(Ticket.restaurant_id == place.id).values(fired_at=since))
    engine.dispose()
    return answer["order"]


def standing(shown, place):
    return [a["code"] for a in shown["streams"][f"restaurant:{place.id}"]["alarms"] if not a["cleared_at"]]


def staff_told(shown):
    return [o["staff_told_at"] is not None for s in shown["streams"].values() for o in s.get("orders", ())]


def alarmed(js, served, place, name, seconds=SOON):
    """Seconds until staff hear an alarm of an order that nobody acknowledges from its fifteenth second on."""
    guest = place.sit()
    js.open(name, served.base_url, place.owner.token)
    js.open(f"{name}'s guest", served.base_url, guest.token)
    js.until(name, lambda shown: shown["streams"])
    js.until(f"{name}'s guest", lambda shown: shown["streams"])
    sent_before(served, place, guest, 15)
    begun = time.monotonic()
    js.until(name, lambda shown: "unheard" in standing(shown, place), 5 + seconds)
    return time.monotonic() - begun, guest


def test_staff_and_guest_hear_of_it_and_that_it_was_heard(served, js):
    place = open_place_at(served)
    screen = place.screen()
    time.sleep(11)  # the watch of a server that has just begun lets screens come back first
    took, guest = alarmed(js, served, place, "owner")
    assert 4 < took < 5 + SOON
    js.until("owner's guest", lambda shown: staff_told(shown) == [True], SOON)
    served.kill()
    js.until("owner", lambda shown: not shown["online"])
    served.start()
    js.until("owner", lambda shown: shown["online"])
    js.open("cook", served.base_url, screen.token)  # draws, acknowledges
    js.until("owner", lambda shown: standing(shown, place) == [], 20)
    js.until("owner's guest", lambda shown: staff_told(shown) == [False], SOON)
    past = place.owner.get(f"{place.home}/alarms")[1]["items"]
    assert sorted(a["code"] for a in past if a["cleared_at"]) == ["no_live_screen", "unheard"]
    assert len(past) == 2, past
    for name in ("owner", "owner's guest", "cook"):
        js.tell("close", id=name)


def test_twin_a_server_that_does_not_watch_tells_nobody(js):
    with serve(program="tests.live.unwatched:app") as served, pytest.raises(AssertionError, match="not in"):
        alarmed(js, served, open_place_at(served), "twin")
