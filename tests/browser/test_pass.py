"""At the pass and on the floor, in a real browser: what one screen does, the other shows; and the guests see it."""

import pytest
from playwright.sync_api import expect

from tests.browser.kitchens import MENU
from tests.browser.places import Http


@pytest.fixture
def place(new_place):
    """Rice is made cold; two expo and two floor screens."""
    place = new_place(menu=MENU, tables="A01-A04")
    place.cook = Http(place.base_url, place.screen_token)
    cold = place.owner.post(f"{place.home}/stations", {"names": {"zh": "凉菜", "en": "Cold"}})["id"]
    place.owner.patch(f"{place.home}/menu-items/{place.dishes()['白米饭']['id']}", {"station_id": cold})
    place.cold = Http(place.base_url, _paired(place, [cold], "凉菜屏"))
    for kind in ("expo", "floor"):
        station = place.owner.post(f"{place.home}/stations", {"names": {"zh": kind}, "kind": kind})["id"]
        tokens = [_paired(place, [station], f"{kind}{n}") for n in (1, 2)]
        setattr(place, kind, [f"{place.base_url}/kitchen#token={token}" for token in tokens])
    return place


def _paired(place, stations, name) -> str:
    waiting = place.owner.post("/api/v1/screens")
    body = {"pairing_code": waiting["pairing_code"], "name": name, "station_ids": stations}
    place.owner.post(f"{place.home}/screens", body)
    return Http(place.base_url, waiting["poll_token"]).get("/api/v1/screens/pairing")["screen_token"]


def bump(screen):
    for ticket in screen.get("/api/v1/kitchen/board")["tickets"]:
        screen.post(f"/api/v1/kitchen/tickets/{ticket['id']}/bump")


def test_an_order_is_put_together_served_and_taken_back(place, opened, picture):
    first, second = (opened(url, 1280, 800) for url in place.expo)
    for page in (first, second):
        expect(page.locator(".empty")).to_contain_text("没有要传的菜")
    guest = place.sit(0)
    dish, rice = place.dishes()["宫保鸡丁"], place.dishes()["白米饭"]
    for item in (dish, rice):
        cart = guest.post("/api/v1/visit/cart/lines", {"item_id": item["id"], "quantity": 1, "modifiers": []})
    sent = {"cart_version": cart["version"], "shown_total": cart["total"]}
    guest.post("/api/v1/visit/orders", sent, key="0123456789abcdef")
    card = first.locator(".card")
    expect(card).to_contain_text("A01")
    bump(place.cold)
    expect(card.locator(".line.ready")).to_contain_text("白米饭")
    expect(card.locator(".line.lacks")).to_contain_text("宫保鸡丁")  # missing, and from which station
    bump(place.cook)
    expect(card.locator(".serve")).to_have_text("全部上菜")
    expect(second.locator(".card.go")).to_be_visible()
    picture(first, "expo-ready")
    card.locator(".serve").click()
    first.locator(".gap .undo").click()  # within its five seconds; what others show is looked at afterwards
    expect(card.locator(".line.ready")).to_have_count(2)
    card.locator(".line", has_text="白米饭").click()  # dish by dish
    expect(second.locator(".line.served")).to_contain_text("白米饭")
    card.locator(".serve").click()
    expect(second.locator(".card")).to_have_count(0)
    assert guest.get("/api/v1/visit")["orders"][0]["status"] == "served"
    second.get_by_role("button", name="刚上的").click()  # on the other screen, however long ago
    expect(second.locator(".served-list")).to_contain_text("宫保鸡丁")
    picture(second, "expo-served")
    second.locator(".served-list").get_by_role("button", name="还没上").click()
    expect(first.locator(".card .line.ready")).to_have_count(2)
    expect(second.locator(".served-list li")).to_have_count(0)


def test_a_live_expo_screen_sees_a_station_that_is_added(place, opened):
    page = opened(place.expo[0], 1280, 800)
    expect(page.locator(".filters")).to_contain_text("凉菜")
    place.owner.post(f"{place.home}/stations", {"names": {"zh": "烧烤档"}})
    expect(page.locator(".filters")).to_contain_text("烧烤档")


def test_calls_are_answered_once_and_dishes_carried(place, opened, picture):
    first, second = (opened(url, 1280, 800) for url in place.floor)
    expect(first.locator(".calls")).to_contain_text("没有人叫")
    guest = place.sit(1)
    rice = place.dishes()["白米饭"]
    cart = guest.post("/api/v1/visit/cart/lines", {"item_id": rice["id"], "quantity": 2, "modifiers": []})
    sent = {"cart_version": cart["version"], "shown_total": cart["total"]}
    guest.post("/api/v1/visit/orders", sent, key="0123456789abcdef")
    guest.post("/api/v1/visit/calls", {"kind": "water"})
    guest.post("/api/v1/visit/calls", {"kind": "bill"})
    bump(place.cold)
    expect(second.locator(".call.bill")).to_contain_text("¥56")
    water = first.locator("button.call.water")
    expect(water).to_contain_text("A02")
    expect(second.locator(".serving")).to_contain_text("白米饭")
    picture(first, "floor")
    water.click()
    first.locator(".call.gone .undo").click()  # within its five seconds; what others show is looked at afterwards
    expect(second.locator("button.call.water")).to_be_visible()
    water.click()
    expect(second.locator(".call.gone")).to_contain_text("floor1 已接")
    line = second.locator(".serving button.line")
    line.click()
    second.locator(".serving .undo").click()
    expect(first.locator(".serving button.line")).to_contain_text("白米饭")
    line.click()
    expect(first.locator(".serving")).to_have_count(0)
    assert guest.get("/api/v1/visit")["orders"][0]["lines"][0]["status"] == "served"
