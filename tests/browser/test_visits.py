"""A phone and its table: gates, the end of a visit, the next guests, another table, what stays true meanwhile."""

import re

from playwright.sync_api import expect

from tests.browser.guest import add, review, send_button, sit
from tests.browser.places import Http


def visit_at(place, number=0):
    visits = place.owner.get(f"{place.home}/visits")["items"]
    return next((v for v in visits if v["table_id"] == place.tables[number]["id"]), None)


def close(place, number=0):
    how = {"how": "forced", "reason": "test"}
    place.owner.post(f"{place.home}/visits/{visit_at(place, number)['id']}/close", how)


def test_a_later_course_is_told_as_what_it_is(new_place, opened, picture):
    place = new_place(courses="by_hand")
    dishes = place.dishes()
    for dish, course in (("米饭", 1), ("馒头", 2)):
        place.owner.patch(f"{place.home}/menu-items/{dishes[dish]['id']}", {"course": course})
    phone = sit(opened(place.url(), forgive=("409",)))
    for dish in ("米饭", "馒头"):
        add(phone, dish)
    review(phone)
    send_button(phone).click()
    expect(phone.locator(".round li", has_text="馒头")).to_contain_text("后一道")
    expect(phone.locator(".round li", has_text="米饭")).not_to_contain_text("后一道")
    picture(phone, "guest-held-375")
    screen = Http(place.base_url, place.screen_token)
    (held,) = screen.get("/api/v1/kitchen/board")["held"]
    screen.post(f"/api/v1/kitchen/tickets/{held['id']}/fire")
    expect(phone.locator(".round li", has_text="馒头")).not_to_contain_text("后一道")


def test_after_the_table_is_cleared_the_old_phone_cannot_write_and_a_new_scan_begins_anew(new_place, opened, picture):
    place = new_place()
    old = sit(opened(place.url(), forgive=("409",)))
    add(old, "米饭")
    review(old)
    send_button(old).click()
    expect(old.locator(".round")).to_be_visible()
    close(place)
    expect(old.locator(".banner")).to_contain_text("这桌已结账")
    picture(old, "guest-over-375")
    old.go_back()
    expect(old.locator(".dish .more").first).to_be_disabled()
    new = sit(opened(place.url(), 320, 640))
    add(new, "馒头")
    expect(new.locator(".bar")).to_contain_text("未下单")
    expect(new.locator(".bar .badge")).to_have_text("1")
    old.reload()
    expect(old.locator(".banner")).to_contain_text("这桌已结账")
    old.get_by_role("button", name="看小票").click()
    expect(old.locator(".receipt")).to_contain_text("米饭")
    old.goto("about:blank")
    old.goto(place.url())  # a new scan
    sit(old)
    expect(old.locator(".bar .badge")).to_have_text("1")
    expect(old.locator(".bar")).not_to_contain_text("已点")


def test_the_same_phone_at_another_table_is_at_that_table(new_place, opened):
    place = new_place()
    page = sit(opened(place.url(0)))
    add(page, "米饭")
    page.locator(".bar-total:not(.unsure)").wait_for()
    page.goto(place.url(1))
    sit(page)
    expect(page.locator(".head .table-block")).to_have_text(place.tables[1]["label"])
    expect(page.locator(".bar .badge")).to_have_count(0)
    page.goto(place.url(0))
    sit(page)
    expect(page.locator(".bar .badge")).to_have_text("1")


def test_a_party_that_is_moved_or_joins_another_table_goes_on(new_place, opened):
    place = new_place()
    page = sit(opened(place.url(0), forgive=("404",)))  # the stream of the visit that ended is asked for once more
    add(page, "米饭")
    page.locator(".bar-total:not(.unsure)").wait_for()
    place.owner.post(f"{place.home}/visits/{visit_at(place)['id']}/move", {"table_id": place.tables[1]["id"]})
    expect(page.locator(".head .table-block")).to_have_text(place.tables[1]["label"])
    host = place.sit(2)
    host.post("/api/v1/visit/cart/lines", {"item_id": place.dishes()["馒头"]["id"], "quantity": 2})
    into = {"into_visit_id": visit_at(place, 2)["id"]}
    place.owner.post(f"{place.home}/visits/{visit_at(place, 1)['id']}/merge", into)
    expect(page.locator(".head .table-block")).to_have_text(place.tables[2]["label"])
    expect(page.locator(".bar .badge")).to_have_text("3")
    add(page, "米饭")
    expect(page.locator(".bar-total")).to_have_text("¥10")


def test_staff_open_the_table(new_place, opened, picture):
    place = new_place(gate="staff_opens")
    page = opened(place.url(), forgive=("403",))
    expect(page.locator(".banner")).to_contain_text("请服务员开台")
    expect(page.locator(".dish .more").first).to_be_disabled()
    picture(page, "guest-staff-opens-375")
    place.owner.post(f"{place.home}/visits", {"table_id": place.tables[0]["id"], "covers": 2})
    expect(page.locator(".here")).to_contain_text("2 位用餐")
    add(page, "米饭")
    expect(page.locator(".bar .badge")).to_have_text("1")


