"""Hours and labels: data in, data out."""

import time
from datetime import UTC, datetime

import pytest

from restaurants.profile.hours import next_opening, open_at
from restaurants.tables.labels import spread

ZONE = "Asia/Shanghai"  # UTC+8; 2026-07-13 is a Monday
HOURS = {"mon": [["10:00", "14:00"], ["17:00", "02:00"]], "wed": [["09:30", "21:00"]]}


def local(day, hour, minute=0):
    return datetime.fromisoformat(f"2026-07-{day}T{hour:02}:{minute:02}:00+08:00").astimezone(UTC)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (local(13, 9, 59), False),
        (local(13, 10), True),
        (local(13, 14), False),
        (local(13, 23), True),
        (local(14, 1, 59), True),
        (local(14, 2), False),
        (local(15, 9, 30), True),
        (local(15, 1), False),
    ],
)
def test_open(at, expected):
    assert open_at(HOURS, ZONE, at) is expected


def test_no_hours_are_always_open_and_empty_days_never():
    assert open_at({}, ZONE, local(13, 4))
    assert not open_at({"mon": []}, ZONE, local(13, 12))
    assert next_opening({"mon": []}, ZONE, local(13, 12)) is None


@pytest.mark.parametrize(
    ("at", "opens"),
    [
        (local(13, 9), local(13, 10)),
        (local(13, 15), local(13, 17)),
        (local(14, 3), local(15, 9, 30)),
        (local(15, 22), local(20, 10)),
    ],
)
def test_next_opening(at, opens):
    assert next_opening(HOURS, ZONE, at) == opens


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("A01-A03", ["A01", "A02", "A03"]),
        ("A1, A2，包厢1", ["A1", "A2", "包厢1"]),
        ("8-11", ["8", "9", "10", "11"]),
        ("包厢1至3", ["包厢1", "包厢2", "包厢3"]),
        ("A1 – A2", ["A1", "A2"]),
        ("A1,A1", ["A1"]),
        ("Bar", ["Bar"]),
    ],
)
def test_labels(text, labels):
    assert spread(text) == labels


@pytest.mark.parametrize("text", ["", " , ", "A5-A1", "A1-B9", "A1-A9999", "x" * 21, "A1-A299,B1-B299"])
def test_labels_that_cannot_be_read(text):
    with pytest.raises(ValueError, match="."):
        spread(text)


def test_a_hostile_label_is_refused_quickly():
    began = time.perf_counter()
    with pytest.raises(ValueError, match="too long"):
        spread("1" * 900 + "-" + "1" * 900 + "x")
    assert time.perf_counter() - began < 0.5
