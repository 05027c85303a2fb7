"""Two processes, one PostgreSQL, one Redis: frames cross over; with Redis dead nothing waits and nothing is lost."""

import contextlib
import os
import signal
import time

import pytest
import redis

from tests.conftest import fresh_postgres
from tests.live.clients import clients, tickets_on
from tests.live.test_alarms import sent_before, staff_told, standing
from tests.people import Person, Place, Web, open_place_at
from tests.servers import serve, valkey

pytestmark = pytest.mark.xdist_group("redis")


@pytest.fixture(scope="module")
def pair(postgres_server):
    """(two servers, the url of their Redis, JavaScript clients that poll as rarely as in life)"""
    database = fresh_postgres(postgres_server)
    with valkey() as url, serve(database, url) as one, serve(database, url) as two, clients(poll=15000) as js:
        yield one, two, url, js


def board(screen) -> dict:
    return {t["id"]: t for t in screen.get("/api/v1/kitchen/board")[1]["tickets"]}


def at(served, person) -> Person:
    """The same person, calling another process."""
    return Person(Web(served.base_url), person.token)


def sent(place, guest) -> float:
    """One round; seconds that the guest waited."""
    cart, begun = place.add(guest), time.monotonic()
    assert place.send(guest, cart)[0] == 201
    return time.monotonic() - begun


def watch(js, served, person, name):
    js.open(name, served.base_url, person.token)
    js.until(name, lambda shown: shown["streams"])


def drawn_within(js, name, screen, seconds) -> float:
    return js.until(name, lambda shown: tickets_on(shown) == board(screen) != {}, seconds)[1]


def test_frames_reach_screens_of_the_other_process(pair):
    one, two, _, js = pair
    place = open_place_at(one)
    screen, guest = place.screen(), place.sit()
    for name, served in (("one", one), ("two", two)):
        watch(js, served, screen, name)
    time.sleep(1)
    sent(place, guest)
    assert drawn_within(js, "two", screen, 2.5) < 2.5  # a heartbeat alone would take up to 3 s
    drawn_within(js, "one", screen, 2.5)
    assert list(js.look("one")["fired"].values()) == list(js.look("two")["fired"].values()) == [1]
    ticket = next(iter(board(screen)))
    at(two, screen).post(f"/api/v1/kitchen/tickets/{ticket}/bump")
    for name in ("one", "two"):
        js.until(name, lambda shown: tickets_on(shown) == {})


def test_a_screen_is_put_out_at_every_process(pair):
    one, two, _, js = pair
    place = open_place_at(one)
    watch(js, two, place.screen(), "off")
    turned = place.owner.get(f"{place.home}/screens")[1]["items"][0]["id"]
    assert place.owner.call("DELETE", f"{place.home}/screens/{turned}")[0] == 204
    js.until("off", lambda shown: shown["refused"], 5)
    js.tell("close", id="off")


def kill_redis(url):
    with contextlib.suppress(redis.ConnectionError), redis.Redis.from_url(url) as client:
        os.kill(client.info("server")["process_id"], signal.SIGKILL)


def with_redis_dead(pair, place: Place, served, name) -> float:
    """Seconds until a screen of `served` shows an order that went to the first process."""
    screen, guest = place.screen(), place.sit()
    watch(pair[3], served, screen, name)
    assert sent(place, guest) < 1.5
    return drawn_within(pair[3], name, screen, 6)


def test_with_redis_dead_orders_go_on_and_screens_catch_up(pair):
    one, two, url, _ = pair
    kill_redis(url)
    assert with_redis_dead(pair, open_place_at(one), two, "far") <= 6
    assert with_redis_dead(pair, open_place_at(one), one, "near") < 2


def test_with_redis_dead_staff_and_guest_hear_of_an_order_that_no_screen_heard(pair):
    """Raised by one of two processes, once; heard at both."""
    one, two, url, js = pair
    kill_redis(url)
    place = open_place_at(one)
    guest = place.sit()
    for name, served in (("staff", two), ("other staff", one)):
        watch(js, served, place.owner, name)
    watch(js, two, guest, "guest")
    sent_before(one, place, guest, 20)
    for name in ("staff", "other staff"):
        js.until(name, lambda shown: {*standing(shown, place)} == {"unheard", "no_live_screen"}, 15)
    js.until("guest", lambda shown: staff_told(shown) == [True], 6)
    assert len(place.owner.get(f"{place.home}/alarms")[1]["items"]) == 2


def test_twin_without_heartbeats_a_dead_redis_hides_orders(pair):
    """The screen hears its own process all the while, so it has no cause to ask: only heartbeats would tell it."""
    one, two, url, js = pair
    kill_redis(url)
    place = open_place_at(one)
    screen, guest, dish = place.screen(), place.sit(), place.dishes["米饭"]["id"]
    with serve(two.database_url, url, program="tests.live.heartless:app") as heartless:
        watch(js, heartless, screen, "heartless")
        sent(place, guest)
        for n in range(7):
            path = f"/api/v1/kitchen/menu-items/{dish}/availability"
            assert at(heartless, screen).post(path, {"available": bool(n % 2)})[0] == 200
            time.sleep(1)
        assert tickets_on(js.look("heartless")) == {} != board(screen)
