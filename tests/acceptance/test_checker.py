"""Twins of the checkers: a true history passes, each doctored one is found out by name."""

import copy
from collections import Counter
from datetime import UTC, datetime

import pytest

from tests.acceptance.blackhole import said_rightly
from tests.acceptance.checker import wrong
from tests.acceptance.facts import Facts
from tests.acceptance.steady import rising
from tests.acceptance.watching import wrong_looks

ROUTING = {"rice": {"cold"}, "chicken": {"hot", "pass"}}


def line(item, quantity, total):
    return [item, quantity, total]


def true_story():
    """Two orders, the second acknowledged twice because its first answer was lost; a bump; both streams whole."""
    lines = {"l1": line("rice", 2, 400), "l2": line("chicken", 1, 3800)}
    answers = [
        {"id": "o1", "visit_id": "v", "total": 4200, "lines": lines},
        {"id": "o2", "visit_id": "v", "total": 400, "lines": {"l3": line("rice", 2, 400)}},
    ]
    entries = [
        {"client": "a", "op": "order", "key": "k1", "outcome": "ok", "answer": answers[0]},
        {"client": "b", "op": "order", "key": "k2", "outcome": "info"},
        {"client": "b", "op": "order", "key": "k2", "outcome": "ok", "answer": answers[1]},
        {"client": "b", "op": "order", "key": "k2", "outcome": "ok", "answer": answers[1]},
        {"client": "cook", "op": "bump", "key": "t1", "outcome": "ok"},
    ]
    orders = {a["id"]: {**a, "round": n} for n, a in enumerate(copy.deepcopy(answers), 1)}
    facts = Facts(
        orders,
        {
            "l1": Counter({("cold", 2): 1}),
            "l2": Counter({("hot", 1): 1, ("pass", 1): 1}),
            "l3": Counter({("cold", 2): 1}),
        },
        {"v": 4600},
        {"station:cold": (3, [1, 2, 3])},
        Counter({("station:cold", "t1"): 1}),
        {"t1": "bumped"},
    )
    return entries, facts


def test_a_true_story_passes():
    assert wrong(*true_story(), ROUTING) == []


def lose(entries, facts):
    del facts.orders["o2"], facts.on["l3"]
    facts.bills["v"] = 4200


def change(entries, facts):
    facts.orders["o1"]["lines"]["l1"][1] = 3
    facts.on["l1"] = Counter({("cold", 3): 1})


def double(entries, facts):
    facts.orders["o3"] = {"visit_id": "v", "round": 3, "total": 400, "lines": {"l4": line("rice", 2, 400)}}
    facts.on["l4"] = Counter({("cold", 2): 1})
    facts.bills["v"] = 5000


def two_of_one_key(entries, facts):
    entries[3]["answer"] = {**entries[3]["answer"], "id": "o1"}


def skip_a_round(entries, facts):
    facts.orders["o2"]["round"] = 3


def forget_a_ticket(entries, facts):
    del facts.on["l1"]


def forget_a_station(entries, facts):
    del facts.on["l2"]["pass", 1]


def cook_twice(entries, facts):
    facts.on["l1"]["cold", 2] = 2


def cook_elsewhere(entries, facts):
    facts.on["l1"]["hot", 2] = 1


def cook_nobodys(entries, facts):
    facts.on["l9"] = Counter({("cold", 1): 1})


def charge_wrongly(entries, facts):
    facts.bills["v"] = 4601


def add_wrongly(entries, facts):
    entries[0]["answer"]["total"] = facts.orders["o1"]["total"] = 4201
    facts.bills["v"] = 4601


def leave_a_hole(entries, facts):
    facts.numbers["station:cold"] = 4, [1, 2, 4]


def fire_twice(entries, facts):
    facts.fired["station:cold", "t1"] = 2


def tell_nobody(entries, facts):
    facts.fired.clear()


def unbump(entries, facts):
    facts.statuses["t1"] = "open"


def refuse(entries, facts):
    entries.append({"client": "a", "op": "order", "key": "k1", "outcome": "fail", "code": "cart_changed"})


DOCTORED = {
    "lost": [lose],
    "changed": [change],
    "doubled": [double, two_of_one_key],
    "rounds": [skip_a_round],
    "tickets": [forget_a_ticket, forget_a_station, cook_twice, cook_elsewhere, cook_nobodys, tell_nobody],
    "bill": [charge_wrongly],
    "total": [add_wrongly],
    "numbers": [leave_a_hole, fire_twice],
    "bump": [unbump],
    "a": [refuse],
}


@pytest.mark.parametrize(("word", "doctor"), [(word, each) for word, them in DOCTORED.items() for each in them])
def test_twin_a_doctored_story_is_found_out(word, doctor):
    entries, facts = true_story()
    doctor(entries, facts)
    assert any(problem.startswith(word) for problem in wrong(entries, facts, ROUTING))


def look(**more):
    plain = {"at": 100.0, "heard": 99.0, "ids": ["a", "b"], "stale": False, "done": False, "twice": [], "pretended": 0}
    return {**plain, **more}


def test_looks_of_an_honest_page_pass():
    assert wrong_looks([look(), look(heard=88.0, stale=True), look(ids=[], done=True)]) == []


@pytest.mark.parametrize(
    ("word", "doctored"),
    [
        ("silent", {"heard": 88.0}),
        ("pretended", {"heard": 88.0, "stale": True, "done": True}),
        ("twice", {"ids": ["a", "b", "a"]}),
        ("twice", {"twice": ["a"]}),
        ("pretended", {"pretended": 1}),
    ],
)
def test_twin_looks_of_a_page_that_pretends_are_found_out(word, doctored):
    assert [each.partition(":")[0] for each in wrong_looks([look(), look(**doctored)])] == [word]


FLAT = {"memory": 120.0, "descriptors": 60, "wal": 40.0, "p99": 40.0}


@pytest.mark.parametrize("name", FLAT)
def test_twin_what_rises_is_found_out(name):
    assert rising([FLAT] * 12) == []
    assert len(rising([{**FLAT, name: FLAT[name] * (1 + n / 2)} for n in range(12)])) == 1


def test_twin_a_banner_with_another_time_is_found_out():
    heard = datetime(2026, 11, 24, 12, 3, 41, tzinfo=UTC)
    assert said_rightly({"said": "20:03:41 起没有更新"}, heard)
    assert not said_rightly({"said": "20:03:51 起没有更新"}, heard)
