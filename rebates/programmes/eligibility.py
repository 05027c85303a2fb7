"""Does a paid order count, and if not, every reason why not. Pure."""

# code → (Chinese, English, who can do something about the next ones: "" for nobody)
REASONS = {
    "channel": ("非合格入口", "Entry does not count", "restaurant"),
    "wallet": ("支付方式不计", "Wallet does not count", "restaurant"),
    "amount": ("低于起付", "Below the minimum", ""),
    "refunded": ("已全额退款", "Refunded", ""),
    "date": ("不在活动期", "Out of dates", ""),
}


def judge(rules: dict, facts: dict) -> list[str]:
    """Codes of every failed condition, in a fixed order; empty means that the order counts.

    `facts`: channel, wallet, paid, refunded, day (ISO text).
    """
    failed = {
        "channel": facts["channel"] not in rules["channels"],
        "wallet": facts["wallet"] not in rules["wallets"],
        "amount": facts["paid"] < rules["least_paid"],
        "refunded": facts["refunded"] >= facts["paid"],
        "date": not rules["from"] <= facts["day"] <= rules["until"],
    }
    return [code for code in REASONS if failed[code]]


def reward(rules: dict, reasons: list[str]) -> int:
    """What one order earns, in the minor unit."""
    return 0 if reasons else rules["per_order"]


def explain(codes: list[str]) -> list[dict]:
    """`[{code, text, text_en, who}]`"""
    return [
        {"code": code, "text": REASONS[code][0], "text_en": REASONS[code][1], "who": REASONS[code][2]} for code in codes
    ]
