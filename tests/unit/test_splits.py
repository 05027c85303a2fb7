"""Sharing a bill: whatever is chosen, in whatever order, the parts are the whole, to the fen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payments.bills.splits import Line, Shared, lock_of, open_lines, share_by_guest, share_by_line, share_evenly

lines = st.lists(st.tuples(st.sampled_from("abcd"), st.integers(0, 20_000)), min_size=1, max_size=12).map(
    lambda found: [Line(f"l{n}", f"o{n // 3}", guest, amount) for n, (guest, amount) in enumerate(found)]
)
# More than the dishes cost (fees), or less (discounts, rounding).
due = st.integers(0, 400_000)


@pytest.mark.parametrize(
    ("total", "parts", "shares"),
    [
        (23900, 3, [7967, 7967, 7966]),
        (10000, 3, [3334, 3333, 3333]),
        (2, 3, [1, 1, 0]),
        (0, 2, [0, 0]),
        (12000, 1, [12000]),
    ],
)
def test_even_shares_differ_by_a_fen_at_most_and_the_first_pay_it(total, parts, shares):
    assert share_evenly(total, parts, []) == shares


def test_each_guest_pays_the_own_dishes_with_their_part_of_fees_and_discounts():
    table = [Line("1", "o", "cup", 3800), Line("2", "o", "lotus", 9400), Line("3", "o", "cup", 2600)]
    assert share_by_guest(15800, table) == {"cup": 6400, "lotus": 9400}
    assert share_by_guest(15800 + 1580, table) == {"cup": 7040, "lotus": 10340}  # 10 % on each
    assert share_by_guest(15800 - 1000, table) == {"cup": 5995, "lotus": 8805}
    assert share_by_line(15801, table) == {"1": 3800, "2": 9401, "3": 2600}


def test_free_dishes_still_share_their_seats():
    assert share_by_line(400, [Line("1", "o", "a", 0), Line("2", "o", "b", 0)]) == {"1": 200, "2": 200}
    assert share_by_line(400, []) == {}


def test_the_first_payment_settles_how_a_bill_is_shared():
    assert lock_of([]) is None
    assert lock_of([Shared("even", 3, 1), Shared("even", 3, 2)]) == Shared("even", 3, 1)
    table = [Line("1", "o", "a", 1), Line("2", "p", "b", 1), Line("3", "q", "a", 1)]
    assert [line.id for line in open_lines(table, [Shared("items", lines=("1",))], {"q"})] == ["2"]
    assert share_evenly(100, 3, [Shared("even", 3, 2)]) == [100]
    assert share_evenly(100, 3, [Shared("even", 3, 3)]) == [100]  # dishes that came after all had paid


@given(due, lines)
def test_parts_are_the_whole_and_each_within_a_fen_of_its_weight(total, table):
    for shares, weights in (
        (share_by_line(total, table), {line.id: line.amount for line in table}),
        (share_by_guest(total, table), {g: sum(x.amount for x in table if x.guest == g) for g in "abcd"}),
    ):
        assert sum(shares.values()) == total
        whole = sum(line.amount for line in table)
        for who, share in shares.items():
            assert share >= 0
            assert not whole or abs(share * whole - total * weights[who]) < whole


@given(due, st.integers(1, 20))
def test_even_parts_are_the_whole(total, parts):
    shares = share_evenly(total, parts, [])
    assert (sum(shares), len(shares)) == (total, parts)
    assert max(shares) - min(shares) <= 1
    assert shares == sorted(shares, reverse=True)


@given(st.data(), lines, st.sampled_from(["guest", "items", "even"]), st.integers(1, 6))
def test_whoever_pays_when_and_whatever_joins_in_between_the_payments_are_the_bill(data, table, mode, parts):
    """Payers in any order; before each, dishes may join, and something may be taken off what is still due."""
    total = sum(line.amount for line in table) + data.draw(st.integers(0, 5000), "fees")
    paid, received, n = [], 0, len(table)
    for _ in range(40):
        if data.draw(st.booleans(), "a dish joins") and n < 20:
            table = [
                *table,
                Line(f"l{n}", "later", data.draw(st.sampled_from("abcd")), data.draw(st.integers(0, 9999))),
            ]
            n, total = n + 1, total + table[-1].amount
        total -= data.draw(st.integers(0, (total - received) // 2), "taken off")
        still = total - received
        if not still:
            break
        left = open_lines(table, paid)
        price, share = _choose(data, mode, parts, still, left, paid)
        assert 0 <= price <= still
        received, paid = received + price, [*paid, share]
        if mode != "even" and not open_lines(table, paid):
            break
    if mode != "even" and not open_lines(table, paid):
        assert received == total  # whoever takes the last lines pays all that is left
    assert received <= total


def _choose(data, mode, parts, still, left, paid):
    if mode == "even":
        shares = share_evenly(still, parts, paid)
        n = data.draw(st.integers(1, len(shares)))
        return sum(shares[:n]), Shared("even", parts, n)
    if mode == "guest":
        by = share_by_guest(still, left)
        guest = data.draw(st.sampled_from(sorted(by)))
        return by[guest], Shared("guest", lines=tuple(x.id for x in left if x.guest == guest))
    by = share_by_line(still, left)
    chosen = data.draw(st.lists(st.sampled_from(sorted(by)), min_size=1, unique=True))
    return sum(by[each] for each in chosen), Shared("items", lines=tuple(chosen))


def test_twin_without_largest_remainder_a_three_way_split_loses_a_fen():
    assert sum([23900 // 3] * 3) == 23898
    assert sum([round(10000 / 3)] * 3) == 9999
    assert sum(share_evenly(23900, 3, [])) == 23900
