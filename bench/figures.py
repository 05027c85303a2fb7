"""What was measured, and the table that is printed."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median


@dataclass
class Figure:
    """One line of the table. `product` and `floor` hold a value per slice, taken in turns; `promise` is a ratio
    product/floor: at least that where `unit` ends in "/s", at most that elsewhere. Without a floor `limit` counts."""

    work: str
    unit: str
    product: list[float]
    floor: list[float] = field(default_factory=list)
    promise: float | None = None
    limit: float | None = None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """The median of the neighbours' ratios: noise that came over both at once does not count."""
        pairs = [p / f for p, f in zip(self.product, self.floor, strict=True) if f] if self.floor else []
        return median(pairs) if pairs else None

    @property
    def kept(self) -> bool | None:
        """Whether the promise was kept in this run."""
        if self.ratio is not None and self.promise is not None:
            return self.ratio >= self.promise if self.unit.endswith("/s") else self.ratio <= self.promise
        return median(self.product) <= self.limit if self.limit is not None else None


def show(figures: list[Figure]) -> str:
    """The table, one line a figure: medians, their ratio and what was promised."""
    rows = [("work", "unit", "product", "floor", "ratio", "promise", "")]
    for f in figures:
        least = "≥" if f.unit.endswith("/s") else "≤"
        promise = f"{least} {f.promise:g} ×" if f.promise else f"≤ {f.limit:g}" if f.limit else ""
        rows.append(
            (
                f.work,
                f.unit,
                _number(median(f.product)),
                _number(median(f.floor)) if f.floor else "–",
                f"{f.ratio:.2f} ×" if f.ratio is not None else "–",
                promise,
                {True: "kept", False: "NOT KEPT", None: ""}[f.kept] + (f"  {f.note}" if f.note else ""),
            )
        )
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join([lines[0], "-" * len(lines[0]), *lines[1:]])


def keep(figures: list[Figure], path: Path) -> None:
    """Everything, slice by slice, for whoever wants to look closer."""
    path.parent.mkdir(parents=True, exist_ok=True)
    content = [{**asdict(f), "ratio": f.ratio, "kept": f.kept} for f in figures]
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1))


def percentile(values: list[float], share: float) -> float:
    """Nearest rank; 0 for nothing."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
