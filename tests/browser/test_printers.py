"""The owner adds a printer and sees its test slip; a cook's 打印 comes out of it."""

import pytest
from playwright.sync_api import expect

from tests.browser.places import new_key
from tests.printers import printer


@pytest.fixture
def device():
    """The served program reaches these ports and no others."""
    try:
        with printer(ports=range(9100, 9110)) as made:
            yield made
    except OSError:
        pytest.skip("another program holds the ports 9100 to 9109")


def test_a_printer_from_its_address_to_its_paper(new_place, at_work, opened, device, picture):
    place = new_place()
    page = at_work(place, "kitchen/printer")
    page.get_by_label("打印机的名字").fill("热菜打印机")
    page.get_by_label("端口").fill(str(device.port))
    page.get_by_text("每单都打").click()
    page.get_by_text("屏幕收不到时打").click()
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("写店里内网的地址")).to_be_visible()
    expect(page.get_by_label("打印机的名字")).to_have_value("热菜打印机")
    page.get_by_label("打印机地址").fill("127.0.0.1")
    page.get_by_role("button", name="保存").click()
    page.get_by_role("link", name="热菜打印机").click()
    page.get_by_role("button", name="打一张测试单").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("上次打印")).to_be_visible()
    expect(dialog.get_by_role("img", name="测试单的样子")).to_be_visible()
    picture(page, "owner-printer")
    assert "测试单" in device.paper.inverted
    page.get_by_role("button", name="关闭").click()
    expect(page.get_by_text("已打印")).to_be_visible()
    page.get_by_role("button", name="补打").click()
    expect(page.get_by_text("已打印")).to_have_count(2)
    assert device.paper.inverted.count("补打") == 1

    board = opened(place.screen_url)
    phone = place.sit()
    cart = phone.post("/api/v1/visit/cart/lines", {"item_id": place.dishes()["米饭"]["id"], "quantity": 1})
    phone.post("/api/v1/visit/orders", {"cart_version": cart["version"], "shown_total": cart["total"]}, new_key())
    board.get_by_role("button", name="更多 T01").click()
    board.get_by_role("button", name="打印").click()
    expect(board.get_by_text("已送到 热菜打印机")).to_be_visible()
    page.reload()
    expect(page.get_by_text("已打印")).to_have_count(3)
    assert device.paper.cuts == 3
