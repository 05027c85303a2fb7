"""Puts the program together."""

import logging

from flask import Flask
from flask.sessions import NullSession, SessionInterface
from werkzeug.middleware.proxy_fix import ProxyFix

from app import (
    config,
    errands,
    health,
    housekeeping,
    leaving,
    live,
    pages,
    printing,
    reactions,
    todo_page,
    typed_codes,
    watching,
)
from app.door import Porch
from app.rooms import BLUEPRINTS
from core import facts, limits, transactions
from core.db import make_engine
from core.web import api as web
from kitchen.slips import reach
from ordering.menu.reading.lane import MenuLane
from payments.wallets.alipay import connection
from payments.wallets.simulator import signing


class _NoSession(SessionInterface):
    """Who is calling stands in tokens and in a cookie of ours (core.identity): Flask's would be parsed for nobody."""

    nobodys = NullSession()

    def open_session(self, app, request):
        return self.nobodys

    def save_session(self, app, session, response):
        pass


class Program(Flask):
    session_interface = _NoSession()

    def ensure_sync(self, func):
        """None of our views is a coroutine; Flask would look into nine functions for each request to find out."""
        return func


def create_app(settings: config.Config | None = None) -> Flask:
    """A working app on its database. The schema is Alembic's business (`flask db upgrade`)."""
    settings = settings or config.from_environment()
    app = Program(__name__, static_folder=None, template_folder=str(config.ROOT / "static"))
    app.config.update(
        SECRET_KEY=settings.secret_key,
        PUBLIC_URL=settings.public_url,
        MAX_CONTENT_LENGTH=9 * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=1024 * 1024,
        DEVELOPMENT=settings.development,
        SIMULATOR=settings.development or settings.simulator,
        API_TITLE="Zhuoma",
        API_VERSION="v1",
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX="/api",
        OPENAPI_JSON_PATH="openapi.json",
    )
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    engine = make_engine(settings.database_url)
    transactions.use_engine(engine, live.deliver)
    signing.use_secret(settings.secret_key)
    reach.use(reach.Reach(settings.printer_ports, settings.local_printers, config.VAR / "printers"))
    connection.use(settings.alipay, settings.secret_key)
    facts.wire(reactions.REACTIONS, reactions.ANSWERS)
    api = web.prepare(app)
    app.extensions["api"], app.extensions["engine"] = api, engine
    for blueprint in BLUEPRINTS:
        api.register_blueprint(blueprint)
    pages.register(app)
    typed_codes.register(app)
    todo_page.register(app)
    health.register(app)
    limits.share(settings.redis_url)
    live.register(app, settings.redis_url)
    errands.register(app)
    watching.register(app)
    printing.register(app)
    housekeeping.register(app)
    app.wsgi_app = Porch(MenuLane(app.wsgi_app))
    leaving.register(app)
    believe_proxies(app, settings.proxies)
    register_commands(app)
    return app


def believe_proxies(app: Flask, count: int) -> None:
    """A caller's address is what the last `count` proxies wrote. Unsaid, a whole city behind nginx is one address."""
    if count:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count)


def register_commands(app: Flask) -> None:
    from app import cli  # needs the finished app only when a command runs

    cli.register(app)
