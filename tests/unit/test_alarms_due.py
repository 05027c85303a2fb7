"""Which alarms the rows call for."""

from datetime import UTC, datetime, timedelta

import pytest

from kitchen.alarms.due import ANY, Contact, Work, alarms_due, next_step, unheard_orders
from kitchen.tickets.silence import is_silent

AT = datetime(2026, 11, 25, 12, tzinfo=UTC)


def ago(seconds):
    return AT - timedelta(seconds=seconds)


def work(ticket, station="wok", seconds=60, heard=False):
    silent = is_silent("open", ago(1) if heard else None, ago(seconds), AT)
    return Work(ticket, f"order of {ticket}", station, "A01", "#001", ago(seconds), heard, silent)


def screen(*stations, seen=2):
    return Contact(stations, None if seen is None else ago(seen), seen is not None and seen < 20)


@pytest.mark.parametrize(
    ("status", "heard", "seconds", "silent"),
    [
        ("open", False, 19.9, False),
        ("open", False, 20, True),
        ("open", True, 300, False),
        ("started", False, 300, False),  # a person has touched it
        ("bumped", False, 300, False),
        ("voided", False, 300, False),
    ],
)
def test_a_ticket_is_silent(status, heard, seconds, silent):
    assert is_silent(status, AT if heard else None, ago(seconds), AT) is silent


def due(tickets, screens, on_paper=frozenset()):
    """`{(code, station): ids}`"""
    found = alarms_due(tickets, screens, on_paper)
    return {key: [t["id"] for t in entry["tickets"]] for key, entry in found.items()}


@pytest.mark.parametrize(
    ("tickets", "screens", "expected"),
    [
        ([], [], {}),
        ([work("a", seconds=5)], [screen("wok")], {}),
        ([work("a", seconds=5)], [], {("no_live_screen", "wok"): ["a"]}),
        ([work("a", seconds=5)], [screen("cold")], {("no_live_screen", "wok"): ["a"]}),
        ([work("a")], [screen("wok")], {("unheard", "wok"): ["a"]}),
        ([work("a"), work("b", seconds=5)], [screen("wok")], {("unheard", "wok"): ["a"]}),
        ([work("a", heard=True)], [screen("wok", seen=30)], {("no_live_screen", "wok"): ["a"]}),
        ([work("a", heard=True)], [screen("wok", seen=30), screen("cold", "wok")], {}),
        ([work("a", ANY, seconds=5)], [screen("cold")], {}),
        ([work("a", ANY, seconds=5)], [screen("cold", seen=None)], {("no_live_screen", ANY): ["a"]}),
        (
            [work("a"), work("b", "cold")],
            [screen("wok", "cold")],
            {("unheard", "wok"): ["a"], ("unheard", "cold"): ["b"]},
        ),
    ],
)
def test_alarms_follow_from_the_rows(tickets, screens, expected):
    assert due(tickets, screens) == expected


def test_a_station_on_paper_needs_no_screen():
    assert due([work("a", seconds=5)], [], frozenset({"wok"})) == {}
    assert due([work("a")], [], frozenset({"wok"})) == {("unheard", "wok"): ["a"]}  # unless the paper did not come out


def test_since_is_the_last_contact_else_the_oldest_ticket():
    tickets = [work("a", seconds=90, heard=True), work("b", seconds=40, heard=True)]
    seen = alarms_due(tickets, [screen("wok", seen=70), screen("wok", seen=30)])
    never = alarms_due(tickets, [screen("wok", seen=None)])
    assert seen["no_live_screen", "wok"]["since"] == ago(30)
    assert never["no_live_screen", "wok"]["since"] == ago(90)


@pytest.mark.parametrize(("before", "after"), [(0, 7), (7, 0), (3, 7), (7, 3), (0, 0)])
def test_many_orders_turn_in_steps_until_nothing_is_left(before, after):
    def of(count):
        names = [f"{n}" for n in range(9)]
        return alarms_due([work(name, heard=n >= count) for n, name in enumerate(names)], [screen("wok")])

    wanted, standing, steps = of(after), of(before), 0
    while standing != wanted:
        became = next_step(wanted, standing, 2)
        turned = unheard_orders(became.values()) ^ unheard_orders(standing.values())
        assert 0 < len(turned) <= 2
        standing, steps = became, steps + 1
    assert steps == -(-abs(after - before) // 2)


def test_a_step_that_takes_all_is_what_is_due():
    wanted = alarms_due([work("a"), work("b", heard=True), work("c", "cold")], [])
    assert next_step(wanted, {}, 40) == wanted
