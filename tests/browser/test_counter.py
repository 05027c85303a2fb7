"""Money over the counter, on the day's page: shares one after the other, a code that the guest scans, cash, refunds."""

from playwright.sync_api import expect

from tests.browser.test_alipay import authorised
from tests.browser.test_taking_off import ordered
from tests.people import new_key


def at_the_table(page):
    page.locator(".seat", has_text="T01").click()
    return page.locator(".sheet.visit")


def hold(page, pattern) -> list:
    """The next request of this kind waits in the list until the test lets it go."""
    held = []
    page.route(pattern, lambda route: held.append(route), times=1)
    return held


def test_shares_are_taken_at_the_counter(new_place, at_work, picture):
    """Each share is begun afresh: what was shown for the last one is taken neither again nor instead of this one."""
    place = new_place()
    guest = ordered(place)
    page = at_work(place, "today")
    sheet = at_the_table(page)
    confirm = sheet.locator("form.counter .primary")
    for due in ("¥20", "¥13.33"):
        sheet.get_by_role("button", name="收款").click()
        expect(sheet.get_by_role("button", name=f"已收 {due}")).to_be_enabled()
        sheet.get_by_role("button", name="平分").click()
        if due == "¥20":
            expect(sheet.get_by_role("button", name="已收 ¥10")).to_be_enabled()
            held = hold(page, "**/split?**parts=3**")
            sheet.get_by_role("button", name="多分一份").click()
            expect(confirm).to_be_disabled()
            while not held:
                page.wait_for_timeout(20)
            held.pop().continue_()
        picture(page, "owner-share")
        sheet.get_by_role("button", name="已收 ¥6.67").click()
        expect(sheet.locator("form.counter")).to_have_count(0)
    sheet.get_by_role("button", name="收款").click()
    sheet.get_by_role("button", name="已收 ¥6.66").click()  # all that is left, without a share
    expect(sheet.locator("form.counter")).to_have_count(0)
    assert guest.get("/api/v1/visit")["bill"]["due"] == 0


def test_a_code_cash_a_refund_that_a_waiter_asks_for_and_the_till(new_place, at_work, entered, alipay, picture):
    place = new_place()
    authorised(place, alipay, 3)
    guest = ordered(place)
    someone = {"email": f"{new_key()}@test.example", "role": "waiter", "name": "小陈"}
    hired = place.owner.post(f"{place.home}/staff", someone)
    page = entered(place.base_url, someone["email"], hired["password"])
    sheet = at_the_table(page)
    sheet.get_by_role("button", name="收款").click()
    sheet.get_by_role("button", name="按菜").click()
    expect(sheet.get_by_role("button", name="先选要付的菜")).to_be_disabled()
    sheet.get_by_label("6× 米饭").check()
    sheet.get_by_role("button", name="支付宝扫码").click()
    sheet.get_by_role("button", name="出示付款码 ¥12").click()
    expect(sheet.get_by_role("img", name="付 ¥12 的码")).to_be_visible()
    picture(page, "waiter-code-375")
    visit = f"{place.home}/visits/{guest.get('/api/v1/visit')['visit']['id']}"
    assert alipay.pay(place.owner.get(f"{visit}/payments")["items"][0]["id"])
    expect(sheet.locator(".shown-code")).to_have_count(0)
    sheet.get_by_role("button", name="收款").click()
    sheet.get_by_label("收到现金").fill("10")
    expect(sheet.locator(".change")).to_have_text("找零 ¥2")
    sheet.get_by_role("button", name="已收 ¥8").click()
    expect(sheet.locator(".payment")).to_have_count(2)
    cash = sheet.locator(".payment", has_text="现金")
    cash.get_by_role("button", name="申请退款").click()
    cash.get_by_role("button", name="多退一份 米饭").last.click()
    cash.get_by_label("原因").fill("少上了一碗")
    cash.get_by_role("button", name="申请退 ¥2").click()
    expect(cash).to_contain_text("等老板或经理点头")
    assert guest.get("/api/v1/visit")["bill"]["refunded"] == 0

    owner = at_work(place, "today", forgive=("422",))
    asked = owner.locator(".refund-requests")
    expect(asked).to_contain_text("小陈")
    picture(owner, "owner-refund-asked-375")
    asked.get_by_role("button", name="同意退款").click()
    expect(asked).to_have_count(0)
    expect(cash).to_contain_text("退款申请已同意")
    (refund,) = [each for payment in guest.get("/api/v1/visit/receipt")["payments"] for each in payment["refunds"]]
    assert (refund["amount"], refund["status"]) == (200, "done")

    owner.goto(f"{place.base_url}/settings#shop/till")
    expect(owner.locator("table").first).to_contain_text("¥6.00")  # 8 came, 2 went back
    owner.get_by_label("点出来的现金").fill("5")
    owner.get_by_role("button", name="交班").click()
    owner.locator(".asking").get_by_role("button", name="交班").click()
    expect(owner.locator("form .notice.warn")).to_contain_text("应有 ¥6.00，差 −¥1.00")
    owner.get_by_label("差额的原因").fill("找错一块")
    owner.get_by_role("button", name="交班").click()
    owner.locator(".asking").get_by_role("button", name="交班").click()
    expect(owner.locator(".notice.info")).to_contain_text("今天已交班")
    expect(owner.locator(".part")).to_contain_text("找错一块")
    picture(owner, "owner-till-375", full_page=True)
