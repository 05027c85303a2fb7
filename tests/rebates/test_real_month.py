"""Real dine-in tabs of one August played through as a provider's month; the portal's waterfall adds up.

A handful in the tests, every tab with ZHUOMA_WHOLE=1. The same tabs are judged again by the rule as a plain loop.
"""

import os
from collections import Counter
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from core.ids import new_id
from core.transactions import reading, transaction
from payments.payments.events import PaymentSettled
from rebates.members.enrolling import enrol
from rebates.portal.orders import verdicts_of, waterfall_of
from rebates.portal.overview import overview
from rebates.verdicts.service import judge_trade, rejudge_trade
from tests.live.real_orders import tabs
from tests.people import open_place
from tests.service.facts import refunded

WHOLE = bool(os.environ.get("ZHUOMA_WHOLE"))
MONTH, LONG_AGO = "2026-08", datetime(2020, 1, 1, tzinfo=UTC)
SHANGHAI = ZoneInfo("Asia/Shanghai")
LEAST, DAY_STARTS = 500, timedelta(hours=4)


def settled_of(restaurant_id, tab, n) -> PaymentSettled:
    """One tab in seven pays at the counter, the others by phone; a table's number stands in for who pays."""
    at = tab.locked.replace(year=int(MONTH[:4]), tzinfo=SHANGHAI).astimezone(UTC)
    entry = ("counter", "counter") if n % 7 == 3 else ("mini_program", "alipay")
    payer = f"{int(tab.seat.split('.')[0]) % 40:064x}"
    return PaymentSettled(
        *(restaurant_id, new_id(), new_id(), entry[1], entry[0], tab.total, at, (), payer), None, f"t{n:05}"
    )


def expected(paid, back) -> Counter:
    """The rule of the demo's programme in so many words: reason → orders, "" counts."""
    stands, first = Counter(), set()
    for fact in sorted(paid, key=lambda f: (f.settled_at, f.trade_no)):
        place = (fact.settled_at.astimezone(SHANGHAI) - DAY_STARTS).date(), fact.user_key
        own = (
            "channel"
            if fact.channel == "counter"
            else "amount"
            if fact.amount < LEAST
            else "refunded"
            if fact.payment_id in back
            else ""
        )
        stands[own or ("repeat" if place in first else "")] += 1
        if not own:
            first.add(place)
    return stands


def test_the_months_waterfall_adds_up(app, data):
    found = [tab for tab in tabs(data / "orders") if tab.total and tab.locked.strftime("%m") == MONTH[5:]]
    found = found if WHOLE else found[:40]
    place, provider_id, paid, back = open_place(app), new_id(), [], set()
    with transaction() as session:
        enrol(session, place.id, provider_id, "DEMO", LONG_AGO)
    for n, tab in enumerate(found):
        fact = settled_of(place.id, tab, n)
        paid.append(fact)
        with transaction() as session:
            judge_trade(session, fact)
            if n % 17 == 5 and fact.channel != "counter":
                back.add(fact.payment_id)
                rejudge_trade(session, refunded(fact, fact.amount, fact.settled_at))
    with reading() as session:
        fall = waterfall_of(session, provider_id, place.id, "DEMO", MONTH)
        item = overview(session, provider_id, MONTH, "DEMO")["items"][0]
        listed = verdicts_of(session, provider_id, place.id, "DEMO", MONTH, "counted", limit=200)["items"]
    told = Counter({reason["code"]: reason["orders"] for reason in fall["minus"]} | {"": fall["counted"]})
    assert told == expected(paid, back)
    assert fall["all"] == len(found) == fall["counted"] + sum(reason["orders"] for reason in fall["minus"])
    assert {"channel", "repeat", "refunded"} <= set(told)
    rewards = {"new_store": 2000 if fall["counted"] >= 10 else 0}
    assert fall["estimated"] == item["estimated"] == 50 * fall["counted"] + rewards["new_store"]
    assert len(listed) == min(200, fall["counted"])
    assert not any(fact.user_key in str(listed) for fact in paid)  # nobody who ate is named
