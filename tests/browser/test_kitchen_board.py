"""The cook's board in real Chromium: every line of every ticket somewhere, nothing clipped, nothing moves by itself."""

import os
import time

import pytest
from playwright.sync_api import expect

from tests.browser.kitchens import WIDE, board_of, ready, sixty
from tests.conftest import ROOT

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture(scope="module")
def busy(kitchen_of):
    """60 tickets of 1 to 12 lines, and one of 30 behind them."""
    kitchen = kitchen_of()
    sixty(kitchen)
    names = list(kitchen.items)
    lines = tuple(
        (names[n % len(names)], 1 + n % 3, f"第 {n} 道，少辣不要香菜" if n % 4 == 0 else str(n)) for n in range(30)
    )
    kitchen.send("A03", 5, 9, "花生、虾蟹过敏，请换锅换油", lines, note="客人赶时间，先上凉菜")
    return kitchen


def boxes(page) -> dict:
    """Where every ticket and gap stands, by its id and first line."""
    return page.evaluate(
        """Object.fromEntries([...document.querySelectorAll('.column > *')].map((e) => {
          const r = e.getBoundingClientRect();
          return [e.dataset.ticket || e.dataset.gap, [r.x, r.y, r.width, r.height]];
        }))"""
    )


def spilled(page) -> list:
    """Columns whose content is larger than they are, tickets that reach below them, texts wider than their box."""
    return page.evaluate(
        """[...document.querySelectorAll('.column')].flatMap((c) => [
          ...(c.scrollHeight > c.clientHeight || c.scrollWidth > c.clientWidth ? ['column'] : []),
          ...[...c.querySelectorAll('.ticket, .line, .head, .name, .options, .table, .time, .allergy p')]
            .filter((e) => e.getBoundingClientRect().bottom > c.getBoundingClientRect().bottom + 1
              || e.scrollWidth > e.clientWidth + 1)
            .map((e) => e.className + ': ' + e.textContent)])"""
    )


SCREENS = {
    "tablet": (1180, 820, {}, {}),
    "tv": (1920, 1080, {}, {}),
    "small tablet in English, still": (1024, 600, {}, {"locale": "en-US", "reduced_motion": "reduce"}),
    "tablet read from two metres": (1280, 800, {"distance": "far"}, {}),
    "phone": (390, 844, {}, {}),
}


@pytest.mark.xdist_group("busy kitchen")
@pytest.mark.parametrize("screen", SCREENS)
def test_every_line_of_61_tickets_is_on_some_page_and_nothing_is_clipped(busy, opened, screen):
    width, height, prefs, device = SCREENS[screen]
    page = ready(opened(busy.place.screen_url, width, height, **device))
    if prefs:
        page.evaluate("(prefs) => localStorage.setItem('zhuoma:kitchen', JSON.stringify(prefs))", prefs)
        page.reload()
        ready(page)
    seen = []
    for _ in range(150):
        assert spilled(page) == []
        assert "reduced_motion" not in device or page.evaluate("document.getAnimations().length") == 0
        seen += page.evaluate("[...document.querySelectorAll('.board [data-line]')].map((e) => e.dataset.line)")
        after = page.locator(".pages > button").last
        if after.is_disabled():
            break
        after.click()
    wanted = [line["id"] for ticket in board_of(busy) for line in ticket["lines"]]
    assert seen == wanted  # each once, strictly in order of arrival


@pytest.mark.xdist_group("busy kitchen")
def test_pictures_of_a_full_board(busy, opened, picture):
    for name, width, height in (("tv", 1920, 1080), ("tablet", 1180, 820), ("small-tablet", 1024, 600)):
        page = ready(opened(busy.place.screen_url, width, height))
        picture(page, f"kitchen-60-{name}")
    page = ready(opened(busy.place.screen_url, 1180, 820))
    while page.locator(".ticket.continued.continues", has_text="A03").count() < 2:
        page.get_by_role("button", name="下一页").click()
    picture(page, "kitchen-30-lines")


def test_nothing_moves_by_itself_and_a_bump_changes_its_own_gap_only(eight, opened, picture):
    page = ready(opened(eight.place.screen_url, *WIDE))
    before = boxes(page)
    page.wait_for_timeout(2500)
    assert boxes(page) == before
    page.locator(".ticket", has_text="B04").locator(".head").click()
    expect(page.locator(".gap")).to_contain_text("撤销")
    assert boxes(page) == before
    picture(page, "kitchen-undo-gap")
    page.locator(".undo").click()
    expect(page.locator(".gap")).to_have_count(0)
    assert boxes(page) == before
    assert {t["status"] for t in board_of(eight)} == {"open"}
    page.locator(".ticket", has_text="B04").locator(".head").click()
    expect(page.locator(".gap")).to_have_count(0, timeout=8000)  # closes up once, after five seconds
    assert len(boxes(page)) == len(before) - 1


def test_eyes_that_see_no_colour(eight, opened, picture):
    page = ready(opened(eight.place.screen_url, 1180, 820))
    page.get_by_role("button", name="开始接单").click()
    expect(page.locator(".begin")).to_have_count(0)
    picture(page, "kitchen-8-tickets")
    session = page.context.new_cdp_session(page)
    for kind in ("achromatopsia", "deuteranopia"):
        session.send("Emulation.setEmulatedVisionDeficiency", {"type": kind})
        picture(page, f"kitchen-{kind}")
    signs = page.locator(".ticket.late .sign, .ticket.due .sign").count()
    assert signs == page.locator(".ticket.late, .ticket.due").count() + page.locator(".ticket.late .allergy").count()
    edges = {
        cue: page.locator(f".ticket.{cue}").first.evaluate("(e) => getComputedStyle(e, '::after').borderTopWidth")
        for cue in ("ok", "due", "late")
    }
    assert edges == {"ok": "3px", "due": "5px", "late": "7px"}
    page.evaluate(AXE.read_text())
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    assert [(each["id"], each["nodes"][0]["html"][:120]) for each in found] == []


def test_two_screens_converge_and_new_orders_come_by_themselves(eight, opened):
    one, two = (ready(opened(eight.place.screen_url, *WIDE)) for _ in range(2))
    one.locator(".ticket", has_text="B03").locator(".head").click()
    expect(two.locator(".gap")).to_contain_text("B03", timeout=2000)
    expect(two.locator(".gap")).to_contain_text("屏 已出")
    guest = eight.place.sit(11)
    item = eight.items["白米饭"]["id"]
    cart = guest.post("/api/v1/visit/cart/lines", {"item_id": item, "quantity": 3})
    sent = guest.post(
        "/api/v1/visit/orders",
        {"cart_version": cart["version"], "shown_total": cart["total"]},
        key=os.urandom(12).hex(),
    )
    for page in (one, two):
        expect(page.locator(".ticket.new", has_text=f"#{sent['order']['number']:03d}")).to_be_visible(timeout=2000)
    for _ in range(40):
        state = guest.get("/api/v1/visit")["orders"][-1]["status"]
        if state == "accepted":
            break
        time.sleep(0.1)
    assert state == "accepted"  # because both have drawn it
