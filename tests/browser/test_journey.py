"""Two phones and a screen from the scan to the settled bill, at 375 and 320 px; pictures go to var/pictures."""

from playwright.sync_api import expect

from tests.browser.guest import add, no_sideways, sit


def test_two_phones_one_table_one_screen(demo, opened, picture):
    url = f"{demo['base_url']}/t/{next(t['code'] for t in demo['tables'] if t['label'] == 'A09')}"
    cold = next(s for s in demo["screens"] if "凉" in s["name"])
    screen = opened(f"{demo['base_url']}/kitchen#token={cold['token']}", 1180, 820)
    one = sit(opened(url), 3)
    two = sit(opened(url, 320, 640, locale="en-US"))
    add(one, "拍黄瓜")
    expect(one.locator(".bar")).to_contain_text("含茶位 ¥4 × 3 · 未下单")
    expect(one.locator(".bar-total")).to_have_text("¥28")  # 16 and three covers at 4
    picture(one, "guest-menu-375")
    no_sideways(one)

    two.locator(".dish", has_text="Kung Pao Chicken").first.locator(".choose").click()
    two.get_by_role("button", name="Add · ¥38").click()
    expect(two.locator(".group.bad")).to_contain_text("Choose 1")
    two.get_by_role("button", name="Mild", exact=True).click()
    picture(two, "guest-options-320")
    two.get_by_role("button", name="Add · ¥38").click()
    expect(one.locator(".bar .badge")).to_have_text("2")
    expect(one.locator(".toast")).to_have_text("莲子 加了 宫保鸡丁")
    expect(one.locator(".bar-total")).to_have_text("¥66")
    picture(two, "guest-menu-320")
    no_sideways(two)

    one.locator(".bar-sum").click()
    picture(one, "guest-cart-375")
    one.locator(".sheet").get_by_role("button", name="去确认").click()
    expect(one.locator(".person")).to_have_count(2)
    expect(one.locator("h1:focus")).to_have_text("确认下单")
    two.locator(".bar").get_by_role("button", name="Review").click()
    expect(two.locator(".page")).to_contain_text("茶杯 is about to send…")
    one.locator(".allergy").get_by_role("button", name="花生").click()
    picture(one, "guest-confirm-375")
    one.get_by_role("button", name="下单 · ¥66").click()

    seal = one.locator(".seal")
    expect(one.locator(".round")).to_contain_text("厨房已收到")
    expect(seal).to_be_visible()
    picture(one, "guest-status-375")
    expect(two.locator(".round")).to_contain_text("Kung Pao Chicken")  # moved on by itself, with the cart that was sent
    ticket = screen.locator("article", has_text="A09").last
    expect(ticket).to_contain_text("花生")
    picture(screen, "kitchen-1180")

    one.get_by_role("button", name="看账单").click()
    expect(one.locator(".bill .total dd")).to_have_text("¥66.00")
    picture(one, "guest-bill-375")
    one.get_by_role("button", name="模拟钱包付款 · ¥66.00").click()
    expect(one.locator(".amount")).to_contain_text("66")
    two.get_by_role("button", name="See bill").click()
    expect(two.locator(".paying")).to_contain_text("茶杯 is paying ¥66.00")
    picture(two, "guest-being-paid-320")
    one.get_by_role("button", name="付款 ¥66").click()
    expect(one.locator("p.state")).to_have_text("已付款")
    one.get_by_role("link", name="回到点餐页").click()
    expect(one.locator(".settled .seal")).to_be_visible()
    picture(one, "guest-settled-375")
    one.get_by_role("button", name="看小票").click()
    expect(one.locator(".receipt-head")).to_contain_text("青瓷小馆")
    expect(two.locator(".settled .seal")).to_be_visible()
