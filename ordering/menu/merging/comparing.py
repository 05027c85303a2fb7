"""An import's plan and the menu's rows → what is to be written. Pure: it may run on a thread.

A file decides names in its language, prices, choices and where a dish stands. It leaves alone what it does not speak
of: other languages, stations, and whether a dish that exists is available (the kitchen knows better than a file).
"""

import hashlib

from core.ids import new_id
from ordering.menu.importing.plan import ImportPlan
from ordering.menu.merging.groups import Groups
from ordering.menu.merging.snapshot import Changes, Snapshot
from ordering.menu.merging.tables import Table
from ordering.menu.models import Category, MenuItem


def changes_of(snapshot: Snapshot, plan: ImportPlan) -> Changes:
    """Changes with the report `{created, updated, unchanged, merged, in_file, split, mended, refused}`."""
    return _Comparing(snapshot, plan).run()


class _Comparing:
    def __init__(self, snapshot: Snapshot, plan: ImportPlan):
        self.snapshot, self.plan = snapshot, plan
        self.changes = Changes(version=snapshot.version)
        self.by_key = {
            Category: {row["source_key"]: row for row in snapshot.categories.values()},
            MenuItem: {row["source_key"]: row for row in snapshot.items.values()},
        }
        self.table = Table(snapshot) if plan.table else None
        self.groups = Groups(snapshot, plan, self.changes)
        self.mended = list(plan.mended)
        self.last: dict[str, int] = {}  # category → the position of its last dish
        for places in snapshot.homes.values():
            for home, position in places.items():
                self.last[home] = max(self.last.get(home, -1), position)

    def run(self) -> Changes:
        counts, refused, taken = {"created": 0, "updated": 0, "unchanged": 0}, list(self.plan.refused), set()
        homes = self.put_categories()
        met = []
        for item in self.plan.items:
            places = {homes[key]: position for key, position in item.places}
            row = self.table.dish(item, list(places)) if self.table else self.known(MenuItem, self.snapshot.items, item)
            if row is not None and row["id"] in taken:
                text = "Another dish of the file means the same dish of the menu; the first counts."
                refused.append((next(iter(item.names.values())), "repeated", text))
                continue
            taken.add(row["id"] if row else "")
            met.append((item, row, places))
            if not self.table:
                self.groups.want(item, row["id"] if row else None)
        taken.discard("")
        self.groups.settle()
        for item, row, places in met:
            counts[self.put_item(item, row, places)] += 1
        told = {
            name: [{"where": w, "rule": r, "text": t} for w, r, t in found]
            for name, found in (("mended", self.mended), ("refused", refused))
        }
        sums = {"in_file": self.plan.in_file, "merged": self.plan.merged, "split": self.plan.split}
        self.changes.report = {**counts, **sums, **told}
        return self.changes

    def known(self, model, rows: dict, planned) -> dict | None:
        """By the key that it came in under, or by our own id, as an export writes it."""
        return self.by_key[model].get(short_key(planned.key)) or rows.get(planned.own_id)

    def put_categories(self) -> dict[str, str]:
        """`{plan key: id}`. New ones stand behind the others, in the file's order."""
        found = {}
        last = max((row["position"] for row in self.snapshot.categories.values()), default=-1)
        for planned in self.plan.categories:
            row = (
                self.table.category(planned) if self.table else self.known(Category, self.snapshot.categories, planned)
            )
            values = {} if self.table and row else {"names": {**(row["names"] if row else {}), **planned.names}}
            if stations := self.stations(next(iter(planned.names.values())), [planned.station]):
                values["station_id"] = stations[0]
            if row is None:
                last += 1
                id = self.create(Category, planned.key, {"station_id": None, "position": last, **values})
            else:
                id = row["id"]
                self.change(Category, row, values)
            found[planned.key] = id
        return found

    def put_item(self, item, row: dict | None, places: dict[str, int]) -> str:
        values = {"price": item.price}
        stations = self.stations(next(iter(item.names.values())), item.stations or ())
        if stations:
            values["station_id"] = stations[0]
        for name in ("tags", "allergens"):
            if getattr(item, name) is not None:
                values[name] = list(getattr(item, name))
        for name in ("course", "stations_finish"):
            if getattr(item, name) is not None:
                values[name] = getattr(item, name)
        if item.image_url:
            values["image_url"] = item.image_url
        if row is None:
            return self.new_item(item, values, places, stations[1:])
        if self.table:
            texts = self.table.texts(item, row)
        else:
            texts = {name: {**row[name], **getattr(item, name)} for name in ("names", "descriptions")}
        how = self.change(MenuItem, row, values | texts | {"archived_at": None})
        if stations and stations[1:] != self.snapshot.also.get(row["id"], []):
            self.changes.also[row["id"]] = stations[1:]
            how = True
        present = self.snapshot.homes.get(row["id"], {})
        wanted = self.table.homes(item, row, places) if self.table else places
        if set(wanted) != set(present):
            self.changes.homes[row["id"]] = {h: present.get(h, self.behind(h, p)) for h, p in wanted.items()}
            how = True
        if not self.table:
            groups = self.groups.of(item)
            if groups != self.snapshot.uses.get(row["id"], []):
                self.changes.uses[row["id"]] = groups
                how = True
            how |= any(group in self.groups.changed for group in groups)
        return "updated" if how else "unchanged"

    def stations(self, where: str, named) -> list[str]:
        """Those that cook here, by name or id. A name that nobody knows is told: the dish goes where it went before."""
        known, unknown = self.snapshot.stations, [name for name in named if name and name not in self.snapshot.stations]
        if unknown:
            here = ", ".join(name for name in known if name not in known.values())
            text = f"No station that cooks is called {', '.join(unknown)}; there are {here}."
            self.mended.append((where, "station_unknown", text))
        return [known[name] for name in named if name in known]

    def new_item(self, item, values: dict, places: dict[str, int], also: list[str]) -> str:
        rest = {"tags": [], "allergens": [], "station_id": None, "image_url": None, "available": item.available}
        rest |= {"course": 0, "stations_finish": "each"}
        fixed = {"sold_out_until": None, "left_count": None, "archived_at": None, "position": 0}
        texts = {"names": item.names, "descriptions": item.descriptions}
        id = self.create(MenuItem, item.key, {**rest, **fixed, **texts, **values})
        self.changes.homes[id] = {home: self.behind(home, position) for home, position in places.items()}
        if also:
            self.changes.also[id] = also
        groups = [] if self.table else self.groups.of(item)
        if groups:
            self.changes.uses[id] = groups
        return "created"

    def behind(self, home: str, position: int) -> int:
        return self.last.get(home, -1) + 1 + position

    def create(self, model, key: str, values: dict) -> str:
        key = short_key(key)
        if key in self.by_key[model]:  # a line of a table found another dish under this key
            key = f"{key[:150]}:{new_id()}"
        row = {"restaurant_id": self.snapshot.restaurant_id, "id": new_id(), "source_key": key, **values}
        self.by_key[model][key] = row
        self.changes.inserts[model].append(row)
        return row["id"]

    def change(self, model, row: dict, values: dict) -> bool:
        differs = {k: v for k, v in values.items() if row[k] != v}
        if differs:
            self.changes.updates.append((model, row["id"], differs))
        return bool(differs)


def short_key(key: str) -> str:
    """Fits the column."""
    return key if len(key) <= 190 else key[:150] + hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:40]
