"""Tiles, roll-ups, ledger and waterfalls say the same after anything that happens (promise 23, the portal's part)."""

import random
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from core.ids import new_id
from core.transactions import reading, transaction
from rebates.books import posting
from rebates.books.models import OURS, LedgerRow
from rebates.books.statements import statement_of
from rebates.members.enrolling import enrol
from rebates.portal.orders import waterfall_of
from rebates.portal.overview import overview
from rebates.portal.statements import list_statements
from rebates.verdicts import saving
from rebates.verdicts.models import JudgedTrade
from rebates.verdicts.service import judge_trade, rejudge_trade
from tests.people import open_place
from tests.service.facts import refunded, settled

LONG_AGO, FIRST = datetime(2020, 1, 1, tzinfo=UTC), datetime(2026, 7, 20, 4, 0, tzinfo=UTC)
MONTHS = ("2026-07", "2026-08")


def play(app, acts: int, seed: int) -> tuple[str, list[str]]:
    """(provider, its two restaurants) after trades of two months, some at the counter, some given back."""
    chance, provider_id, paid = random.Random(seed), new_id(), []
    restaurants = [open_place(app).id for _ in range(2)]
    with transaction() as session:
        for rid in restaurants:
            enrol(session, rid, provider_id, "DEMO", LONG_AGO)
    for _ in range(acts):
        at = FIRST + timedelta(hours=chance.randrange(24 * 25))
        with transaction() as session:
            if paid and chance.random() < 0.3:
                fact = chance.choice(paid)
                rejudge_trade(session, refunded(fact, chance.choice((100, fact.amount)), at))
                continue
            channel = chance.choice(("h5", "h5", "mini_program", "counter"))
            wallet = "counter" if channel == "counter" else "simulator"
            amount = chance.choice((400, 500, 2000))
            paid.append(settled(chance.choice(restaurants), at, amount=amount, channel=channel, wallet=wallet))
            judge_trade(session, paid[-1])
    return provider_id, restaurants


def disagreements(session, provider_id, restaurants) -> list:
    """Everything that the portal says of money and orders, against the ledger and the trades themselves."""
    wrong = []
    listed = {row["month"]: row["estimated"] for row in list_statements(session, provider_id, MONTHS[-1])}
    for month in MONTHS:
        ledger = session.execute(
            select(func.sum(LedgerRow.amount)).where(
                LedgerRow.restaurant_id.in_(restaurants), LedgerRow.month == month, LedgerRow.kind.in_(OURS)
            )
        ).scalar()
        all_ = overview(session, provider_id, month, "DEMO")
        falls = [waterfall_of(session, provider_id, rid, "DEMO", month) for rid in restaurants]
        money = {
            "tile": all_["estimated"],
            "rows": sum(item["estimated"] for item in all_["items"]),
            "statement": statement_of(session, provider_id, month)["estimated"],
            "list": listed[month],
            "waterfalls": sum(fall["estimated"] for fall in falls),
        }
        wrong += [(month, name, amount) for name, amount in money.items() if amount != int(ledger or 0)]
        for rid, fall in zip(restaurants, falls, strict=True):
            stands = Counter(
                session.execute(
                    select(JudgedTrade.reason).where(JudgedTrade.restaurant_id == rid, JudgedTrade.month == month)
                ).scalars()
            )
            (item,) = [item for item in all_["items"] if item["id"] == rid]
            told = {reason["code"]: reason["orders"] for reason in fall["minus"]}
            if fall["all"] - sum(told.values()) != fall["counted"] or fall["counted"] != item["counted"]:
                wrong.append((month, rid, "the waterfall does not add up"))
            if {**told, "": fall["counted"]} != {"": 0, **stands} or item["orders"] != stands.total():
                wrong.append((month, rid, fall, stands))
    return wrong


def test_all_say_the_same(app):
    provider_id, restaurants = play(app, 40, 1)
    with reading() as session:
        assert disagreements(session, provider_id, restaurants) == []
        assert overview(session, provider_id, MONTHS[0], "DEMO")["estimated"] > 0


@pytest.mark.parametrize(("where", "forgets"), [(posting, "move_sums"), (saving, "move_counts")])
def test_twin_a_forgotten_delta_is_found(app, monkeypatch, where, forgets):
    calls, move = iter(range(10**6)), getattr(where, forgets)
    monkeypatch.setattr(where, forgets, lambda *given: None if next(calls) == 3 else move(*given))
    provider_id, restaurants = play(app, 20, 1)
    with reading() as session:
        assert disagreements(session, provider_id, restaurants)
