"""Rewards of one version: known, able to come, with caps that leave room for at least one."""

from rebates.programmes import language
from rebates.programmes.language import HIGHEST
from rebates.programmes.refusing import be, fields, text
from rebates.programmes.words import code, known


def check_rewards(version: dict, place: str) -> None:
    """Each reward is known and can come; its caps leave room for at least one."""
    be(version["rewards"], f"{place}.rewards", "empty; a version without a reward pays nothing, so leave it out")
    taken: set = set()
    for n, reward in enumerate(version["rewards"]):
        here = f"{place}.rewards[{n}]"
        known(reward.get("kind") if isinstance(reward, dict) else reward, language.KINDS, f"{here}.kind")
        _SHAPES[reward["kind"]](reward, here, version)
        code(reward["code"], f"{here}.code", taken)
        if "title" in reward:
            text(reward["title"], f"{here}.title")
    kinds = [reward["kind"] for reward in version["rewards"]]
    per_trade = [kind for kind in kinds if kind in language.PER_TRADE]
    be(len(per_trade) <= 1, f"{place}.rewards", f"{' and '.join(per_trade)}: an order earns by one of them; keep one")
    for kind in language.MILESTONES:
        be(kinds.count(kind) <= 1, f"{place}.rewards", f"{kind} twice; keep one")


def _per_order(reward, place, version):
    more = {"amount": int, "amounts": dict, "caps": list, "title": dict}
    fields(reward, place, {"code": str, "kind": str}, more)
    be(("amount" in reward) != ("amounts" in reward), place, "either amount, or amounts by channel")
    amounts = reward.get("amounts", {"amount": reward.get("amount")})
    if "amounts" in reward:
        allowed = version["scope"].get("channels", language.WORDS["channel"])
        for channel in amounts:
            known(channel, tuple(allowed), f"{place}.amounts")
        missing = ", ".join(channel for channel in allowed if channel not in amounts)
        be(not missing, f"{place}.amounts", f"nothing for {missing}; give an amount, or take it out of the scope")
    for name, amount in amounts.items():
        right = isinstance(amount, int) and not isinstance(amount, bool) and 0 < amount <= HIGHEST
        be(right, f"{place}.{name}", f"above 0 in the minor unit; with {amount!r} the reward can never come")
    _caps(reward.get("caps", []), f"{place}.caps", min(amounts.values()))


def _percentage(reward, place, version):
    fields(reward, place, {"code": str, "kind": str, "tiers": list}, {"most": int, "caps": list, "title": dict})
    be(reward["tiers"], f"{place}.tiers", "at least one, from 0 on")
    before = -1
    for n, tier in enumerate(reward["tiers"]):
        here = f"{place}.tiers[{n}]"
        fields(tier, here, {"from": int, "rate": int})
        be(tier["from"] > before, f"{here}.from", f"above the tier before ({before}); tiers rise")
        be(0 <= tier["rate"] <= language.WHOLE, f"{here}.rate", "0 to 10000; 38 is 0.38 %")
        before = tier["from"]
    be(
        any(tier["rate"] for tier in reward["tiers"]),
        f"{place}.tiers",
        "every rate is 0, so that nothing comes; set one",
    )
    most = min([c["value"] for c in version["conditions"] if (c["is"], c["fact"]) == ("at_most", "paid")] + [HIGHEST])
    last = reward["tiers"][-1]["from"]
    be(last <= most, f"{place}.tiers", f"no order reaches {last}: the conditions allow at most {most}; take it out")
    if "most" in reward:
        _above_zero(reward, "most", place)
    _caps(reward.get("caps", []), f"{place}.caps", reward.get("most", 1))


def _new_store(reward, place, _version):
    fields(reward, place, {"code": str, "kind": str, "amount": int, "orders": int, "months": int}, {"title": dict})
    for name in ("amount", "orders", "months"):
        _above_zero(reward, name, place)


def _table_code(reward, place, version):
    needed = {"code": str, "kind": str, "amount": int, "orders": int, "payers": int, "days": int}
    fields(reward, place, needed, {"title": dict})
    for name in ("amount", "orders", "days"):
        _above_zero(reward, name, place)
    be(0 <= reward["payers"], f"{place}.payers", "0 (it does not matter who they are) or more")
    be(
        reward["payers"] <= reward["orders"],
        f"{place}.payers",
        f"{reward['payers']} users make at least so many orders; raise orders to {reward['payers']}",
    )
    for condition in version["conditions"]:
        no = (condition["is"], condition["fact"]) == ("false", "code_registered")
        be(not no, place, f"can never come: {condition['code']} only counts codes that are not registered")


def _caps(caps, place, least):
    taken: set = set()
    amounts = {}
    for n, cap in enumerate(caps):
        here = f"{place}[{n}]"
        fields(cap, here, {"per": str, "amount": int})
        known(cap["per"], language.CAPS, f"{here}.per")
        be(cap["per"] not in taken, f"{here}.per", f"{cap['per']} has a cap already; keep one")
        taken.add(cap["per"])
        be(cap["amount"] >= least, f"{here}.amount", f"{cap['amount']} is below one reward ({least}); none would fit")
        amounts[cap["per"]] = cap["amount"]
    be(
        len(amounts) < 2 or amounts["merchant"] <= amounts["provider"],
        place,
        "the merchant's cap lies above the provider's and never bites; lower it, or leave it out",
    )


def _above_zero(of, name, place):
    be(0 < of[name] <= HIGHEST, f"{place}.{name}", f"above 0; with {of[name]} the reward can never come")


_SHAPES = {"per_order": _per_order, "percentage": _percentage, "new_store": _new_store, "table_code": _table_code}
