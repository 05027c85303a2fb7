"""What a guest does, in the words of the guest's page."""

from playwright.sync_api import Page, expect


def sit(page: Page, covers: int | None = None) -> Page:
    """At the table, with its state read; how many eat is answered where it is asked."""
    expect(page.locator(".here")).to_contain_text(
        "手机" if page.evaluate("document.documentElement.lang") == "zh-CN" else "phone"
    )
    if covers:
        page.locator(".covers-sheet").get_by_role("button", name=str(covers), exact=True).click()
        expect(page.locator(".covers-sheet")).to_have_count(0)
    elif page.locator(".covers-sheet").count():
        page.keyboard.press("Escape")
        expect(page.locator(".covers-sheet")).to_have_count(0)
    return page


def add(page: Page, dish: str, choices: tuple = ()) -> None:
    """One more of a dish; `choices` where it asks for some."""
    row = page.locator(".dish", has_text=dish).first
    if not choices:
        row.locator(".more").click()
        return
    row.locator(".choose").click()
    for choice in choices:
        page.locator(".sheet .choice", has_text=choice).first.click()
    page.locator(".options-foot .primary").click()
    expect(page.locator(".sheet")).to_have_count(0)


def review(page: Page) -> None:
    """To the confirm page, with the cart as the server has it."""
    expect(page.locator(".bar-total.unsure")).to_have_count(0)
    page.locator(".bar .primary").click()
    expect(page.locator(".page.confirm")).to_be_visible()


def send_button(page: Page):
    return page.locator(".page.confirm .bar .primary")


def no_sideways(page: Page) -> None:
    wide, room = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert wide <= room, f"{wide} px wide in {room} px"
