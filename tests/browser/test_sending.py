"""Sending once, whatever happens: reloads, no network, prices and dishes that change, others who are faster."""

from playwright.sync_api import expect

from tests.browser.guest import add, review, send_button, sit
from tests.browser.places import new_key

NET = ("net::ERR", "WebSocket")


def orders(place, number=0):
    with_table = place.owner.get(f"{place.home}/visits")["items"]
    visit = next(v for v in with_table if v["table_id"] == place.tables[number]["id"])
    return place.owner.get(f"{place.home}/visits/{visit['id']}")["orders"]


def test_a_reload_in_the_middle_sends_exactly_once(new_place, opened, picture):
    place = new_place()
    page = opened("about:blank", forgive=NET)
    page.route_web_socket("**/socket.io/**", lambda socket: None)  # the live stream would tell that it has arrived
    page.route("**/api/v1/live?*", lambda route: route.abort())
    page.goto(place.url())
    add(sit(page), "麻婆豆腐")
    review(page)
    keys = []

    def arrive_unheard(route):
        """The server takes it; its answer is lost on the way."""
        keys.append(route.request.headers["idempotency-key"])
        route.fetch()
        route.abort()

    page.route("**/api/v1/visit/orders", arrive_unheard)
    send_button(page).click()
    expect(send_button(page)).to_be_disabled()
    expect(page.locator(".send-state")).to_contain_text("请不要重复点")
    picture(page, "guest-no-answer-375")
    page.unroute("**/api/v1/visit/orders")
    page.on("request", lambda r: keys.append(r.headers["idempotency-key"]) if r.url.endswith("/visit/orders") else None)
    page.reload()
    expect(page.locator(".round")).to_have_count(1)
    assert len(keys) >= 2
    assert len(set(keys)) == 1
    assert len(orders(place)) == 1
    page.reload()
    sit(page)
    expect(page.locator(".bar")).to_contain_text("已点 1 道")  # nothing is sent again


def test_offline_nothing_is_lost_and_the_order_goes_when_the_network_is_back(new_place, opened, picture):
    place = new_place()
    page = sit(opened(place.url(), forgive=NET))
    add(page, "米饭")
    expect(page.locator(".bar-total")).to_have_text("¥2")
    page.context.set_offline(True)
    add(page, "馒头")
    expect(page.locator(".bar .badge")).to_have_text("2")
    expect(page.locator(".bar")).to_contain_text("网络断开 · 还没下单 · 已存在手机里")
    picture(page, "guest-offline-375")
    page.locator(".bar .primary").click()
    expect(send_button(page)).to_have_text("重试下单")
    expect(send_button(page)).to_be_disabled()
    page.get_by_role("button", name="把这页给服务员看").click()
    slip = page.locator(".staff-slip")
    expect(slip).to_contain_text("1 × 馒头")
    expect(slip).to_contain_text("这一单还没有发出")
    picture(page, "guest-for-staff-375")
    slip.get_by_role("button", name="返回").click()
    page.context.set_offline(False)
    expect(send_button(page)).to_have_text("下单 · ¥5")
    page.context.set_offline(True)
    send_button(page).click()
    expect(page.locator(".send-state")).to_contain_text("没收到回音")
    page.context.set_offline(False)
    expect(page.locator(".round")).to_contain_text("馒头")
    (order,) = orders(place)
    assert sorted(line["names"]["zh"] for line in order["lines"]) == ["米饭", "馒头"]


def test_a_changed_price_is_shown_and_confirmed_before_anything_is_sent(new_place, opened, picture):
    place = new_place()
    page = sit(opened(place.url(), forgive=("409",)))
    add(page, "麻婆豆腐")
    review(page)
    expect(send_button(page)).to_have_text("下单 · ¥28")
    item = place.dishes()["麻婆豆腐"]["id"]

    def reprice_first(route):
        place.owner.patch(f"{place.home}/menu-items/{item}", {"price": 3000})
        route.continue_()

    page.route("**/api/v1/visit/orders", reprice_first, times=1)
    send_button(page).click()
    trouble = page.locator(".trouble")
    expect(trouble).to_contain_text("麻婆豆腐 ¥28→¥30")
    expect(trouble).to_contain_text("没有扣款，没有下单")
    picture(page, "guest-price-changed-375")
    assert orders(place) == []
    expect(send_button(page)).to_have_text("下单 · ¥30")
    send_button(page).click()
    expect(page.locator(".round")).to_be_visible()
    assert [o["total"] for o in orders(place)] == [3000]


