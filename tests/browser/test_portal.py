"""The provider's portal as a channel manager and a finance clerk use it, on a desk and on a phone."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.guest import no_sideways
from tests.conftest import ROOT

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
SERIOUS = """async () => (await axe.run(document, {resultTypes: ['violations']})).violations
  .filter(each => ['serious', 'critical'].includes(each.impact))
  .map(each => `${each.id}: ${each.nodes.map(node => node.target).join(' ')}`)"""


@pytest.fixture
def portal(demo, opened):
    """`portal(1280, 800)` → the overview, signed in."""

    def enter(width=1280, height=800, locale="zh-CN"):
        page = opened(f"{demo['base_url']}/provider", width, height, locale=locale, forgive=("401",))
        page.locator("#email").fill(demo["provider"]["email"])
        page.locator("#password").fill(demo["provider"]["password"])
        page.locator("button.primary").click()
        expect(page.locator(".restaurants tbody tr").first).to_be_visible()
        return page

    return enter


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (375, 812)])
def test_a_channel_manager_finds_what_is_missing(portal, picture, width, height):
    page = portal(width, height)
    rows = page.locator(".restaurants tbody tr")
    page.get_by_role("searchbox").fill("小")  # whoever else has been invited meanwhile
    expect(rows).to_have_count(2)
    page.get_by_role("searchbox").fill("")
    expect(rows.nth(6)).to_be_visible()
    for state in ("已达标", "进行中", "缺资料", "审核中", "不符合"):
        expect(page.locator(".restaurants .state", has_text=state).first).to_be_visible()
    no_sideways(page)
    picture(page, f"provider-overview-{width}")
    page.get_by_role("button", name="审核中").click()
    expect(rows).to_have_count(1)
    page.get_by_role("button", name="全部").click()
    page.get_by_label("原因").select_option("channel")
    expect(rows).to_have_count(4)
    page.get_by_label("原因").select_option("")
    page.get_by_role("searchbox").fill("青瓷")
    expect(rows).to_have_count(1)
    page.get_by_role("link", name="青瓷小馆").click()
    expect(page.locator(".fall")).to_be_visible()
    counts = [int(text.replace("−", "-")) for text in page.locator(".fall b").all_text_contents()]
    assert counts[0] + sum(counts[1:-1]) == counts[-1]
    no_sideways(page)
    picture(page, f"provider-waterfall-{width}", full_page=True)
    page.locator(".fall .mend").first.get_by_role("button").click()
    expect(page.locator(".orders h2")).to_contain_text("只看：非合格入口")
    expect(page.locator(".orders tbody tr").first).to_contain_text("非合格入口")
    page.get_by_role("button", name="发给商户的清单").click()
    page.get_by_role("button", name="生成链接").click()
    url = page.get_by_label("只显示这一次").input_value()
    page.goto(url)  # nobody asks who reads it
    expect(page.get_by_role("heading", level=1)).to_have_text("青瓷小馆·中山路店")
    assert re.search(r"¥|元\b|\d\.\d\d", page.locator("main").inner_text()) is None
    no_sideways(page)
    picture(page, f"provider-shared-{width}")


def test_a_clerk_brings_figures_in_objects_and_reads_every_page_in_english(portal, demo, picture):
    page = portal()
    trade = page.evaluate(
        "async (path) => (await (await fetch(path)).json()).items[0]",
        f"/api/v1/provider/restaurants/{demo['restaurant_id']}/verdicts?programme=DEMO&reason=counted",
    )
    page.get_by_role("link", name="平台数据").click()
    file = f"月份,交易号,金额(元)\n{trade['month']},{trade['trade_no']},0.30\n{trade['month']},,x\n"
    page.get_by_label("文件").set_input_files(
        {"name": "十一月.csv", "mimeType": "text/csv", "buffer": file.encode("gb18030")}
    )
    expect(page.locator(".report")).to_contain_text("预览：1 行可保存，1 行有误")
    expect(page.locator(".wrong")).to_contain_text("第 3 行 金额看不懂")
    page.get_by_role("button", name="保存 1 行").click()
    expect(page.locator(".report")).to_contain_text("已保存 1 行")
    expect(page.locator("table").last).to_contain_text("十一月.csv")
    picture(page, "provider-imports")
    page.get_by_role("link", name="月结单").click()
    row = page.locator(".differences tbody tr", has_text=trade["trade_no"])
    expect(row).to_contain_text("金额不同")
    row.get_by_role("button", name="提出争议").click()
    row.get_by_role("textbox").fill("凭证齐全")
    row.get_by_role("button", name="提出争议").click()
    expect(page.locator(".dispute-state")).to_have_text("未答复")
    page.get_by_role("button", name="平台已答复").click()
    expect(page.locator(".dispute-state")).to_have_text("已答复")
    picture(page, "provider-dispute")
    page.get_by_role("link", name="月结单").first.click()
    expect(page.locator(".differences")).to_contain_text("有争议")
    expect(page.locator(".months tbody tr").first).to_be_visible()
    page.get_by_label("月份").select_option(index=1)  # the month before is frozen, its dispute answered
    expect(page.locator(".stamp")).to_have_text("已冻结")
    expect(page.locator(".differences tbody .disputed")).to_be_visible()
    no_sideways(page)
    picture(page, "provider-statement", full_page=True)
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV 明细").click()
    assert download.value.suggested_filename.endswith(".csv")
    page.get_by_role("button", name="English").click()
    expect(page.locator("h1")).to_have_text("Statement")
    page.get_by_role("link", name="Members").click()
    expect(page.locator(".members tbody tr").first).to_be_visible()
    page.get_by_role("link", name="Rules").click()
    expect(page.locator(".rules").first).to_contain_text("Demonstration programme")
    assert re.search(r"[a-z]+_[a-z_]+", page.locator("main").inner_text()) is None  # a word that nobody translated
    no_sideways(page)


def test_an_owner_agrees_and_the_provider_sees_the_restaurant(portal, new_place, at_work, opened, picture):
    page, place = portal(), new_place()
    page.get_by_role("link", name="商户", exact=True).click()
    page.get_by_label("门店号").fill(place.id)
    page.get_by_role("button", name="邀请", exact=True).click()
    expect(page.locator(".form .notice")).to_contain_text("已邀请")
    shop = at_work(place, "shop/providers")
    row = shop.locator(".part .row", has_text="云桥服务商")
    expect(row).to_contain_text("等您答复")
    row.get_by_role("button", name="同意", exact=True).click()
    expect(row).to_contain_text("起参加")
    no_sideways(shop)
    picture(shop, "owner-provider")
    page.reload()
    mine = page.locator(".members tbody tr", has_text="试走馆").first
    expect(mine).to_contain_text("参加中")
    row.get_by_role("button", name="结束", exact=True).click()
    shop.get_by_role("dialog").get_by_role("button", name="结束").click()
    expect(row).to_contain_text("已结束")
    page.reload()
    expect(mine).to_contain_text("已退出")


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed: run `make setup` again")
def test_axe_finds_nothing_serious(portal, demo):
    page = portal()
    wrong = {}
    restaurant = f"restaurants/{demo['restaurant_id']}/DEMO"
    for where, ready in (
        ("", ".restaurants tbody tr"),
        (restaurant, ".codes .labels li"),
        ("members", ".members tbody tr"),
        ("statements", ".months tbody tr"),
        ("imports", ".importing"),
        ("rules", ".rules"),
    ):
        page.evaluate("where => { location.hash = `#/${where}`; }", where)
        expect(page.locator(ready).first).to_be_visible()
        page.evaluate(AXE.read_text())
        if found := page.evaluate(SERIOUS):
            wrong[where] = found
    assert wrong == {}
