"""What counted trades earn: each by itself before caps, and the caps. Pure; money in the minor unit."""

from rebates.programmes.conditions import kept_of
from rebates.programmes.language import MILESTONES, PER_TRADE, WHOLE


def reward_of(rules: dict, settings: dict, facts: dict) -> int:
    """What one counted trade earns before caps."""
    reward = per_trade(rules)
    if reward is None:
        return 0
    if reward["kind"] == "per_order":
        return reward["amounts"].get(facts["channel"], 0) if "amounts" in reward else reward["amount"]
    kept = kept_of(settings, facts)
    rate = max((tier for tier in reward["tiers"] if tier["from"] <= kept), key=lambda t: t["from"], default=None)
    earned = 0 if rate is None else (kept * rate["rate"] + _rounded_by(settings)) // WHOLE
    return min(earned, reward["most"]) if "most" in reward else earned


def per_trade(rules: dict) -> dict | None:
    """The one reward that trades earn by themselves, if the version has one."""
    return next((reward for reward in rules["rewards"] if reward["kind"] in PER_TRADE), None)


def milestone(rules: dict, kind: str) -> dict | None:
    """The version's `new_store` or `table_code` reward, if it has one."""
    return next((reward for reward in rules["rewards"] if reward["kind"] == kind and kind in MILESTONES), None)


def each_of(rules: dict) -> int | None:
    """What every counted trade earns, where it is the same for all of them."""
    return (per_trade(rules) or {}).get("amount")


def goal_of(rules: dict) -> int:
    """How many counted orders a new store needs in a month; 0 where the version has no such goal."""
    return (milestone(rules, "new_store") or {}).get("orders", 0)


def cap_of(rules: dict, per: str) -> int | None:
    """What a merchant, or the provider, can earn by trades in a month at most."""
    caps = (per_trade(rules) or {}).get("caps", ())
    return next((cap["amount"] for cap in caps if cap["per"] == per), None)


def room(cap: int | None, used: int, asked: int) -> int:
    """What of `asked` still fits under a cap of which `used` is gone: caps clip in time order, the last one in part."""
    return asked if cap is None else max(0, min(asked, cap - used))


def _rounded_by(settings) -> int:
    return WHOLE // 2 if settings["rounding"] == "half_up" else 0
