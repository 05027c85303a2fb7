"""Rewards for stores and table codes: weighed again where a trade began or ceased to count."""

from collections import defaultdict

from core.ids import new_id
from core.statements import run
from rebates.books.posting import Entry
from rebates.programmes.rewards import milestone
from rebates.programmes.versions import barred_rewards
from rebates.verdicts.queries import (
    COUNTED_AT_CODE,
    COUNTED_IN_MONTH,
    COUNTED_MONTHS,
    ENROLMENTS,
    MILESTONES,
    OF_STORE,
    PIECE,
)
from rebates.verdicts.reached import code_progress, store_progress
from rebates.verdicts.sitting import Sitting
from rebates.verdicts.trades import time_of


def weigh_milestones(sitting: Sitting) -> list[dict]:
    """Posts what is reached now and was not, and takes back what is not any more; the rows of `milestones` to save."""
    saved = []
    turned = [t for t in sitting.changed() if t.counts != t.counted]
    for restaurant_id in sorted({t.restaurant_id for t in turned}):
        saved += _weigh_store(sitting, restaurant_id, [t for t in turned if t.restaurant_id == restaurant_id])
    codes: dict = defaultdict(list)
    for trade in sitting.changed():
        if trade.table_code and _matters_to_code(trade):
            codes[trade.restaurant_id, trade.table_code].append(trade)
    for (restaurant_id, code), trades in sorted(codes.items()):
        saved += _weigh_code(sitting, restaurant_id, code, trades[0].facts["code_registered"], trades)
    return saved


def weigh_store_again(sitting: Sitting, restaurant_id: str) -> list[dict]:
    """The same where a store's papers have changed and none of its trades."""
    asked = {"provider_id": sitting.provider_id, "programme": sitting.programme}
    rows = run(sitting.session, OF_STORE(restaurant_id=restaurant_id, **asked))[0]
    saved = _weigh_store(sitting, restaurant_id, [])
    for row in rows:
        sitting.kept[restaurant_id, row.subject] = row._asdict()
        if row.reward == "table_code":
            registered = bool(_shown(row.progress))
            saved += _weigh_code(sitting, restaurant_id, row.subject.removeprefix("code:"), registered, [])
    return saved


def _matters_to_code(trade) -> bool:
    """It began or ceased to count, another diner made it, or the platform knows the code only now or no more."""
    registered = trade.facts["code_registered"]
    if registered != trade.was["facts"].get("code_registered", False) and not trade.was["new"]:
        return True
    return registered and (trade.counts != trade.counted or (trade.counts and trade.payer != trade.was["payer"]))


def _weigh_store(sitting, restaurant_id, turned) -> list[dict]:
    """No `turned`: its papers have."""
    if not any(milestone(version, "new_store") for version in sitting.rules["versions"]):
        return []
    counts = _counts(sitting, restaurant_id, turned)
    first = min((month for month, orders in counts.items() if orders > 0), default=None)
    version = first and _version_of_first(sitting, restaurant_id, first)
    reward = version and milestone(version, "new_store")
    progress = (reward and store_progress(reward, counts)) or {}
    kept = _kept(sitting, restaurant_id, f"store:{restaurant_id}", "new_store")
    if turned and progress == _shown(kept["progress"]):
        return []
    reached = progress.get("reached")
    target = (reward["amount"], reached) if reached and not _barred(sitting, restaurant_id, reward) else (0, None)
    return _post(sitting, kept, target, progress, version)


def _weigh_code(sitting, restaurant_id, code, registered, trades) -> list[dict]:
    """No `trades`: the papers of its store have changed."""
    if not any(milestone(version, "table_code") for version in sitting.rules["versions"]):
        return []
    kept = _kept(sitting, restaurant_id, f"code:{code}", "table_code")
    edge = kept["progress"].get("reached") or kept["progress"].get("until")
    if trades and registered and edge and all(trade.day > edge for trade in trades):
        return []  # what comes after the window, or after it was reached, changes nothing
    counted = _counted_at(sitting, restaurant_id, code) if registered else iter(())
    first = next(counted, None)
    version = first and sitting.version(first.day)
    reward = version and milestone(version, "table_code")
    progress = code_progress(reward, _again(first, counted)) if reward else {}
    reached = progress.get("reached")
    barred = reached and _barred(sitting, restaurant_id, reward)
    target = (reward["amount"], reached[:7]) if reached and not barred else (0, None)
    return _post(sitting, kept, target, progress, version)


