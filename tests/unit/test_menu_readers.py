"""Every real menu is read: no dish gets lost, every price is the source's, everything for sale can be ordered."""

from decimal import Decimal

import orjson
import pytest

from core.money import parse_amount
from ordering.menu.pricing import line_price, price_from
from tests.menus import ABSENT, MENUS, RAW, cheapest, currency_of, name_of, plan_of, priceable

pytestmark = pytest.mark.skipif(not MENUS, reason=ABSENT)
every_file = pytest.mark.parametrize("path", [*MENUS, *RAW], ids=name_of)
every_menu = pytest.mark.parametrize("path", MENUS, ids=name_of)


@every_file
def test_no_dish_gets_lost(path):
    plan = plan_of(path)
    assert plan.in_file + plan.split == len(plan.items) + plan.merged + len(plan.refused)
    assert len({i.key for i in plan.items}) == len(plan.items)
    if path in MENUS:
        loaded = orjson.loads(path.read_bytes())
        sources = loaded.get("restaurants") or [loaded]
        assert plan.in_file == sum(len(c["items"]) for s in sources for c in s["categories"])
    assert {r for _, r, _ in plan.refused} <= {"notice"}


@every_file
def test_every_dish_can_be_ordered_at_its_cheapest(path):
    plan = plan_of(path)
    said = {where for where, rule, _ in plan.mended if rule in ("off_sale", "choices_sold_out")}
    for item in plan.items:
        dish = priceable(plan, item)
        if not item.available:
            assert said, f"{item.names} came in as not available without a word"
            continue
        price, _ = line_price(dish, 1, cheapest(dish))
        assert price == price_from(dish)


@every_menu
def test_every_price_is_the_source_s(path):
    """Each variation and each option, recomputed here from the file's own decimal strings."""
    plan, currency, checked = plan_of(path), currency_of(path), 0
    by_key = {item.key: item for item in plan.items}
    loaded = orjson.loads(path.read_bytes())
    sources = loaded.get("restaurants") or [loaded]
    prefixes = sorted({i.key.partition("/")[0] + "/" if "/" in i.key else "" for i in plan.items})
    for source in sources:
        for raw in (item for category in source["categories"] for item in category["items"]):
            for variation, expected, picks in expectations(raw):
                item = next((i for p in prefixes if (i := found(by_key, p, raw, variation))), None)
                if item is None:
                    assert any(r == "notice" and raw["name"].strip() in w for w, r, _ in plan.refused), raw["name"]
                    continue
                assert charged(plan, item, variation, picks) == parse_amount(str(expected), currency), raw["name"]
                checked += 1
    assert checked >= len(plan.items)


def expectations(raw: dict):
    """(variation or None, price, [(group's name, option's name)]): bare, then with each option of each group."""
    if raw.get("pricing_models"):
        for model in raw["pricing_models"]:
            ids = {v["variationId"] for v in model["variations"]}
            groups = [g for g in raw["option_groups"] if g["kind"] == "variant"]
            picks = [(g["name"], o["name"]) for g in groups for o in g["options"] if o["id"] in ids]
            yield None, Decimal(model["price"]) / 100, picks
        return
    real = [v for v in raw.get("variations") or [] if v["id"] != "-10000"]
    variations = [{**v, "n": n, "of": len(real)} for n, v in enumerate(real)] or [None]
    for variation in variations:
        price = Decimal(variation["price"] if variation else raw["price"])
        groups = (raw.get("option_groups") or []) + ((variation or {}).get("option_groups") or [])
        must = {id(g): sum(sorted(Decimal(o["price"]) for o in g["options"])[: g["min"]]) for g in groups}
        yield variation, price + sum(must.values()), []
        for group in groups:
            for option in group["options"]:
                if group["min"] <= 1:
                    rest = sum(must.values()) - (must[id(group)] if group["min"] else 0)
                    yield variation, price + rest + Decimal(option["price"]), [(group["name"], option["name"])]


def found(by_key, prefix, raw, variation):
    key = f"{prefix}i:{raw['id']}"
    return by_key.get(key) or by_key.get(f"{key}:v:{variation and variation['id']}")


def charged(plan, item, variation, picks) -> int:
    dish, chosen = priceable(plan, item), []
    dish["available"] = True
    sized = variation is not None and variation["of"] > 1 and ":v:" not in item.key
    picks = [(clean(g), clean(o)) for g, o in picks]
    for place, group in enumerate(dish["groups"]):
        for modifier in group["modifiers"].values():
            modifier["available"] = True
        sizes = [(group["id"], variation["n"])] if sized and place == 0 else []
        names = {id: next(iter(m["names"].values())) for id, m in group["modifiers"].items()}
        title = next(iter(group["names"].values()))
        wanted = [id for id, name in names.items() if (title, name) in picks][:1]
        chosen += [{"id": id} for id in sizes or wanted] or cheapest({"groups": [group]})
    return line_price(dish, 1, chosen)[0]


def clean(text):
    return " ".join(text.split())


@pytest.mark.parametrize("path", [p for p in RAW if (p.parent.parent / "menus" / p.name).exists()], ids=name_of)
def test_a_platform_s_own_structure_says_the_same(path):
    def told(plan):
        titles = {c.key: c.names for c in plan.categories}
        return [
            (
                [titles[key] for key, _ in i.places],
                *(i.names, i.descriptions, i.price, i.available, i.tags),
                [(g.names, g.min, g.max, [(m.names, m.price) for m in g.modifiers]) for g in groups(plan, i)],
            )
            for i in plan.items
        ]

    def groups(plan, item):
        return [plan.groups[key] for key in item.group_keys]

    assert told(plan_of(path)) == told(plan_of(path.parent.parent / "menus" / path.name))


def test_every_rule_used_is_written_down():
    from tests.conftest import ROOT

    rules = (ROOT / "docs" / "menu-import.md").read_text()
    for path in (*MENUS, *RAW):
        plan = plan_of(path)
        assert {r for _, r, _ in plan.mended + plan.refused if f"`{r}`" not in rules} == set()
