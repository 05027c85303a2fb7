"""What should lie in the till, by method and by person. Pure; amounts in the minor unit."""

from collections import defaultdict
from dataclasses import dataclass

CASH = "cash"


@dataclass(frozen=True)
class Fact:
    """Money that came over the counter, or (`back`) went back over it. `by` is a principal."""

    method: str
    by: str
    amount: int
    back: bool = False


def by_method(facts: list[Fact], opening: int, counted: dict[str, int] | None = None) -> list[dict]:
    """`[{method, taken, back, expected, counted, difference}]`, cash first. The opening cash is expected with the cash.

    A method that nobody counted (a card machine keeps its own books) has no difference.
    """
    sums = {CASH: [0, 0]}
    for fact in facts:
        sums.setdefault(fact.method, [0, 0])[fact.back] += fact.amount
    for method in counted or {}:
        sums.setdefault(method, [0, 0])
    rows = []
    for method, (taken, back) in sums.items():
        expected = taken - back + (opening if method == CASH else 0)
        found = (counted or {}).get(method)
        difference = None if found is None else found - expected
        rows.append(
            {
                **{"method": method, "taken": taken, "back": back, "expected": expected},
                **{"counted": found, "difference": difference},
            }
        )
    return rows


def by_person(facts: list[Fact], names: dict[str, str]) -> list[dict]:
    """`[{by, name, method, taken, back, count}]`: who took what, by name; `count` is how many payments."""
    sums = defaultdict(lambda: [0, 0, 0])
    for fact in facts:
        row = sums[fact.by, fact.method]
        row[fact.back] += fact.amount
        row[2] += not fact.back
    rows = [
        {"by": by, "name": names.get(by, by), "method": method, "taken": taken, "back": back, "count": count}
        for (by, method), (taken, back, count) in sums.items()
    ]
    return sorted(rows, key=lambda row: (row["name"], row["method"]))
