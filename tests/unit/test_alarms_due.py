"""Which alarms the rows call for."""

from datetime import UTC, datetime, timedelta

import pytest

from kitchen.alarms.due import ANY, Contact, Work, alarms_due
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
