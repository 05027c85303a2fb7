"""A guest pays by Alipay on the simulator's page; an owner settles what Alipay's bill has and ours lacks."""

import re
from urllib.parse import quote

from playwright.sync_api import expect

from tests.alipay_simulator.gateway import Merchant
from tests.people import new_key


def authorised(place, alipay, n) -> Merchant:
    merchant = Merchant(f"20880000{n:08d}", f"20210000{n:08d}")
    alipay.gateway.codes[f"code{n}"] = merchant
    place.owner.post(f"{place.home}/alipay/authorisation", {"app_auth_code": f"code{n}"})
    return merchant


def ordered(place):
    guest = place.sit(0)
    cart = guest.post("/api/v1/visit/cart/lines", {"item_id": place.dishes()["米饭"]["id"], "quantity": 5})
    guest.post("/api/v1/visit/orders", {"cart_version": cart["version"], "shown_total": cart["total"]}, new_key())


def to_the_bill(page):
    """From the menu by what was ordered."""
    page.locator(".bar-progress, .bar-sum").first.click()
    page.get_by_role("button", name="看账单").click()


def test_a_guest_walks_away_comes_back_pays_and_asks_for_a_fapiao(new_place, opened, at_work, alipay, picture):
    place = new_place()
    authorised(place, alipay, 1)
    ordered(place)
    page = opened(place.url())
    to_the_bill(page)
    pays = page.get_by_role("button", name="支付宝付款 · ¥10.00")
    sheet = page.locator(".wallet-sheet")
    pays.click()
    expect(sheet.get_by_role("link", name="打开支付宝")).to_have_attribute(
        "href", re.compile("^alipays://.*qrcode=http")
    )
    expect(sheet.get_by_role("img", name="支付宝付款码")).to_be_visible()
    picture(page, "guest-alipay-375")
    sheet.get_by_role("button", name="在网页里付").click()
    page.wait_for_url(f"{alipay.address}/qr/**")
    expect(page.get_by_text("¥10.00")).to_be_visible()
    picture(page, "alipay-simulator-375")
    page.go_back()
    page.wait_for_url("**/t/*")  # whoever comes back from a wallet sees the bill
    expect(page.locator(".paying")).to_contain_text("你正在付款 ¥10.00")
    page.locator(".paying").get_by_role("button", name="继续付").click()
    sheet.get_by_role("button", name="不付了").click()
    expect(page.locator(".paying")).to_have_count(0)
    pays.click()
    expect(sheet).to_be_visible()
    paid = place.owner.get(f"{place.home}/today")["open_visits"][0]["pending_payment"]
    assert alipay.pay(paid["id"])  # by another phone that scanned the code
    expect(page.locator(".bill .settled")).to_be_visible()
    expect(sheet).to_have_count(0)
    page.get_by_role("button", name="看小票").click()
    expect(page.locator(".receipt")).to_contain_text("支付宝")
    page.get_by_role("button", name="申请发票").click()
    page.get_by_label("抬头：公司全称").fill("四川某某餐饮有限公司")
    page.get_by_role("button", name="提交").click()
    expect(page.locator(".fapiao [role=alert]")).to_contain_text("15 到 20 位")
    page.get_by_label("税号").fill("91510100MA6C8Q3K5X")
    page.get_by_role("button", name="提交").click()
    expect(page.locator(".fapiao")).to_contain_text("四川某某餐饮有限公司")
    picture(page, "guest-fapiao-375", full_page=True)

    owner = at_work(place, "shop/fapiao")
    expect(owner.locator(".part")).to_contain_text("91510100MA6C8Q3K5X")
    picture(owner, "owner-fapiao-375")
    with owner.expect_download() as download:
        owner.get_by_role("link", name="下载 Excel").click()
    assert download.value.suggested_filename.endswith(".xlsx")
    owner.get_by_role("button", name="已开出").click()
    expect(owner.locator(".part")).to_contain_text("没有待开的发票")


def test_an_owner_authorises_and_settles_what_alipay_has_and_we_lack(new_place, at_work, alipay, picture):
    place = new_place()
    merchant = Merchant("2088000000000002", "2021000000000002")
    alipay.gateway.codes["code2"] = merchant
    ordered(place)
    page = at_work(place, "shop/alipay", 375, 812)
    expect(page.locator(".part")).to_contain_text("客人现在不能用支付宝付款")
    page.goto(f"{place.base_url}/settings?app_auth_code=code2")  # a link that somebody else sent
    expect(page.locator(".notice.warn")).to_contain_text("没有采用")
    back = {"Location": f"{place.base_url}/settings?app_id=1&app_auth_code=code2"}
    page.route("https://openauth.alipay.com/**", lambda route: route.fulfill(status=302, headers=back))
    page.get_by_role("link", name="去支付宝授权").click()
    page.get_by_role("button", name="确认，用这个账号收款").click()
    expect(page.locator(".part")).to_contain_text("收款方 2088000000000002")
    picture(page, "owner-alipay-375")
    trades = []
    for _ in range(2):
        content = {"out_trade_no": new_key(), "total_amount": "10.00", "subject": "面", "buyer_id": "2088000000000077"}
        content["passback_params"] = quote(f'{{"restaurant_id":"{place.id}"}}', safe="")
        trades.append(alipay.books.create(merchant, content, f"{place.base_url}/webhooks/alipay"))
        alipay.pay(trades[-1].number)
    page.locator(".nav").get_by_role("link", name="今日").click()
    page.get_by_role("button", name="以后再说").click()
    rows = page.locator(".difference")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text("支付宝收了 ¥10")
    picture(page, "owner-differences-375")
    rows.first.get_by_role("button", name="算给一桌").click()
    page.get_by_role("button", name="T01 · 还差 ¥10").click()
    expect(rows).to_have_count(1)
    rows.first.get_by_role("button", name="退回去").click()
    page.locator(".asking").get_by_role("button", name="退回去").click()
    expect(page.locator(".differences")).to_have_count(0)
    assert sorted(trade.back for trade in trades) == [0, 10]
    visit = place.owner.get(f"{place.home}/today")["open_visits"][0]
    assert (visit["bill"]["paid"], visit["bill"]["due"]) == (1000, 0)
    page.goto(f"{place.base_url}/settings#shop/alipay")
    expect(page.locator(".part")).to_contain_text("算给了一桌")
    expect(page.locator(".part")).to_contain_text("已退回")
