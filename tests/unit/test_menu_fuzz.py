"""Real menus with nodes dropped, doubled, retyped: never an exception, no dish lost, nothing that cannot be stored."""

import copy
import random

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ordering.menu.importing import Unreadable, read_menu
from ordering.menu.merging.comparing import changes_of
from ordering.menu.pricing import line_price, price_from
from tests.menus import ABSENT, MENUS, RAW, applied, cheapest, currency_of, empty, name_of, priceable

JUNK = (
    *(
        None,
        True,
        False,
        0,
        -1,
        3.7,
        1e308,
        -0.0,
        10**30,
        "",
        " ",
        "abc",
        "9" * 60,
        "-5",
        "1,234.50",
        "38元/份",
        "时价",
    ),
    *([], {}, [None], [[]], {"a": 1}, "\u200b\u202e", "x" * 5000, "\ud83d", "1e5", {"zh": "名", "en": None}),
    *([{"name": "n"}], [{"name": "n", "price": "-3"}], {"x": {"name": "n", "price": 1}}),
)
LOOK = settings(
    max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None
)


@pytest.mark.skipif(not MENUS, reason=ABSENT)
@pytest.mark.parametrize("path", [p for p in (*MENUS, *RAW) if not p.stem.endswith("_th")], ids=name_of)
def test_mutated_menus(path):
    whole, currency = orjson.loads(path.read_bytes()), currency_of(path)

    @LOOK
    @given(st.randoms(use_true_random=False), st.integers(1, 12))
    def look(chance, times):
        menu = smaller(whole, chance)
        for _ in range(times):
            menu = mutated(menu, chance)
        hold(menu, currency)

    look()


def hold(menu, currency) -> None:
    try:
        plan = read_menu(json_of(menu), "application/json", currency)
    except Unreadable:
        return
    assert plan.in_file + plan.split == len(plan.items) + plan.merged + len(plan.refused)
    for item in plan.items:
        assert item.names and all(0 < len(name) <= 120 for name in item.names.values())
        assert 0 <= item.price <= 10**12
        for key in item.group_keys:
            group = plan.groups[key]
            assert 0 <= group.min <= group.max <= sum(m.max_quantity for m in group.modifiers)
            assert all(0 <= m.price <= 2 * 10**12 and m.names for m in group.modifiers)
            assert len({m.key for m in group.modifiers}) == len(group.modifiers)
        if item.available:
            dish = priceable(plan, item)
            assert line_price(dish, 1, cheapest(dish))[0] == price_from(dish)
    changes = changes_of(empty(), plan)
    report = changes.report
    assert report["created"] + report["updated"] + report["unchanged"] + report["merged"] + len(report["refused"]) == (
        report["in_file"] + report["split"]
    )
    after = applied(empty(), changes)
    orjson.dumps([row["names"] for row in after.items.values()])
    again = changes_of(after, read_menu(json_of(menu), "application/json", currency))
    assert not again, (again.report["created"], again.updates[:3])


def json_of(menu) -> bytes:
    import json

    return json.dumps(menu).encode()


def smaller(node, chance, depth=0):
    """A few elements of each list, so that a mutation hits something."""
    if isinstance(node, dict):
        return {k: smaller(v, chance, depth + 1) for k, v in node.items()}
    if isinstance(node, list):
        most = 3 if depth < 6 else 4
        return [smaller(v, chance, depth + 1) for v in chance.sample(node, min(most, len(node)))]
    return node


def mutated(menu, chance: random.Random):
    nodes = [()]

    def walk(node, path):
        for key, inner in node.items() if isinstance(node, dict) else enumerate(node):
            nodes.append((*path, key))
            if isinstance(inner, (dict, list)):
                walk(inner, (*path, key))

    if not isinstance(menu, (dict, list)):
        return menu
    walk(menu, ())
    path = chance.choice(nodes[1:] or nodes)
    if not path:
        return chance.choice(JUNK)
    menu = copy.deepcopy(menu)
    holder = menu
    for key in path[:-1]:
        holder = holder[key]
    how = chance.choice(("drop", "double", "junk", "junk", "move"))
    if how == "drop":
        del holder[path[-1]]
    elif how == "double" and isinstance(holder, list):
        holder.append(copy.deepcopy(holder[path[-1]]))
    elif how == "move":
        other = chance.choice(nodes[1:])
        value = menu
        for key in other:
            value = value[key]
        holder[path[-1]] = copy.deepcopy(value)
    else:
        holder[path[-1]] = chance.choice(JUNK)
    return menu
