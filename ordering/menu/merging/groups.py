"""Which group of choices of the menu a file's group means. Pure.

A dish of the menu keeps its groups: the file's group is laid beside the dish's own by key, by content or by place, and
takes over its other languages and what the kitchen said about each choice. Groups of the same content are one group.
A group is changed in place (and keeps its ids, which carts hold) unless some dish of the file wants it as it is.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass

from core.ids import new_id
from ordering.menu.importing.plan import ImportPlan, PlannedGroup, PlannedItem
from ordering.menu.merging.snapshot import Changes, Snapshot
from ordering.menu.models import Modifier, ModifierGroup


@dataclass(frozen=True)
class Wanted:
    """A planned group beside the group it means (`old`). For each choice the row it keeps (None: new) and its key."""

    planned: str
    old: str | None
    content: tuple
    kept: tuple[tuple[str | None, str], ...]


class Groups:
    def __init__(self, snapshot: Snapshot, plan: ImportPlan, changes: Changes):
        self.snapshot, self.plan, self.changes = snapshot, plan, changes
        self.rows = {id: content_of(row, snapshot.choices[id]) for id, row in snapshot.groups.items()}
        self.alike = {content: id for id, content in reversed(self.rows.items())}
        self.by_key = {row["source_key"]: id for id, row in snapshot.groups.items()}
        self.wanted: dict[str, list[Wanted]] = {}  # plan key of the dish → its groups
        self.goals: dict[str, Counter] = defaultdict(Counter)  # group → the contents that the file's dishes want of it
        self.found: dict[tuple, str] = {}  # (old, content) → the group's id
        self.changed: set[str] = set()
        self.beside: dict[tuple, Wanted] = {}
        self.met: set[str] = set()  # dishes of the menu that the file speaks of

    def want(self, item: PlannedItem, item_id: str | None) -> None:
        """To be said of every dish before `settle`."""
        free = list(self.snapshot.uses.get(item_id, [])) if item_id else []
        self.met.add(item_id or "")
        wanted = []
        for place, key in enumerate(item.group_keys):
            planned = self.plan.groups[key]
            old = self._meant(planned, free, place, len(item.group_keys))
            if old in free:
                free.remove(old)
            wanted.append(self._laid_beside(planned, old))
            if old:
                self.goals[old][wanted[-1].content] += 1
        self.wanted[item.key] = wanted

    def settle(self) -> None:
        """Finds, changes or makes each wanted group; removes imported ones that no dish uses any longer."""
        every = [w for groups in self.wanted.values() for w in groups]
        for wanted in every:
            if wanted.content in self.alike:
                self.goals[self.alike[wanted.content]][wanted.content] += 1
        for wanted in every:
            if (wanted.old, wanted.content) not in self.found:
                self.found[wanted.old, wanted.content] = self._settled(wanted)
        before = {group for uses in self.snapshot.uses.values() for group in uses}
        others = {g for item, uses in self.snapshot.uses.items() if item not in self.met for g in uses}
        for left in sorted(before - others - set(self.found.values())):
            if self.snapshot.groups[left]["source_key"].startswith("g:"):
                self.changes.removed[Modifier].extend(m["id"] for m in self.snapshot.choices[left])
                self.changes.removed[ModifierGroup].append(left)

    def of(self, item: PlannedItem) -> list[str]:
        """The dish's groups, in order, each once."""
        return list(dict.fromkeys(self.found[w.old, w.content] for w in self.wanted[item.key]))

    def _meant(self, planned: PlannedGroup, free: list[str], place: int, count: int) -> str | None:
        key = self.by_key.get(planned.key) or (planned.key[2:] if planned.key[2:] in self.rows else None)
        if key in free or (key and not free):
            return key
        for means in (_covers, _same_title):
            same = next((id for id in free if means(self.rows[id], planned)), None)
            if same:
                return same
        if len(free) == count - place and free and _same_shape(self.rows[free[0]], planned):
            return free[0]
        return key

    def _laid_beside(self, planned: PlannedGroup, old: str | None) -> Wanted:
        if (planned.key, old) in self.beside:
            return self.beside[planned.key, old]
        present = self.snapshot.choices[old] if old else []
        names = {**self.snapshot.groups[old]["names"], **planned.names} if old else planned.names
        choices, kept = [], []
        for choice, row in zip(planned.modifiers, _paired(planned, present), strict=True):
            said = {**(row["names"] if row else {}), **choice.names}
            available = row["available"] if row else choice.available
            choices.append((_said(said), choice.price, choice.max_quantity, available))
            kept.append((row["id"] if row else None, choice.key[:190]))
        most = planned.max
        languages = {code for choice in planned.modifiers for code in choice.names}
        for place, row in enumerate(present):
            if row["id"] not in {id for id, _ in kept} and not languages & set(row["names"]):
                # A file takes away only what it would have named: not a choice that no one translated.
                choices.insert(place, (_said(row["names"]), row["price"], row["max_quantity"], row["available"]))
                kept.insert(place, (row["id"], row["source_key"]))
                if planned.max == sum(c.max_quantity for c in planned.modifiers):  # "as many as there are"
                    most = max(most, self.snapshot.groups[old]["max"])
        content = (_said(names), planned.min, most, tuple(choices))
        self.beside[planned.key, old] = Wanted(planned.key, old, content, tuple(kept))
        return self.beside[planned.key, old]

    def _settled(self, wanted: Wanted) -> str:
        if wanted.old and self.rows[wanted.old] == wanted.content:
            return wanted.old
        if wanted.content in self.alike:
            return self.alike[wanted.content]
        if wanted.old and self._may_take_over(wanted):
            self._change(wanted)
            made = wanted.old
            self.changed.add(made)
        else:
            made = self._create(wanted)
        self.alike[wanted.content] = made
        return made

    def _may_take_over(self, wanted: Wanted) -> bool:
        """No dish of the file wants the group as it is, and this is what most of them want."""
        goals = self.goals[wanted.old]
        return self.rows[wanted.old] not in goals and goals.most_common(1)[0][0] == wanted.content

    def _create(self, wanted: Wanted) -> str:
        names, least, most, _ = wanted.content
        key = wanted.planned[:190]
        if key in self.by_key:
            key = f"g:{new_id()}"
        made = new_id()
        self.by_key[key] = made
        self.changes.inserts[ModifierGroup].append(
            {**self._mine(made), "names": dict(names), "min": least, "max": most, "source_key": key}
        )
        self._put_choices(wanted, made, {})
        return made

    def _change(self, wanted: Wanted) -> None:
        names, least, most, _ = wanted.content
        row, values = self.snapshot.groups[wanted.old], {"names": dict(names), "min": least, "max": most}
        differs = {k: v for k, v in values.items() if row[k] != v}
        if differs:
            self.changes.updates.append((ModifierGroup, wanted.old, differs))
        present = {m["id"]: m for m in self.snapshot.choices[wanted.old]}
        gone = sorted(set(present) - {id for id, _ in wanted.kept})
        if gone:
            self.changes.removed[Modifier].extend(gone)
        self._put_choices(wanted, wanted.old, present)

    def _put_choices(self, wanted: Wanted, group_id: str, present: dict[str, dict]) -> None:
        keys = {present[id]["source_key"] for id, _ in wanted.kept if id in present}
        for n, (content, (kept, wish)) in enumerate(zip(wanted.content[3], wanted.kept, strict=True)):
            names, price, times, available = content
            values = {
                "names": dict(names),
                "price": price,
                "max_quantity": times,
                "available": available,
                "position": n,
            }
            row = present.get(kept)
            if row:
                differs = {k: v for k, v in values.items() if row[k] != v}
                if differs:
                    self.changes.updates.append((Modifier, kept, differs))
                continue
            key = wish if wish not in keys else f"o:{new_id()}"
            keys.add(key)
            made = {**self._mine(new_id()), "group_id": group_id, "source_key": key, **values}
            self.changes.inserts[Modifier].append(made)

    def _mine(self, id: str) -> dict:
        return {"restaurant_id": self.snapshot.restaurant_id, "id": id}


