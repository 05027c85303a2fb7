"""What single conditions say of a trade. Pure.

A trade's facts: `channel, wallet, order_type`; `paid` (by the buyer), `total` (with the platform's vouchers) and
`refunded` (of the total) in the minor unit; `paid_at, trade_no`; `day` and `month` as ISO text, as the programme counts
days; `payer` (a stable key, or None), `merchant, restaurant_id, table_code` (or None); `code_registered, returned` (the
order was sent back), `risk` (the platform rejected it), `enrolled`.
"""


def amount_of(settings: dict, facts: dict) -> int:
    """What counts as paid: the buyer's own money or the total, before or after what went back.

    Alipay gives the buyer's own money back first, vouchers after it.
    """
    base = facts["total"] if settings["paid"] == "total" else facts["paid"]
    return kept_of(settings, facts) if settings["partial_refund"] == "net" else base


def kept_of(settings: dict, facts: dict) -> int:
    """What is left of it after refunds, whatever `partial_refund` says: rates are of this."""
    base = facts["total"] if settings["paid"] == "total" else facts["paid"]
    return max(0, base - facts["refunded"])


def seen(settings: dict, facts: dict, fact: str):
    """A fact as conditions see it, the derived ones among them."""
    if fact == "paid":
        return amount_of(settings, facts)
    if fact == "fully_refunded":
        return facts["refunded"] >= facts["total"]
    return facts[fact]


def holds(settings: dict, facts: dict, condition: dict) -> bool:
    """Whether one condition is met; `first` looks at other trades and is not asked here."""
    value, asked = seen(settings, facts, condition["fact"]), condition.get("value")
    match condition["is"]:
        case "at_least":
            return value >= asked
        case "at_most":
            return value <= asked
        case "true":
            return bool(value)
        case "false":
            return not value
        case "in":
            return value in asked
        case "not_in":
            return value not in asked
        case "known":
            return value is not None
        case "first":
            return settings["unknown_user"] == "counts" or value is not None
    raise ValueError(condition["is"])
