"""A ticket's life by tables."""

import json
from pathlib import Path

import pytest

from kitchen.tickets.all_day import all_day
from kitchen.tickets.states import moved, portioned, refusal, slowest, ticket_status, undone


@pytest.mark.parametrize(
    ("lines", "present", "expected"),
    [
        (["queued", "queued"], "open", "open"),
        (["queued", "ready"], "open", "started"),
        (["preparing"], "open", "started"),
        (["queued"], "started", "started"),
        (["queued"], "bumped", "started"),
        (["ready", "ready"], "open", "bumped"),
        (["ready", "voided"], "started", "bumped"),
        (["voided", "queued"], "open", "open"),
        (["voided", "voided"], "started", "voided"),
    ],
)
def test_ticket_follows_its_lines(lines, present, expected):
    assert ticket_status(lines, present) == expected


@pytest.mark.parametrize(
    ("do", "expected"),
    [
        ("start", {"l1": ("preparing", 0)}),
        ("bump", {"l1": ("ready", 3), "l2": ("ready", 3)}),
        ("recall", {"l3": ("preparing", 0)}),
        ("rush", {}),
    ],
)
def test_an_act_moves_only_what_it_may(do, expected):
    places = ("queued", 0), ("preparing", 2), ("ready", 3), ("voided", 0)
    lines = [line(n, "鱼", status, 3, done) for n, (status, done) in enumerate(places, 1)]
    assert moved(do, lines) == expected


@pytest.mark.parametrize(
    ("quantity", "expected"),
    [
        (1, {"l1": ("ready", 2)}),
        (3, {"l1": ("ready", 2), "l2": ("preparing", 2)}),
        (9, {"l1": ("ready", 2), "l2": ("ready", 3)}),
        (0, {}),
    ],
)
def test_portions_go_to_the_first_lines_first(quantity, expected):
    assert portioned([line(1, "鱼", "preparing", 2, 1), line(2, "鱼", quantity=3)], quantity) == expected


def test_undo_leaves_alone_what_was_moved_on_since():
    before, after = {"a": "queued", "b": "preparing"}, {"a": "ready", "b": "ready"}
    assert undone(before, after, {"a": "ready", "b": "ready"}) == before
    assert undone(before, after, {"a": "preparing", "b": "ready"}) == {"b": "preparing"}
    assert undone(before, after, {"a": "voided", "b": "voided"}) == {}


@pytest.mark.parametrize(
    ("do", "status", "line", "legal"),
    [
        ("bump", "bumped", None, True),
        ("recall", "open", None, True),
        ("start", "started", None, True),
        ("start", "bumped", None, False),
        ("rush", "bumped", None, False),
        ("bump", "voided", None, False),
        ("recall", "voided", None, False),
        ("bump", "open", "voided", False),
        ("clear", "voided", "voided", True),
        ("undo", "voided", None, True),
        ("fire", "open", None, True),
        ("fire", "bumped", None, True),
        ("fire", "voided", None, False),
    ],
)
def test_illegal_steps(do, status, line, legal):
    assert (refusal(do, {"status": status, "held": False}, line) is None) is legal


def test_what_is_held_can_only_be_fired():
    held = {"status": "open", "held": True}
    assert all(refusal(do, held, None) for do in ("start", "bump", "recall", "rush"))
    assert not any(refusal(do, held, None) for do in ("fire", "clear", "undo"))


STEPS = json.loads(Path(__file__).with_name("ticket_steps.json").read_text())


@pytest.mark.parametrize("case", STEPS, ids=[case["name"] for case in STEPS])
def test_steps_as_screens_know_them(case):
    """The same table is read by tests/scripts/steps.test.mjs: what an offline screen shows is what will be."""
    do, lines, meant = case["do"], case["lines"], case.get("line")
    ticket = {"status": case["status"], "held": case.get("held", False)}
    assert bool(refusal(do, ticket, lines.get(meant))) is case.get("refused", False)
    if "refused" in case:
        return
    touched = [{"id": id, "status": lines[id], "quantity": 1, "done": 0} for id in lines if meant in (None, id)]
    changes = {id: status for id, (status, _) in moved(do, touched).items()}
    became = ticket_status(list((lines | changes).values()), "started" if do == "start" else case["status"])
    then = lines | changes | case.get("undo", {})
    if "undo" in case:
        now = ticket_status(list(then.values()), became)
        then |= undone({line: lines[line] for line in changes}, changes, then)
        became = ticket_status(list(then.values()), case["status"] if now == became else now)
    assert (then, became) == (case["then"], case["becomes"])


def test_a_dish_of_several_stations_is_as_far_as_its_slowest_part():
    assert slowest(["ready", "queued", "voided"]) == "queued"
    assert slowest(["voided"]) == "voided"


def line(n, item, status="queued", quantity=1, done=0, chosen=(), note=""):
    return {
        "id": f"l{n}",
        "item_id": item,
        "names": {"zh": item},
        "order_line_id": f"o{n}",
        "quantity": quantity,
        "done": done,
        "together": False,
        "status": status,
        "note": note,
        "modifiers": [{"name": name, "quantity": 1} for name in chosen],
    }


def test_all_day_counts_what_is_fired_and_unfinished_and_splits_it_by_option():
    tickets = [
        {
            "id": "t1",
            "table": "A01",
            "language": "zh",
            "fired_at": "2026-07-14T04:31:07.120Z",
            "lines": [
                line(1, "鱼", quantity=2, chosen=["辣"]),
                line(2, "鱼", chosen=["不辣"]),
                line(3, "饭", status="ready"),
            ],
        },
        {
            "id": "t2",
            "table": "A02",
            "language": "zh",
            "fired_at": "2026-07-14T04:35:00.000Z",
            "lines": [line(4, "鱼", status="preparing", chosen=["辣"]), line(5, "饭", status="voided")],
        },
    ]
    (fish,) = all_day(tickets)
    assert (fish["quantity"], fish["oldest_placed_at"], fish["tables"]) == (4, tickets[0]["fired_at"], ["A01", "A02"])
    assert [(o["quantity"], [p["line_id"] for p in o["portions"]]) for o in fish["options"]] == [
        (3, ["l1", "l4"]),
        (1, ["l2"]),
    ]
