"""A kitchen screen from its code to the day its owner turns it off."""

from playwright.sync_api import expect


def test_pairing_until_the_owner_turns_it_off(served, somebody, kitchen_of, opened, picture):
    kitchen = kitchen_of()
    page = opened(f"{served.base_url}/kitchen", 1180, 820, forgive=("401", "404"))
    letters = page.locator(".letters")
    expect(letters).to_be_visible()
    picture(page, "kitchen-pairing")
    stations = somebody.get(f"{kitchen.place.home}/stations")["items"]
    body = {"pairing_code": letters.get_attribute("aria-label"), "name": "热菜屏", "station_ids": [stations[0]["id"]]}
    screen = somebody.post(f"{kitchen.place.home}/screens", body)
    expect(page.locator(".empty")).to_contain_text("没有待做的单", timeout=6000)
    fit_by_card(page)
    picture(page, "kitchen-fit")
    page.get_by_role("button", name="好了").click()
    page.reload()
    expect(page.locator(".empty")).to_contain_text("没有待做的单")
    somebody.patch(f"{kitchen.place.home}/stations/{stations[0]['id']}", {"names": {"zh": "热菜档"}})
    somebody.patch(f"{kitchen.place.home}/screens/{screen['id']}", {"name": "一号屏"})
    expect(page.locator(".whose")).to_contain_text("热菜档", timeout=4000)
    somebody.call("DELETE", f"{kitchen.place.home}/screens/{screen['id']}")
    expect(page.locator(".lost")).to_be_visible(timeout=5000)
    expect(page.locator(".letters")).to_be_visible()


def fit_by_card(page):
    """Read from two metres; a card is drawn to the size of a real one, which makes everything larger or smaller."""
    size = "parseFloat(document.documentElement.style.getPropertyValue('--u'))"
    page.get_by_role("button", name="远 2 米").click()
    before = page.evaluate(size)
    edge = page.locator(".card-check .edge").bounding_box()
    page.mouse.move(edge["x"] + edge["width"] / 2, edge["y"] + edge["height"] / 2)
    page.mouse.down()
    page.mouse.move(edge["x"] - 150, edge["y"] + 20, steps=3)
    page.mouse.up()
    assert page.evaluate(size) < before
