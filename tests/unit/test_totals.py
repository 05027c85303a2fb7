"""The arithmetic of a bill: tables for the rules, hypothesis for what must hold for every bill."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payments.bills.totals import Off, Terms, covered, price_of, read_rows, sums_of, total_of
from restaurants.profile.fees import tax_within

SEAT = {"kind": "per_head", "name": "茶位", "amount": 400}
SERVICE = {"kind": "percent", "name": "服务费", "rate": "0.10"}
VAT = {"kind": "tax", "name": "增值税", "rate": "0.06", "included": False, "rounding": "half_up"}
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
    assert total_of(Terms(fees, covers), amounts) == total


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
    assert covered(Terms([SEAT], 2), orders, received, named) == list(paid)


def test_the_price_of_some_orders_is_what_they_add():
    orders = [("a", 1000), ("b", 2000)]
    assert price_of(Terms([SEAT, SERVICE], 2), orders, {"b"}) == 2000 + 200
    assert price_of(Terms([SEAT, SERVICE], 2), orders, {"a", "b"}) == 3000 + 300 + 800


fee = st.sampled_from([SEAT, SERVICE, PACKING, VAT, {**SERVICE, "rate": "0.155", "name": "晚市"}])
off = st.one_of(
    st.builds(Off, rate=st.sampled_from(["0.1", "0.12", "0.333333", "1"])),
    st.builds(Off, amount=st.integers(1, 60_000)),
    st.just(Off(comp=True)),
)
bills = st.tuples(
    st.builds(
        Terms,
        st.lists(fee, max_size=3, unique_by=lambda f: f["name"]),
        st.one_of(st.none(), st.integers(1, 20)),
        st.lists(off, max_size=2).map(tuple),
        st.sampled_from([1, 10, 100]),
    ),
    st.lists(st.integers(0, 50_000), max_size=6).map(lambda amounts: [(f"o{n}", a) for n, a in enumerate(amounts)]),
)


@given(bills, st.integers(0, 400_000), st.integers(0, 50_000))
def test_more_money_never_pays_less(bill, received, more):
    terms, orders = bill
    assert set(covered(terms, orders, received)) <= set(covered(terms, orders, received + more))


@given(bills)
def test_the_whole_money_pays_everything_and_a_fen_less_does_not(bill):
    terms, orders = bill
    total = total_of(terms, [amount for _, amount in orders])
    if total:
        assert covered(terms, orders, total) == [order_id for order_id, _ in orders]
        short = covered(terms, orders, total - 1)
        assert total_of(terms, [a for each, a in orders if each in short]) <= total - 1 or not short


@given(bills)
def test_a_bill_is_its_dishes_less_what_was_taken_off_with_its_fees_rounded_down(bill):
    terms, orders = bill
    amounts = [amount for _, amount in orders]
    sums = sums_of(terms, amounts)
    assert sums.total == sum(amounts) - sum(sums.off) + sum(f["amount"] for f in sums.fees) - sums.rounding
    assert min([sums.total, sums.rounding, *sums.off]) >= 0
    assert sums.total % terms.step == 0
    assert sums.rounding < terms.step
    if any(each.comp for each in terms.off):
        assert sums.total == 0


@given(bills, st.integers(0, 50_000))
def test_one_dish_more_never_makes_a_bill_smaller(bill, amount):
    terms, orders = bill
    amounts = [amount for _, amount in orders]
    assert total_of(terms, amounts) <= total_of(terms, [*amounts, amount])


def row(source, amount, order_id="a", line_id=None, rate=None, id=""):
    return SimpleNamespace(id=id or source, source=source, amount=amount, order_id=order_id, line_id=line_id, rate=rate)


SENT = [row("order:a", 3000), row("order:b", 1000, "b")]
ON_LINE = row("discount:1", -500, "a", "l")


@pytest.mark.parametrize(
    ("rows", "orders", "off"),
    [
        ([], [("a", 3000), ("b", 1000)], {}),
        ([ON_LINE], [("a", 2500), ("b", 1000)], {"l": 500}),
        ([ON_LINE, row("undo:discount:1", 0, "a")], [("a", 3000), ("b", 1000)], {}),
        ([ON_LINE, row("void:l", -800)], [("a", 2200), ("b", 1000)], {}),  # gone with its line
        ([ON_LINE, row("cancel:a", -3000)], [("b", 1000)], {}),
        ([row("comp:2", -1000, "b", "m")], [("a", 3000), ("b", 0)], {"m": 1000}),  # given for free, still sold
        ([row("void:m", -1000, "b")], [("a", 3000)], {}),  # taken back: never sold
    ],
)
def test_what_rows_say(rows, orders, off):
    found = read_rows([*SENT, *rows])
    assert (found.orders, found.off_lines) == (orders, off)
    assert found.sold - sum(off.values()) == sum(amount for _, amount in orders)


@pytest.mark.parametrize(
    ("rule", "on_top", "inside"), [("half_up", 63, 60), ("half_even", 62, 60), ("down", 62, 59), ("up", 63, 60)]
)
def test_a_tax_on_top_is_a_fee_and_one_inside_is_told(rule, on_top, inside):
    tax = {**VAT, "rate": "0.0625", "rounding": rule}
    seat, added = sums_of(Terms([SEAT, tax], 1), [600]).fees
    assert (seat["amount"], added["amount"]) == (400, on_top)  # 62.5: on dishes and fees
    assert tax_within([SEAT, {**tax, "included": True}], 1019)["amount"] == inside  # 59.94
    assert sums_of(Terms([{**tax, "included": True}], 1), [600]).total == 600
    assert tax_within([SEAT, tax], 1019) is None
