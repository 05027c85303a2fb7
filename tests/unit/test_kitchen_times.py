"""Counts merged from many looks, days in pieces of one offset, and cells that no spreadsheet runs."""

import csv
import io
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kitchen.times.counting import Counted, nearest_rank
from kitchen.times.exports import COLUMNS, as_csv
from kitchen.times.spans import LONGEST, steady_spans

TIMES = some.lists(some.integers(0, 4000), min_size=1, max_size=60)


@given(TIMES, some.sampled_from([50, 90]))
def test_a_percentile_is_a_real_time_and_covers_its_share(times, percent):
    found = nearest_rank(Counter(times), percent)
    assert found in times
    assert sum(t <= found for t in times) * 100 >= len(times) * percent
    assert sum(t < found for t in times) * 100 < len(times) * percent


@given(TIMES, TIMES)
def test_two_looks_are_as_good_as_one(first, second):
    whole, part = Counted(seconds=Counter(first), late=1, recalls=2), Counted(seconds=Counter(second), late=3, voided=1)
    whole.add(part)
    assert whole.told() == Counted(Counter(first + second), 4, 2, 1).told()


def test_nothing_is_told_of_nothing():
    told = Counted(unfinished=2).told()
    assert (told["count"], told["median_seconds"], told["late_share"], told["unfinished"]) == (0, None, None, 2)


@pytest.mark.parametrize(
    ("zone", "offsets"),
    [
        ("Asia/Shanghai", [8]),
        ("Asia/Kolkata", [5.5]),
        ("Europe/Berlin", [1, 2, 1]),
        ("Australia/Lord_Howe", [11, 10.5, 11]),
    ],
)
def test_a_year_in_pieces_has_no_holes_and_one_offset_each(zone, offsets):
    first = datetime(2026, 1, 1, tzinfo=UTC)
    last = first + timedelta(days=365)
    spans = steady_spans(first, last, zone)
    assert (spans[0][0], spans[-1][1]) == (first, last)
    assert all(before[1] == after[0] for before, after in zip(spans, spans[1:], strict=False))
    assert all(until - since <= LONGEST for since, until, _ in spans)
    hours = [offset / 3600 for *_, offset in spans]
    assert [h for n, h in enumerate(hours) if n == 0 or hours[n - 1] != h] == offsets


def test_a_clock_is_put_on_at_its_second():
    """Berlin, 29 March 2026: 01:00 UTC."""
    day = datetime(2026, 3, 29, tzinfo=UTC)
    assert steady_spans(day, day + timedelta(days=1), "Europe/Berlin")[1][0] == day + timedelta(hours=1)


@pytest.mark.parametrize("name", ["=1+1", "+49", "-2", "@x", "\t=x", "  =x"])
def test_no_cell_is_a_formula(name):
    row = {key: None for key, _ in COLUMNS} | {"name": name}
    text = as_csv([row]).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text)))[1][0] == f"'{name}"
    assert as_csv([row]).startswith(b"\xef\xbb\xbf")
