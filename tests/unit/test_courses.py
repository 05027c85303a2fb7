"""Which courses wait, which are due, and what a kitchen calls a dish."""

import pytest

from kitchen.tickets.courses import due, waiting
from kitchen.tickets.names import in_language, lines_of

FIRED, DONE, HELD, GONE = ("open", False), ("bumped", False), ("open", True), ("voided", False)


def table(*courses):
    return [(course, *state) for course, state in courses]


@pytest.mark.parametrize(
    ("before", "sent", "by_hand", "when_ready"),
    [
        ((), {1}, set(), set()),
        ((), {1, 2, 3}, {2, 3}, {2, 3}),
        ((), {2, 3}, {3}, {3}),  # the first that the table has, whatever its number
        (((1, FIRED),), {2}, {2}, {2}),
        (((1, DONE),), {2}, {2}, set()),  # nothing is left before it; by hand means by hand
        (((1, DONE),), {2, 3}, {2, 3}, {3}),
        (((1, DONE), (2, FIRED), (3, HELD)), {2, 3}, {3}, {3}),  # fired already: at once; held: with the others
        (((3, FIRED),), {1, 2}, set(), set()),  # what comes before a fired course waits for nothing
        (((1, DONE), (2, HELD)), {3}, {3}, {3}),
        (((0, FIRED),), {1, 2}, {2}, {2}),  # sent before the restaurant had courses: the first
        (((1, GONE),), {2}, set(), set()),
    ],
)
def test_what_waits(before, sent, by_hand, when_ready):
    assert waiting("by_hand", table(*before), sent) == by_hand
    assert waiting("when_ready", table(*before), sent) == when_ready
    assert waiting("off", table(*before), sent) == set()


@pytest.mark.parametrize(
    ("tickets", "expected"),
    [
        (((1, FIRED), (2, HELD)), set()),
        (((1, DONE), (1, FIRED), (2, HELD)), set()),
        (((1, DONE), (2, HELD), (3, HELD)), {2}),
        (((1, GONE), (2, HELD)), {2}),
        (((1, DONE), (2, GONE), (3, HELD)), {3}),
        (((0, DONE), (2, HELD)), {2}),
        ((), set()),
    ],
)
def test_what_is_due(tickets, expected):
    assert due(table(*tickets)) == expected


@pytest.mark.parametrize(
    ("names", "language", "lines"),
    [
        ({"zh": "鱼", "en": "Fish"}, "zh", ("鱼",)),
        ({"zh": "鱼", "en": "Fish"}, "en", ("Fish",)),
        ({"zh": "鱼", "en": "Fish"}, "both", ("鱼", "Fish")),
        ({"zh": "鱼"}, "both", ("鱼",)),
        ({"en": "Fish"}, "zh", ("Fish",)),
        ({"zh": "BBQ", "en": "BBQ"}, "both", ("BBQ",)),
    ],
)
def test_what_a_station_reads(names, language, lines):
    assert lines_of(names, language) == lines
    assert in_language(names, language) == " ".join(lines)
