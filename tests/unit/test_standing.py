"""Where a restaurant stands, and how far it is: tables that a channel manager can read."""

from datetime import date

import pytest

from rebates.members.standing import STATES, progress_of, reason_todo, standing_of
from rebates.programmes.catalogue import PROGRAMMES, rules_at

JULY = date(2026, 7, 1)
DEMO = PROGRAMMES["DEMO"]
PAPERS = {"category": {"state": "done"}, "codes_laid": {"state": "done"}}


@pytest.mark.parametrize(
    ("counted", "today", "left", "days_left", "needed", "misses"),
    [
        (0, date(2026, 7, 1), 20, 30, None, True),
        (18, date(2026, 7, 22), 2, 9, 3, False),
        (14, date(2026, 7, 22), 6, 9, 10, True),
        (20, date(2026, 7, 22), 0, 9, 0, False),
        (25, date(2026, 8, 9), 0, 0, 0, False),
        (19, date(2026, 8, 9), 1, 0, 2, True),
        (1, date(2026, 7, 31), 19, 0, 589, True),
    ],
)
def test_progress(counted, today, left, days_left, needed, misses):
    p = progress_of(20, counted, JULY, today)
    assert (p.left, p.days_left, p.needed_days, p.misses) == (left, days_left, needed, misses)


def test_no_goal_no_progress():
    assert progress_of(0, 5, JULY, JULY) is None


@pytest.mark.parametrize(
    ("state", "evidence", "counted", "expected", "codes"),
    [
        ("asked", {}, 0, "missing", ["authorised", "category", "codes_laid"]),
        ("asked", PAPERS, 0, "missing", ["authorised"]),
        ("active", {"category": {"state": "done"}}, 20, "missing", ["codes_laid"]),
        ("active", {**PAPERS, "category": {"state": "in_review"}}, 20, "in_review", ["category"]),
        ("active", PAPERS, 3, "in_progress", []),
        ("active", PAPERS, 20, "met", []),
        ("declined", PAPERS, 20, "not_eligible", ["declined"]),
    ],
)
def test_standing(state, evidence, counted, expected, codes):
    progress = progress_of(20, counted, JULY, date(2026, 7, 22))
    rules = rules_at("DEMO", "2026-07-22")
    got, missing = standing_of(DEMO, rules, {"state": state, "evidence": evidence}, progress, "2026-07-22", [])
    assert got in STATES
    assert (got, [m["code"] for m in missing]) == (expected, codes)
    assert all(m["text"] and m["text_en"] for m in missing)


def test_a_programme_that_is_over_says_since_when():
    rules = rules_at("RB-SMDC2021", "2026-07-22")
    enrolment = {"state": "active", "evidence": PAPERS}
    state, (why,) = standing_of(PROGRAMMES["RB-SMDC2021"], rules, enrolment, None, "2026-07-22", [])
    assert (state, why["text"]) == ("not_eligible", "方案到 2022-03-31 为止")


def test_what_can_be_mended_is_named_with_its_orders():
    rules = rules_at("DEMO", "2026-07-22")
    told = {
        "code": "channel",
        "text": "非合格入口",
        "text_en": "Entry",
        "who": "restaurant",
        "how": "扫码",
        "how_en": "Scan",
    }
    lost = [reason_todo(told, 61, 50), reason_todo({**told, "code": "returned", "who": "provider"}, 9, 50)]
    progress = progress_of(20, 20, JULY, date(2026, 7, 22))
    state, missing = standing_of(DEMO, rules, {"state": "active", "evidence": PAPERS}, progress, "2026-07-22", lost)
    assert state == "met"
    assert [(m["code"], m["who"], m["orders"], m["amount"]) for m in missing] == [
        ("channel", "restaurant", 61, 0),
        ("returned", "provider", 9, 450),
    ]


def test_a_goal_that_may_be_met_next_month_is_not_missed_yet():
    p = progress_of(20, 3, JULY, date(2026, 7, 30), until=date(2026, 8, 31))
    assert (p.misses, p.over, p.by) == (False, False, "2026-08-31")
    p = progress_of(20, 3, date(2026, 8, 1), date(2026, 8, 30), until=date(2026, 8, 31))
    assert (p.misses, p.by) == (True, "2026-08-31")
    p = progress_of(20, 3, date(2026, 9, 1), date(2026, 9, 2), reached="2026-08-20")
    assert (p.left, p.misses, p.reached) == (0, False, "2026-08-20")


def test_a_paper_that_only_one_reward_needs_keeps_only_that_back():
    programme = {
        **DEMO,
        "requirements": [
            *DEMO["requirements"],
            {
                "code": "fresh",
                "who": "platform",
                "title": {"zh": "近 6 月无交易", "en": "None before"},
                "needed_by": ["x"],
            },
        ],
    }
    rules, progress = rules_at("DEMO", "2026-07-22"), progress_of(20, 3, JULY, date(2026, 7, 22))

    def stands(state):
        evidence = {**PAPERS, **({"fresh": {"state": state}} if state else {})}
        return standing_of(programme, rules, {"state": "active", "evidence": evidence}, progress, "2026-07-22", [])

    assert (stands("")[0], [t["code"] for t in stands("")[1]]) == ("in_progress", ["fresh"])
    assert (stands("done")[0], stands("done")[1]) == ("in_progress", [])
    state, (why,) = stands("refused")
    assert (state, why["text"]) == ("not_eligible", "平台否决：近 6 月无交易")