def test_the_number_of_the_day(new_place, opened, picture):
    place = new_place(gate="pin", gate_pin="4711")
    page = opened(place.url(), forgive=("403",))
    page.get_by_label("输入今日口令").fill("1234")
    page.get_by_role("button", name="进入").click()
    expect(page.get_by_role("alert").filter(has_text="口令不对")).to_be_visible()
    picture(page, "guest-pin-375")
    page.get_by_label("输入今日口令").fill("4711")
    page.get_by_role("button", name="进入").click()
    sit(page)
    add(page, "米饭")
    expect(page.locator(".bar .badge")).to_have_text("1")


def test_a_first_order_that_waits_says_so_until_staff_let_it_through(new_place, opened, picture):
    place = new_place(gate="first_order_waits")
    page = sit(opened(place.url()))
    add(page, "米饭")
    review(page)
    expect(page.locator(".send-state")).to_contain_text("下单后由服务员看一眼")
    send_button(page).click()
    expect(page.locator(".round")).to_contain_text("已发送 · 等服务员确认")
    expect(page.locator(".seal")).to_have_count(0)
    picture(page, "guest-waits-375")
    order = place.owner.get(f"{place.home}/visits/{visit_at(place)['id']}")["orders"][0]
    place.owner.post(f"{place.home}/orders/{order['id']}/accept")
    # No screen is here: the watch, which looks every few seconds, may say so before the page has drawn the first.
    expect(page.locator(".round")).to_contain_text(re.compile("已发送 · 等厨房回应|厨房屏没有回应"))


def test_pay_first_says_what_the_kitchen_waits_for(new_place, opened):
    place = new_place(service_mode="pay_first")
    page = sit(opened(place.url()))
    add(page, "米饭")
    review(page)
    send_button(page).click()
    expect(page.locator(".round")).to_contain_text("付好款，厨房就开始做")
    page.get_by_role("button", name="去付款").click()
    page.get_by_role("button", name="到柜台付").click()
    expect(page.locator(".paying")).to_contain_text("请到柜台付 ¥2.00")


def test_calls_are_told_and_answered(new_place, opened, picture):
    place = new_place()
    page = sit(opened(place.url()))
    page.locator(".help:visible").click()
    page.get_by_role("button", name="加水").click()
    expect(page.locator(".call-kind", has_text="加水")).to_contain_text("秒后可再叫")
    expect(page.locator(".call-kind", has_text="加水")).to_be_disabled()
    (call,) = place.owner.get(f"{place.home}/calls")["items"]
    place.owner.post(f"{place.home}/calls/{call['id']}/answer")
    expect(page.locator(".call-kind", has_text="加水")).to_contain_text("已接")
    picture(page, "guest-calls-375")


def test_a_kitchen_that_does_not_answer_is_told_truthfully(new_place, opened, picture):
    place = new_place()
    page = sit(opened(place.url()))
    add(page, "米饭")
    review(page)
    send_button(page).click()
    expect(page.locator(".round")).to_contain_text("厨房屏没有回应", timeout=30000)  # its screen was never there
    expect(page.locator(".round")).to_contain_text("不用重新下单")
    expect(page.locator(".seal")).to_have_count(0)
    expect(page.locator(".round")).to_contain_text("已提醒店员")
    picture(page, "guest-deaf-kitchen-375")
    Http(place.base_url, place.screen_token).get("/api/v1/kitchen/board")  # it comes back, but has drawn nothing yet
    expect(page.locator(".round")).to_contain_text("等厨房回应", timeout=30000)


def test_a_dark_kitchen_holds_sending_where_its_owner_says_so(new_place, opened, picture):
    place = new_place(when_kitchen_dark="hold")
    page = sit(opened(place.url(), forgive=("409",)))
    add(page, "米饭")
    review(page)
    send_button(page).click()
    expect(page.locator(".trouble")).to_contain_text("厨房屏暂时断开了")
    page.locator(".trouble").get_by_role("button", name="把这页给服务员看").click()
    expect(page.locator(".staff-slip")).to_contain_text("1 × 米饭")
    picture(page, "guest-dark-kitchen-375")
    page.locator(".staff-slip").get_by_role("button", name="返回").click()
    Http(place.base_url, place.screen_token).get("/api/v1/kitchen/board")
    send_button(page).click()
    expect(page.locator(".round")).to_be_visible()


def test_twenty_phones(new_place, opened, picture):
    place = new_place()
    page = sit(opened(place.url()))
    dish = place.dishes()["米饭"]["id"]
    for _ in range(19):
        place.sit().post("/api/v1/visit/cart/lines", {"item_id": dish, "quantity": 1})
    expect(page.locator(".here")).to_contain_text("同桌 20 部手机")
    page.locator(".bar-sum").click()
    expect(page.locator(".person")).to_have_count(19)
    page.get_by_role("button", name="按菜看").click()
    expect(page.locator(".sheet .line")).to_have_count(1)
    expect(page.locator(".sheet .line")).to_contain_text("19×")
    page.keyboard.press("Escape")
    page.locator(".head .table-block").click()
    expect(page.locator(".phones")).to_contain_text("还有 8 部")
    picture(page, "guest-twenty-phones-375")
