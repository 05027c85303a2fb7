"""The arithmetic of a bill: tables for the rules, hypothesis for what must hold for every bill."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payments.bills.totals import covered, fees_of, price_of, total_of

SEAT = {"kind": "per_head", "name": "茶位", "amount": 400}
SERVICE = {"kind": "percent", "name": "服务费", "rate": "0.10"}
PACKING = {"kind": "per_order", "name": "打包", "amount": 100}


@pytest.mark.parametrize(
    ("fees", "covers", "amounts", "total"),
    [
        ([], 3, [], 0),
        ([SEAT], 3, [], 0),  # nobody who ordered nothing owes a seat
        ([SEAT], 3, [18700, 5000], 23700 + 1200),
        ([SEAT], None, [1000], 1000 + 400),
        ([SERVICE], 2, [1005], 1005 + 101),  # half a fen rounds up, once for the whole bill
        ([SERVICE], 2, [1005, 1005], 2010 + 201),
        ([PACKING], 1, [1000, 0], 1000 + 200),  # a free order is an order
        ([SEAT, SERVICE, PACKING], 2, [5000], 5000 + 800 + 500 + 100),
    ],
)
def test_totals(fees, covers, amounts, total):
    assert total_of(fees, covers, amounts) == total


@pytest.mark.parametrize(
    ("received", "named", "paid"),
    [
        (0, set(), ""),
        (999, set(), ""),  # not even the first order with its seats
        (1800, set(), "a"),
        (3799, set(), "a"),
        (3800, set(), "ab"),
        (10**6, set(), "abc"),
        (2800, {"b"}, "b"),  # paid by name; the money reaches no further
        (3800, {"b"}, "ab"),
    ],
)
def test_what_money_covers(received, named, paid):
    orders = [("a", 1000), ("b", 2000), ("c", 500)]
    assert covered([SEAT], 2, orders, received, named) == list(paid)


def test_the_price_of_some_orders_is_what_they_add():
    orders = [("a", 1000), ("b", 2000)]
    assert price_of([SEAT, SERVICE], 2, orders, {"b"}) == 2000 + 200
    assert price_of([SEAT, SERVICE], 2, orders, {"a", "b"}) == 3000 + 300 + 800


fee = st.sampled_from([SEAT, SERVICE, PACKING, {**SERVICE, "rate": "0.155", "name": "晚市"}])
bills = st.tuples(
    st.lists(fee, max_size=3, unique_by=lambda f: f["name"]),
    st.one_of(st.none(), st.integers(1, 20)),
    st.lists(st.integers(0, 50_000), max_size=6).map(lambda amounts: [(f"o{n}", a) for n, a in enumerate(amounts)]),
)


@given(bills, st.integers(0, 400_000), st.integers(0, 50_000))
def test_more_money_never_pays_less(bill, received, more):
    fees, covers, orders = bill
    assert set(covered(fees, covers, orders, received)) <= set(covered(fees, covers, orders, received + more))


@given(bills)
def test_the_whole_money_pays_everything_and_a_fen_less_does_not(bill):
    fees, covers, orders = bill
    total = total_of(fees, covers, [amount for _, amount in orders])
    if total:
        assert covered(fees, covers, orders, total) == [order_id for order_id, _ in orders]
        short = covered(fees, covers, orders, total - 1)
        # What is left unpaid is worth something: no bill is paid with a fen missing.
        assert sum(amount for each, amount in orders if each not in short) + bool(fees) > 0
        assert total_of(fees, covers, [a for each, a in orders if each in short]) <= total - 1 or not short


@given(bills)
def test_fees_say_what_they_add(bill):
    fees, covers, orders = bill
    amounts = [amount for _, amount in orders]
    assert total_of(fees, covers, amounts) - sum(amounts) == sum(f["amount"] for f in fees_of(fees, covers, amounts))
