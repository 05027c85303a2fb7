"""Two phones and a screen in real Chromium, at 375 and 320 px. Pictures are kept under var/pictures."""

from playwright.sync_api import expect


def sideways(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def test_two_phones_one_table_one_screen(demo, opened, picture):
    url = f"{demo['base_url']}/t/{demo['tables'][9]['code']}"
    screen = opened(f"{demo['base_url']}/kitchen#token={demo['screens'][0]['token']}", 1180, 820)
    one, two = (opened(url, width, 812 if width == 375 else 640) for width in (375, 320))
    one.get_by_role("button", name="3", exact=True).click()
    picture(one, "guest-menu-375")
    assert not sideways(one)
    one.get_by_role("button", name="+ 拍黄瓜").click()
    expect(one.locator(".slip")).to_contain_text("¥28")  # 16 and three covers at 4
    if two.locator("dialog").count():
        two.keyboard.press("Escape")
    two.locator("article", has_text="宫保鸡丁").get_by_role("button").click()
    picture(two, "guest-options-320")
    two.get_by_role("button", name="微辣").click()
    two.get_by_role("button", name="加入").click()
    expect(one.locator(".badge")).to_have_text("2")
    expect(one.locator(".slip")).to_contain_text("¥66")
    picture(two, "guest-menu-320")
    assert not sideways(two)
    one.get_by_role("button", name="去确认").click()
    one.locator(".allergy textarea").fill("花生过敏")
    picture(one, "guest-confirm-375")
    one.locator("dialog").get_by_role("button", name="下单").click()
    expect(one.locator(".seal")).to_have_text("已下单", timeout=20000)
    picture(one, "guest-status-375")
    ticket = screen.locator(".ticket", has_text="A10")
    while not ticket.count():  # the demo's kitchen is busy: the newest stands last
        screen.get_by_role("button", name="下一页").click()
    expect(ticket.first).to_be_visible()
    assert "花生过敏" in ticket.first.text_content()
    picture(screen, "kitchen-1180")
    ticket.first.locator("button").first.click()
    expect(two.locator(".slip")).to_contain_text("已点 2 道")
    two.locator(".slip .sum").click()
    expect(two.locator("dialog")).to_contain_text("出餐", timeout=20000)
    one.get_by_role("button", name="看账单 / 买单").last.click()
    expect(one.locator("dialog")).to_contain_text("¥66")
    picture(one, "guest-bill-375")
    one.get_by_role("button", name="模拟钱包付款").click()
    one.get_by_role("button", name="付款 ¥66").click()
    expect(one.locator(".state")).to_contain_text("已付款")
    expect(two.locator("dialog")).not_to_contain_text("不存在")
    one.goto(url)
    one.get_by_role("button", name="看账单 / 买单").click()
    expect(one.locator("dialog")).to_contain_text("已付清")


def test_settings_and_provider(demo, opened, picture):
    for path, who, words, width in (("settings", "owner", "今日订单", 375), ("provider", "provider", "估算", 1280)):
        page = opened(f"{demo['base_url']}/{path}", width, 812, forgive=("401",))
        page.locator("#email").fill(demo[who]["email"])
        page.locator("#password").fill(demo[who]["password"])
        page.get_by_role("button", name="登录").click()
        expect(page.locator("#app")).to_contain_text(words)
        picture(page, f"{path}-{width}")
        if path == "settings":
            for tab in ("菜单", "桌台", "厨房", "门店"):
                page.get_by_role("button", name=tab, exact=True).click()
                page.wait_for_timeout(500)
                assert not sideways(page), tab
                picture(page, f"settings-{tab}")