def _post(sitting, kept, target, progress, version) -> list[dict]:
    """Where the month moves, it is taken out of the one and put into the other."""
    amount, month = target
    booked, before = kept["booked"], kept["progress"].get("month")
    if (amount, month) == (booked, before if booked else None) and progress == _shown(kept["progress"]):
        return []
    revision = kept["revision"] + 1
    entries = [(-booked, before, "out"), (amount, month, "in")]
    if month == before:
        entries = [(amount - booked, month, "in")]
    for part, posted_in, way in entries:
        if part:
            source = f"{sitting.programme}:{kept['reward']}:{kept['subject']}:{revision}:{way}"
            rules = version["from"] if version else None
            entry = Entry(
                kept["restaurant_id"], kept["subject"], part, posted_in, None, rules, source, kept["ledger_id"]
            )
            kept["ledger_id"] = sitting.posting.post(entry)
    progress = {**progress, "month": month} if month else progress
    return [{**kept, "progress": progress, "booked": amount, "revision": revision}]


def _shown(progress) -> dict:
    return {name: value for name, value in progress.items() if name != "month"}


def _counts(sitting, restaurant_id, turned) -> dict:
    """Month → counted orders, those of this sitting with what is stored."""
    if restaurant_id not in sitting.counted:
        asked = {"provider_id": sitting.provider_id, "programme": sitting.programme}
        rows = run(sitting.session, COUNTED_MONTHS(restaurant_id=restaurant_id, **asked))[0]
        sitting.counted[restaurant_id] = {row.month: row.orders for row in rows}
    counts = dict(sitting.counted[restaurant_id])
    for trade in turned:
        counts[trade.month] = counts.get(trade.month, 0) + (1 if trade.counts else -1)
    return counts


def _version_of_first(sitting, restaurant_id, month):
    """The version of the first counted day; only where the month has several is the day looked up."""
    first, last = sitting.version(f"{month}-01"), sitting.version(f"{month}-31")
    if first is last:
        return first
    asked = {"provider_id": sitting.provider_id, "programme": sitting.programme, "month": month}
    rows = run(sitting.session, COUNTED_IN_MONTH(restaurant_id=restaurant_id, **asked))[0]
    ours = [t for t in sitting.in_month(month, None) if t.restaurant_id == restaurant_id]
    days = [row.day for row in rows if row.id not in sitting.trades] + [t.day for t in ours if t.counts]
    return sitting.version(min(days))


def _counted_at(sitting, restaurant_id, code):
    """Trades counted at a code in time order, those of this sitting in place of what is stored of them."""
    asked = {"provider_id": sitting.provider_id, "programme": sitting.programme, "code": code}
    ours = [t for t in sitting.trades.values() if (t.restaurant_id, t.table_code) == (restaurant_id, code) and t.counts]
    ours.sort(key=time_of)
    offset = 0
    while True:
        rows = run(sitting.session, COUNTED_AT_CODE(restaurant_id=restaurant_id, offset=offset, **asked))[0]
        for row in rows:
            if row.id not in sitting.trades:
                while ours and time_of(ours[0]) < time_of(row):
                    yield ours.pop(0)
                yield row
        if len(rows) < PIECE:
            yield from ours
            return
        offset += PIECE


def _again(first, rest):
    yield first
    yield from rest


def _barred(sitting, restaurant_id, reward) -> bool:
    """Whether the store's papers keep the reward back."""
    if restaurant_id not in sitting.evidence:
        pair = (sitting.provider_id, sitting.programme)
        rows = run(sitting.session, ENROLMENTS(restaurant_id=restaurant_id))[0]
        found = (row.evidence for row in rows if (row.provider_id, row.programme) == pair)
        sitting.evidence[restaurant_id] = next(found, {})
    return reward["code"] in barred_rewards(sitting.rules, sitting.evidence[restaurant_id])


def _kept(sitting, restaurant_id, subject, kind) -> dict:
    """The stored row, or one that is not stored yet."""
    key = (restaurant_id, subject)
    if key not in sitting.kept:
        asked = {"provider_id": sitting.provider_id, "programme": sitting.programme, "subjects": [subject]}
        rows = run(sitting.session, MILESTONES(restaurant_id=restaurant_id, **asked))[0]
        sitting.kept[key] = rows[0]._asdict() if rows else None
    return sitting.kept[key] or {
        "restaurant_id": restaurant_id,
        "id": new_id(),
        "provider_id": sitting.provider_id,
        "programme": sitting.programme,
        "reward": kind,
        "subject": subject,
        "progress": {},
        "booked": 0,
        "ledger_id": None,
        "revision": 0,
    }
