"""Where a restaurant stands in a programme, what is missing and who acts. Pure; days are ISO text or dates."""

from dataclasses import dataclass
from datetime import date, timedelta

STATES = ("met", "in_progress", "missing", "in_review", "not_eligible")
# Words of our own, beside those of the programme: code → (Chinese, English, what to do, in English)
WORDS = {
    "declined": ("商户没有同意", "The restaurant did not agree", "", ""),
    "ended": ("已退出", "Ended", "要恢复请重新邀请", "Invite it again to bring it back"),
    "codes": (
        "{n} 张桌码未报备",
        "{n} table codes not registered",
        "向平台提交桌码，登记答复",
        "Hand the codes to the platform and note its answer",
    ),
    "barred": ("平台否决：{what}", "Denied by the platform: {what}", "", ""),
}


@dataclass(frozen=True)
class Progress:
    """`needed_days` at the pace so far, None where nothing counted yet; `misses` when that is later than the end.

    `by` is the last day; `reached` the day on which the goal was met, or "" until then; `over`: too late to meet it.
    """

    goal: int
    counted: int
    left: int
    days_left: int
    needed_days: int | None
    misses: bool
    by: str
    over: bool
    reached: str


def progress_of(
    goal: int, counted: int, first: date, today: date, until: date | None = None, reached: str = ""
) -> Progress | None:
    """Towards `goal` counted orders in the month that begins on `first`; None where there is no goal.

    The pace is what was counted over the days that have begun; a month that is over has no days left. A goal that may
    still be met in a month after this one (`until`) is not missed yet.
    """
    if not goal:
        return None
    last = _last_day(first)
    gone = (min(today, last) - first).days + 1
    days_left = max(0, (last - today).days)
    left = 0 if reached else max(0, goal - counted)
    if not left and not reached:
        reached = min(today, last).isoformat()
    needed = 0 if not left else None if counted == 0 or gone <= 0 else -(-left * gone // counted)
    final = until is None or until <= last
    misses = bool(left) and final and (needed is None or needed > days_left)
    by = until or last
    over = bool(left) and today > by
    return Progress(goal, counted, left, days_left, needed, misses, by.isoformat(), over, reached)


def standing_of(programme: dict, rules: dict, enrolment: dict, progress: Progress | None, day: str, lost: list):
    """(state, todos): one of STATES and `[{code, text, text_en, who, how, how_en, by, orders, amount, paper, state}]`.

    `enrolment`: `{state, ended, evidence: {requirement code: {state: done | in_review | refused}}}`; `lost`: todos of
    what orders failed by. Missing papers come before anything that is counted; a paper that only one reward needs
    keeps that reward back, not the restaurant.
    """
    if enrolment.get("ended"):
        return "not_eligible", [todo("ended", "provider")]
    if enrolment["state"] == "declined":
        return "not_eligible", [todo("declined", "")]
    if not rules["from"] <= day <= rules["until"]:
        text, english = f"方案到 {rules['until']} 为止", f"The programme ended on {rules['until']}"
        if day < rules["from"]:
            text, english = f"方案从 {rules['from']} 开始", f"The programme begins on {rules['from']}"
        return "not_eligible", [_said("date", text, english, "")]
    papers = [(r, _evidence(enrolment, r["code"])) for r in programme["requirements"]]
    barred = [_barred(r) for r, state in papers if state == "refused" and r.get("needed_by")]
    missing = [
        _paper(r, state, rules)
        for r, state in papers
        if state in ("", "open", "refused")
        and r["who"] != "platform"
        and not (state == "refused" and r.get("needed_by"))
    ]
    waiting = [_waiting(r) for r, state in papers if state == "in_review"]
    asked = [_paper(r, state, rules) for r, state in papers if state in ("", "open") and r["who"] == "platform"]
    rest = asked + lost
    if any(
        not r.get("needed_by") for r, state in papers if state in ("", "open", "refused") and r["who"] != "platform"
    ):
        return "missing", missing + waiting + barred + rest
    if waiting:
        return "in_review", missing + waiting + barred + rest
    if barred:
        return "not_eligible", missing + barred + rest
    if progress is None or not progress.left:
        return "met", missing + rest
    return "in_progress", missing + rest


def todo(code: str, who: str, **more) -> dict:
    """One of our own WORDS; `n` or `what` fill its words, the rest are its fields."""
    texts = [text.format(**{"n": "", "what": "", **more}) for text in WORDS[code]]
    more = {name: value for name, value in more.items() if name not in ("n", "what")}
    return {**_said(code, *texts[:2], who, *texts[2:]), **more}


def reason_todo(told: dict, orders: int, each: int | None) -> dict:
    """What can be done about a reason that keeps `orders` from counting; `told` as programmes.reasons explains it."""
    worth = orders * each if each and told["code"] == "returned" else 0
    return {
        **_said(told["code"], told["text"], told["text_en"], told["who"], told["how"], told["how_en"]),
        **{"orders": orders, "amount": worth},
    }


def _paper(requirement, state, rules) -> dict:
    how = requirement.get("how", {})
    title = requirement["title"]
    return {
        **_said(
            *(requirement["code"], title["zh"], title["en"], requirement["who"]), how.get("zh", ""), how.get("en", "")
        ),
        **{"by": rules["until"], "paper": requirement["who"] != "restaurant", "state": state or "open"},
    }


def _waiting(requirement) -> dict:
    title = requirement["title"]
    said = _said(requirement["code"], f"{title['zh']}审核中", f"{title['en']}: in review", "platform")
    return {**said, "paper": True, "state": "in_review"}


def _barred(requirement) -> dict:
    zh, en, *_ = WORDS["barred"]
    title = requirement["title"]
    said = _said(requirement["code"], zh.format(what=title["zh"]), en.format(what=title["en"]), "")
    return {**said, "state": "refused"}


def _evidence(enrolment, code) -> str:
    """The restaurant's consent is the enrolment itself; the rest is what was handed in."""
    if code == "authorised":
        return "done" if enrolment["state"] == "active" else ""
    return enrolment["evidence"].get(code, {}).get("state", "")


def _said(code, text, english, who, how="", how_en="") -> dict:
    return {
        **{"code": code, "text": text, "text_en": english, "who": who, "how": how, "how_en": how_en},
        **{"by": None, "orders": 0, "amount": 0, "paper": False, "state": ""},
    }


def _last_day(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
