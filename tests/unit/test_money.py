import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.money import parse_amount, percent_of, share_out, to_text


@given(st.integers(0, 10**9), st.lists(st.integers(1, 1000), min_size=1, max_size=12))
def test_shares_add_up_to_the_last_unit(total, weights):
    shares = share_out(total, weights)
    assert sum(shares) == total
    assert all(abs(s - total * w / sum(weights)) < 1 for s, w in zip(shares, weights, strict=True))


@given(st.integers(0, 10**11))
def test_amounts_read_back(minor):
    assert parse_amount(to_text(minor, "CNY"), "CNY") == minor


@pytest.mark.parametrize("text", ["", "-1", "1e3", "1.234", "abc", "１２", "nan", "9" * 20])
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(ValueError):
        parse_amount(text, "CNY")


def test_half_a_unit_rounds_up():
    assert (percent_of(1050, "0.10"), percent_of(5, "0.10"), percent_of(4, "0.10")) == (105, 1, 0)
