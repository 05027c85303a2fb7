"""Silence: said at once, never taken for an empty board, and nothing that was done meanwhile is lost or doubled."""

from playwright.sync_api import expect
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kitchen.tickets.models import Act
from tests.browser.kitchens import WIDE, board_of, ready, stopped

DEAF = ("ERR_", "Failed to load", "Failed to fetch")
WATCH = """(begun => new MutationObserver((_, watcher) => {
  if (!document.querySelector('.stale')) return;
  watcher.disconnect();
  window.said = Date.now() - begun;
}).observe(document.body, {childList: true, subtree: true}))(Date.now())"""


def test_silence_is_said_and_what_was_bumped_meanwhile_happens_once(served, kitchen_of, eight, opened, picture):
    page = ready(opened(eight.place.screen_url, *WIDE, forgive=DEAF))
    idle = ready(opened(kitchen_of().place.screen_url, 1180, 820, forgive=DEAF))
    expect(idle.locator(".empty")).to_contain_text("没有待做的单")
    picture(idle, "kitchen-empty")
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    with stopped(served):
        page.evaluate(WATCH)
        expect(page.locator(".stale")).to_be_visible(timeout=20000)
        assert page.evaluate("window.said") < 12000  # ten seconds after the last word, which was before this
        expect(page.locator(".stale")).to_contain_text("起没有更新")
        expect(idle.locator(".stale")).to_be_visible()
        expect(idle.locator(".empty")).not_to_contain_text("没有待做的单")  # empty and silent is not "all done"
        page.locator(".ticket", has_text="B04").locator(".head").click()
        page.locator(".ticket", has_text="A12").locator(".line").first.click()
        expect(page.locator(".counts")).to_contain_text("2 笔待同步")
        expect(page.locator(".ticket", has_text="A12")).to_contain_text("待同步 1")
        picture(page, "kitchen-offline")
        page.reload()  # somebody pulls the plug of the tablet: the board comes from the tablet itself
        expect(page.locator(".ticket")).to_have_count(8)
        expect(page.locator(".stale")).to_contain_text("起没有更新")
        expect(page.locator(".ticket", has_text="A12").locator(".line.ready")).to_have_count(1)
        for table in ("B01", "B02", "B03"):
            eight.send(table, 100, lines=(("白米饭", 1, ""),))
    expect(page.locator(".back")).to_contain_text("补到 3 张新单", timeout=20000)
    expect(page.locator(".ticket.caught")).to_have_count(3)
    picture(page, "kitchen-back")
    expect(page.locator(".ticket", has_text="待同步")).to_have_count(0, timeout=15000)
    expect(page.locator(".stale")).to_have_count(0)
    left = {t["table"]: [line["status"] for line in t["lines"]] for t in board_of(eight)}
    assert "B04" not in left
    assert left["A12"] == ["ready", "queued"]
    assert touches_of(eight) == 2
    page.keyboard.press("Escape")  # any touch says that they were seen
    expect(page.locator(".ticket.caught")).to_have_count(0)
    expect(idle.locator(".empty")).to_contain_text("没有待做的单", timeout=15000)


def touches_of(kitchen) -> int:
    """Every touch has one row, however often it was sent."""
    with Session(kitchen.engine) as session:
        return session.execute(select(func.count()).where(Act.restaurant_id == kitchen.place.id)).scalar()
