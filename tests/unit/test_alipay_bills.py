"""Alipay's bill read by the names of its columns, and held against ours by cause."""

import pytest

from payments.reconciling.differences import Side, compare
from payments.wallets.alipay.bills import read_bill
from payments.wallets.protocol import WalletUnreachable
from tests.alipay_simulator.bills import COLUMNS, bill
from tests.alipay_simulator.books import Books
from tests.alipay_simulator.gateway import Merchant

OURS = Merchant("2088000000000002", "2021000000000001")
HEAD = ",".join(COLUMNS)


def books_of_a_day():
    books = Books()
    for n, amount in ((1, "38.00"), (2, "0.01")):
        content = {"out_trade_no": f"t{n}", "total_amount": amount, "subject": "面, 茶", "buyer_id": "2088000000000077"}
        books.pay(books.create(OURS, content))
    books.refund(OURS, {"out_trade_no": "t1", "refund_amount": "8.50", "out_request_no": "r1"})
    trades = list(books.trades.values())
    day = trades[0].paid_at.astimezone(books_zone()).date().isoformat()
    return bill(trades, OURS.seller, day)


def books_zone():
    from tests.alipay_simulator.books import BEIJING

    return BEIJING


def test_trades_and_refunds_of_a_zip():
    rows = read_bill(books_of_a_day())
    assert [(r.number, r.amount, r.request_no) for r in rows] == [("t1", 3800, ""), ("t1", -850, "r1"), ("t2", 1, "")]
    assert all(r.at is not None and r.trade_no for r in rows)


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "gbk"])
def test_plain_text_in_either_charset_and_other_columns_in_another_order(charset):
    text = (
        "#支付宝业务明细查询\n商户订单号,业务类型,完成时间,新的一列,订单金额(元),支付宝交易号\n"
        "\tt1\t,交易,2026-11-25 08:00:00,x,38.00,2026\t\n\n#结束\n"
    )
    (row,) = read_bill(text.encode(charset))
    assert (row.number, row.amount, row.trade_no) == ("t1", 3800, "2026")


@pytest.mark.parametrize("content", ["#无数据\n".encode("gbk"), b"", "#汇总\n合计,1\n".encode("gbk")])
def test_a_day_without_trades(content):
    assert read_bill(content) == []


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"PK\x03\x04broken", "unpacked"),
        ("商户订单号,业务类型\nt1,交易\n".encode("gbk"), "完成时间"),
        (f"{HEAD}\n{','.join(['x'] * len(COLUMNS))}\n".encode("gbk"), "cannot be read"),
        (b"\xff\xff\x00", "neither"),
    ],
)
def test_what_cannot_be_read_is_said(content, told):
    with pytest.raises(WalletUnreachable, match=told):
        read_bill(content)


def side(paid=None, back=0, payment=None):
    return Side(paid, back, "2026", payment)


@pytest.mark.parametrize(
    ("ours", "theirs", "kind", "we", "they"),
    [
        (side(100, 0, "p"), side(100), None, None, None),
        (side(100, 30, "p"), side(100, 30), None, None, None),
        (side(100, 0, "p"), None, "ours_only", 100, None),
        (None, side(100), "theirs_only", None, 100),
        (None, side(100, 40), "theirs_only", None, 60),
        (None, side(100, 100), None, None, None),
        (side(100, 0, "p"), side(101), "amount", 100, 101),
        (side(100, 30, "p"), side(100, 0), "refund", 30, 0),
        (side(100, 0, "p"), side(100, 30), "refund", 0, 30),
        (side(None, 30, "p"), side(None, 30), None, None, None),
        (side(None, 30, "p"), None, "refund", 30, 0),
        (None, side(None, 30), "refund", 0, 30),
    ],
)
def test_differences_by_cause(ours, theirs, kind, we, they):
    found = compare({"t": ours} if ours else {}, {"t": theirs} if theirs else {})
    assert [(f.kind, f.ours, f.theirs) for f in found] == ([(kind, we, they)] if kind else [])
