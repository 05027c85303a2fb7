"""The neutral JSON shape → a plan. Every mend and refusal is a named rule of docs/menu-import.md."""

import re
from collections import defaultdict

from babel.numbers import get_currency_precision

from ordering.menu.importing.choices import Choices
from ordering.menu.importing.dishes import read_dish
from ordering.menu.importing.nodes import dicts, ident, is_for_sale, rows
from ordering.menu.importing.plan import (
    ImportPlan,
    PlannedCategory,
    PlannedItem,
    Refused,
    Unreadable,
)
from ordering.menu.importing.texts import (
    LONGEST_NAME,
    as_text,
    by_language,
    clean,
    language_code,
    names_key,
    say,
    short,
)

MOST_DISHES = 20_000
UNNAMED = {"zh": "菜单", "th": "เมนู", "ja": "メニュー", "ko": "메뉴"}


def read_neutral(menu: dict, currency: str, language: str) -> ImportPlan:
    """Unreadable unless `menu` holds `categories`, or `restaurants` with categories."""
    if not any(isinstance(menu.get(key), (list, dict)) for key in ("categories", "restaurants")):
        raise Unreadable("The JSON holds neither “categories” nor “restaurants”.")
    sources = dicts(menu.get("restaurants")) or [menu]
    if sum(len(rows(c.get("items"))) for s in sources for c in dicts(s.get("categories"))) > MOST_DISHES:
        raise Unreadable(f"More than {MOST_DISHES} dishes in one file.")
    reader = _Reader(currency, language)
    theirs = menu.get("currency")
    if isinstance(theirs, str) and theirs.strip().upper() != currency:
        text = f"The file is in {clean(theirs)[:10]}; its numbers are taken as {currency}."
        reader.plan.mend("currency", "currency_differs", text)
    for n, source in enumerate(sources):
        reader.restaurant(source, n if len(sources) > 1 else None)
    return reader.plan


def language_of(menu) -> str | None:
    """The language that a file says it is in."""
    if not isinstance(menu, dict):
        return None
    source = menu.get("source")
    return language_code(menu.get("language") or (source.get("language") if isinstance(source, dict) else None))


class _Reader:
    def __init__(self, currency: str, language: str):
        self.language = language
        self.plan = ImportPlan()
        self.choices = Choices(self.plan, get_currency_precision(currency), language)
        self.items: dict[str, int] = {}  # key → its place in plan.items
        self.taken: set[str] = set()
        self.prefix, self.ambiguous = "", set()

    def restaurant(self, source: dict, number: int | None) -> None:
        title = clean(as_text(source.get("name"))) if number is not None else ""
        self.prefix = f"r{short(ident(source.get('id')) or title or str(number))[:8]}/" if number is not None else ""
        self.ambiguous = _ambiguous_ids(source)
        for n, category in enumerate(rows(source.get("categories")), 1):
            if isinstance(category, dict):
                self.category(category, title)
            else:
                self.plan.in_file += 1
                self.plan.refuse(f"{title} category {n}".strip(), "unreadable", "Not a category.")

    def category(self, raw: dict, restaurant: str) -> None:
        names = self.choices.names(raw) or {self.language: UNNAMED.get(self.language, "Menu")}
        key = self.unique(f"{self.prefix}c:{ident(raw.get('id')) or 'n:' + names_key(names)}")
        where = say(names)
        if restaurant:
            names = {k: f"{restaurant} · {v}"[:LONGEST_NAME].strip() for k, v in names.items()}
        dishes = rows(raw.get("items"))
        station = clean(as_text(raw.get("station"))) or None
        self.plan.categories.append(PlannedCategory(key, ident(raw.get("id")), names, station))
        if not dishes:
            self.plan.mend(say(names), "category_empty", "The category has no dishes; it is kept.")
        closed = not is_for_sale({k: raw.get(k) for k in ("available", "on_sale")})
        for number, dish in enumerate(dishes, 1):
            self.dish(dish, key, (restaurant, where, number), closed)

    def dish(self, raw, category: str, at: tuple, closed: bool) -> None:
        restaurant, title, number = at
        shown = clean(as_text(raw.get("name")))[:60] if isinstance(raw, dict) else ""
        where = " ".join(t for t in (f"{restaurant} ·" if restaurant else "", title, f"#{number}", shown) if t)
        if isinstance(raw, dict) and raw.get("where"):
            where = clean(as_text(raw["where"]))[:60]  # the line of a table
        self.plan.in_file += 1
        told = len(self.plan.mended)
        try:
            found = read_dish(raw, self.choices, where, title)
            if closed and isinstance(raw, dict):
                self.plan.mend(where, "off_sale", "Its category is off sale; it came in as not available.")
        except Refused as refused:
            del self.plan.mended[told:]
            self.plan.refuse(where, refused.rule, refused.text)
            return
        self.plan.split += len(found) - 1
        for dish in found:
            self.place(raw, dish | ({"available": False} if closed else {}), category, number - 1, where)

    def place(self, raw, dish: dict, category: str, position: int, where: str) -> None:
        """A new dish, or the same dish once more."""
        base = self.key(raw, dish)
        for key in (base, f"{base}:{short(repr((dish['price'], dish['group_keys'])))[:8]}"):
            at = self.items.get(key)
            if at is None:
                break
            known = self.plan.items[at]
            if (known.names, known.price, known.group_keys) == (dish["names"], dish["price"], dish["group_keys"]):
                return self.again(known, at, category, position, where)
        else:
            key = self.unique(key)
        if key != base:
            self.plan.mend(where, "same_id_differs", "Bears the id of another dish but differs; kept as its own dish.")
        self.items[key] = len(self.plan.items)
        own_id = ident(raw.get("id")) if dish.get("variant") is None and key == base else ""
        dish = {k: v for k, v in dish.items() if k != "variant"}
        self.plan.items.append(PlannedItem(key=key, own_id=own_id, places=((category, position),), **dish))
        return None

    def again(self, known: PlannedItem, at: int, category: str, position: int, where: str) -> None:
        self.plan.merged += 1
        if category in dict(known.places):
            self.plan.mend(where, "repeated", "The same dish twice in one category; kept once.")
            return
        self.plan.mend(where, "same_dish", "Stands in several categories; it is one dish.")
        places = (*known.places, (category, position))
        self.plan.items[at] = PlannedItem(**{**known.__dict__, "places": places})

    def key(self, raw: dict, dish: dict) -> str:
        """The source's id; where that is missing or several dishes', the name. Repeats find the same dish by it."""
        given = ident(raw.get("id"))
        if given and given not in self.ambiguous:
            key = f"{self.prefix}i:{given}"
        else:
            key = f"{self.prefix}i:{given}:{names_key(dish['names'])}"
        return key if dish.get("variant") is None else f"{key}:v:{dish['variant']}"

    def unique(self, key: str) -> str:
        n, free = 1, key
        while free in self.taken:
            n, free = n + 1, f"{key}~{n + 1}"
        self.taken.add(free)
        return free


def _ambiguous_ids(source: dict) -> set[str]:
    """Ids that dishes of different names bear: numbers of rows, not of dishes."""
    bearers = defaultdict(set)
    for category in dicts(source.get("categories")):
        for dish in dicts(category.get("items")):
            name = next(iter(by_language(dish, "name", "zh").values()), "")
            bearers[ident(dish.get("id"))].add(re.sub(r"\W", "", name))
    return {given for given, names in bearers.items() if len(names) > 1}
