"""No stored text runs as script on any of the four screens (promise 30)."""

import uuid

import pytest
from playwright.sync_api import expect
from sqlalchemy import insert
from sqlalchemy.orm import Session

from core.db import make_engine
from core.ids import new_id
from rebates.members.enrolling import enrol
from rebates.members.models import Provider
from restaurants.accounts.passwords import hash_password
from restaurants.accounts.service import make_account
from restaurants.accounts.sessions import make_token
from tests.people import Web, found_place, new_key

PASSWORD = "correct horse battery"
RUN = "window.ran=1"
TEXTS = (
    f"<script>{RUN}</script>",
    f'"><img src=x onerror="{RUN}">',
    f"</script><svg onload={RUN}>",
    f"'-{RUN}-'",
    "{{constructor.constructor('window.ran=1')()}}",
)
SHORT = "<img src=x>"  # where a name is short; an element of it would be found


def menu():
    """Dishes, descriptions, groups and choices that are all markup."""
    group = {
        **{"id": "g", "name": TEXTS[1], "min": 1, "max": 1},
        "options": [{"id": f"o{n}", "name": text, "price": "0.00"} for n, text in enumerate(TEXTS)],
    }
    items = [
        {"id": f"i{n}", "name": text, "description": text, "price": "2.00", "variations": [], "option_groups": [group]}
        for n, text in enumerate(TEXTS)
    ]
    return {"currency": "CNY", "categories": [{"id": "c", "name": SHORT, "items": items}]}


pytestmark = pytest.mark.xdist_group("scripts")


@pytest.fixture(scope="module")
def place(served):
    """A restaurant whose owner, dishes, tables, stations and guests are called by markup, with an order in work."""
    emails = {who: f"{who}{uuid.uuid4().hex[:8]}@test.example" for who in ("owner", "provider")}
    engine, hashed, provider_id = make_engine(served.database_url), hash_password(PASSWORD), new_id()
    with Session(engine) as session, session.begin():
        account = make_account(session, emails["owner"], hashed, TEXTS[0])
        token = make_token(session, account, TEXTS[1], [], None)
        session.execute(insert(Provider), {"id": provider_id, "name": TEXTS[0]})
        make_account(session, emails["provider"], hashed, TEXTS[1], provider_id)
    place = found_place(Web(served.base_url), token, menu(), name=TEXTS[1])
    with Session(engine) as session, session.begin():
        enrol(session, place.id, provider_id, "DEMO")
    engine.dispose()
    place.base_url, place.emails = served.base_url, emails
    place.tables = place.owner.post(f"{place.home}/tables", {"labels": SHORT})[1]["items"]
    place.owner.post(f"{place.home}/stations", {"names": {"zh": SHORT}})
    place.kitchen = place.screen()
    guest = place.sit()
    guest.call("PUT", "/api/v1/visit/nickname", {"nickname": SHORT})
    dish = next(iter(place.dishes.values()))
    chosen = [{"id": dish["modifier_groups"][0]["modifiers"][0]["id"], "quantity": 1}]
    line = {"item_id": dish["id"], "quantity": 1, "modifiers": chosen, "note": TEXTS[1]}
    cart = guest.post("/api/v1/visit/cart/lines", line)[1]
    assert place.send(guest, cart, note=TEXTS[0], allergy_note=TEXTS[1])[0] == 201
    guest.post("/api/v1/visit/cart/lines", line)
    guest.post("/api/v1/visit/calls", {"kind": "water"})
    guest.post("/api/v1/visit/payments", {"wallet": "counter"}, new_key())
    place.guest = guest
    return place


def ran(page) -> list[str]:
    """Stored text that became part of the page instead of its words."""
    page.wait_for_timeout(300)
    found = ["a script ran"] if page.evaluate("window.ran === 1") else []
    for markup in ("img[src='x']", "svg[onload]", "[onerror]"):
        if page.locator(markup).count():
            found.append(f"{markup} is an element")
    return found


def signed_in(opened, place, path, who):
    page = opened(f"{place.base_url}/{path}", 1180, 820, forgive=("401",))  # nobody is signed in yet
    page.locator("#email, input[type=email], input[name=email]").first.fill(place.emails[who])
    page.locator("input[type=password]").first.fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.wait_for_timeout(800)
    return page


def test_the_guests_page(opened, place):
    page = opened(f"{place.base_url}/t/{place.tables[0]['code']}")
    expect(page.locator("body")).to_contain_text("onerror", timeout=10000)
    assert ran(page) == []
    for button in page.get_by_role("button").all()[:6]:
        if button.is_visible() and button.is_enabled():
            button.click(timeout=2000, force=True)
            assert ran(page) == []
            page.keyboard.press("Escape")


def test_the_kitchens_screen(opened, place):
    page = opened(f"{place.base_url}/kitchen#token={place.kitchen.token}", 1180, 820)
    expect(page.locator("body")).to_contain_text("window.ran", timeout=10000)
    assert ran(page) == []


def test_the_owners_pages(opened, place):
    page = signed_in(opened, place, "settings", "owner")
    assert ran(page) == []
    for link in page.locator("nav button, nav a").all():
        if link.is_visible():
            link.click(timeout=2000)
            assert ran(page) == []
            page.keyboard.press("Escape")  # one of them opens a sheet


def test_the_providers_page(opened, place):
    assert ran(signed_in(opened, place, "provider", "provider")) == []


def test_twin_a_page_that_writes_texts_as_markup_is_found_out(opened, place):
    page = opened(f"{place.base_url}/t/{place.tables[0]['code']}", forgive=("Content Security Policy", "404", "script"))
    page.evaluate("text => { document.body.insertAdjacentHTML('beforeend', text); }", TEXTS[1])
    assert ran(page)
