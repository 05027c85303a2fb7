"""One line of what the platform says, as it came in, and what can be wrong with one. Pure."""

from dataclasses import dataclass

KINDS = ("rebate", "advertising", "fee_spread", "operation_fee")

# code → (Chinese, English)
PROBLEMS = {
    "month": ("月份看不懂，请写 2026-07", "The month cannot be read; write it as 2026-07"),
    "kind": (
        "类型不认识，可用：rebate、advertising、fee_spread、operation_fee",
        "The kind is unknown; use rebate, advertising, fee_spread or operation_fee",
    ),
    "amount": ("金额看不懂", "The amount cannot be read"),
    "id_mangled": (
        "编号被表格软件改成了科学计数法，请按文本列重新导出",
        "A spreadsheet has turned the number into 2.09E+15; export that column as text",
    ),
    "two_amounts": ("元和分两列不一致", "The columns of yuan and fen disagree"),
    "columns": ("列数和表头对不上", "More cells than the head has columns"),
    "pages": (
        "各页明细加起来不等于 award_amount，可能缺页",
        "The pages do not add up to award_amount; one may be missing",
    ),
    "refused": ("平台没有给出数字", "The platform gave no figure"),
    "merchant_unknown": ("不是您的商户主体，请先登记", "None of your merchants; add it first"),
    "restaurant_unknown": ("不是您的门店", "None of your restaurants"),
    "span": ("起止时间跨月，归不到一个月份", "The window spans months, so it belongs to none"),
    "already": (
        "这笔交易已有另一个金额；更正请用差额行",
        "This trade has another amount already; correct it by a difference",
    ),
    "computed": ("单笔奖励由我方按规则计算，不能导入", "Rebates are computed from the rules, not imported"),
    "needs_restaurant": ("要写明门店", "A restaurant has to be named"),
}


class Unreadable(ValueError):
    """The file as a whole is nothing that can be read; the text says why."""


@dataclass(frozen=True)
class Line:
    """`number` is the line in the file, `amount` in fen. What is not named is empty.

    `snapshot`: the amount is the whole sum so far, not one more; it replaces what the same query said before.
    """

    number: int
    month: str
    kind: str
    amount: int
    merchant: str = ""
    restaurant: str = ""
    trade_no: str = ""
    snapshot: bool = False


def problem(number: int, code: str) -> dict:
    """`{line, code, text, text_en}`"""
    text, english = PROBLEMS[code]
    return {"line": number, "code": code, "text": text, "text_en": english}
