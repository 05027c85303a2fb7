"""The platform's figures as they come in: any of the usual layouts, each wrong line by its number and reason."""

import orjson
import pytest

from rebates.settlement.awards import read_awards
from rebates.settlement.lines import Line, Unreadable
from rebates.settlement.spreadsheet import read_csv

PLAIN = "month,kind,merchant,trade_no,amount_fen\n2026-10,rebate,2088123412341234,2026101522001,50\n"
BANK = (
    "#支付宝业务明细\r\n#账号：[2088…]\r\n月份\t,商户号\t,支付宝交易号\t,金额（元）\t\r\n"
    "2026年10月\t,2088123412341234\t,2026101522001\t,0.50\t\r\n#------\r\n"
)

OURS = "月份 month,门店,商户号,交易号,金额(分) amount_fen\n"


@pytest.mark.parametrize(
    "data",
    [
        PLAIN.encode(),
        ("\ufeff" + PLAIN).encode(),
        PLAIN.replace(",", ";").encode(),
        PLAIN.replace(",", "\t").encode(),
        BANK.encode("gb18030"),
        BANK.encode(),
        (OURS + "2026/10/31,x,2088123412341234,2026101522001,50\n合计 total,,,,50\nSHA-256,ab,,,\n").encode(),
        '日期,PID,交易号,金额(元)\n20261015,="2088123412341234",\'2026101522001,¥0.50\n'.encode(),
    ],
)
def test_the_same_line_in_every_layout(data):
    (line,), wrong = read_csv(data)
    assert wrong == []
    assert (line.month, line.kind, line.amount) == ("2026-10", "rebate", 50)
    assert (line.merchant, line.trade_no) == ("2088123412341234", "2026101522001")


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ("x,rebate,2088,1,0.50,", "month"),
        ("2026-13,rebate,2088,1,0.50,", "month"),
        ("2026-10,gift,2088,1,0.50,", "kind"),
        ("2026-10,rebate,2088,1,,", "amount"),
        ("2026-10,rebate,2088,1,0.505,", "amount"),
        ("2026-10,rebate,2088,1,1e3,", "amount"),
        ("2026-10,rebate,2088,1,,0.5", "amount"),
        ("2026-10,rebate,2088,1,0.50,51", "two_amounts"),
        ("2026-10,rebate,2.08812E+15,1,0.50,", "id_mangled"),
        ("2026-10,rebate,2088,2.02610152E+27,0.50,", "id_mangled"),
    ],
)
def test_a_bad_line_is_named_and_the_others_stay(cells, code):
    head = "month,kind,merchant,trade_no,amount_yuan,amount_fen\n"
    good, wrong = read_csv(f"{head}{cells}\n2026-10,成金计划,,,-1.20,-120\n".encode())
    assert [(w["line"], w["code"]) for w in wrong] == [(2, code)]
    assert all(w["text"] and w["text_en"] for w in wrong)
    assert good == [Line(3, "2026-10", "advertising", -120)]


@pytest.mark.parametrize(
    "data",
    [b"", b"\x00\xff\xfe\x81", b"month,amount\n2026-10,5\n", b"month,amount_fen\n", b"PK\x03\x04zip", b'"open'],
)
def test_what_is_no_such_file_says_so(data):
    with pytest.raises(Unreadable):
        read_csv(data)


def answer(whole, details=None, **query):
    more = {} if details is None else {"trade_award_details": {"trade_award_detail": details}}
    asked = {"subject_type": "SMID", "subject_id": "2088 ", "start_time": "2026-10-01 00:00:00"}
    said = {"code": "10000", "award_amount": whole, "trade_count": 2, **more}
    return {
        "query": {**asked, "end_time": "2026-11-01 00:00:00", **query},
        "answer": {"alipay_commerce_operation_promo_award_query_response": said},
    }


def test_an_award_answer_is_the_merchants_month_in_fen():
    assert read_awards(orjson.dumps(answer(14050))) == (
        [Line(1, "2026-10", "rebate", 14050, merchant="2088", snapshot=True)],
        [],
    )


def test_details_are_lines_of_trades_and_must_add_up_over_the_pages():
    pages = [
        answer(150, [{"trade_no": "a", "award_amount": "50"}, {"trade_no": "b", "award_amount": "50"}]),
        answer(150, [{"trade_no": "c", "award_amount": "50"}]),
    ]
    good, wrong = read_awards(orjson.dumps(pages))
    assert wrong == []
    assert [(line.trade_no, line.amount, line.snapshot) for line in good] == [(t, 50, False) for t in "abc"]
    assert len({line.number for line in good}) == 3
    good, wrong = read_awards(orjson.dumps(pages[:1]))
    assert (good, [(w["line"], w["code"]) for w in wrong]) == ([], [(1, "pages")])


@pytest.mark.parametrize(
    ("pair", "code"),
    [
        (answer(None), "refused"),
        (answer("0.50"), "refused"),
        (answer(50, [{"trade_no": "a", "award_amount": "x"}]), "refused"),
        (answer(50, subject_id=""), "merchant_unknown"),
        (answer(50, start_time="soon"), "month"),
        (answer(50, start_time="2026-09-15 00:00:00"), "span"),
    ],
)
def test_an_answer_without_a_figure_is_named(pair, code):
    good, wrong = read_awards(orjson.dumps([pair, answer(7)]))
    assert ([line.amount for line in good], [(w["line"], w["code"]) for w in wrong]) == ([7], [(1, code)])


@pytest.mark.parametrize("data", [b"{", b"[]", b"3", b'[{"award_amount": 3}]'])
def test_an_answer_alone_says_neither_whose_nor_when(data):
    with pytest.raises(Unreadable):
        read_awards(data)
