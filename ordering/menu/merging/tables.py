"""Which dish of the menu a line of a table means: by our id, else by category, name and price. Pure."""

from collections import defaultdict

from ordering.menu.importing.plan import PlannedCategory, PlannedItem
from ordering.menu.merging.snapshot import Snapshot


class Table:
    """A table has no column for choices, and one line for each category that a dish stands in."""

    def __init__(self, snapshot: Snapshot):
        self.snapshot, self.taken = snapshot, set()
        self.titles = {id: _texts(row) for id, row in snapshot.categories.items()}
        self.here, self.named = defaultdict(list), defaultdict(list)
        for item in sorted(snapshot.items.values(), key=lambda row: row["id"]):
            if item["archived_at"] is None:
                titles = {t for home in snapshot.homes.get(item["id"], {}) for t in self.titles[home]}
                for name in _texts(item):
                    self.named[name].append(item)
                    for title in titles:
                        self.here[title, name].append(item)

    def category(self, planned: PlannedCategory) -> dict | None:
        """The first of that name; categories of the same name look alike in a table."""
        wanted = set(planned.names.values())
        met = [self.snapshot.categories[id] for id, texts in self.titles.items() if texts & wanted]
        return min(met, key=lambda row: (row["position"], row["id"]), default=None)

    def dish(self, planned: PlannedItem, homes: list[str]) -> dict | None:
        """Our id; else same category, name and price; else same category and name; else the name alone. Each once."""
        own = self.snapshot.items.get(planned.own_id)
        if own:
            return own
        near = [row for row in self._near(planned, homes) if row["id"] not in self.taken]
        same = [row for row in near if row["price"] == planned.price]
        far = [row for row in self.named[_first(planned)] if row["id"] not in self.taken]
        row = next(iter(same or near or far), None)
        if row:
            self.taken.add(row["id"])
        return row

    def texts(self, planned: PlannedItem, row: dict) -> dict:
        """A line with an id says the name; one without was found by it. An empty cell says nothing."""
        found = {"descriptions": {**row["descriptions"], **planned.descriptions}}
        if planned.own_id == row["id"]:
            found["names"] = {**row["names"], **planned.names}
        else:
            found["names"] = {**planned.names, **row["names"]}
        return found

    def homes(self, planned: PlannedItem, row: dict, places: dict[str, int]) -> dict[str, int]:
        """Where the lines with its id say; without an id only what is added. Titles count, not which of two alike."""
        present = self.snapshot.homes.get(row["id"], {})
        missing = {home: p for home, p in places.items() if not self._stands_in(home, present)}
        if planned.own_id != row["id"]:
            return {**present, **missing}
        said = {t for home in places for t in self.titles.get(home, ())}
        return {h: p for h, p in present.items() if self.titles[h] & said} | missing

    def _stands_in(self, home, present) -> bool:
        return any(self.titles[h] & self.titles.get(home, set()) for h in present)

    def _near(self, planned, homes) -> list[dict]:
        titles = sorted({t for home in homes for t in self.titles.get(home, ())})
        return [row for title in titles for row in self.here[title, _first(planned)]]


def _texts(row) -> set[str]:
    return set(row["names"].values())


def _first(planned) -> str:
    return next(iter(planned.names.values()))
