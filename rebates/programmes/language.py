"""Every word of the rule language. docs/rebates.md explains them to people; checking.py holds programmes to them."""

STATUSES = ("sourced", "secondary source", "assumed")
WHO = ("provider", "restaurant", "platform")

# Facts of a trade that conditions may ask about, by what can be asked of them. Money is in the minor unit.
WORDS = {
    "channel": ("mini_program", "h5", "counter"),
    "wallet": ("alipay", "counter", "simulator"),
    "order_type": ("dine_in", "pickup", "delivery", "pay_only"),
}
MONEY = ("paid", "refunded")
TRUTHS = ("returned", "risk", "enrolled", "code_registered", "fully_refunded")
NAMES = ("payer", "table_code")

# What a condition can be, and of which facts.
IS = {
    "at_least": MONEY,
    "at_most": MONEY,
    "true": TRUTHS,
    "false": TRUTHS,
    "in": tuple(WORDS),
    "not_in": tuple(WORDS),
    "known": NAMES,
    "first": ("payer",),
}
FIRST_OF = ["day", "merchant"]  # the one set of keys in which an order can be its payer's first

# A part of a version's scope → (fact, reason code where it fails).
SCOPE = {
    "channels": ("channel", "channel"),
    "wallets": ("wallet", "wallet"),
    "order_types": ("order_type", "order_type"),
}

PER_TRADE = ("per_order", "percentage")
MILESTONES = ("new_store", "table_code")
KINDS = PER_TRADE + MILESTONES
CAPS = ("merchant", "provider")
WHOLE = 10_000  # rates are in hundredths of a per cent
HIGHEST = 10**12  # more money, in the minor unit, than one order has

# Setting → (what it may be, what it is where a programme is silent). `day` may also be a time zone's name.
SETTINGS = {
    "paid": (("buyer_paid", "total"), "buyer_paid"),
    "day": (("Asia/Shanghai", "business_day"), "Asia/Shanghai"),
    "merchant": (("entity", "store"), "entity"),
    "first_by": (("paid_at_then_trade_no",), "paid_at_then_trade_no"),
    "freed_place": (("next", "nobody"), "next"),
    "partial_refund": (("gross", "net"), "gross"),
    "caps": (("time_order",), "time_order"),
    "rounding": (("half_up", "down"), "half_up"),
    "unknown_user": (("fails", "counts"), "fails"),
    "unproven": (("counts", "waits"), "counts"),
}
DEFAULTS = {name: default for name, (_, default) in SETTINGS.items()}