def test_a_dish_that_sells_out_is_struck_and_the_rest_is_sent(new_place, opened, picture):
    place = new_place()
    page = sit(opened(place.url()))
    add(page, "麻婆豆腐")
    add(page, "米饭")
    review(page)
    item = place.dishes()["麻婆豆腐"]["id"]
    place.owner.patch(f"{place.home}/menu-items/{item}", {"available": False})
    expect(page.locator(".line.bad")).to_contain_text("今日售罄")
    expect(send_button(page)).to_be_disabled()
    picture(page, "guest-sold-out-375")
    page.get_by_role("button", name="去掉售罄的 1 样").click()
    expect(send_button(page)).to_have_text("下单 · ¥2")
    send_button(page).click()
    expect(page.locator(".round")).to_contain_text("米饭")


def test_two_send_the_same_cart_and_it_is_one_order(new_place, opened):
    place = new_place(fees=[{"kind": "per_order", "name": "餐具费", "amount": 300}])
    one, two = sit(opened(place.url())), sit(opened(place.url(), 320, 640))
    add(one, "米饭")
    expect(two.locator(".bar .badge")).to_have_text("1")
    held = []
    one.route("**/api/v1/visit/orders", lambda route: held.append(route), times=1)
    review(one)
    review(two)
    send_button(one).click()
    expect(one.locator(".send-state")).to_contain_text("正在发给厨房")
    expect(one.locator(".sums")).to_contain_text("餐具费")  # every fee stands there while it is under way
    expect(send_button(two)).to_be_disabled()
    two.get_by_role("button", name="由我来下").click()
    send_button(two).click()
    expect(two.locator(".round")).to_have_count(1)
    held[0].continue_()
    expect(one.locator(".round")).to_have_count(1)
    assert len(orders(place)) == 1


def test_somebody_who_adds_meanwhile_loses_nothing(new_place, opened):
    place = new_place()
    page = sit(opened(place.url(), forgive=("409",)))
    other = place.sit()
    add(page, "米饭")
    review(page)
    dish = place.dishes()["馒头"]["id"]

    def add_first(route):
        other.post("/api/v1/visit/cart/lines", {"item_id": dish, "quantity": 1})
        route.continue_()

    page.route("**/api/v1/visit/orders", add_first, times=1)
    send_button(page).click()
    expect(page.locator(".trouble")).to_contain_text("同桌改了购物车")
    expect(page.locator(".page.confirm")).to_contain_text("馒头")
    expect(send_button(page)).to_have_text("下单 · ¥5")
    cart = other.get("/api/v1/visit")["cart"]
    other.post("/api/v1/visit/orders", {"cart_version": cart["version"], "shown_total": cart["total"]}, new_key())
    expect(page.locator(".round")).to_have_count(1)  # the other was faster: this phone follows
    assert len(orders(place)) == 1


def test_paused_and_closed_are_told_and_the_menu_stays_readable(new_place, opened, picture):
    place = new_place()
    page = sit(opened(place.url()))
    add(page, "米饭")
    review(page)
    place.owner.post(f"{place.home}/pause", {"minutes": 30})
    expect(page.locator(".send-state")).to_contain_text("厨房忙")
    expect(page.locator(".send-state")).to_contain_text("恢复接单")
    expect(send_button(page)).to_be_disabled()
    page.go_back()
    expect(page.locator(".banner")).to_contain_text("厨房忙")
    expect(page.locator(".dish .more").first).to_be_disabled()
    expect(page.locator(".bar-total")).to_have_text("¥2")
    picture(page, "guest-paused-375")
