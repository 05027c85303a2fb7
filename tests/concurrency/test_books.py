"""One diner pays in two stores at once, and a month is frozen meanwhile: real commits on both databases."""

import contextlib
import threading
from datetime import UTC, datetime, timedelta

import pytest

from core.clock import told
from core.transactions import again_on_conflict, reading, transaction
from rebates.books.closing import close
from rebates.books.freezing import freeze_month
from rebates.books.statements import statement_of
from rebates.verdicts import service
from tests.concurrency.together import at_once
from tests.rebates.agreeing import add_up
from tests.rebates.conftest import plans  # noqa: F401
from tests.rebates.world import LATER, World

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
pytestmark = pytest.mark.usefixtures("plans")


def tell(use_case, fact):
    def work():
        with transaction() as session:
            use_case(session, fact)

    return lambda: again_on_conflict(work)


def meet_in_two_stores(world) -> None:
    trades = [world.trade(store, "ann", NOON, 900) for store in (0, 1)]
    at_once(*(tell(service.judge_trade, trade["fact"]) for trade in trades))
    world.trades += trades
    world.settle()


def test_everybody_at_once(app):
    """Payments of few diners in four stores, refunds of earlier ones, and a freeze in the middle."""
    world = World("T-NET")
    for n in range(6):
        world.pay(n % 4, f"p{n % 3}", NOON + n * timedelta(hours=1), 900)
    old = list(world.trades)
    trades = [world.trade(n % 4, f"p{n % 3}", NOON - n * timedelta(minutes=7), 900) for n in range(8)]
    works = [tell(service.judge_trade, trade["fact"]) for trade in trades]
    works[3:3] = [tell(service.rejudge_trade, world.gone(trade, 900)) for trade in old[:3]]

    def freeze():
        with transaction() as session, told(LATER):
            freeze_month(session, world.provider, "2026-03", "account:test")

    at_once(*works[:6], lambda: again_on_conflict(freeze), *works[6:])
    world.trades += trades
    for trade in old[:3]:
        trade["back"] = 900
    world.settle()
    add_up(world)
    with reading() as session:
        frozen = statement_of(session, world.provider, "2026-03")
        assert frozen["totals"]["heads"] == close(session, world.provider, "2026-03")["totals"]["heads"]
        assert sum(line["amount"] for line in frozen["lines"]) == frozen["estimated"]


def test_two_stores_give_one_place(app):
    world = World("T-NET")
    meet_in_two_stores(world)
    add_up(world)


def test_twin_without_the_lock_the_place_is_given_twice(app, monkeypatch):
    if app.extensions["engine"].dialect.name == "sqlite":
        pytest.skip("SQLite has one writer: nobody reads while another one judges")
    world, gate, save = World("T-NET"), threading.Barrier(2), service.save_sitting

    def meet(*args):
        with contextlib.suppress(threading.BrokenBarrierError):
            gate.wait(2)
        save(*args)

    monkeypatch.setattr(service, "lock_books", lambda session, pairs, *asked: service.run(session, *asked))
    monkeypatch.setattr(service, "save_sitting", meet)
    meet_in_two_stores(world)
    with pytest.raises(AssertionError):
        add_up(world)
