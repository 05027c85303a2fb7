"""The whole rule as an obvious slow loop over one provider's trades: what the books and the compiled SQL are held to.

A trade is its facts (conditions.py) with an `id`. Any number of months at once; give milestones all there are.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from rebates.programmes.eligibility import contends, first_of, judge, merchant_of, place_of, time_order
from rebates.programmes.rewards import cap_of, milestone, reward_of, room
from rebates.programmes.versions import version_at


@dataclass(frozen=True)
class Standing:
    """`earned` is what the trade earns by itself, `booked` what the caps leave of it."""

    reasons: tuple[str, ...]
    earned: int
    booked: int


@dataclass(frozen=True)
class Milestone:
    """`subject` is (kind, restaurant id, table code or ""); reached by `trade`, in that trade's month."""

    subject: tuple[str, str, str]
    reward: str
    amount: int
    month: str
    trade: str


def month_of(programme: dict, trades: list[dict]) -> dict[str, Standing]:
    """Each trade's standing, by its id."""
    settings = programme["settings"]
    ordered = sorted(trades, key=time_order)
    rules = {trade["id"]: version_at(programme, trade["day"]) for trade in ordered}
    holders: dict = {}
    for trade in ordered:
        place = place_of(rules[trade["id"]], settings, trade)
        if place and contends(rules[trade["id"]], settings, trade):
            holders.setdefault(place, trade)
    reasons, earned = {}, {}
    for trade in ordered:
        version = rules[trade["id"]]
        reasons[trade["id"]] = judge(version, settings, trade)
        holder = holders.get(place_of(version, settings, trade))
        if holder and time_order(holder) < time_order(trade):
            reasons[trade["id"]].append(first_of(version)["code"])
        earned[trade["id"]] = 0 if reasons[trade["id"]] else reward_of(version, settings, trade)
    left = _clip(ordered, rules, earned, "merchant", lambda t: (merchant_of(settings, t), t["month"]))
    booked = _clip(ordered, rules, left, "provider", lambda t: t["month"])
    return {i: Standing(tuple(reasons[i]), earned[i], booked[i]) for i in rules}


def milestones_of(programme: dict, trades: list[dict], standings: dict, barred=frozenset()) -> list[Milestone]:
    """What stores and table codes have reached. `barred`: (restaurant id, reward code) that papers keep back."""
    counted = [t for t in sorted(trades, key=time_order) if not standings[t["id"]].reasons]
    stores, codes = defaultdict(list), defaultdict(list)
    for trade in counted:
        stores[trade["restaurant_id"]].append(trade)
        if trade["table_code"] and trade["code_registered"]:
            codes[trade["restaurant_id"], trade["table_code"]].append(trade)
    found = []
    for restaurant_id, of_store in stores.items():
        reward = milestone(version_at(programme, of_store[0]["day"]), "new_store")
        if reward and (restaurant_id, reward["code"]) not in barred and (reached := _new_store(reward, of_store)):
            found.append(_milestone(reward, reached, ""))
    for (restaurant_id, code), of_code in codes.items():
        reward = milestone(version_at(programme, of_code[0]["day"]), "table_code")
        if reward and (restaurant_id, reward["code"]) not in barred and (reached := _table_code(reward, of_code)):
            found.append(_milestone(reward, reached, code))
    return found


def _clip(ordered, rules, amounts, per, key):
    used: dict = defaultdict(int)
    left = {}
    for trade in ordered:
        i = trade["id"]
        left[i] = room(cap_of(rules[i], per), used[key(trade)], amounts[i])
        used[key(trade)] += left[i]
    return left


def _new_store(reward, counted):
    """The trade with which one of the first months has enough; months count from that of the first counted trade."""
    first = _months(counted[0]["month"])
    in_month: dict = defaultdict(int)
    for trade in counted:
        if _months(trade["month"]) >= first + reward["months"]:
            return None
        in_month[trade["month"]] += 1
        if in_month[trade["month"]] == reward["orders"]:
            return trade
    return None


def _table_code(reward, counted):
    """The further trade with which there are enough of them by enough other users, within days of the first."""
    first, others, orders = counted[0], set(), 0
    last_day = (date.fromisoformat(first["day"]) + timedelta(days=reward["days"])).isoformat()
    for trade in counted[1:]:
        if trade["day"] > last_day:
            return None
        orders += 1
        others |= {trade["payer"]} - {first["payer"], None}
        if orders >= reward["orders"] and len(others) >= reward["payers"]:
            return trade
    return None


def _milestone(reward, trade, code):
    subject = (reward["kind"], trade["restaurant_id"], code)
    return Milestone(subject, reward["code"], reward["amount"], trade["month"], trade["id"])


def _months(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:])
