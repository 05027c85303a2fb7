"""What cooks do at their board: keys, voids, sold out, portions, courses."""

from playwright.sync_api import expect

from tests.browser.kitchens import WIDE, board_of, ready
from tests.browser.places import Http


def test_keys_alone(eight, opened):
    page = ready(opened(eight.place.screen_url, 1180, 820))
    page.keyboard.press("4")
    expect(page.locator(".ticket.picked")).to_contain_text("A05")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    expect(page.locator(".ticket.picked .line").first).to_have_class("line ready chosen")
    page.keyboard.press("Enter")
    expect(page.locator(".gap")).to_contain_text("A05")
    page.keyboard.press("Backspace")
    expect(page.locator(".gap")).to_have_count(0)
    page.keyboard.press("1")
    page.keyboard.press("1")  # a bounce within 300 ms
    expect(page.locator(".ticket.picked")).to_contain_text("A08")
    page.keyboard.press("Enter")
    expect(page.locator(".gap")).to_contain_text("A08")
    page.keyboard.press("r")
    expect(page.locator(".gap")).to_have_count(0)
    expect(page.locator(".ticket", has_text="A08")).to_be_visible()
    page.keyboard.press("s")
    expect(page.locator(".panel")).to_have_count(0)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("整单出餐")
    page.get_by_role("switch", name="按键和出餐键盘").click()
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    expect(page.locator(".panel")).to_have_count(0)


def test_what_was_taken_off_waits_for_a_tap(eight, opened, picture):
    page = ready(opened(eight.place.screen_url, *WIDE))
    order = next(t for t in board_of(eight) if t["table"] == "A12")
    path = f"{eight.place.home}/orders/{order['order_id']}/lines/{order['lines'][0]['order_line_id']}/void"
    eight.place.owner.post(path, {"reason": "客人不要了"})
    ticket = page.locator(".ticket", has_text="A12")
    expect(ticket).to_contain_text("客人不要了", timeout=3000)
    expect(ticket).to_contain_text("改单")
    picture(page, "kitchen-void")
    ticket.locator(".head").click()
    expect(ticket).to_contain_text("客人不要了")
    ticket.get_by_text("知道了").click()
    expect(page.locator(".gap")).to_contain_text("A12")


def test_sold_out_reaches_guests_and_comes_back(eight, opened, picture):
    page = ready(opened(eight.place.screen_url, 1180, 820))
    page.locator("[data-tab=out]").click()
    page.locator(".out li", has_text="回锅肉").get_by_role("button", name="缺货").click()
    picture(page, "kitchen-sold-out")
    page.get_by_role("button", name="今天售罄").click()
    expect(page.locator("[data-tab=out]")).to_contain_text("1")
    menu = f"/api/v1/restaurants/{eight.place.id}/menu"
    dishes = {i["name"]: i for c in Http(eight.place.base_url).get(menu)["categories"] for i in c["items"]}
    assert dishes["回锅肉"]["available"] is False
    page.locator(".out li", has_text="回锅肉").get_by_role("button", name="恢复").click()
    expect(page.locator("[data-tab=out]")).not_to_contain_text("1")


def test_portions_over_several_tables_and_back(eight, opened, picture):
    page = ready(opened(eight.place.screen_url, *WIDE))
    beans = page.locator("[data-dish]", has_text="干煸四季豆")
    beans.locator(".total").click()
    for _ in range(2):
        beans.get_by_role("button", name="多一份").click()
    picture(page, "kitchen-portions")
    beans.get_by_role("button", name="出 3").click()
    expect(page.locator(".ticket", has_text="A08").locator(".line.ready")).to_have_count(1)  # the oldest first
    expect(page.locator(".gap")).to_contain_text("包厢 2")
    expect(page.locator(".ticket", has_text="A10").locator(".mark")).to_have_text("1/2")
    expect(beans.locator(".total")).to_have_text("×1")
    expect(page.locator(".waits")).to_have_count(0)
    left = {t["table"]: [(line["status"], line["done"]) for line in t["lines"]] for t in board_of(eight)}
    assert left["A10"] == [("preparing", 1)]
    assert left["A08"] == [("queued", 0), ("ready", 1)]
    assert "包厢 2" not in left
    page.locator(".toast").get_by_role("button", name="撤销").click()
    expect(beans.locator(".total")).to_have_text("×4")
    expect(page.locator(".waits")).to_have_count(0)
    assert {line["done"] for t in board_of(eight) for line in t["lines"]} == {0}


def test_a_later_course_waits_until_it_is_called_up(kitchen_of, opened, picture):
    kitchen = kitchen_of(courses="by_hand")
    owner, place = kitchen.place.owner, kitchen.place
    for name, course in (("老坛酸菜鱼", 1), ("白米饭", 2)):
        owner.patch(f"{place.home}/menu-items/{kitchen.items[name]['id']}", {"course": course})
    page = ready(opened(place.screen_url, 1180, 820))
    kitchen.send("A01", 5, lines=(("老坛酸菜鱼", 1, ""), ("白米饭", 2, "")))
    expect(page.locator(".ticket")).to_have_count(1, timeout=10000)
    expect(page.locator(".ticket")).to_contain_text("第 1 道")
    page.locator("[data-tab=held]").click()
    expect(page.locator("[data-listed]")).to_contain_text("白米饭")
    picture(page, "kitchen-held")
    page.get_by_role("button", name="叫起").click()
    expect(page.locator(".ticket")).to_have_count(2)
    expect(page.locator(".ticket", has_text="第 2 道")).to_contain_text("白米饭")
    expect(page.locator("[data-listed]")).to_have_count(0)


def test_a_party_that_moved_shows_where_from(eight, opened):
    page = ready(opened(eight.place.screen_url, *WIDE))
    visit_id, _ = eight.visits["B04"]
    eight.place.owner.post(f"{eight.place.home}/visits/{visit_id}/move", {"table_id": eight.tables["B06"]})
    ticket = page.locator(".ticket", has_text="B06")
    expect(ticket.locator(".moved")).to_have_text("B04 → B06")
    expect(ticket.locator(".table")).to_have_text("B06")
