"""The hand-worked cases, by the pure rules."""

import pytest

from rebates.programmes.closed_form import milestones_of, month_of
from rebates.programmes.reasons import explain
from tests.rebates.cases import read_cases

CASES = read_cases()


def test_there_are_more_than_a_hundred_and_each_kind_of_reason_is_among_them():
    assert len(CASES) >= 100
    seen = {reason for case in CASES for line in case.lines for reason in line.reasons}
    assert seen >= {
        *("date", "enrolled", "channel", "wallet", "order_type", "amount", "amount_most", "refunded", "returned"),
        *("risk", "code_unknown", "user_unknown", "repeat", "not_counter"),
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case.number))
def test_by_the_pure_rules(case):
    standings = month_of(case.programme, case.trades)
    for line in case.lines:
        found = [standings[trade] for trade in line.trades]
        assert {standing.reasons for standing in found} == {tuple(line.reasons)}
        assert (sum(s.earned for s in found), sum(s.booked for s in found)) == (line.earned, line.booked)
    reached = milestones_of(case.programme, case.trades, standings, case.barred)
    assert {(m.reward, m.subject[1], m.subject[2], m.amount, m.month) for m in reached} == case.milestones


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case.number))
def test_every_reason_has_words(case):
    for line in case.lines:
        for told in explain(line.reasons, case.programme["versions"][-1]):
            assert told["text"] and told["text_en"] and bool(told["how"]) == bool(told["how_en"])
