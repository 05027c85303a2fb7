"""The simulator's page, as people use it."""

import pytest
from playwright.sync_api import expect

from tests.browser.guest import no_sideways
from tests.browser.test_shares import at_the_bill
from tests.people import new_key


@pytest.fixture
def table(new_place):
    """(place, guest) with ¥10 on the bill."""
    place = new_place()
    guest = place.sit(0)
    rice = place.dishes()["米饭"]
    cart = guest.post("/api/v1/visit/cart/lines", {"item_id": rice["id"], "quantity": 5})
    guest.post("/api/v1/visit/orders", {"cart_version": cart["version"], "shown_total": cart["total"]}, new_key())
    return place, guest


def sideways(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def test_a_guest_refuses_walks_away_and_pays(table, opened, picture):
    """What the wallet's page decided stands on the bill; walking away decides nothing."""
    place, guest = table
    page = at_the_bill(opened, place, 320, 640)
    pays = page.get_by_role("button", name="模拟钱包付款 · ¥10.00")
    pays.click()
    expect(page.locator(".banner")).to_contain_text("不是真的钱包")
    expect(page.locator(".left time")).to_contain_text("4:5")
    no_sideways(page)
    page.get_by_role("button", name="拒绝付款").click()
    expect(page.locator("p.state")).to_contain_text("已拒绝")
    page.get_by_role("link", name="回到点餐页").click()
    expect(page.locator(".notice.warn")).to_have_text("没有付成，没有扣款。可以再付一次。")
    picture(page, "guest-refused-320")
    pays.click()
    picture(page, "simulator-320")
    page.get_by_role("link", name="先走开").click()
    expect(page.locator(".paying")).to_contain_text("你正在付款 ¥10.00")
    expect(page.locator(".notice.warn")).to_have_count(0)
    picture(page, "guest-walked-away-320")
    page.locator(".paying").get_by_role("button", name="继续付").click()
    page.goto(f"{page.url}?lang=en")
    expect(page.get_by_role("button", name="Pay ¥10.00")).to_be_visible()
    page.get_by_text("For rehearsals").click()
    page.get_by_label("Never: let them ask").check()
    page.get_by_role("button", name="Pay ¥10.00").click()
    expect(page.locator("p.state")).to_contain_text("Paid")
    page.goto(place.url())
    expect(page.locator(".bill .settled")).to_be_visible()  # no notice came: the server asked
    assert guest.get("/api/v1/visit")["bill"]["due"] == 0
