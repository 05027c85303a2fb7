"""The neutral JSON shape → a plan. Every mend and refusal is a named rule of docs/menu-import.md."""

import hashlib
import re
import unicodedata
from collections import Counter

from core.money import parse_amount
from ordering.menu.importing.plan import (
    ImportPlan,
    PlannedCategory,
    PlannedGroup,
    PlannedItem,
    PlannedModifier,
    Unreadable,
)

LONGEST = 120
NOTICE = re.compile(r"公告|扫码|红包|须知|温馨提示|不要点|请勿下单|勿拍")
_BLANK = re.compile(r"\s+")


def read_neutral(menu: dict, currency: str, language: str) -> ImportPlan:
    """Unreadable unless `menu` holds `categories` or `restaurants` with categories."""
    reader = _Reader(currency, language)
    if isinstance(menu.get("currency"), str) and menu["currency"] != currency:
        reader.plan.mended.append(
            ("currency", "currency_differs", f"The file is in {menu['currency']}; its numbers are taken as {currency}.")
        )
    sources = [r for r in menu.get("restaurants", []) if isinstance(r, dict)] or [menu]
    several = len(sources) > 1
    found = False
    for n, source in enumerate(sources):
        for category in source.get("categories") or []:
            found = True
            if isinstance(category, dict):
                reader.category(category, f"r{n}/" if several else "", str(source.get("name", "")) if several else "")
    if not found and "categories" not in menu and "restaurants" not in menu:
        raise Unreadable("The JSON holds neither “categories” nor “restaurants”.")
    return reader.plan


