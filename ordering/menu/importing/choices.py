"""Groups of choices and sizes of a file → planned groups. The same group used by many dishes is planned once. Pure."""

from dataclasses import dataclass, replace
from enum import Enum

from ordering.menu.importing.nodes import dicts, ident, is_for_sale, is_true, rows, whole
from ordering.menu.importing.plan import ImportPlan, PlannedGroup, PlannedModifier, Refused
from ordering.menu.importing.prices import read_price
from ordering.menu.importing.texts import (
    LONGEST_NAME,
    LONGEST_TEXT,
    as_text,
    by_language,
    clean,
    clean_lines,
    say,
    short,
)

MOST_TIMES = 99
DEPTH = 3


class Fault(Enum):
    REQUIRED_LOST = "a required group lost every choice"
    SOLD_OUT = "a required group cannot be filled from what is in stock"


@dataclass(frozen=True)
class Found:
    """A dish's groups. `shift` is what the dish's own price changes by, `priced` whether any choice costs money."""

    keys: tuple[str, ...] = ()
    shift: int = 0
    priced: bool = False
    fault: Fault | None = None

    def with_first(self, group: PlannedGroup) -> "Found":
        keys = (group.key, *(k for k in self.keys if k != group.key))
        fault = self.fault or (None if any(m.available for m in group.modifiers) else Fault.SOLD_OUT)
        return replace(self, keys=keys, fault=fault, priced=self.priced or any(m.price for m in group.modifiers))


