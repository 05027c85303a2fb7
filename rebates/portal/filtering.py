"""Looking, sorting and counting in the list of restaurants. Pure; items are standings (overview.py)."""

from collections import Counter

from rebates.members.standing import STATES

RANK = {state: n for n, state in enumerate(("in_progress", "missing", "in_review", "met", "not_eligible"))}
FAR = 10**6


def nearest(item: dict) -> tuple:
    """Those on their way first, the nearest to its goal before all; then papers, waiting, met, and never."""
    progress = item["progress"]
    return RANK[item["state"]], progress["left"] if progress else FAR, -item["estimated"], item["name"], item["id"]


SORTS = {
    "nearest": nearest,
    "most": lambda item: (-item["estimated"], item["name"], item["id"]),
    "name": lambda item: (item["name"], item["id"]),
}


def misses(item: dict) -> bool:
    """It has begun, and at its pace the goal comes too late."""
    progress = item["progress"]
    return bool(progress and progress["misses"] and progress["counted"] and not progress["over"])


def looked_for(items: list[dict], state: str = "", reason: str = "", q: str = "") -> list[dict]:
    """`state` is one of STATES or `misses`; `reason` the code of a todo; `q` a part of the name."""
    wanted = q.casefold()
    return [
        item
        for item in items
        if (not state or (misses(item) if state == "misses" else item["state"] == state))
        and (not reason or any(todo["code"] == reason for todo in item["missing"]))
        and wanted in item["name"].casefold()
    ]


def states_of(items: list[dict]) -> dict[str, int]:
    """How many stand where, and `all`."""
    found = Counter(item["state"] for item in items)
    return {"all": len(items), **{state: found[state] for state in STATES}}


def reasons_of(items: list[dict]) -> list[dict]:
    """`[{code, text, text_en, restaurants}]`: every open todo, the most frequent first."""
    said, found = {}, Counter()
    for item in items:
        for todo in {todo["code"]: todo for todo in item["missing"]}.values():
            found[todo["code"]] += 1
            said.setdefault(todo["code"], todo)
    names = {"codes": ("桌码未报备", "Table codes not registered")}
    return [
        {
            "code": code,
            "text": names.get(code, (said[code]["text"],))[0],
            "text_en": names.get(code, ("", said[code]["text_en"]))[-1],
            "restaurants": n,
        }
        for code, n in sorted(found.items(), key=lambda each: (-each[1], each[0]))
    ]
