"""Why an order does not count, in words, and who can do what about the next ones."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Reason:
    """`who` can act: provider, restaurant, platform, or "" for nobody; `how` says what they do."""

    zh: str
    en: str
    who: str = ""
    how_zh: str = ""
    how_en: str = ""


# In the order in which an order stands at them: what lies furthest from the guest's own doing comes first.
REASONS = {
    "date": Reason("不在活动期", "Out of dates"),
    "enrolled": Reason(
        "付款时未报名",
        "Not enrolled when it was paid",
        "provider",
        "请商户同意报名；同意之后的订单才计",
        "Ask the restaurant to agree; orders count from then on",
    ),
    "channel": Reason(
        "非合格入口",
        "Entry does not count",
        "restaurant",
        "让客人用支付宝扫桌码进小程序下单",
        "Have the table code scanned with Alipay and the order placed in the mini program",
    ),
    "wallet": Reason(
        "支付方式不计",
        "Wallet does not count",
        "restaurant",
        "请客人在手机上用支付宝付款，不到柜台付",
        "Ask for payment by Alipay on the phone rather than at the counter",
    ),
    "order_type": Reason("订单类型不计", "Kind of order does not count"),
    "amount": Reason("低于起付", "Below the minimum"),
    "amount_most": Reason("高于上限", "Above the maximum"),
    "refunded": Reason("已全额退款", "Refunded in full"),
    "returned": Reason(
        "数据未回传",
        "Order was not sent back to the platform",
        "provider",
        "在订单明细里重新回传订单",
        "Send the order sync again from the list of orders",
    ),
    "risk": Reason(
        "风控未通过",
        "Rejected by the platform's risk check",
        "platform",
        "有异议时向平台提交交易凭证",
        "If that is wrong, hand the platform the receipts",
    ),
    "code_unknown": Reason(
        "未扫桌码",
        "No table code",
        "restaurant",
        "请客人扫自己桌上的码",
        "Have each table's own code scanned",
    ),
    "code_unregistered": Reason(
        "桌码未报备",
        "Table code is not registered",
        "provider",
        "向平台报备这张桌码",
        "Register this table code with the platform",
    ),
    "user_unknown": Reason("用户未识别", "User is not known"),
    "repeat": Reason("同人同日同商户，非首单", "Not the user's first valid order of the day at this merchant"),
}
ALWAYS = ("date", "channel", "wallet", "order_type", "user_unknown", "repeat")


def reason_of(code: str, rules: dict | None = None) -> Reason:
    """A condition's own words where the programme gives them, else ours. KeyError for a code nobody knows."""
    for condition in (rules or {}).get("conditions", ()):
        if condition["code"] == code and "text" in condition:
            text, how = condition["text"], condition.get("how", {})
            return Reason(text["zh"], text["en"], condition.get("who", ""), how.get("zh", ""), how.get("en", ""))
    return REASONS[code]


def explain(codes, rules: dict | None = None) -> list[dict]:
    """`[{code, text, text_en, who, how, how_en}]`"""
    found = []
    for code in codes:
        said = asdict(reason_of(code, rules))
        found.append(
            {
                "code": code,
                "text": said["zh"],
                "text_en": said["en"],
                "who": said["who"],
                "how": said["how_zh"],
                "how_en": said["how_en"],
            }
        )
    return found
