"""Does a trade count, and if not, every reason why not. Pure; what looks at other trades is in closed_form.py."""

from rebates.programmes.conditions import holds
from rebates.programmes.language import SCOPE
from rebates.programmes.versions import version_at


def judge(rules: dict, settings: dict, facts: dict) -> list[str]:
    """Codes of every own failing condition in the order of `codes_of`, all but `repeat`; empty: it stands for itself.

    `rules` is one version; `facts` as in conditions.py.
    """
    failing = set()
    if not rules["from"] <= facts["day"] <= rules["until"]:
        failing.add("date")
    for part, (fact, code) in SCOPE.items():
        if part in rules["scope"] and facts[fact] not in rules["scope"][part]:
            failing.add(code)
    for condition in rules["conditions"]:
        if not holds(settings, facts, condition):
            failing.add("user_unknown" if condition["is"] == "first" else condition["code"])
    return [code for code in codes_of(rules) if code in failing]


def codes_of(rules: dict) -> list[str]:
    """Every reason that this version can give, in the order in which orders stand at them; `repeat` comes last."""
    own, last = [], []
    for condition in rules["conditions"]:
        if condition["is"] == "first":
            last = ["user_unknown", condition["code"]]
        else:
            own.append(condition["code"])
    return ["date", *(code for part, (_, code) in SCOPE.items() if part in rules["scope"]), *own, *last]


def codes_in(programme: dict, month: str) -> list[str]:
    """Every reason that the versions of a month can give, in that order; later versions add theirs behind."""
    versions = [v for v in programme["versions"] if v["from"][:7] <= month <= v["until"][:7]]
    versions = versions or [version_at(programme, f"{month}-01")]
    return list(dict.fromkeys(code for version in versions for code in codes_of(version)))


def contends(rules: dict, settings: dict, facts: dict) -> bool:
    """Whether the trade stands for its payer's one place of the day, if it has a payer.

    `freed_place: nobody` leaves a place with the order that had it before its refund.
    """
    if settings["freed_place"] == "nobody":
        facts = {**facts, "refunded": 0}
    return not judge(rules, settings, facts)


def place_of(rules: dict, settings: dict, facts: dict) -> tuple | None:
    """The place that only one order can have: (merchant, payer, day); None where each order stands for itself."""
    if facts["payer"] is None or first_of(rules) is None:
        return None
    return merchant_of(settings, facts), facts["payer"], facts["day"]


def first_of(rules: dict) -> dict | None:
    """The condition that lets only a payer's first order of the day count, if there is one."""
    return next((condition for condition in rules["conditions"] if condition["is"] == "first"), None)


def merchant_of(settings: dict, facts: dict) -> str:
    """Whose day and whose cap it is: the merchant entity's, or each store's own."""
    return facts["restaurant_id"] if settings["merchant"] == "store" else facts["merchant"]


def time_order(facts: dict) -> tuple:
    """The order in which places and caps are given: the programme's day, the moment of payment, the trade number."""
    return facts["day"], facts["paid_at"], facts["trade_no"]
