"""What every browser test shares: one demo server a session, one Chromium, pages that must end without an error.

`served`, `demo`: the server and var/demo.json · `browser` · `opened(url, width, height, …)` → a page on a device of
its own · `picture(page, name)` keeps a picture under var/pictures · `people`: callers of the served API ·
`new_place`: a fresh restaurant on the same server, so that no test disturbs another · `entered`, `signed_in`,
`at_work`: settings pages of somebody who has signed in.
"""

import fcntl
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect
from sqlalchemy.orm import Session

from core.db import make_engine
from restaurants.accounts.passwords import hash_password
from restaurants.accounts.service import make_account
from restaurants.accounts.sessions import make_token
from tests.alipay_simulator.server import AlipaySimulator
from tests.browser import kitchens
from tests.browser.places import Http, found_place
from tests.conftest import ROOT
from tests.servers import serve

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
).split()
PICTURES = ROOT / "var" / "pictures"
SANDBOXED = "Blocked script execution"  # the guests' page in the preview runs no scripts, so that nobody sits down
PATIENCE = 10000  # ms; the machine that tests may be busy
expect.set_options(timeout=PATIENCE)


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(items):
    """Whoever needs the demo goes to one worker: its three days are lived once, not once a worker."""
    for item in items:
        if item.path.parent == Path(__file__).parent and "demo" in item.fixturenames:
            item.add_marker(pytest.mark.xdist_group("demo"))


@pytest.fixture(scope="session")
def alipay():
    """A simulator of Alipay for a service provider: a restaurant that has not authorised is offered none of it."""
    simulator = AlipaySimulator(provider=True).start()
    yield simulator
    simulator.stop()


@pytest.fixture(scope="session")
def served(alipay):
    """The server itself, to be killed and started again."""
    build_if_stale()
    with serve(**alipay.environment()) as server:
        yield server


@pytest.fixture(scope="session")
def demo(served):
    """What `flask demo` writes down: links, tables with codes, paired screens, people with passwords."""
    return served.demo()


@pytest.fixture
def opened(browser):
    """`opened(url, 375, 812, locale="zh-CN", forgive=("409",), **context options)` → a page on its own device.

    A script error or a console error that no word of `forgive` is in fails the test at its end.
    """
    contexts, errors = [], []

    def open_page(url, width=375, height=812, *, locale="zh-CN", forgive=(), **options):
        context = browser.new_context(viewport={"width": width, "height": height}, locale=locale, **options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)

        def note(text):
            if not any(word in text for word in forgive):
                errors.append(f"{url}: {text}")

        def watch(page):
            page.on("pageerror", lambda error: note(str(error)))
            page.on("console", lambda message: note(message.text) if message.type == "error" else None)

        context.on("page", watch)
        page = context.new_page()
        page.goto(url)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert errors == []


@pytest.fixture
def picture():
    """Keeps what a person would see, for people to look at."""

    def take(page, name, **options):
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURES / f"{name}.png", animations="disabled", **options)

    return take


@pytest.fixture(scope="session")
def people(demo):
    """`people.owner`, `people.waiter`: signed-in callers of the demo's API."""

    class People:
        owner = Http(demo["base_url"]).sign_in(**demo["owner"])
        waiter = Http(demo["base_url"]).sign_in(**demo["waiter"])

    return People


@pytest.fixture(scope="session")
def somebody(served):
    """An owner on the same server; who needs nothing of the demo does not wait for its three days of history."""
    engine = make_engine(served.database_url)
    with Session(engine) as session, session.begin():
        account = make_account(session, "somebody@test.example", hash_password("correct horse"), "老板")
        token = make_token(session, account, "browser tests", [], None)
    engine.dispose()
    return Http(served.base_url, token)


@pytest.fixture
def new_place(somebody):
    """`new_place(menu=…, tables="T01-T04", **settings)` → a fresh restaurant with tables and a paired screen."""
    return lambda **wanted: found_place(somebody, somebody.base_url, **wanted)


@pytest.fixture(scope="module")
def kitchen_of(served, somebody):
    """`kitchen_of()` → a fresh kitchen of its own on the shared server."""
    made = []

    def make(**more):
        place = found_place(somebody, served.base_url, menu=kitchens.MENU, tables=kitchens.TABLES, **more)
        made.append(kitchens.Kitchen(served, place))
        return made[-1]

    yield make
    for kitchen in made:
        kitchen.close()


@pytest.fixture
def eight(kitchen_of):
    """The board of the picture."""
    kitchen = kitchen_of()
    for row in kitchens.EIGHT:
        kitchen.send(*row)
    return kitchen


@pytest.fixture
def entered(opened):
    """`entered(base_url, email, password, "menu", 1280, 800)` → a settings page, signed in, at that tab."""

    def enter(base_url, email, password, tab="today", width=375, height=812, forgive=()):
        page = opened(f"{base_url}/settings#{tab}", width, height, forgive=(SANDBOXED, "401", *forgive))
        page.get_by_label("邮箱").fill(email)
        page.get_by_label("密码", exact=True).fill(password)
        page.get_by_role("button", name="登录").click()
        expect(page.get_by_role("navigation", name="设置")).to_be_visible()
        return page

    return enter


@pytest.fixture
def signed_in(demo, entered):
    """The same for somebody of the demo: `signed_in("kitchen", who="cook")`."""
    return lambda tab="today", *size, who="owner": entered(demo["base_url"], *demo[who].values(), tab, *size)


@pytest.fixture
def at_work(entered):
    """The same for the owner of a fresh place."""

    def enter(place, tab, *size, **more):
        page = entered(place.base_url, "somebody@test.example", "correct horse", tab, *size, **more)
        page.evaluate("id => localStorage.setItem('zhuoma:shop', id)", place.id)
        page.reload()
        expect(page.get_by_role("navigation", name="设置")).to_be_visible()
        return page

    return enter


def build_if_stale():
    """`make test` has built the screens already; who runs pytest alone gets what the sources say now."""
    dist = ROOT / "static" / "dist"
    (ROOT / "var").mkdir(exist_ok=True)
    with open(ROOT / "var" / "building", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        sources = [p for p in (ROOT / "static").rglob("*") if p.is_file() and dist not in p.parents]
        newest = max(p.stat().st_mtime for p in sources if p.suffix in (".js", ".css"))
        manifest = dist / "manifest.json"
        if not manifest.exists() or manifest.stat().st_mtime < newest:
            subprocess.run([sys.executable, "-m", "app.assets"], cwd=ROOT, check=True)
