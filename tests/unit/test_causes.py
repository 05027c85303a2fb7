"""Ours beside theirs: each difference has one cause, and the differences explain the whole gap between the sums."""

import random

import pytest

from rebates.settlement.causes import CAUSES, Ours, Theirs, compare, summary


def mine(trade_no, amount, later=0, restaurant="r1", merchant="m1", kind="rebate"):
    return Ours(kind, f"payment:{trade_no}", restaurant, merchant, trade_no, amount, later)


def says(trade_no, amount, **more):
    return Theirs("rebate", amount, trade_no=trade_no, **more)


@pytest.mark.parametrize(
    ("ours", "theirs", "cause"),
    [
        ([mine("a", 50)], [says("a", 50)], "matched"),
        ([mine("a", 50)], [says("a", 30)], "amount_differs"),
        ([], [says("a", 50)], "missing_ours"),
        ([mine("a", 0)], [says("a", 50)], "missing_ours"),
        ([mine("a", 50)], [says("a", 0)], "missing_theirs"),
        ([mine("a", 50, later=-50)], [says("a", 0)], "adjusted"),
        ([mine("a", 50, later=-20)], [says("a", 30)], "adjusted"),
        ([mine("a", 50, later=-20)], [says("a", 40)], "amount_differs"),
        ([mine("a", 50, later=-50)], [says("a", 50)], "matched"),
        ([mine("a", 50)], [says("a", 30), says("a", 20)], "matched"),
    ],
)
def test_a_trade(ours, theirs, cause):
    (found,) = compare(ours, theirs)
    assert found.cause == cause
    assert found.amount == sum(t.amount for t in theirs) - sum(o.amount for o in ours)


def test_what_the_platform_has_not_spoken_of_is_no_difference():
    assert compare([mine("a", 50)], []) == []
    assert [d.cause for d in compare([mine("a", 50), mine("b", 50)], [says("a", 50)])] == ["matched", "missing_theirs"]
    assert compare([mine("a", 5, kind="advertising")], [says("b", 50)])[0].kind == "rebate"


def test_a_sum_takes_what_no_line_of_a_trade_has_taken_the_narrowest_first():
    ours = [mine("a", 50), mine("b", 50), mine("c", 50, restaurant="r2"), mine("d", 50, restaurant="r3", merchant="m2")]
    theirs = [
        says("a", 50),
        Theirs("rebate", 50, restaurant="r2", merchant="m1"),
        Theirs("rebate", 40, merchant="m1"),
        Theirs("rebate", 50),
    ]
    found = {d.key: (d.cause, d.ours, d.theirs) for d in compare(ours, theirs)}
    assert found == {
        "trade:rebate:a": ("matched", 50, 50),
        "restaurant:rebate:r2": ("matched", 50, 50),
        "merchant:rebate:m1": ("amount_differs", 50, 40),
        "provider:rebate:": ("matched", 50, 50),
    }


def test_a_disputed_line_says_what_it_was():
    (found,) = compare([mine("a", 50)], [says("a", 30)], frozenset({"trade:rebate:a"}))
    assert (found.cause, found.was, found.amount) == ("disputed", "amount_differs", -20)


def test_after_any_play_the_differences_explain_the_gap():
    chance = random.Random(7)
    for _ in range(200):
        ours = [
            mine(str(n), chance.choice((0, 50, 50, 30)), chance.choice((0, 0, -50)), f"r{n % 3}", f"m{n % 2}")
            for n in range(chance.randrange(12))
        ]
        theirs = [says(str(chance.randrange(14)), chance.choice((50, 30, -50))) for _ in range(chance.randrange(12))]
        theirs += [
            Theirs("rebate", chance.randrange(200), **chance.choice(({}, {"restaurant": "r1"}, {"merchant": "m0"})))
            for _ in range(chance.randrange(3))
        ]
        found = compare(ours, theirs)
        if theirs:
            assert sum(d.amount for d in found) == sum(t.amount for t in theirs) - sum(o.amount for o in ours)
        assert len({d.key for d in found}) == len(found)
        assert set(summary(found)) == set(CAUSES)
        assert sum(s["amount"] for s in summary(found).values()) == sum(d.amount for d in found)
