"""The set-based check and the export, on both databases: the books are right; what is wrong in them is found."""

import json
import random
from datetime import UTC, datetime, timedelta

import duckdb
import pytest
from sqlalchemy import select, update

from core.transactions import reading, transaction
from rebates.books.models import MonthCount, MonthSum
from rebates.programmes.catalogue import PROGRAMMES
from rebates.recompute.checking import check
from rebates.recompute.compiling import decoded, statements
from rebates.recompute.dialects import DUCKDB
from rebates.recompute.engine import run_all
from rebates.recompute.exporting import export_month
from rebates.recompute.sources import Part
from rebates.verdicts.models import JudgedTrade
from tests.people import open_place
from tests.rebates.plans import PLANS, programme_of
from tests.rebates.world import World

FIRST = datetime(2026, 3, 5, 3, 0, tzinfo=UTC)


@pytest.fixture
def world(app, monkeypatch):
    """Forty payments of two months at four stores, with refunds, syncs, risk, codes and a diner with two keys."""
    for code in PLANS:
        monkeypatch.setitem(PROGRAMMES, code, programme_of(code))
    open_place(app)
    world, chance = World("T-NEXT"), random.Random(5)
    for store in (0, 2):
        world.register(store, "registered")
    for _ in range(40):
        at = FIRST + timedelta(minutes=chance.randrange(60 * 24 * 45))
        payer = chance.choice([None, *"abcdef"])
        world.pay(
            chance.randrange(4),
            payer,
            at,
            chance.choice([499, 500, 2000]),
            chance.choice(["mini_program"] * 4 + ["h5"]),
        )
    for trade in world.trades:
        if chance.random() < 0.9:
            world.sync(trade, "done")
    for trade in chance.sample(world.trades, 8):
        world.refund(trade, chance.choice([100, 2000]))
    world.risk(world.trades[3], "rejected")
    world.merge("e", "f")
    return world


def checked(world, month=None) -> dict:
    with reading() as session:
        wrong = check(session, Part(PROGRAMMES[world.programme], month, world.provider))
    return {w["subject"]: (w["found"], w["expected"]) for w in wrong}


def test_the_books_are_right_and_every_kind_of_mistake_is_found(world):
    assert checked(world) == {} == checked(world, "2026-03") == checked(world, "2026-04")
    trade = next(t for t in world.trades if world.out.booked[t["id"]] and t["month"] == "2026-03")
    here = JudgedTrade.payment_id == trade["id"]
    with transaction() as session:
        facts = session.execute(select(JudgedTrade.facts).where(here)).scalar_one()
        session.execute(update(JudgedTrade).where(here).values(facts={**facts, "returned": False}))
        session.execute(update(MonthCount).where(MonthCount.month == "2026-03").values(orders=MonthCount.orders + 1))
        session.execute(update(MonthSum).where(MonthSum.month == "2026-04").values(amount=MonthSum.amount + 1))
    wrong = checked(world)
    assert wrong[f"verdict:{trade['id']}"] == ("", "returned")
    assert wrong[f"payment:{trade['id']}"] == (world.out.booked[trade["id"]], 0)
    found, expected = wrong["count:2026-03:"]
    assert found == expected + 1
    assert any(subject.startswith("sum:2026-04:") for subject in wrong)
    assert f"verdict:{trade['id']}" in checked(world, "2026-03")
    assert f"verdict:{trade['id']}" not in checked(world, "2026-04")


def test_an_exported_month_says_the_same_and_names_no_diner(world, tmp_path):
    path, programme = tmp_path / "march's.parquet", PROGRAMMES[world.programme]
    mine = [t for t in world.trades if t["month"] == "2026-03"]
    with reading() as session:
        assert export_month(session, Part(programme, "2026-03", world.provider), path) == len(mine)
    with duckdb.connect() as duck:
        duck.execute(
            "CREATE VIEW trades AS SELECT * FROM read_parquet($1)".replace(
                "$1", "'" + str(path).replace("'", "''") + "'"
            )
        )
        duck.execute("CREATE TABLE barred (provider INTEGER, store INTEGER, reward VARCHAR)")
        run_all(duck, statements(programme, DUCKDB))
        rows = duck.execute(
            "SELECT payment_id, v, reasons, booked FROM booked_standing JOIN trades USING (n)"
        ).fetchall()
        told = duck.execute(
            f"SELECT decode(value) FROM parquet_kv_metadata('{tmp_path}/*.parquet') WHERE key = 'programme'"
        )
        assert json.loads(told.fetchone()[0])["code"] == world.programme
    assert {i: list(decoded(programme, v, bits)) for i, v, bits, _ in rows} == {
        t["id"]: world.out.reasons[t["id"]] for t in mine
    }
    assert {i: booked for i, _, _, booked in rows} == {t["id"]: world.out.booked[t["id"]] for t in mine}
    content = path.read_bytes()
    assert not any(t["payer"] and t["payer"].encode() in content for t in mine)