class Choices:
    def __init__(self, plan: ImportPlan, places: int, language: str):
        self.plan, self.places, self.language = plan, places, language
        self.known: dict[tuple, PlannedGroup] = {}

    def price(self, value, *, signed: bool = False) -> int:
        if value in (None, ""):
            raise Refused("price_missing", "No price.")
        return read_price(value, self.places, signed=signed)

    def names(self, raw: dict, where: str = "") -> dict[str, str]:
        given = by_language(raw, "name", self.language)
        found = {k: n for k, v in given.items() if (n := clean(v)[:LONGEST_NAME].strip())}
        if where and any(len(clean(v)) > LONGEST_NAME for v in given.values()):
            self.plan.mend(where, "text_cut", f"Its name was cut to {LONGEST_NAME} characters.")
        elif where and any(found.get(k) != v for k, v in given.items()):
            self.plan.mend(where, "name_tidied", "Blanks or invisible characters were taken out of its name.")
        return found

    def descriptions(self, raw: dict, where: str) -> dict[str, str]:
        given = {k: clean_lines(v) for k, v in by_language(raw, "description", self.language).items()}
        if any(len(text) > LONGEST_TEXT for text in given.values()):
            self.plan.mend(where, "text_cut", f"Its description was cut to {LONGEST_TEXT} characters.")
        return {k: text for k, v in given.items() if (text := v[:LONGEST_TEXT].strip())}

    def read_groups(self, given: list[dict], where: str, depth: int = 0) -> Found:
        """All groups of a dish, nested ones after the group that holds them."""
        found = Found()
        for n, raw in enumerate(given, 1):
            place = f"{where} › {say(self.names(raw)) or n}"
            found = self._joined(found, self._group(raw, place))
            inner = [g for o in dicts(raw.get("options")) for g in dicts(o.get("option_groups"))]
            if inner and depth < DEPTH:
                self.plan.mend(place, "group_nested", "Groups inside a choice stand beside it and may be left open.")
                free = [{**g, "min": 0, "required": False} for g in inner]
                found = self._joined(found, self.read_groups(free, place, depth + 1))
        return found

    def sizes(self, variants: list[dict], least: int) -> PlannedGroup:
        """Variants as a required group whose choices carry the difference to the cheapest."""
        choices = tuple(
            PlannedModifier(
                f"v{ident(v.get('id')) or n}",
                self.names(v) or {self.language: str(n)},
                v["minor"] - least,
                1,
                is_for_sale(v),
            )
            for n, v in enumerate(variants, 1)
        )
        return self._keep("", {"zh": "规格", "en": "Size"}, (1, 1), _distinct(choices))

    def _joined(self, found: Found, more: Found) -> Found:
        keys = (*found.keys, *(k for k in more.keys if k not in found.keys))
        fault = found.fault if found.fault is Fault.REQUIRED_LOST else more.fault or found.fault
        return Found(keys, found.shift + more.shift, found.priced or more.priced, fault)

    def _group(self, raw: dict, where: str) -> Found:
        if is_true(raw.get("text_input")):
            self.plan.mend(where, "text_input", "A field for free text is no choice; guests write a note.")
            return Found()
        given = rows(raw.get("options"))
        read = [c for n, option in enumerate(given, 1) if (c := self._choice(option, f"{where} › {n}", n))]
        least, most = self._bounds(raw, read, where)
        if not read:
            if least and given:
                return Found(fault=Fault.REQUIRED_LOST)
            self.plan.mend(where, "group_empty", "A group without choices was left out, so the dish stays orderable.")
            return Found()
        choices, shift = self._without_negative(read, least, most, where)
        if not choices:
            return Found(fault=Fault.REQUIRED_LOST) if least else Found()
        room = sum(c.max_quantity for c in choices)
        least, most = min(least, room), min(most, room)
        group = self._keep(ident(raw.get("id")), self._title(raw), (least, most), _distinct(choices))
        stock = sum(c.max_quantity for c in choices if c.available)
        return Found((group.key,), shift, any(c.price for c in choices), Fault.SOLD_OUT if stock < least else None)

    def _choice(self, option, where, n) -> PlannedModifier | None:
        if not isinstance(option, dict):
            option = {"name": as_text(option)}
        names = self.names(option)
        try:
            price = self.price(option.get("price") if option.get("price") not in (None, "") else 0, signed=True)
        except Refused as refused:
            self.plan.mend(where, "choice_price", f"A choice was left out: {refused.text}")
            return None
        if not names:
            self.plan.mend(where, "choice_unnamed", "A choice without a name was left out.")
            return None
        times = min(max(whole(option.get("max_quantity")) or 1, 1), MOST_TIMES)
        return PlannedModifier(f"o{ident(option.get('id')) or f'#{n}'}", names, price, times, is_for_sale(option))

    def _bounds(self, raw, choices, where) -> tuple[int, int]:
        least, most = whole(raw.get("min")), whole(raw.get("max"))
        least = max(0, least if least is not None else int(is_true(raw.get("required"))))
        room = sum(c.max_quantity for c in choices)
        if choices and least > room:
            self.plan.mend(where, "min_lowered", f"Asked for {least} of {room}; lowered so that it can be filled.")
            least = room
        if most is None or most <= 0:
            most = room  # the sources mean "as many as you like"
        elif choices and most > room:
            self.plan.mend(where, "max_lowered", f"Allowed {most} of {room}; lowered.")
            most = room
        if most < max(least, 1) and choices:
            self.plan.mend(where, "max_raised", f"Allowed {most} but asked for {least}; raised.")
            most = max(least, 1)
        return least, most

    def _without_negative(self, choices, least, most, where) -> tuple[list[PlannedModifier], int]:
        """One must be chosen: the dish's price takes the reduction, and the choices carry the rest. Else left out."""
        lowest = min(c.price for c in choices)
        if lowest >= 0:
            return choices, 0
        if least == most == 1:
            self.plan.mend(where, "choice_negative", "A choice costs less than nothing; moved into the dish's price.")
            return [replace(c, price=c.price - lowest) for c in choices], lowest
        self.plan.mend(where, "choice_negative", "A choice that may be left open costs less than nothing; left out.")
        return [c for c in choices if c.price >= 0], 0

    def _title(self, raw) -> dict[str, str]:
        return self.names(raw) or {"zh": "选项", "en": "Options"}

    def _keep(self, given_id, names, bounds, choices) -> PlannedGroup:
        content = (tuple(sorted(names.items())), bounds, tuple(_content(c) for c in choices))
        if content not in self.known:
            key = f"g:{given_id or short(repr((content, [c.key for c in choices])))}"
            while key in self.plan.groups:
                key += "~"
            self.known[content] = self.plan.groups[key] = PlannedGroup(key, names, *bounds, choices)
        return self.known[content]


def _content(choice) -> tuple:
    return tuple(sorted(choice.names.items())), choice.price, choice.max_quantity, choice.available


def _distinct(choices) -> tuple[PlannedModifier, ...]:
    """An id that stands twice in a group is none: those choices are known by their place."""
    seen: set[str] = set()
    out = []
    for n, choice in enumerate(choices, 1):
        key = choice.key if choice.key not in seen else f"{choice.key[:150]}#{n}"
        seen.add(key)
        out.append(replace(choice, key=key))
    return tuple(out)