def content_of(group: dict, choices: list[dict]) -> tuple:
    """What makes two groups the same to a guest."""
    return (
        _said(group["names"]),
        group["min"],
        group["max"],
        tuple((_said(m["names"]), m["price"], m["max_quantity"], m["available"]) for m in choices),
    )


def _said(names: dict) -> tuple:
    return tuple(sorted(names.items()))


def _covers(row: tuple, planned: PlannedGroup) -> bool:
    """The row says everything that the file says, perhaps in more languages."""
    names, least, most, choices = row
    return (
        (least, most, len(choices)) == (planned.min, planned.max, len(planned.modifiers))
        and set(planned.names.items()) <= set(names)
        and all(
            set(p.names.items()) <= set(c[0]) and (p.price, p.max_quantity) == c[1:3]
            for p, c in zip(planned.modifiers, choices, strict=True)
        )
    )


def _same_title(row: tuple, planned: PlannedGroup) -> bool:
    return bool(set(row[0]) & set(planned.names.items()))


def _same_shape(row: tuple, planned: PlannedGroup) -> bool:
    """The same group in another language: bounds and prices agree and no language meets itself."""
    names, least, most, choices = row
    return (
        (least, most) == (planned.min, planned.max)
        and [c[1] for c in choices] == [p.price for p in planned.modifiers]
        and not {k for k, _ in names} & set(planned.names)
    )


def _paired(planned: PlannedGroup, present: list[dict]) -> list[dict | None]:
    """Each planned choice with the row it means: by key, by a name, by place where as many stand there."""
    by_key = {m["source_key"]: m for m in present} | {f"o{m['id']}": m for m in present}
    found = [by_key.get(choice.key) for choice in planned.modifiers]
    free = [m for m in present if m not in found]
    for n, choice in enumerate(planned.modifiers):
        if found[n] is None:
            found[n] = next((m for m in free if set(choice.names.items()) & set(m["names"].items())), None)
            if found[n]:
                free.remove(found[n])
    if len(present) == len(planned.modifiers) and not any(found):
        return list(present)
    return found
