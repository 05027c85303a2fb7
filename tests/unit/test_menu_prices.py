"""Prices as people write them, exactly; everything that is not one price is refused by rule."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordering.menu.importing.plan import Refused
from ordering.menu.importing.prices import major, read_price, uses_decimal_comma


@pytest.mark.parametrize(
    ("text", "places", "minor"),
    [
        ("38", 2, 3800),
        (" 38.00 ", 2, 3800),
        ("38.5", 2, 3850),
        ("￥38.00", 2, 3800),
        ("¥ 38", 2, 3800),
        ("３８．００", 2, 3800),
        ("38元", 2, 3800),
        ("38.5元/份", 2, 3850),
        ("38/份", 2, 3800),
        ("￥38/例", 2, 3800),
        ("38 元", 2, 3800),
        ("RMB 38", 2, 3800),
        ("CNY38", 2, 3800),
        ("1,234.50", 2, 123450),
        ("1.234,50", 2, 123450),
        ("1 234,50 €", 2, 123450),
        ("1\u202f234,50\u00a0€", 2, 123450),
        ("1'234.50", 2, 123450),
        ("1,23,456.00", 2, 12345600),
        ("12,345", 2, 1234500),
        ("12,5", 2, 1250),
        ("12,50 €", 2, 1250),
        ("$2.39 ", 2, 239),
        ("US$2.39", 2, 239),
        ("HK$ 88", 2, 8800),
        ("Rs. 120", 2, 12000),
        ("₹1,20,000", 2, 12000000),
        ("CHF 12.–", 2, 1200),
        ("12.-", 2, 1200),
        ("120 บาท", 2, 12000),
        ("฿120", 2, 12000),
        ("9,90 zł", 2, 990),
        ("2.50 each", 2, 250),
        ("+3.50", 2, 350),
        ("0", 2, 0),
        ("15.380", 2, 1538),
        ("1000.00", 0, 1000),
        ("1,000円", 0, 1000),
        ("¥1,000", 0, 1000),
        ("45.000₫", 0, 45000),
        ("12.000원", 0, 12000),
        ("1.250", 3, 1250),
        ("KWD 1.250", 3, 1250),
        ("1,234.500", 3, 1234500),
        ("1.5", 3, 1500),
        (38, 2, 3800),
        (24.98, 2, 2498),
        (15.379999999999999, 2, 1538),
        (0.1 + 0.2, 2, 30),
        (Decimal("12.30"), 2, 1230),
    ],
)
def test_read(text, places, minor):
    assert read_price(text, places) == minor


@pytest.mark.parametrize(
    ("text", "places", "rule"),
    [
        *(
            (text, 2, "price_unreadable")
            for text in ("", "abc", "时价", "18-28", "大28小18", "38起", "-5", "1.2.3", "12 34")
        ),
        *(
            (text, 2, "price_unreadable")
            for text in ("1e5", "１２／３４", "38/2份", "NaN", "inf", "--5", "5%", "x5", "..", "٣..٤")
        ),
        *((value, 2, "price_unreadable") for value in (None, True, [], {}, float("nan"), -1, -0.5)),
        *((text, 2, "price_decimals") for text in ("12.345", "0.001", 12.345)),
        *((text, 0, "price_decimals") for text in ("380.50", 380.5)),
        *((value, 2, "out_of_range") for value in ("9" * 30, 1e308, 10**30, float("inf"))),
    ],
)
def test_refused_by_rule(text, places, rule):
    with pytest.raises(Refused) as refusal:
        read_price(text, places)
    assert refusal.value.rule == rule


def test_a_choice_may_lower_the_price():
    assert read_price("-2.50", 2, signed=True) == -250
    assert read_price("$-2.50", 2, signed=True) == -250
    assert read_price(-2.5, 2, signed=True) == -250


def test_a_column_tells_whether_its_comma_is_the_point():
    assert uses_decimal_comma(["12,50", "1.250"])
    assert not uses_decimal_comma(["12.50", "1,250"])
    assert not uses_decimal_comma(["1,250", "12"])
    assert read_price("1.250", 2, decimal_comma=True) == 125000


@given(st.integers(0, 10**12), st.sampled_from([0, 2, 3]))
def test_what_we_write_is_read_back(minor, places):
    assert read_price(major(minor, places), places) == minor


@given(st.text(max_size=30), st.sampled_from([0, 2, 3]))
def test_no_text_breaks_it(text, places):
    try:
        assert 0 <= read_price(text, places) <= 10**12
    except Refused:
        pass
