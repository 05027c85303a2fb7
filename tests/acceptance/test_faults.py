"""Network trouble at CI size: each of nine kinds once for the official client, a black hole before the real page."""

import time

import pytest

from tests.acceptance.faults import Outcome, endure_clients, network, shown
from tests.acceptance.kitchens import Kitchen
from tests.acceptance.proxy import KINDS, Proxy
from tests.acceptance.schedules import schedule
from tests.acceptance.watching import BANNER, SOON, Watched, wrong_looks
from tests.browser.conftest import build_if_stale
from tests.servers import serve

pytestmark = pytest.mark.xdist_group("faults")
ONCE = range(18, 27)  # short troubles, one of each kind
BUSY = 12  # seconds on a machine that runs other tests beside this one; `make acceptance` asks for the promised 5


@pytest.fixture(scope="module")
def small():
    build_if_stale()
    with serve() as served:
        yield served


def test_nine_seeds_are_nine_kinds():
    assert {schedule(seed).steps[-1][0] for seed in ONCE} == set(KINDS)
    assert max(schedule(seed).steps[-1][1] for seed in ONCE) < BANNER


def test_after_each_kind_of_trouble_the_board_is_true(small):
    outcome = Outcome()
    endure_clients(small, ONCE, outcome, lanes=9, within=BUSY)
    assert outcome.problems == []
    assert len(outcome.took) == 9


def test_twin_a_client_that_trusts_its_socket_is_found_out(small):
    outcome = Outcome()
    endure_clients(
        small, [seed for seed in ONCE if schedule(seed).steps[-1][0] in ("reset", "cut")], outcome, 2, True, BUSY
    )
    assert any("late" in problem for problem in outcome.problems)


def test_a_black_hole_is_said_and_mended_and_a_page_that_does_not_notice_is_found_out(small, browser):
    kitchen = Kitchen(small)
    with network() as net:
        page = shown(browser, kitchen, Proxy(net, small.port))
        twin = shown(browser, kitchen, Proxy(net, small.port))
        twin.page.evaluate(
            "() => { const then = Date.now(); Date.now = () => then; }"
        )  # hears nothing, notices nothing
        for each in (page, twin):
            each.proxy.trouble("black_hole")
        watch([page, twin], BANNER + 2)
        assert [bool(wrong_looks(each.seen)) for each in (page, twin)] == [False, True]
        assert page.seen[-1]["stale"]
        assert "起没有更新" in page.seen[-1]["said"]
        kitchen.order()
        page.proxy.clear()
        true = [ticket["id"] for ticket in kitchen.board()]
        watch([page], SOON, lambda look: look["ids"] == true and not look["stale"])
        assert page.seen[-1]["ids"] == true
        assert wrong_looks(page.seen) == []
        for each in (page, twin):
            each.page.context.close()


def watch(watched: list[Watched], seconds: float, enough=lambda look: False) -> None:
    """Looks at all of them for so long, or until the first shows enough."""
    ends = time.monotonic() + seconds
    while time.monotonic() < ends and not enough(watched[0].seen[-1] if watched[0].seen else {"ids": None}):
        for each in watched:
            each.look()
        time.sleep(0.1)
