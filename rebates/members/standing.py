"""Where a restaurant stands in a programme, what is missing and who acts. Pure; days are ISO text or dates."""

from dataclasses import dataclass
from datetime import date, timedelta

STATES = ("met", "in_progress", "missing", "in_review", "not_eligible")
HOW_FAR = ("missing", "in_progress", "in_review", "met", "not_eligible")  # nearest to the goal first within each


@dataclass(frozen=True)
class Progress:
    """`needed_days` at the pace so far, None where nothing counts yet; `misses` when that is later than the end."""

    goal: int
    counted: int
    left: int
    days_left: int
    needed_days: int | None
    misses: bool


def progress_of(goal: int, counted: int, first: date, today: date) -> Progress | None:
    """Towards `goal` counted orders in the month that begins on `first`; None where there is no goal.

    The pace is what was counted over the days that have begun; a month that is over has no days left.
    """
    if not goal:
        return None
    last = _last_day(first)
    gone = (min(today, last) - first).days + 1
    days_left = max(0, (last - today).days)
    left = max(0, goal - counted)
    needed = 0 if not left else None if counted == 0 or gone <= 0 else -(-left * gone // counted)
    return Progress(goal, counted, left, days_left, needed, bool(left) and (needed is None or needed > days_left))


def standing_of(programme: dict, rules: dict, enrolment: dict, progress: Progress | None, day: str, lost: dict):
    """(state, missing): one of STATES and `[{code, text, text_en, who, by, orders?}]`.

    `enrolment`: `{state, evidence: {requirement code: {state: done | in_review | refused}}}`; `lost`: how many orders
    of the month each reason with somebody to act took away. Missing papers come before anything that is counted.
    """
    if enrolment["state"] == "declined":
        return "not_eligible", [_todo("declined", "商户没有同意", "The restaurant did not agree", "", None)]
    if not rules["from"] <= day <= rules["until"]:
        text, english = f"方案到 {rules['until']} 为止", f"The programme ended on {rules['until']}"
        if day < rules["from"]:
            text, english = f"方案从 {rules['from']} 开始", f"The programme begins on {rules['from']}"
        return "not_eligible", [_todo("date", text, english, "", None)]
    papers = [(r, _evidence(enrolment, r["code"])) for r in programme["requirements"]]
    missing = [
        _todo(r["code"], r["title"]["zh"], r["title"]["en"], r["who"], rules["until"])
        for r, state in papers
        if state not in ("done", "in_review")
    ]
    waiting = [
        _todo(r["code"], f"{r['title']['zh']}审核中", f"{r['title']['en']}: in review", "platform", None)
        for r, state in papers
        if state == "in_review"
    ]
    hints = [
        {**_todo(code, text, english, who, None), "orders": orders}
        for code, (text, english, who, orders) in lost.items()
    ]
    if missing:
        return "missing", missing + waiting + hints
    if waiting:
        return "in_review", waiting + hints
    if progress is None or progress.left == 0:
        return "met", hints
    return "in_progress", hints


def _evidence(enrolment, code) -> str:
    """The restaurant's consent is the enrolment itself; the rest is what was handed in."""
    if code == "authorised":
        return "done" if enrolment["state"] == "active" else ""
    return enrolment["evidence"].get(code, {}).get("state", "")


def _todo(code, text, english, who, by) -> dict:
    return {"code": code, "text": text, "text_en": english, "who": who, "by": by}


def _last_day(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
