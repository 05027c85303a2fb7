"""A receipt as a slip: amounts at the end of the line, nothing wider than the paper, nothing lost."""

import pytest

from kitchen.slips.commands import bytes_of
from kitchen.slips.layout import steps_of
from kitchen.slips.steps import COLUMNS, Line, as_text
from payments.bills.paper import slip_rows
from tests.paper import read_paper

LOOK = {"width": 58, "language": "zh", "cut": True, "beep": False, "copies": 1}
LONG = "超级无敌海景至尊豪华双人套餐含饮料一杯 with a very long name indeed"


def receipt(name="宫保鸡丁", note=""):
    line = {"names": {"zh": name}, "quantity": 2, "line_total": 8300, "modifiers": [{"names": {"zh": "少辣"}}]}
    order = {"round": 1, "label": "#041", "lines": [{**line, "note": note}]}
    paid = {"method": "cash", "wallet": "counter", "amount": 5000, "tip": 100, "change": 50, "refunds": []}
    comp = {"kind": "comp", "reason": "老客户", "amount": 300}
    return {
        **{"kind": "pre_bill", "restaurant": "试走馆", "address": "和平路 1 号", "phone": "010-1", "table": "A12"},
        **{"covers": 3, "number": "#041", "opened_at": "2026-11-25T04:00:00Z", "time_zone": "Asia/Shanghai"},
        "orders": [order],
        "payments": [{**paid, "settled_at": "2026-11-25T05:10:00Z"}],
        "bill": {
            **{"currency": "CNY", "subtotal": 8300, "discounts": [comp], "rounding": 5, "total": 7995, "due": 3095},
            **{"fees": [], "tax": {"text": "增值税 6%", "amount": 453}},
        },
    }


def printed(width=58, again=None, lang="zh", **more):
    slip = {"kind": "pre_bill", "rows": slip_rows(receipt(**more), lang), "again": again, "perhaps": False}
    steps = steps_of(slip, {**LOOK, "width": width})
    return steps, read_paper(bytes_of(steps, "gb18030"))


def test_the_whole_slip():
    steps, paper = printed()
    assert as_text(steps).split("\n") == [
        "             试走馆",
        "          和平路 1 号",
        "             010-1",
        "             预结单",
        "桌号 A12 · 3 位 ·  11-25 12:00",
        "#041",
        "-" * 32,
        "第 1 批                     #041",
        "2× 宫保鸡丁               83.00",
        "    少辣",
        "-" * 32,
        "菜品                       83.00",
        "赠送 · 老客户             -3.00",
        "抹零                       -0.05",
        "合计                   CNY 79.95",
        "其中 增值税 6%              4.53",
        "-" * 32,
        "已付 · 现金 · 11-25      50.00",
        "13:10",
        "    小费                    1.00",
        "    找零                    0.50",
        "还要付                     30.95",
        "         本小票不是发票",
    ]
    assert (paper.cuts, paper.beeps, paper.stray) == (1, 0, [])


@pytest.mark.parametrize("width", [58, 80])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_long_name_goes_on_below_and_its_amount_stays(width, lang):
    steps, paper = printed(width, "12:50", lang, name=LONG, note=LONG)
    lines = [step for step in steps if isinstance(step, Line)]
    assert max(line.columns for line in lines) <= COLUMNS[width]
    words = "".join(as_text(steps).split())
    assert words.count("豪华双人套餐") == 2
    dish = next(line.text for line in lines if line.text.startswith("2×"))
    assert dish.endswith("83.00")
    assert "补打" in paper.inverted
    assert paper.stray == []
