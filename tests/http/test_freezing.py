"""A provider freezes a month and answers for risk checks over HTTP; nobody else's month moves."""

from datetime import UTC, datetime

import pytest

from core.clock import told
from core.transactions import transaction
from rebates.members.enrolling import enrol
from rebates.verdicts.service import judge_trade
from tests.http.test_provider import API, new_provider, provider_file
from tests.service.facts import settled

JUNE, LATER = datetime(2026, 6, 14, 4, 0, tzinfo=UTC), datetime(2026, 11, 20, tzinfo=UTC)


@pytest.fixture
def earned(place):
    """(provider, the trade that earned 50 in June)"""
    person, provider_id = new_provider(place.app)
    trade = settled(place.id, JUNE)
    with transaction() as session:
        enrol(session, place.id, provider_id, "DEMO", datetime(2020, 1, 1, tzinfo=UTC))
        judge_trade(session, trade)
    return person, trade


def test_a_month_is_frozen_and_its_files_stay_the_same(earned, place):
    person, trade = earned
    with told(LATER):
        status, frozen = person.post(f"{API}/statements/2026-06/freeze")
        assert (status, frozen["state"], frozen["number"], frozen["estimated"]) == (200, "frozen", "2026-06-0001", 50)
        names = ("2026-06.csv", "2026-06.csv?part=summary", "2026-06.xlsx", "2026-06.pdf")
        files = [provider_file(person, name) for name in names]
        answer = {"items": [{"trade_no": trade.payment_id, "answer": "rejected"}]}
        risks = f"{API}/restaurants/{place.id}/risks"
        assert person.post(risks, answer) == (200, {"judged": 1, "unknown": []})
        place.owner.call("PATCH", place.home, {"version": 1, "name": "改过名"})
    assert [provider_file(person, name) for name in names] == files
    assert person.post(f"{API}/statements/2026-06/freeze") == (200, frozen)
    assert person.get(f"{API}/statements/2026-06")[1]["sha256"] == frozen["sha256"]
    (later,) = person.get(f"{API}/ledger?month=2026-07")[1]["items"]
    assert (later["kind"], later["amount"], later["trade_month"]) == ("reversal", -50, "2026-06")
    assert person.post(risks, {"items": [{"trade_no": "none", "answer": "cleared"}]})[1]["unknown"] == ["none"]


def test_what_cannot_be_frozen_says_why(earned):
    person, _ = earned
    status, problem = person.post(f"{API}/statements/2099-01/freeze")
    assert (status, problem["code"]) == (409, "month_not_over")
    status, problem = person.post(f"{API}/statements/2026-13/freeze")
    assert (status, list(problem["errors"])) == (422, ["month"])
