"""An owner at work: a newcomer opens a restaurant on a phone; prices, sold-out dishes, every tab as people see it."""

import urllib.request

import pytest
from playwright.sync_api import expect

from tests.browser.places import Http
from tests.conftest import ROOT
from tests.people import new_key
from tests.servers import serve

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
SANDBOXED = "Blocked script execution"  # the guests' page in the preview runs no scripts, so that nobody sits down
DISHES = (
    "热菜\n宫保鸡丁 38\n鱼香肉丝 32\n回锅肉 36\n麻婆豆腐 28\n水煮牛肉 58\n干煸四季豆 28\n糖醋里脊 42\n酸辣土豆丝 18\n"
    "凉菜\n口水鸡 36\n凉拌木耳 18\n皮蛋豆腐 16\n夫妻肺片 38\n"
    "主食\n米饭 2\n担担面 16\n蛋炒饭 20\n红油抄手 18\n"
    "酒水\n酸梅汤 8\n豆浆 6\n青岛啤酒 10\n可乐 6\n"
)
TABS = {"today": "今日", "menu": "菜单", "tables": "桌台", "kitchen": "厨房", "shop": "门店"}


def sideways(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def test_a_newcomer_opens_a_restaurant(opened, picture):
    with serve() as fresh:
        page = opened(f"{fresh.base_url}/settings", forgive=(SANDBOXED, "401"))
        page.get_by_label("怎么称呼你").fill("周岚")
        page.get_by_label("邮箱").fill("zhou@example.cn")
        page.get_by_label("密码（至少 10 个字）").fill("qing-ci-xiao-guan")
        page.get_by_role("button", name="开始").click()
        page.get_by_label("店名").fill("青瓷小馆·中山路店")
        page.get_by_role("button", name="开始").click()
        expect(page.get_by_role("heading", name="开张还差 5 步")).to_be_visible()
        picture(page, "owner-checklist-375")

        page.get_by_role("link", name="粘贴导入").click()
        page.get_by_label("粘贴，一行一道").fill(DISHES)
        page.get_by_role("button", name="先看看").click()
        expect(page.get_by_text("新增 20 道")).to_be_visible()
        picture(page, "owner-import-375")
        page.get_by_role("button", name="导入 20 道").click()
        expect(page.get_by_text("已导入 20 道")).to_be_visible()
        page.get_by_role("button", name="看菜单").click()
        expect(page.get_by_role("link", name="宫保鸡丁")).to_be_visible()

        page.get_by_role("link", name="今日").click()
        page.get_by_role("link", name="加桌台").click()
        page.get_by_label("桌号").fill("A01-A12")
        page.get_by_role("button", name="加桌台").click()
        expect(page.get_by_text("A01–A12 · 已选 12 张")).to_be_visible()

        page.get_by_role("link", name="今日").click()
        page.get_by_role("link", name="去打印").click()
        expect(page.get_by_role("img", name="打印预览")).to_be_visible(timeout=30000)
        picture(page, "owner-print-375")
        with page.expect_download(timeout=60000) as download:
            page.get_by_role("button", name="下载 PDF").click()
        assert download.value.path().read_bytes().startswith(b"%PDF")
        expect(page.get_by_text("12 张都已试扫通过")).to_be_visible()

        screen = Http(fresh.base_url)
        waiting = screen.post("/api/v1/screens")
        page.get_by_role("link", name="今日").click()
        page.get_by_role("link", name="去连接").click()
        page.get_by_label("屏上的码").fill(waiting["pairing_code"].lower())
        page.get_by_label("屏的名字").fill("厨房屏")
        page.get_by_role("button", name="连接", exact=True).click()
        expect(page.get_by_text("厨房屏 连上了")).to_be_visible()
        screen = Http(
            fresh.base_url, Http(fresh.base_url, waiting["poll_token"]).get("/api/v1/screens/pairing")["screen_token"]
        )

        guest = _guest_of(page, fresh.base_url)
        menu = guest.get(f"/api/v1/restaurants/{guest.restaurant}/menu")
        dish = menu["categories"][0]["items"][0]["id"]
        cart = guest.post("/api/v1/visit/cart/lines", {"item_id": dish, "quantity": 1})
        sent = {"cart_version": cart["version"], "shown_total": cart["total"]}
        guest.post("/api/v1/visit/orders", sent, key=new_key())
        page.get_by_role("button", name="关闭").click()
        page.get_by_role("link", name="今日").click()
        expect(page.get_by_role("heading", name="开张还差 1 步")).to_be_visible()
        ticket = screen.get("/api/v1/kitchen/board")["tickets"][0]["id"]
        screen.post(f"/api/v1/kitchen/tickets/{ticket}/bump")
        page.reload()
        expect(page.get_by_role("heading", name="开张了")).to_be_visible()
        expect(page.get_by_role("img", name="开张印", exact=True)).to_be_visible()
        picture(page, "owner-opened-375")
        page.get_by_role("button", name="收起").click()
        expect(page.get_by_role("heading", name="接单中")).to_be_visible()
        page.context.close()  # before the server goes


def test_a_price_changed_in_place_reaches_a_phone_within_three_seconds(new_place, at_work, opened):
    place = new_place()
    phone = opened(place.url(), forgive=("409",))
    expect(phone.locator("body")).to_contain_text("¥28")
    page = at_work(place, "menu", 1280, 800)
    page.get_by_role("button", name="麻婆豆腐 的价格").click()
    page.get_by_role("textbox", name="麻婆豆腐 的价格").fill("31.5")
    page.get_by_role("textbox", name="麻婆豆腐 的价格").press("Enter")
    expect(phone.locator("body")).to_contain_text("¥31.50", timeout=3000)
    expect(page.get_by_text("麻婆豆腐 ¥28 → ¥31.50 · 已下单的不变")).to_be_visible()
    page.get_by_role("button", name="撤销").click()
    expect(phone.locator("body")).to_contain_text("¥28", timeout=3000)


def test_a_dish_of_two_stations_with_a_course(new_place, at_work, picture):
    place = new_place()
    place.owner.post(f"{place.home}/stations", {"names": {"zh": "凉菜档"}})
    page = at_work(place, "shop/service")
    page.get_by_label("上一道好了接着做").check()
    tofu = place.dishes()["麻婆豆腐"]["id"]
    page.goto(f"{place.base_url}/settings#menu/{tofu}")
    page.get_by_label("送到哪个档口").select_option(label="凉菜档")
    page.get_by_role("group", name="也在这些档口做一部分").get_by_role("button").first.click()
    page.get_by_label("一处划，处处算").check()
    page.get_by_label("第几道上").select_option("2")
    picture(page, "dish_kitchen")
    assert not sideways(page)
    page.get_by_role("button", name="保存").click()
    expect(page.locator(".sheet.dish")).to_have_count(0)
    dish = next(item for item in place.owner.get(f"{place.home}/menu-items")["items"] if item["id"] == tofu)
    stations = {s["id"]: s["name"] for s in place.owner.get(f"{place.home}/stations")["items"]}
    assert [stations[id] for id in dish["station_ids"]][0] == "凉菜档"
    assert (len(dish["station_ids"]), dish["stations_finish"], dish["course"]) == (2, "together", 2)
    assert place.owner.get(place.home)["courses"] == "when_ready"


def test_sold_out_in_two_touches(new_place, at_work):
    place = new_place()
    place.owner.call("PUT", f"{place.home}/opening", {"put_off": True})
    page = at_work(place, "today")
    page.get_by_role("button", name="设为售罄").click()
    page.get_by_role("button", name="米饭").click()
    expect(page.get_by_text("米饭 今日售罄")).to_be_visible()
    with urllib.request.urlopen(f"{place.base_url}{place.home}/menu") as answer:
        assert b'"available":false' in answer.read()
    page.get_by_role("button", name="恢复").click()
    expect(page.get_by_text("没有售罄的菜")).to_be_visible()


@pytest.mark.parametrize(("width", "height"), [(375, 812), (1280, 800)])
def test_every_tab_as_people_see_it(signed_in, picture, width, height):
    page = signed_in("today", width, height)
    for tab, name in TABS.items():
        page.get_by_role("navigation", name="设置").get_by_role("link", name=name).click()
        expect(page.locator(f".page-{tab} .head").first).to_be_visible()
        page.wait_for_timeout(1500 if tab in ("tables", "menu") else 400)
        assert not sideways(page), tab
        picture(page, f"owner-{tab}-{width}")
        if width == 375:
            page.set_viewport_size({"width": 320, "height": 640})
            assert not sideways(page), f"{tab} at 320"
            page.set_viewport_size({"width": width, "height": height})


def test_roles_see_what_they_may(signed_in):
    page = signed_in("today", who="waiter")
    names = page.get_by_role("navigation", name="设置").get_by_role("link").all_inner_texts()
    assert names == ["今日", "菜单", "门店"]
    page = signed_in("kitchen", who="cook")
    names = page.get_by_role("navigation", name="设置").get_by_role("link").all_inner_texts()
    assert names == ["厨房", "门店"]


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed: run `make setup` again")
def test_axe_finds_nothing_serious(signed_in):
    page = signed_in("today", 1280, 800)
    page.evaluate(AXE.read_text())
    run = "async () => (await axe.run(document, {resultTypes: ['violations'], iframes: false})).violations"
    found = []
    for place in (
        "today",
        "menu",
        "menu/new",
        "menu/import",
        "tables",
        "kitchen",
        "kitchen/pair",
        "shop/fees",
        "shop/alipay",
        "shop/till",
        "shop/staff",
    ):
        page.evaluate("place => { location.hash = place; }", place)
        expect(page.locator(f".page-{place.split('/')[0]} .head").first).to_be_visible()
        page.wait_for_timeout(600)
        for v in page.evaluate(run):
            if v["impact"] in ("serious", "critical"):
                found.append((place, v["id"], [n["html"][:120] for n in v["nodes"]][:3]))
    assert found == []


def _guest_of(page, base_url):
    """Somebody who scans the first table's code."""
    tables = page.evaluate(
        """async () => {
            const shop = (await (await fetch('/api/v1/restaurants')).json()).items[0];
            return {shop: shop.id, tables: (await (await fetch(`/api/v1/restaurants/${shop.id}/tables`)).json()).items};
        }"""
    )
    joined = Http(base_url).post("/api/v1/visits", {"code": tables["tables"][0]["code"]})
    guest = Http(base_url, joined["guest_token"])
    guest.restaurant = tables["shop"]
    return guest
