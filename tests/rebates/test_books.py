"""Places, caps, milestones and frozen months, one by one; each with the twin that loses what its guard keeps."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from core.clock import told
from core.transactions import reading, transaction
from rebates.books import freezing, posting
from rebates.verdicts import places, saving, service
from rebates.verdicts.models import Verdict
from tests.rebates.agreeing import agree, recompute
from tests.rebates.world import LATER, World

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def world(plans):
    return World("T-NEXT")


def paid(world, store, payer, at, total=900):
    """A trade that counts by itself; the last of the world's list."""
    world.pay(store, payer, at, total)
    world.sync(world.trades[-1], "done")
    return world.trades[-1]


def said(trade):
    """The facts of the verdict that holds."""
    with reading() as session:
        return session.execute(
            sa.select(Verdict.facts, Verdict.cause)
            .where(Verdict.restaurant_id == trade["store"], Verdict.payment_id == trade["id"])
            .order_by(Verdict.revision.desc())
            .limit(1)
        ).one()


def reasons(world, *trades):
    return [world.out.reasons[trade["id"]] for trade in trades]


def booked(world, *trades):
    return [world.out.booked[trade["id"]] for trade in trades]


def of_payments(world) -> int:
    """Rows that had to be posted for payments so far; `agree` holds the ledger to exactly those."""
    return sum(times for (kind, *_), times in world.posted.items() if kind == "payment")


def test_a_place_is_freed_for_the_next_and_both_rows_say_so(world):
    first, second = paid(world, 0, "ann", NOON), paid(world, 1, "ann", NOON + HOUR)  # two stores of one entity
    assert reasons(world, first, second) == [[], ["repeat"]]
    assert said(second).facts["first"] == first["id"]
    world.refund(first, 900)
    agree(world)
    assert reasons(world, first, second) == [["refunded"], []]
    assert said(first).facts["freed_for"] == second["id"]
    assert (said(second).facts["freed_by"], said(second).cause) == (first["id"], "place")
    assert all("payer" not in said(trade).facts for trade in (first, second))


def test_a_late_trade_that_was_paid_earlier_displaces(world):
    later = paid(world, 0, "ann", NOON + HOUR)
    earlier = paid(world, 1, "ann", NOON)
    agree(world)
    assert reasons(world, earlier, later) == [[], ["repeat"]]
    assert (said(earlier).facts["displaces"], said(later).facts["first"]) == (later["id"], earlier["id"])


def test_one_second_is_decided_by_the_number(world):
    trades = [paid(world, 0, "ann", NOON) for _ in range(3)]
    agree(world)
    winner = min(trades, key=lambda trade: trade["no"])
    assert winner is not trades[0]
    assert [trade for trade in trades if not world.out.reasons[trade["id"]]] == [winner]


def test_twin_without_looking_at_the_place_two_count(world, monkeypatch):
    monkeypatch.setattr(places, "first_of", lambda _: None)
    paid(world, 0, "ann", NOON)
    paid(world, 1, "ann", NOON + HOUR)
    with pytest.raises(AssertionError):
        agree(world)
    monkeypatch.undo()


def test_caps_clip_in_time_order_and_only_what_moves_gets_rows(world):
    """120 for the entity, 50 an order: the third fits in part. An earlier one pushes it out, a refund lets it in."""
    trades = [paid(world, n % 2, f"p{n}", NOON + n * HOUR) for n in range(4)]
    assert booked(world, *trades) == [50, 50, 20, 0]
    early = paid(world, 0, "x", NOON - HOUR)
    assert booked(world, early, *trades) == [50, 50, 20, 0, 0]
    rows = of_payments(world)
    world.refund(trades[0], 900)
    agree(world)
    assert booked(world, early, *trades) == [50, 0, 50, 20, 0]
    assert of_payments(world) == rows + 3
    assert said(trades[2]).cause == "cap"


def test_twin_without_clipping_more_is_booked_than_the_cap(world, monkeypatch):
    def unclipped(sitting):
        for trade in sitting.trades.values():
            trade.capped = trade.booked = trade.earned

    monkeypatch.setattr(service, "clip_trades", unclipped)
    for n in range(4):
        paid(world, 0, f"p{n}", NOON + n * HOUR)
    with pytest.raises(AssertionError):
        agree(world)
    assert recompute(world)


