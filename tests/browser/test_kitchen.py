"""The kitchen screen in real Chromium: nothing clipped, nothing moves, nothing lost, nothing pretended."""

import os
import signal
import time
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from tests.browser.kitchens import EIGHT, MENU, Kitchen, sixty
from tests.browser.places import Http, found_place

TABLES = "A01-A12,B01-B06,包厢 2"
WIDE = (1600, 1000)  # the whole of the picture's board on one page


@pytest.fixture(scope="module")
def kitchen_of(served, people):
    """`kitchen_of()` → a fresh kitchen of its own on the shared server."""
    made = []

    def make(**more):
        place = found_place(people.owner, served.base_url, menu=MENU, tables=TABLES, **more)
        made.append(Kitchen(served, place))
        return made[-1]

    yield make
    for kitchen in made:
        kitchen.close()


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


@pytest.fixture
def eight(kitchen_of):
    kitchen = kitchen_of()
    for row in EIGHT:
        kitchen.send(*row)
    return kitchen


def board_of(kitchen) -> list[dict]:
    return Http(kitchen.place.base_url, kitchen.place.screen_token).get("/api/v1/kitchen/board")["tickets"]


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


def ready(page):
    expect(page.locator(".ticket, .empty").first).to_be_visible()
    expect(page.locator(".board.kept")).to_have_count(0)
    return page


@pytest.mark.parametrize(("width", "height"), [(1180, 820), (1920, 1080), (1024, 600), (390, 844)])
def test_every_line_of_61_tickets_is_on_some_page_and_nothing_is_clipped(busy, opened, width, height):
    page = ready(opened(busy.place.screen_url, width, height))
    seen = []
    for _ in range(100):
        assert spilled(page) == []
        seen += page.evaluate("[...document.querySelectorAll('.board [data-line]')].map((e) => e.dataset.line)")
        after = page.get_by_role("button", name="下一页")
        if after.is_disabled():
            break
        after.click()
    wanted = [line["id"] for ticket in board_of(busy) for line in ticket["lines"]]
    assert seen == wanted  # each once, strictly in order of arrival


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


