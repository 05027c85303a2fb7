"""An alarm on the owner's page: red, in words, on every tab, until somebody knows or the kitchen has heard."""

from playwright.sync_api import expect

from tests.browser.places import Http, new_key
from tests.browser.test_owner import sideways

LONG = 40000  # ms: a server that has just begun, then one round


def test_an_unseen_order_is_told_on_every_tab_and_taken_back(new_place, at_work, picture):
    place = new_place()
    phone = place.sit()
    cart = phone.post("/api/v1/visit/cart/lines", {"item_id": place.dishes()["米饭"]["id"], "quantity": 1})
    phone.post("/api/v1/visit/orders", {"cart_version": cart["version"], "shown_total": cart["total"]}, new_key())
    page = at_work(place, "menu")
    expect(page.locator(".alarm-bar")).to_contain_text("厨房没有确认新单", timeout=LONG)
    page.locator(".alarm-bar a").click()
    alarm = page.locator(".alarms")
    expect(alarm).to_contain_text("没有屏在线")
    expect(alarm).to_contain_text("T01 #001")
    assert not sideways(page)
    picture(page, "owner-alarm-375")
    alarm.get_by_role("button", name="知道了").click()
    expect(alarm.get_by_role("button", name="知道了")).to_have_count(0)
    page.locator(".nav").get_by_role("link", name="菜单").click()
    expect(page.locator(".alarm-bar")).to_have_count(0)
    screen = Http(place.base_url, place.screen_token)
    board = screen.get("/api/v1/kitchen/board")
    screen.post(f"/api/v1/kitchen/tickets/{board['tickets'][0]['id']}/bump")
    page.locator(".nav").get_by_role("link", name="今日").click()
    expect(page.locator(".alarms")).to_have_count(0, timeout=LONG)
