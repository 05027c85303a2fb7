"""Fees to the unit."""

import pytest

from restaurants.profile.fees import fee_lines

TEA = {"kind": "per_head", "name": "茶位", "amount": 400}
SERVICE = {"kind": "percent", "name": "服务费", "rate": "0.10"}
BOX = {"kind": "per_order", "name": "打包", "amount": 150}


@pytest.mark.parametrize(
    ("fee", "given", "amount", "text"),
    [
        (TEA, {"subtotal": 0, "covers": 3, "orders": 1}, 1200, "茶位 ¥4×3"),
        (TEA | {"amount": 450}, {"subtotal": 0, "covers": 2, "orders": 5}, 900, "茶位 ¥4.50×2"),
        (SERVICE, {"subtotal": 1055, "covers": 9, "orders": 9}, 106, "服务费 10%"),  # 105.5: half up
        (SERVICE, {"subtotal": 1054, "covers": 1, "orders": 1}, 105, "服务费 10%"),
        (
            SERVICE | {"rate": "0.125"},
            {"subtotal": 20, "covers": 1, "orders": 1},
            3,
            "服务费 12.5%",
        ),  # 2.5: half up, not to even
        (BOX, {"subtotal": 9, "covers": 9, "orders": 2}, 300, "打包 ¥1.50×2"),
    ],
)
def test_each_kind(fee, given, amount, text):
    assert fee_lines([fee], **given) == [{"kind": fee["kind"], "name": fee["name"], "amount": amount, "text": text}]


def test_fees_keep_their_order_and_nothing_is_charged_for_nothing():
    assert [f["kind"] for f in fee_lines([BOX, TEA, SERVICE], subtotal=1000, covers=1, orders=1)] == [
        "per_order",
        "per_head",
        "percent",
    ]
    assert fee_lines([BOX, TEA, SERVICE], subtotal=0, covers=0, orders=0) == []
    assert fee_lines([], subtotal=1000, covers=1, orders=1) == []


@pytest.mark.parametrize(("currency", "text"), [("CNY", "x ¥4×1"), ("THB", "x ฿4×1"), ("JPY", "x JPY 400×1")])
def test_amounts_are_in_the_restaurants_currency(currency, text):
    fee = {"kind": "per_head", "name": "x", "amount": 400}
    assert fee_lines([fee], subtotal=0, covers=1, orders=1, currency=currency)[0]["text"] == text


def test_a_name_per_language():
    fee = TEA | {"name": {"zh": "茶位", "en": "Tea"}}
    assert fee_lines([fee], subtotal=0, covers=1, orders=1, lang="en")[0]["name"] == "Tea"
    assert fee_lines([TEA | {"name": {"en": "Tea"}}], subtotal=0, covers=1, orders=1, lang="zh")[0]["name"] == "Tea"
