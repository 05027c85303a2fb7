"""The owner reads the kitchen's times on a phone and on a laptop; nothing cooked is said in words."""

import pytest
from playwright.sync_api import expect

from tests.browser.places import Http, new_key
from tests.browser.test_owner import AXE, sideways


def cook_one(place, dish="米饭"):
    phone = place.sit()
    line = {"item_id": place.dishes()[dish]["id"], "quantity": 1}
    cart = phone.post("/api/v1/visit/cart/lines", line)
    phone.post("/api/v1/visit/orders", {"cart_version": cart["version"], "shown_total": cart["total"]}, new_key())
    screen = Http(place.base_url, place.screen_token)
    for ticket in screen.get("/api/v1/kitchen/board")["tickets"]:
        screen.post(f"/api/v1/kitchen/tickets/{ticket['id']}/bump")


@pytest.mark.parametrize(("width", "height"), [(375, 812), (1280, 800)])
def test_times_from_the_days_page_to_the_sheet(new_place, at_work, picture, width, height):
    place = new_place(tables="T01-T02")
    place.owner.call("PUT", f"{place.home}/opening", {"put_off": True})
    page = at_work(place, "kitchen/times", width, height)
    expect(page.locator(".times-page")).to_contain_text("没有进过厨房的菜")
    cook_one(place)
    page.locator(".nav").get_by_role("link", name="今日").click()
    page.locator(".to-times").click()
    expect(page.locator(".entries li")).to_have_count(1)
    expect(page.locator(".entries li")).to_contain_text("1 道")
    page.get_by_role("button", name="时段").click()
    expect(page.locator(".by-hour svg .hour")).to_have_count(1)
    page.get_by_role("button", name="菜", exact=True).click()
    expect(page.locator(".entries li")).to_contain_text("米饭")
    assert not sideways(page)
    page.evaluate(AXE.read_text())
    found = page.evaluate("async () => (await axe.run(document)).violations.map((each) => each.id)")
    assert found == []
    with page.expect_download() as sheet:
        page.get_by_role("link", name="CSV").click()
    assert sheet.value.suggested_filename.startswith("kitchen-dish-")
    assert "米饭" in sheet.value.path().read_text("utf-8-sig")
    picture(page, f"owner-times-{width}", full_page=True)
