"""Counts of seconds, merged from many looks, and what is said of them. Pure.

Percentiles are nearest-rank: the shortest time within which that share was ready. They are of real dishes, never
between two.
"""

from collections import defaultdict
from dataclasses import dataclass, field


@dataclass
class Counted:
    """`seconds`: how often each number of seconds was seen. `late` counts among those that were ready."""

    seconds: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    late: int = 0
    recalls: int = 0
    voided: int = 0
    unfinished: int = 0

    def add(self, other: "Counted") -> None:
        for seconds, count in other.seconds.items():
            self.seconds[seconds] += count
        for name in ("late", "recalls", "voided", "unfinished"):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def told(self) -> dict:
        """`{count, median_seconds, p90_seconds, late, late_share, recalls, voided, unfinished}`; what nothing was ready
        for is null, not 0."""
        count = sum(self.seconds.values())
        return {
            "count": count,
            "median_seconds": nearest_rank(self.seconds, 50),
            "p90_seconds": nearest_rank(self.seconds, 90),
            "late": self.late,
            "late_share": round(self.late / count, 4) if count else None,
            "recalls": self.recalls,
            "voided": self.voided,
            "unfinished": self.unfinished,
        }


def nearest_rank(seconds: dict[int, int], percent: int) -> int | None:
    """The least number of seconds that at least `percent` of a hundred took no longer than."""
    needed = sum(seconds.values()) * percent
    seen = 0
    for each in sorted(seconds):
        seen += seconds[each] * 100
        if seen >= needed:
            return each
    return None
