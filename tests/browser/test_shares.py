"""Paying by shares on the phone: three ways of one bill, large text, another phone that pays, and taking over."""

import pytest
from playwright.sync_api import expect

from tests.browser.guest import no_sideways, sit
from tests.people import new_key

PAY = "/api/v1/visit/payments"
TEA = [{"kind": "per_head", "name": "茶位", "amount": 400}]


@pytest.fixture
def table(new_place):
    """¥29.00 for three: rice of three phones, two of them without a browser. (place, the others)"""
    place = new_place(fees=TEA)
    others = [place.sit(covers=3), place.sit()]
    rice = place.dishes()["米饭"]["id"]
    for guest, quantity in zip(others, (3, 4), strict=True):
        cart = guest.post("/api/v1/visit/cart/lines", {"item_id": rice, "quantity": quantity})
    others[0].post("/api/v1/visit/orders", {"cart_version": cart["version"], "shown_total": cart["total"]}, new_key())
    return place, others


def at_the_bill(opened, place, width=375, height=812, **more):
    page = sit(opened(place.url(), width, height, **more))
    page.locator(".bar .primary").click()
    page.get_by_role("button", name="看账单").click()
    return page


def confirm(place, guest, **body):
    started = guest.post(PAY, {"wallet": "counter", **body}, new_key())
    payment = started["payment"]["id"]
    place.owner.post(f"{place.home}/payments/{payment}/confirm", {"method": "wechat_code"})


def test_three_share_a_bill_that_three_do_not_divide(table, opened, picture):
    place, (one, two) = table
    page = at_the_bill(opened, place)
    expect(page.locator(".bill .total dd")).to_have_text("¥26.00")
    page.get_by_role("button", name="平分").click()
    rows = page.locator(".payers li")
    expect(rows).to_have_count(3)
    expect(rows.nth(0)).to_contain_text("¥8.67")
    expect(page.locator(".shares")).to_contain_text("除不尽的 2 分")
    picture(page, "guest-pay-even-375", full_page=True)
    no_sideways(page)
    confirm(place, one, split={"mode": "even", "parts": 3})
    expect(rows.nth(0)).to_contain_text("已付")
    expect(page.locator(".shares")).to_contain_text("已经有人付了")
    expect(page.get_by_role("button", name="按菜")).to_be_disabled()
    page.get_by_role("button", name="模拟钱包付款 · ¥8.67").click()
    page.get_by_role("button", name="付款 ¥8.67").click()
    page.get_by_role("link", name="回到点餐页").click()
    expect(page.locator(".bill .sums.paid .total dd")).to_have_text("¥8.66")
    confirm(place, two, split={"mode": "even", "parts": 3, "shown": 866})
    expect(page.locator(".settled .seal")).to_be_visible()


def test_dishes_are_chosen_and_the_price_is_the_servers(table, opened, picture):
    place, _ = table
    page = at_the_bill(opened, place, 320, 640)
    page.get_by_role("button", name="按菜").click()
    expect(page.get_by_role("button", name="先选要付的菜")).to_be_disabled()  # nothing is this phone's own
    page.locator(".picks label").nth(0).click()
    expect(page.get_by_role("button", name="模拟钱包付款 · ¥11.14")).to_be_enabled()
    page.locator(".picks label").nth(1).click()
    expect(page.get_by_role("button", name="模拟钱包付款 · ¥26.00")).to_be_enabled()
    page.evaluate("document.documentElement.style.fontSize = '24px'")
    picture(page, "guest-pay-items-320-large", full_page=True)
    no_sideways(page)
    page.get_by_role("button", name="按金额").click()
    page.get_by_label("付多少").fill("12.5")
    expect(page.get_by_role("button", name="模拟钱包付款 · ¥12.50")).to_be_enabled()


def test_another_phone_pays_until_this_one_takes_over(table, opened, picture):
    place, (one, _) = table
    page = at_the_bill(opened, place)
    started = one.post(PAY, {"wallet": "simulator", "split": {"mode": "guest"}}, new_key())
    expect(page.locator(".paying")).to_contain_text("茶杯 正在付款 ¥11.14")
    expect(page.locator(".paying")).to_contain_text("账单先锁住到")
    pays = page.get_by_role("button", name="模拟钱包付款 · ¥26.00")
    expect(pays).to_be_disabled()
    picture(page, "guest-being-paid-375", full_page=True)
    page.get_by_role("button", name="由我来付").click()
    expect(page.locator(".notice.warn")).to_contain_text("茶杯那边的付款会先取消")
    pays.click()
    page.get_by_role("button", name="付款 ¥26.00").click()
    expect(page.locator("p.state")).to_have_text("已付款")
    assert one.get(f"{PAY}/{started['payment']['id']}")["status"] == "expired"
    assert one.get("/api/v1/visit")["bill"]["due"] == 0
