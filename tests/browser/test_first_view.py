"""The first view: read without scripts, taken over without a change, light enough for one bar of signal."""

import pytest
from playwright.sync_api import expect

from tests.browser.guest import add, sit
from tests.browser.places import SPICE, dish

BUDGET = 110 * 1024  # bytes on the wire for the first view; more than 120 KB are too many (ux.md 2.5)
SHIFT = """new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => { for (const e of list.getEntries()) if (!e.hadRecentInput) sum += e.value })
    .observe({type: 'layout-shift', buffered: true});
  setTimeout(() => done(sum), 600);
})"""
DRAWN = """[...document.querySelectorAll('.head-row, .search-row, .rail, .list, .bar')].map(part =>
  part.outerHTML
    .replace(/<span class="here">.*?<\\/span>/s, '')            // who is here is known only after sitting down
    .replace(/ aria-current="true"| class="current"| class=""| disabled=""/g, '')
    .replace(/<(svg|path|input|img)([^>]*?)\\/?>/g, '<$1$2>').replace(/<\\/path>/g, '')
    .replace(/ +>/g, '>').replace(/>\\s+/g, '>').replace(/\\s+</g, '<').replace(/\\s+/g, ' '))"""


def big_menu(count=200) -> dict:
    categories = []
    for c in range(10):
        items = [
            dish(f"d{c}-{n}", f"第{c + 1}类第{n + 1}道名字很长的家常小炒配时蔬", f"Dish {c}.{n}", f"{20 + n}.00",
                 [SPICE] if n % 3 == 0 else [], tags=["微辣"], allergens=["peanut"])
            for n in range(count // 10)
        ]  # fmt: skip
        categories.append({"id": f"c{c}", "names": {"zh": f"第{c + 1}类", "en": f"Part {c + 1}"}, "items": items})
    return {"currency": "CNY", "categories": categories}


@pytest.mark.parametrize("locale", ["zh-CN", "en-US"])
def test_scripts_take_over_exactly_what_the_server_drew(demo, opened, locale):
    url = f"{demo['base_url']}/t/{demo['tables'][7]['code']}"
    plain = opened(url, locale=locale, java_script_enabled=False)
    server = opened(url, locale=locale)
    server.route("**/api/v1/**", lambda route: None)  # nothing is known of the table yet
    server.reload()
    server.wait_for_function("document.documentElement.classList.contains('live')")
    assert plain.evaluate(DRAWN) == server.evaluate(DRAWN)


def test_without_scripts_the_menu_is_read_and_somebody_is_called(new_place, opened, picture):
    place = new_place(fees=[{"kind": "per_head", "name": "茶位", "amount": 400}])
    page = opened(place.url(), java_script_enabled=False)
    expect(page.locator(".dish", has_text="宫保鸡丁")).to_contain_text("¥38")
    expect(page.locator(".foot-note")).to_contain_text("茶位 ¥4/位")
    expect(page.locator(".dish .more").first).to_be_hidden()
    picture(page, "guest-without-scripts-375")
    page.get_by_role("button", name="叫服务员过来").click()
    expect(page.locator("h1")).to_have_text("已通知服务员")
    (call,) = place.owner.get(f"{place.home}/calls")["items"]
    assert (call["kind"], call["table"]) == ("staff", place.tables[0]["label"])
    page.get_by_role("link", name="回到菜单").click()
    page.get_by_role("button", name="叫服务员过来").click()
    expect(page.locator("h1")).to_have_text("已通知服务员")  # twice in a minute is one call
    assert len(place.owner.get(f"{place.home}/calls")["items"]) == 1


def test_the_first_view_is_light_and_nothing_moves(demo, opened):
    page = opened("about:blank", java_script_enabled=True)
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    received = []
    session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    page.goto(f"{demo['base_url']}/t/{demo['tables'][6]['code']}")
    sit(page)
    assert page.evaluate(SHIFT) <= 0.02
    assert sum(received) <= BUDGET, f"{sum(received)} bytes in {len(received)} answers"


def test_two_hundred_dishes(new_place, opened, picture):
    place = new_place(menu=big_menu())
    page = sit(opened(place.url()))
    assert page.locator(".dish").count() == 200
    page.locator(".rail a").last.click()
    expect(page.locator(".rail .current")).to_have_text("第10类")
    expect(page.locator("#app h2", has_text="第10类")).to_be_in_viewport()
    page.locator(".dish").nth(181).scroll_into_view_if_needed()
    took = page.evaluate("""async () => {
      const more = document.querySelectorAll('.dish')[181].querySelector('.more');
      const from = performance.now();
      more.click();
      await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
      return performance.now() - from;
    }""")
    assert took < 200, f"{took:.0f} ms until one more is drawn"
    expect(page.locator(".bar .badge")).to_have_text("1")
    picture(page, "guest-200-dishes-375")
    page.get_by_role("searchbox").fill("dy1l")
    page.get_by_role("searchbox").fill("第3类第4道")
    expect(page.locator(".dish")).to_have_count(1)


def test_search_by_initials_and_in_both_languages(new_place, opened):
    page = sit(opened(new_place().url()))
    for typed in ("gbjd", "宫保", "kung pao"):
        page.get_by_role("searchbox").fill(typed)
        expect(page.locator(".dish")).to_have_count(1)
        expect(page.locator(".dish")).to_contain_text("宫保鸡丁")
    page.get_by_role("searchbox").fill("披萨")
    expect(page.locator(".nothing")).to_contain_text("没有找到“披萨”")


@pytest.mark.parametrize("which", ["unknown", "withdrawn"])
def test_a_code_that_opens_no_table_gets_a_kind_page(new_place, opened, picture, which):
    place = new_place()
    url = place.url() if which == "withdrawn" else f"{place.base_url}/t/{'x' * 22}"
    if which == "withdrawn":
        place.owner.post(f"{place.home}/tables/{place.tables[0]['id']}/code/rotate")
    page = opened(url, 320, 640, forgive=("404", "410"))
    expect(page.locator("h1")).to_have_text({"unknown": "没有找到这张桌子", "withdrawn": "这个桌码已经换新了"}[which])
    expect(page.locator(".for-staff")).to_contain_text("把这页给服务员看")
    picture(page, f"guest-{which}-320")
    page.get_by_role("link", name="English").click()
    expect(page.locator(".for-staff")).to_contain_text("Show this to the staff")


def test_another_language_and_large_text_are_drawn_by_the_server_the_next_time(new_place, opened):
    place = new_place()
    page = sit(opened(place.url()))
    add(page, "麻婆豆腐")
    page.locator(".bar-total:not(.unsure)").wait_for()
    page.get_by_role("button", name="Read in English").click()
    expect(page.locator(".dish", has_text="Mapo tofu").locator("h3")).to_have_text("Mapo tofu")
    expect(page.locator(".bar")).to_contain_text("not sent")
    page.get_by_role("button", name="Large").click()
    expect(page.locator("html")).to_have_class("live large")
    again = page.context.request.get(place.url()).text()
    assert '<html lang="en" class="large">' in again
    assert "Mapo tofu" in again.split("<body>")[1].split("麻婆豆腐")[0]