@contextmanager
def stopped(served):
    """A server that answers nothing and closes nothing: what a dead switch or a hung machine looks like."""
    os.killpg(served.process.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.killpg(served.process.pid, signal.SIGCONT)


def test_silence_is_said_and_what_was_bumped_meanwhile_happens_once(served, kitchen_of, eight, opened, picture):
    page = ready(opened(eight.place.screen_url, *WIDE, forgive=("ERR_", "Failed to load")))
    idle = ready(opened(kitchen_of().place.screen_url, 1180, 820, forgive=("ERR_", "Failed to load")))
    expect(idle.locator(".empty")).to_contain_text("没有待做的单")
    picture(idle, "kitchen-empty")
    page.wait_for_timeout(500)
    with stopped(served):
        begun = time.monotonic()
        expect(page.locator(".stale")).to_be_visible(timeout=14000)
        assert time.monotonic() - begun < 11.5  # ten seconds after the last word, which was a heartbeat ago at most
        expect(page.locator(".stale")).to_contain_text("起没有更新")
        expect(idle.locator(".stale")).to_be_visible()
        expect(idle.locator(".empty")).not_to_contain_text("没有待做的单")  # empty and silent is not "all done"
        page.locator(".ticket", has_text="B04").locator(".head").click()
        page.locator(".ticket", has_text="A12").locator(".line").first.click()
        expect(page.locator(".counts")).to_contain_text("2 笔待同步")
        expect(page.locator(".ticket", has_text="A12")).to_contain_text("待同步 1")
        picture(page, "kitchen-offline")
        page.goto("about:blank")  # somebody pulls the plug of the tablet
    page.goto(eight.place.screen_url.partition("#")[0])
    ready(page)
    expect(page.locator(".ticket", has_text="待同步")).to_have_count(0, timeout=15000)
    expect(page.locator(".stale")).to_have_count(0)
    left = {t["table"]: [line["status"] for line in t["lines"]] for t in board_of(eight)}
    assert "B04" not in left
    assert left["A12"] == ["ready", "queued"]
    assert bumped_once(eight)
    expect(idle.locator(".empty")).to_contain_text("没有待做的单", timeout=15000)


def bumped_once(kitchen) -> bool:
    """Every touch has one row, however often it was sent."""
    from sqlalchemy import func, select
    from sqlalchemy.orm import Session

    from kitchen.tickets.models import Act

    with Session(kitchen.engine) as session:
        return session.execute(select(func.count()).where(Act.restaurant_id == kitchen.place.id)).scalar() == 2


def test_two_screens_converge_and_new_orders_come_by_themselves(eight, opened):
    one, two = (ready(opened(eight.place.screen_url, *WIDE)) for _ in range(2))
    one.locator(".ticket", has_text="B03").locator(".head").click()
    expect(two.locator(".gap")).to_contain_text("B03", timeout=2000)
    expect(two.locator(".gap")).to_contain_text("别的屏已出")
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


def test_keys_alone(eight, opened):
    page = ready(opened(eight.place.screen_url, 1180, 820))
    page.keyboard.press("4")
    expect(page.locator(".ticket.picked")).to_contain_text("A05")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    expect(page.locator(".ticket.picked .line").first).to_have_class("line ready chosen")
    page.keyboard.press("Enter")
    expect(page.locator(".gap")).to_contain_text("A05")
    page.keyboard.press("Backspace")
    expect(page.locator(".gap")).to_have_count(0)
    page.keyboard.press("1")
    page.keyboard.press("1")  # a bounce within 300 ms
    expect(page.locator(".ticket.picked")).to_contain_text("A08")
    page.keyboard.press("Enter")
    expect(page.locator(".gap")).to_contain_text("A08")
    page.keyboard.press("r")
    expect(page.locator(".gap")).to_have_count(0)
    expect(page.locator(".ticket", has_text="A08")).to_be_visible()
    page.keyboard.press("s")
    expect(page.locator(".panel")).to_have_count(0)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("整单出餐")
    page.get_by_role("switch", name="按键和出餐键盘").click()
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    expect(page.locator(".panel")).to_have_count(0)


def test_what_was_taken_off_waits_for_a_tap(eight, people, opened, picture):
    page = ready(opened(eight.place.screen_url, *WIDE))
    order = next(t for t in board_of(eight) if t["table"] == "A12")
    path = f"{eight.place.home}/orders/{order['order_id']}/lines/{order['lines'][0]['order_line_id']}/void"
    people.owner.post(path, {"reason": "客人不要了"})
    ticket = page.locator(".ticket", has_text="A12")
    expect(ticket).to_contain_text("客人不要了", timeout=3000)
    expect(ticket).to_contain_text("改单")
    picture(page, "kitchen-void")
    ticket.locator(".head").click()
    expect(ticket).to_contain_text("客人不要了")
    ticket.get_by_text("知道了").click()
    expect(page.locator(".gap")).to_contain_text("A12")


def test_sold_out_reaches_guests_and_comes_back(eight, opened, picture):
    page = ready(opened(eight.place.screen_url, 1180, 820))
    page.locator("[data-tab=out]").click()
    page.locator(".out li", has_text="回锅肉").get_by_role("button", name="缺货").click()
    picture(page, "kitchen-sold-out")
    page.get_by_role("button", name="今天售罄").click()
    expect(page.locator("[data-tab=out]")).to_contain_text("1")
    menu = f"/api/v1/restaurants/{eight.place.id}/menu"
    dishes = {i["name"]: i for c in Http(eight.place.base_url).get(menu)["categories"] for i in c["items"]}
    assert dishes["回锅肉"]["available"] is False
    page.locator(".out li", has_text="回锅肉").get_by_role("button", name="恢复").click()
    expect(page.locator("[data-tab=out]")).not_to_contain_text("1")


def test_pairing_until_the_owner_turns_it_off(served, people, kitchen_of, opened, picture):
    kitchen = kitchen_of()
    page = opened(f"{served.base_url}/kitchen", 1180, 820, forgive=("401", "404"))
    letters = page.locator(".letters")
    expect(letters).to_be_visible()
    picture(page, "kitchen-pairing")
    stations = people.owner.get(f"{kitchen.place.home}/stations")["items"]
    body = {"pairing_code": letters.get_attribute("aria-label"), "name": "热菜屏", "station_ids": [stations[0]["id"]]}
    screen = people.owner.post(f"{kitchen.place.home}/screens", body)
    expect(page.locator(".empty")).to_contain_text("没有待做的单", timeout=6000)
    page.reload()
    expect(page.locator(".empty")).to_contain_text("没有待做的单")
    people.owner.patch(f"{kitchen.place.home}/stations/{stations[0]['id']}", {"names": {"zh": "热菜档"}})
    people.owner.patch(f"{kitchen.place.home}/screens/{screen['id']}", {"name": "一号屏"})
    expect(page.locator(".whose")).to_contain_text("热菜档", timeout=4000)
    people.owner.call("DELETE", f"{kitchen.place.home}/screens/{screen['id']}")
    expect(page.locator(".lost")).to_be_visible(timeout=5000)
    expect(page.locator(".letters")).to_be_visible()
