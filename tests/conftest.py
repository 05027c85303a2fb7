"""Every test that touches data runs on SQLite and on PostgreSQL; what cannot be had is said aloud and skipped."""

import os
from pathlib import Path

import pytest
import sqlalchemy as sa
from _pytest.nodeid import coerce_node_id
from argon2 import PasswordHasher

from kitchen.slips import reach
from restaurants.accounts import passwords
from tests import servers
from tests.printers import printer
from tests.warm import Warm

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("ZHUOMA_DATA") or ROOT.parent / "shared" / "data")


def pytest_configure(config):
    """For `make test` alone: what `make acceptance` and the benchmark measure is as slow as in life."""
    servers.warm = Warm()
    passwords._hasher = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1)


@pytest.fixture(scope="session")
def data() -> Path:
    """Real menus and orders, read from where they lie."""
    if not DATA.is_dir():
        pytest.skip(f"no real data at {DATA} (set ZHUOMA_DATA)")
    return DATA


@pytest.fixture(scope="session")
def postgres_server():
    with servers.postgres() as url:
        yield url


@pytest.fixture(scope="session")
def redis_url():
    with servers.valkey() as url:
        yield url


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def database_url(request, tmp_path_factory) -> str:
    """A fresh database, migrated by Alembic."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('db') / 'zhuoma.db'}"
    else:
        url = fresh_postgres(request.getfixturevalue("postgres_server"))
    return url


def fresh_postgres(server: str) -> str:
    """Another empty database on `server`."""
    name = f"zhuoma_{os.urandom(4).hex()}"
    admin = sa.create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with admin.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    return f"{server}/{name}"


@pytest.fixture(scope="session")
def app(database_url):
    from app.config import Config
    from app.factory import create_app
    from app.schema import upgrade

    app = create_app(Config(database_url, "", "http://zm.example", "test-secret-" * 4, True))
    upgrade(app.extensions["engine"])
    yield app
    app.extensions["engine"].dispose()


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def served(request):
    """A real gunicorn on a fresh, migrated database of its own (tests.servers.Served)."""
    database = ""
    if request.param == "postgresql":
        database = fresh_postgres(request.getfixturevalue("postgres_server"))
    with servers.serve(database) as server:
        yield server


@pytest.fixture(scope="session")
def alipay_simulator():
    """One merchant's own app, in this process, over real HTTP; it notifies nobody by itself."""
    from tests.alipay_simulator.server import AlipaySimulator

    simulator = AlipaySimulator().start()
    simulator.notifier.manners.silent = True
    yield simulator
    simulator.stop()


@pytest.fixture
def alipay(app, alipay_simulator):
    """The app takes the simulator for Alipay."""
    from payments.wallets.alipay import connection
    from payments.wallets.alipay.settings import settings_from

    connection.use(settings_from(alipay_simulator.environment(), "http://zm.example"), app.config["SECRET_KEY"])
    yield alipay_simulator
    connection.use(None, app.config["SECRET_KEY"])


@pytest.fixture(scope="session")
def provider_simulator():
    """The same for a service provider: each restaurant has to authorise first."""
    from tests.alipay_simulator.server import AlipaySimulator

    simulator = AlipaySimulator(provider=True).start()
    simulator.notifier.manners.silent = True
    yield simulator
    simulator.stop()


@pytest.fixture
def provider(app, provider_simulator):
    from payments.wallets.alipay import connection
    from payments.wallets.alipay.settings import settings_from

    more = {"ALIPAY_MINI_APP_ID": "2021000000000002", "ALIPAY_FOOD_ORDER_TYPE": "qr_order"}
    more["ALIPAY_MINI_APP_TOKEN"] = provider_simulator.mini_app_token
    connection.use(settings_from(provider_simulator.environment(**more), "http://zm.example"), app.config["SECRET_KEY"])
    yield provider_simulator
    connection.use(None, app.config["SECRET_KEY"])


@pytest.fixture(scope="session")
def browser():
    """One Chromium a worker: Playwright can be started but once in a process."""
    from playwright.sync_api import sync_playwright

    from tests.browser.conftest import CHROMIUM, FLAGS

    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: the screens are not tested")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(autouse=True)
def fresh_limits():
    from core import limits

    limits.forget_all()


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture(scope="session")
def embedded(database_url):
    """What no database can make different is asked of the embedded one; of both with ZHUOMA_WHOLE=1."""
    if not database_url.startswith("sqlite") and not os.environ.get("ZHUOMA_WHOLE"):
        pytest.skip("on PostgreSQL with ZHUOMA_WHOLE=1")


@pytest.fixture
def place(app):
    from tests.people import open_place

    return open_place(app)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """xdist 3.8 writes a test's group where pytest 9.2 no longer looks, so that no group was ever kept together."""
    if not getattr(config.option, "loadgroup", False):
        return
    for item in items:
        groups = sorted({str(mark.args[0]) for mark in item.iter_markers("xdist_group")})
        if groups and "@" not in item.nodeid:
            item._id = coerce_node_id(f"{item.nodeid}@{'_'.join(groups)}")


@pytest.fixture
def any_port(app, tmp_path):
    """Printers may stand at any port here, and files in a folder of the test's own, which this is."""
    before = reach._reach
    reach.use(reach.Reach((1, 65535), True, tmp_path))
    yield tmp_path
    reach.use(before)


@pytest.fixture
def device():
    """A printer that prints."""
    with printer() as made:
        yield made


@pytest.fixture
def refuses():
    """A printer that is switched off."""
    with printer("refuses") as made:
        yield made