class _Reader:
    def __init__(self, currency, language):
        self.currency, self.language = currency, language
        self.plan, self.items, self.groups, self.keys = ImportPlan(), {}, {}, Counter()

    def category(self, raw, prefix, restaurant):
        names = self.names(raw) or {self.language: "菜单"}
        key = prefix + self.unique(f"c:{raw.get('id') or names_key(names)}")
        if restaurant:
            names = {k: f"{clean(restaurant)} · {v}"[:LONGEST] for k, v in names.items()}
        rows = [r for r in raw.get("items") or [] if isinstance(r, dict)]
        self.plan.categories.append(PlannedCategory(key, names, raw.get("station")))
        if not rows:
            self.mend(self.say(names), "category_empty", "The category has no dishes; it is kept.")
        for number, row in enumerate(rows, 1):
            where = f"{self.say(names)} #{number} {clean(str(row.get('name') or ''))}".strip()
            try:
                self.item(row, key, where, prefix)
            except ValueError as error:
                self.refuse(where, "unreadable", str(error))

    def item(self, raw, category, where, prefix):
        names = self.names(raw)
        if not names:
            return self.refuse(where, "unnamed", "A dish without a name.")
        variants = self.variants(raw, where)
        if raw.get("price") in (None, "") and not variants:
            return self.refuse(where, "price_missing", "No price, and no variant that has one.")
        groups = [g for g in raw.get("option_groups") or [] if isinstance(g, dict)]
        own = [v.get("option_groups") or [] for v in variants]
        if any(own) and any(o != own[0] for o in own):
            self.mend(where, "variants_split", "Its variants have different choices: each became a dish of its own.")
            for v in variants:
                title = {k: f"{n} ({clean(str(v.get('name') or ''))})"[:LONGEST] for k, n in names.items()}
                self.add(
                    raw,
                    title,
                    self.price(v["price"]),
                    groups + list(v.get("option_groups") or []),
                    [],
                    category,
                    where,
                    prefix,
                )
            return None
        price = self.price(raw["price"]) if raw.get("price") not in (None, "") else None
        return self.add(raw, names, price, groups + (own[0] if own else []), variants, category, where, prefix)

    def add(self, raw, names, price, groups, variants, category, where, prefix):
        prices = [self.price(v["price"]) for v in variants]
        if prices and (len(prices) > 1 or price is None):
            if price is not None and price not in prices:
                self.mend(where, "variant_price", "The dish's own price is none of its variants'; the variants' count.")
            price = min(prices)
        group_keys = []
        if len(variants) > 1:
            group_keys.append(self.size_group(variants, prices, price))
        for n, group in enumerate(groups):
            key = self.group(group, f"{where} › {clean(str(group.get('name') or n))}")
            if key and key not in group_keys:
                group_keys.append(key)
        if NOTICE.search(self.say(names)) and price <= 100 and not groups:
            return self.refuse(where, "notice", "A notice sold as a dish; put it into the restaurant's text instead.")
        if price == 0 and not any(p.price for k in group_keys for p in self.groups[k].modifiers):
            self.mend(where, "price_zero", "Costs nothing; kept as it is.")
        key = prefix + f"i:{raw.get('id') or ''}:{names_key(names)}"
        known = self.items.get(key)
        if known is not None and (known.price, known.group_keys) == (price, tuple(group_keys)):
            if category not in known.category_keys:
                self.mend(where, "same_dish", "Stands in several categories; it is one dish.")
                self.replace(key, PlannedItem(**{**known.__dict__, "category_keys": (*known.category_keys, category)}))
            else:
                self.mend(where, "repeated", "The same dish twice in one category; kept once.")
            return None
        if known is not None:
            key = self.unique(key + f":{category}")
        available = (
            raw.get("available", True) is not False
            and not raw.get("sold_out")
            and raw.get("on_sale", True) is not False
        )
        item = PlannedItem(
            key[:200] if len(key) <= 200 else key[:160] + short(key),
            names,
            self.texts(raw),
            price,
            (category,),
            tuple(group_keys),
            tuple(clean(str(t)) for t in raw.get("tags") or []),
            tuple(clean(str(a)) for a in raw.get("allergens") or []),
            available,
            raw.get("station"),
            raw.get("image_url"),
        )
        self.items[key] = item
        self.plan.items.append(item)
        return None

    def variants(self, raw, where) -> list[dict]:
        """Real ones: a second SKU that cannot be sold and bears the placeholder's name is none."""
        found = [v for v in raw.get("variations") or [] if isinstance(v, dict) and v.get("price") not in (None, "")]
        real = [
            v
            for v in found
            if not (
                str(v.get("id")) == "-10000"
                or (len(found) > 1 and str(v.get("name") or "").strip() in ("默认", "") and v.get("stock") == 0)
            )
        ]
        if len(real) < len(found) and real:
            self.mend(where, "variant_phantom", "A placeholder variant that cannot be sold was left out.")
        return real or found[:1]

    def size_group(self, variants, prices, least) -> str:
        choices = tuple(
            PlannedModifier(
                f"v{n}",
                {self.language: clean(str(v.get("name") or f"{n + 1}")) or str(n + 1)},
                p - least,
                1,
                not v.get("sold_out") and v.get("stock") != 0,
            )
            for n, (v, p) in enumerate(zip(variants, prices, strict=True))
        )
        return self.keep({"zh": "规格", "en": "Size"}, 1, 1, choices)

    def group(self, raw, where) -> str | None:
        options = [o for o in raw.get("options") or [] if isinstance(o, dict)]
        choices = []
        for n, option in enumerate(options):
            names = self.names(option)
            try:
                price = self.price(option.get("price") or "0")
            except ValueError as error:
                self.refuse(f"{where} › {n + 1}", "option_price", str(error))
                continue
            if not names:
                self.refuse(f"{where} › {n + 1}", "unnamed", "A choice without a name.")
                continue
            choices.append(
                PlannedModifier(
                    f"o{n}",
                    names,
                    price,
                    int(option.get("max_quantity") or 1),
                    option.get("available", True) is not False,
                )
            )
        if not choices:
            self.mend(where, "group_empty", "A group without choices was left out, so the dish stays orderable.")
            return None
        least, most = whole(raw.get("min")), whole(raw.get("max"))
        room = sum(c.max_quantity for c in choices)
        if least > room:
            self.mend(where, "min_lowered", f"Asked for {least} of {room}; lowered so that it can be filled.")
            least = room
        if most <= 0 or most > room:
            if most > room:
                self.mend(where, "max_lowered", f"Allowed {most} of {room}; lowered.")
            most = room
        return self.keep(self.names(raw) or {"zh": "选项", "en": "Options"}, least, max(most, least, 1), tuple(choices))

    def keep(self, names, least, most, choices) -> str:
        key = "g:" + short(repr((sorted(names.items()), least, most, choices)))
        if key not in self.groups:
            self.groups[key] = PlannedGroup(key, names, least, most, choices)
            self.plan.groups.append(self.groups[key])
        return key

    def names(self, raw) -> dict:
        given = raw.get("names") if isinstance(raw.get("names"), dict) else {}
        given = {**{k[5:]: v for k, v in raw.items() if k in ("name_zh", "name_en")}, **given} or {
            self.language: raw.get("name")
        }
        return {k: n for k, v in given.items() if (n := clean(str(v if v is not None else ""))[:LONGEST])}

    def texts(self, raw) -> dict:
        given = (
            raw.get("descriptions")
            if isinstance(raw.get("descriptions"), dict)
            else {self.language: raw.get("description")}
        )
        return {
            k: t
            for k, v in given.items()
            if (t := "\n".join(clean(line) for line in str(v or "").splitlines()).strip()[:1000])
        }

    def price(self, value) -> int:
        return parse_amount(value if isinstance(value, str) else f"{value}", self.currency)

    def unique(self, key) -> str:
        self.keys[key] += 1
        return key if self.keys[key] == 1 else f"{key}~{self.keys[key]}"

    def replace(self, key, item):
        self.plan.items[self.plan.items.index(self.items[key])] = item
        self.items[key] = item

    def say(self, names):
        return next(iter(names.values()), "")

    def mend(self, where, rule, text):
        self.plan.mended.append((where, rule, text))

    def refuse(self, where, rule, text):
        self.plan.refused.append((where, rule, text))


def clean(text: str) -> str:
    """NFC; no zero-width, control or direction characters; single blanks; emoji stay."""
    kept = "".join(
        " " if c in "\r\n\t" else c
        for c in unicodedata.normalize("NFC", text)
        if c in "\r\n\t\u200d" or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )
    return _BLANK.sub(" ", kept).strip(" \u200d")


def whole(value) -> int:
    try:
        return max(0, int(value))
    except (TypeError, ValueError):
        return 0


def names_key(names: dict) -> str:
    return short(repr(sorted(names.items())))


def short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:20]
