"""What staff do with a bill on the day page: take something off, give a dish, separate a round."""

from playwright.sync_api import expect

from tests.people import new_key


def ordered(place):
    """¥20.00 in two rounds at the first table, in a restaurant whose first steps are done."""
    place.owner.call("PUT", f"{place.home}/opening", {"put_off": True})
    guest = place.sit(0)
    rice = place.dishes()["米饭"]["id"]
    for quantity in (6, 4):
        cart = guest.post("/api/v1/visit/cart/lines", {"item_id": rice, "quantity": quantity})
        guest.post("/api/v1/visit/orders", {"cart_version": cart["version"], "shown_total": cart["total"]}, new_key())
    return guest


def said(page, reason):
    page.locator(".asking").get_by_label("原因").fill(reason)
    page.locator(".asking form button").last.click()
    expect(page.locator(".asking")).to_have_count(0)


def test_a_bill_is_discounted_shared_and_separated(new_place, at_work, picture):
    place = new_place()
    guest = ordered(place)
    page = at_work(place, "today")
    page.locator(".seat", has_text="T01").click()
    sheet = page.locator(".sheet.visit")
    sheet.get_by_role("button", name="优惠 / 免单").click()
    sheet.get_by_label("减百分之几").fill("12")
    sheet.get_by_label("原因（客人看得到）").fill("老客户")
    sheet.get_by_role("button", name="确定").click()
    expect(sheet.locator(".bill dl")).to_contain_text("优惠 · 老客户")
    expect(sheet.locator(".bill dl")).to_contain_text("¥17.60")
    sheet.get_by_role("button", name="赠送 米饭").first.click()
    said(page, "上慢了")
    expect(sheet.locator(".bill dl")).to_contain_text("赠送 · 上慢了")
    picture(page, "owner-visit-discounts")
    assert guest.get("/api/v1/visit")["bill"]["total"] == 704
    sheet.get_by_role("button", name="撤回 老客户").click()
    said(page, "点错了")
    expect(sheet.locator(".bill dl")).not_to_contain_text("老客户")
    sheet.get_by_role("button", name="拆到别桌").last.click()
    page.locator(".seat", has_text="T03").last.click()
    expect(page.locator(".sheet.visit .round")).to_have_count(1)
    assert guest.get("/api/v1/visit")["bill"]["total"] == 0
    assert place.sit(2).get("/api/v1/visit")["bill"]["total"] == 800