def test_cost_follows_what_changes_and_not_what_the_month_holds(world, monkeypatch):
    """Trades far beyond the cap: one more reads a handful of rows, as one at the edge does."""
    taken = []
    take = service.Sitting.take
    monkeypatch.setattr(service.Sitting, "take", lambda self, row: taken.append(row.id) or take(self, row))
    for n in range(60):
        paid(world, 0, f"p{n}", NOON + n * HOUR / 3)
    taken.clear()
    paid(world, 0, "y", NOON + 2 * DAY)
    assert len(taken) < 30


def test_a_new_store_is_posted_moves_its_month_and_is_taken_back(world):
    store = world.stores[3]
    february = [paid(world, 3, f"p{n}", NOON - 5 * DAY + n * HOUR) for n in range(3)]
    assert world.out.reached["store", store] == (2000, "2026-02")
    march = [paid(world, 3, f"q{n}", NOON + n * HOUR) for n in range(3)]
    world.refund(february[0], 900)
    agree(world)
    assert world.out.reached["store", store] == (2000, "2026-03")
    world.refund(march[0], 900)
    agree(world)
    assert ("store", store) not in world.out.reached
    paid(world, 3, "r", NOON + DAY)
    world.answer_paper(3, "refused")
    agree(world)
    assert ("store", store) not in world.out.reached


def test_a_code_is_paid_when_it_is_registered_and_taken_back_when_it_is_not(world):
    subject = ("code", world.stores[3], world.codes[world.stores[3]][1])
    for n, payer in enumerate(("ann", "ben", "cao")):
        paid(world, 3, payer, NOON + n * DAY)
    assert subject not in world.out.reached
    world.register(3, "registered")
    assert world.out.reached[subject] == (500, "2026-03")
    world.merge("cao", "ben")  # one diner: then only one other has come
    agree(world)
    assert subject not in world.out.reached
    paid(world, 3, "dai", NOON + 3 * DAY)
    world.register(3, "refused")
    agree(world)
    assert subject not in world.out.reached


def test_a_frozen_month_never_changes_and_later_facts_stand_in_the_next(world):
    trades = [paid(world, n % 4, f"p{n}", NOON + n * HOUR) for n in range(5)]
    world.freeze("2026-03")
    before = world.prints("2026-03")
    world.refund(trades[1], 900)
    paid(world, 2, "late", NOON + DAY)
    with transaction() as session:
        session.execute(sa.text("UPDATE restaurants SET name = '改名' WHERE id = :id"), {"id": world.stores[0]})
    agree(world)
    assert world.prints("2026-03") == before
    assert {key[3] for key in world.posted} == {"2026-03", "2026-04"}
    world.freeze("2026-04")
    world.refund(trades[2], 900)
    agree(world)
    assert max(key[3] for key in world.posted) == "2026-05"


def test_twin_without_looking_for_an_open_month_the_database_refuses(world, monkeypatch):
    trade = paid(world, 0, "ann", NOON)
    world.freeze("2026-03")
    monkeypatch.setattr(posting, "open_month", lambda month, _: month)
    with pytest.raises(sa.exc.DatabaseError, match="the month is frozen"):
        world.refund(trade, 900)


def test_a_month_that_runs_cannot_be_frozen(world):
    with transaction() as session, told(LATER), pytest.raises(freezing.MonthNotOver):
        freezing.freeze_month(session, world.provider, "2026-07", "account:test")


@pytest.mark.parametrize("table", ["verdicts", "ledger_rows", "statements"])
@pytest.mark.parametrize("statement", ["UPDATE {0} SET month = '2000-01'", "DELETE FROM {0}"])
def test_the_database_refuses_to_edit_what_stands(app, world, table, statement):
    paid(world, 0, "ann", NOON)
    world.freeze("2026-03")
    with pytest.raises(sa.exc.DatabaseError, match="append-only"), app.extensions["engine"].begin() as connection:
        connection.exec_driver_sql(statement.format(table))


def test_twin_posting_the_whole_target_each_time_books_too_much(world, monkeypatch):
    trade = paid(world, 0, "ann", NOON)
    monkeypatch.setattr(saving, "standing", lambda _: 0)
    world.refund(trade, 100)
    with pytest.raises(AssertionError):
        agree(world)
