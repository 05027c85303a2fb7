"""Read and used by everybody: large text, narrow phones, keyboards, screen readers, two languages."""

import pytest
from playwright.sync_api import expect

from tests.browser.guest import add, no_sideways, review, send_button, sit
from tests.browser.test_alipay import authorised
from tests.conftest import ROOT

TIPS = {"rates": ["0.1"], "amounts": [500], "custom": True}
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
SMALL = """() => [...document.querySelectorAll('button, a[href], input, textarea')].filter(each => {
  const box = each.getBoundingClientRect();
  const inside = each.closest('.search, h3, .unseen, .toast, .tongues');
  return box.width && !inside && (box.height < 43.5 || box.width < 43.5);
}).map(each => each.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("width, height", [(375, 812), (320, 640)])
@pytest.mark.parametrize("percent", [100, 150, 200])
def test_no_view_scrolls_sideways(new_place, opened, picture, width, height, percent):
    place = new_place(fees=[{"kind": "per_head", "name": "茶位", "amount": 400}], tips=TIPS)
    page = sit(opened(place.url(), width, height, locale="en-US" if percent == 150 else "zh-CN"), 3)
    page.evaluate(f"document.documentElement.style.fontSize = '{percent}%'")
    english = percent == 150
    size = f"{width}-{percent}"

    def look(name):
        no_sideways(page)
        assert page.evaluate(SMALL) == []
        picture(page, f"guest-{name}-{size}")

    add(page, "Mapo tofu" if english else "麻婆豆腐")
    look("menu")
    page.locator(".choose").first.click()
    look("options")
    page.locator(".sheet .choice").first.click()
    page.locator(".options-foot .primary").click()
    page.locator(".bar-sum").click()
    look("cart")
    page.keyboard.press("Escape")
    review(page)
    look("confirm")
    send_button(page).click()
    expect(page.locator(".round")).to_be_visible()
    look("status")
    page.locator(".bar .primary").click()
    expect(page.locator(".tips")).to_be_visible()
    look("bill")
    page.locator(".page-head .help").click()
    look("call")


def test_a_whole_order_by_keyboard(new_place, opened):
    page = sit(opened(new_place().url()))

    def press_until(name):
        for _ in range(120):
            page.keyboard.press("Tab")
            if (
                page.evaluate("document.activeElement.getAttribute('aria-label') || document.activeElement.textContent")
                .strip()
                .startswith(name)
            ):
                return page.keyboard.press("Enter")
        raise AssertionError(f"no way to “{name}” by Tab")

    press_until("选规格：宫保鸡丁")
    expect(page.get_by_role("dialog")).to_be_focused()
    press_until("重辣")
    press_until("加入")
    expect(page.locator(".choose").first).to_be_focused()  # the sheet gives the focus back
    expect(page.locator("[role=status]").first).not_to_be_empty()
    page.locator(".bar-total:not(.unsure)").wait_for()
    press_until("去确认")
    expect(page.locator("h1:focus")).to_have_text("确认下单")
    press_until("花生")
    press_until("下单")
    expect(page.locator(".round")).to_contain_text("重辣")
    page.keyboard.press("Tab")
    press_until("看账单")
    expect(page.locator("h1:focus")).to_have_text("账单")


def test_escape_and_the_back_button_go_one_step_back(new_place, opened):
    page = sit(opened(new_place().url()))
    page.locator(".choose").first.click()
    page.go_back()
    expect(page.locator(".sheet")).to_have_count(0)
    add(page, "米饭")
    review(page)
    page.locator(".help:visible").click()
    expect(page.locator(".sheet")).to_be_visible()
    page.keyboard.press("Escape")
    at(page, {"view": "confirm"})
    expect(page.locator(".page.confirm")).to_be_visible()
    page.go_back()
    expect(page.locator(".menu")).to_be_visible()
    at(page, {"view": "menu"})


def test_steps_taken_before_the_browser_has_gone_back_are_kept(new_place, opened):
    page = sit(opened(new_place().url()))
    add(page, "米饭")
    expect(page.locator(".bar-total.unsure")).to_have_count(0)
    page.locator(".bar-sum").click()
    expect(page.locator(".sheet")).to_be_visible()
    page.evaluate(
        """() => {
          document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
          document.querySelector(".bar .primary").click();
        }"""
    )
    at(page, {"view": "confirm"})
    expect(page.locator(".page.confirm")).to_be_visible()
    page.evaluate(
        """() => {
          document.querySelector(".page-head .round-button").click();
          document.querySelector(".page-head .round-button").click();
          document.querySelector(".page-head .help").click();
        }"""
    )
    at(page, {"view": "menu", "sheet": "call"})
    expect(page.locator(".sheet")).to_be_visible()
    page.go_back()
    expect(page.locator(".sheet")).to_have_count(0)
    expect(page.locator(".menu")).to_be_visible()


def at(page, state):
    """Waits until the browser's history stands there: it goes back later than it is asked to."""
    page.wait_for_function("(state) => JSON.stringify(history.state) === JSON.stringify(state)", arg=state)


def test_the_language_changes_and_cart_and_place_stay(new_place, opened):
    page = sit(opened(new_place().url(), 375, 500))
    add(page, "米饭")
    page.locator(".bar-total:not(.unsure)").wait_for()
    page.locator(".dish", has_text="馒头").scroll_into_view_if_needed()
    at = page.evaluate("scrollY")
    page.get_by_role("button", name="Read in English").dispatch_event("click")  # a real click would scroll by itself
    expect(page.locator(".dish", has_text="Rice").locator(".other")).to_have_text("米饭")
    expect(page.locator(".dish", has_text="Rice").locator(".stepper b")).to_have_text("1")
    assert abs(page.evaluate("scrollY") - at) < 40
    page.locator(".bar-sum").click()
    expect(page.locator(".sheet .line")).to_contain_text("Rice")
    expect(page.locator(".sheet")).to_contain_text("me")


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed: run `make setup` again")
def test_axe_finds_nothing_serious(new_place, opened, alipay):
    place = new_place(fees=[{"kind": "per_head", "name": "茶位", "amount": 400}], tips=TIPS)
    authorised(place, alipay, 5)
    page = opened(place.url(), bypass_csp=True)
    page.evaluate(AXE.read_text())
    run = """async () => (await axe.run(document, {resultTypes: ['violations']})).violations
      .filter(each => ['serious', 'critical'].includes(each.impact))
      .map(each => [each.id, each.nodes.map(n => n.html.slice(0, 160) + ' ' + (n.any[0]?.message || ''))])"""

    def clean():
        page.wait_for_timeout(300)  # colours are judged at rest
        assert page.evaluate(run) == []

    expect(page.locator(".covers-sheet")).to_be_visible()
    clean()
    sit(page, 2)
    add(page, "米饭")
    clean()
    page.locator(".choose").first.click()
    clean()
    page.keyboard.press("Escape")
    page.locator(".bar-sum").click()
    clean()
    page.keyboard.press("Escape")
    review(page)
    clean()
    send_button(page).click()
    expect(page.locator(".round")).to_be_visible()
    clean()
    page.locator(".bar .primary").click()
    expect(page.locator(".bill .slip")).to_be_visible()
    clean()
    page.get_by_role("button", name="按菜").click()
    expect(page.locator(".picks")).to_be_visible()
    page.get_by_role("button", name="10%").click()
    clean()
    page.locator(".bar .primary").first.click()
    expect(page.locator(".wallet-sheet img")).to_be_visible()
    clean()
