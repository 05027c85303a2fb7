"""The compiled rule says what the closed form says: of the hand-worked cases, and of random sets."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rebates.programmes.catalogue import PROGRAMMES
from rebates.programmes.closed_form import milestones_of, month_of
from rebates.programmes.days import day_of
from rebates.recompute import caps, compiling, reached
from rebates.recompute.engine import working
from tests.rebates.cases import TIERS, read_cases
from tests.rebates.columns import by_sql, pour, told

CASES = read_cases()


def test_the_cases_by_sql(tmp_path):
    """All cases of one programme and setting at once, each as a provider of its own."""
    sorts: dict = {}
    for case in CASES:
        key = case.programme["code"], *case.programme["settings"].values()
        sorts.setdefault(key, []).append(case)
    for cases in sorts.values():
        trades = [_of_case(case, trade) for case in cases for trade in case.trades]
        barred = {(f"{case.number}/{store}", reward) for case in cases for store, reward in case.barred}
        with working() as duck:
            pour(duck, tmp_path, trades, barred)
            standings, reached = by_sql(duck, cases[0].programme)
        for case in cases:
            for line in case.lines:
                found = [standings[f"{case.number}/{trade}"] for trade in line.trades]
                assert {standing.reasons for standing in found} == {tuple(line.reasons)}, case.number
                sums = (sum(s.earned for s in found), sum(s.booked for s in found))
                assert sums == (line.earned, line.booked), case.number
            mine = {m for m in reached if m[1].startswith(f"{case.number}/")}
            assert mine == {(m[0], f"{case.number}/{m[1]}", *m[2:]) for m in case.milestones}, case.number


def _of_case(case, trade):
    return {
        **trade,
        "id": f"{case.number}/{trade['id']}",
        "provider_id": str(case.number),
        "restaurant_id": f"{case.number}/{trade['restaurant_id']}",
    }


START = datetime(2026, 7, 10, 2, 0, tzinfo=UTC)
STORES = {"S1": "M1", "S2": "M1", "S3": "M2"}
random_trades = st.lists(
    st.fixed_dictionaries(
        {
            "provider_id": st.sampled_from(["P", "Q", "R"]),
            "minutes": st.one_of(st.integers(0, 60), st.integers(0, 60 * 24 * 40)),
            "trade_no": st.sampled_from(["1", "2", "30", "a", "é"]),
            "payer": st.sampled_from(["A", "B", "C", None]),
            "restaurant_id": st.sampled_from(list(STORES)),
            "table_code": st.sampled_from(["x", "y", None]),
            "code_registered": st.booleans(),
            "channel": st.sampled_from(["mini_program"] * 4 + ["h5", "counter"]),
            "wallet": st.sampled_from(["alipay"] * 5 + ["counter"]),
            "order_type": st.sampled_from(["dine_in"] * 5 + ["pickup"]),
            "total": st.sampled_from([199, 500, 1250, 5000, 9999, 20000, 100001]),
            "by_voucher": st.sampled_from([0, 0, 0, 300]),
            "back": st.sampled_from([0, 0, 0, 0, 1, 400, 10**6]),
            "returned": st.sampled_from([True] * 9 + [False]),
            "risk": st.sampled_from([False] * 9 + [True]),
            "enrolled": st.sampled_from([True] * 9 + [False]),
        }
    ),
    max_size=60,
)
random_settings = st.fixed_dictionaries(
    {
        "paid": st.sampled_from(["buyer_paid", "total"]),
        "day": st.sampled_from(["Asia/Shanghai", "business_day"]),
        "merchant": st.sampled_from(["entity", "store"]),
        "freed_place": st.sampled_from(["next", "nobody"]),
        "partial_refund": st.sampled_from(["gross", "net"]),
        "rounding": st.sampled_from(["half_up", "down"]),
        "unknown_user": st.sampled_from(["fails", "counts"]),
    }
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("rows")


@settings(max_examples=12, deadline=None)
@given(
    base=st.sampled_from([TIERS, TIERS, PROGRAMMES["DEMO"]]),
    chosen=random_settings,
    rows=random_trades,
    barred=st.sets(st.tuples(st.sampled_from(["P/S1", "P/S3", "Q/S2"]), st.sampled_from(["opening", "code"]))),
)
def test_sql_is_the_closed_form(folder, base, chosen, rows, barred):
    programme = {**base, "settings": base["settings"] | chosen}
    agree(folder, programme, [_trade(programme, n, row) for n, row in enumerate(rows)], barred)


def agree(folder, programme, trades, barred=frozenset()):
    """Several providers at once: none of them sees another's trades."""
    with working() as duck:
        pour(duck, folder, trades, barred)
        standings, reached = by_sql(duck, programme)
    for provider_id in sorted({trade["provider_id"] for trade in trades}):
        own = [trade for trade in trades if trade["provider_id"] == provider_id]
        expected = month_of(programme, own)
        assert {trade["id"]: standings.pop(trade["id"]) for trade in own} == expected
        mine = {m for m in reached if m[1].startswith(provider_id)}
        assert mine == told(milestones_of(programme, own, expected, barred))
    assert not standings


def _trade(programme, n, row):
    at = START + timedelta(minutes=row["minutes"])
    day = day_of(programme["settings"], at, "Asia/Shanghai", "04:00")
    names = ("provider_id", "payer", "table_code", "code_registered", "channel", "wallet", "order_type", "total")
    return {
        **{name: row[name] for name in (*names, "returned", "risk", "enrolled")},
        "id": f"{n:03}",
        "trade_no": f"{row['trade_no']}-{n:03}",
        "restaurant_id": f"{row['provider_id']}/{row['restaurant_id']}",
        "merchant": STORES[row["restaurant_id"]],
        "paid": max(0, row["total"] - row["by_voucher"]),
        "refunded": min(row["back"], row["total"]),
        "paid_at": at,
        "day": day,
        "month": day[:7],
    }


@pytest.mark.parametrize(
    ("case", "module", "guard", "broken"),
    [
        (41, compiling, "_HOLDERS", ("CASE WHEN contends THEN n END", "n")),  # whoever comes first has the place
        (97, caps, "_TOUCHED", ("WHERE merchant_rooms.bites OR provider_rooms.bites", "WHERE FALSE")),  # no cap bites
        (114, reached, "_BY_PAYERS", ("payer <> first_payer", "TRUE")),  # the first diner is another one
        (122, reached, "_CODED", ("reasons = 0", "reasons >= 0")),  # what was given back is a code's first
    ],
)
def test_twin_a_rule_with_a_hole_is_found(case, module, guard, broken, monkeypatch, folder):
    trades = [{**t, "provider_id": "P", "restaurant_id": f"P/{t['restaurant_id']}"} for t in CASES[case - 1].trades]
    if case == 114:
        trades[-1]["payer"] = trades[0]["payer"]
    agree(folder, CASES[case - 1].programme, trades)
    assert broken[0] in getattr(module, guard)
    monkeypatch.setattr(module, guard, getattr(module, guard).replace(*broken))
    with pytest.raises(AssertionError):
        agree(folder, CASES[case - 1].programme, trades)
