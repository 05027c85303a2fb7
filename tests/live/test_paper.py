"""Paper from a real server under gevent: a dead printer keeps nobody waiting, and orders reach a kitchen without
screens."""

import time

import pytest

from kitchen.slips.devices import OPENS
from tests.paper import read_paper
from tests.people import open_place_at
from tests.printers import printer
from tests.servers import serve

ORDERS = 8


@pytest.fixture(scope="module")
def paper_server():
    with serve(program="tests.live.dark:app", PRINTER_PORTS="1-65535", LOCAL_PRINTERS="0") as server:
        yield server


def until(holds, told, seconds=60):
    """AssertionError with what `told()` says."""
    ends = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < ends, told()
        time.sleep(0.1)


def test_dead_printers_keep_nobody_waiting_and_paper_stands_in_where_no_screen_is(paper_server):
    place = open_place_at(paper_server)
    stations = [s["id"] for s in place.owner.get(f"{place.home}/stations")[1]["items"]]

    def add(device, name, policy="always"):
        body = {"name": name, "station_ids": stations, "connection": device.connection, "policy": policy}
        status, made = place.owner.post(f"{place.home}/printers", body)
        assert status == 201, made
        return made["id"]

    with printer("black_hole") as hole, printer("refuses") as gone, printer() as good, printer() as spare:
        dead = [add(hole, "黑洞"), add(gone, "断电")]
        add(good, "热菜")
        add(spare, "备用", "fallback")
        took = []
        for n in range(ORDERS):
            guest = place.sit(n % 6)
            cart = place.add(guest)
            began = time.monotonic()
            status, sent = place.send(guest, cart, note=f"第{n}单")
            took.append(time.monotonic() - began)
            assert status == 201, sent
        assert sorted(took)[ORDERS // 2] < OPENS, took  # the black hole alone takes that long to give up on
        wanted = [f"备注：第{n}单" for n in range(ORDERS)]
        for device in (good, spare):
            until(lambda device=device: len(once(notes(device))) >= ORDERS, lambda: slips_of(place))
            assert once(notes(device)) == wanted

        def of_the_dead():
            states = {p["id"]: p for p in place.owner.get(f"{place.home}/printers")[1]["items"]}
            return [(states[id]["last_error"], states[id]["waiting"]) for id in dead]

        until(lambda: all(error for error, _ in of_the_dead()), of_the_dead)
        assert of_the_dead() == [("unreachable", ORDERS)] * 2


def slips_of(place) -> list:
    told = ("printer", "state", "error", "tries", "perhaps")
    return [[slip[name] for name in told] for slip in place.owner.get(f"{place.home}/slips?limit=100")[1]["items"]]


def once(lines) -> list[str]:
    """In their order, without what came again: where a machine stands still for seconds, a slip comes twice."""
    return list(dict.fromkeys(lines))


def notes(device) -> list[str]:
    return [text for text, *_ in read_paper(b"".join(device.received)).lines if text.startswith("备注")]
