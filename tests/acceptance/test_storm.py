"""A storm at CI size: all screens are true again, and what they share is read once, whatever their number."""

import pytest

from tests.acceptance.storm import endured
from tests.servers import serve

SCREENS = 40  # of two restaurants, each screen with two streams
ONCE_EACH = 4
MOVES = 6  # heads that each of them may be asked for, from the first view to the order after the storm

pytestmark = pytest.mark.xdist_group("storm")


def weathered(program) -> tuple[int, int]:
    """(screens that never became true, reads for those who caught up)"""
    with serve(program=program) as served:
        found = endured(served, SCREENS)
        return found["never"], len((served.folder / "reads").read_text().split())


def test_a_crowd_that_comes_back_costs_what_a_few_do():
    never, reads = weathered("tests.live.counting:app")
    assert never == 0
    assert 0 < reads <= ONCE_EACH * MOVES


def test_twin_a_server_that_reads_for_each_is_found_out():
    assert weathered("tests.live.unshared:app")[1] > ONCE_EACH * MOVES
