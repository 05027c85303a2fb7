"""What an import writes: once, exactly, in several languages, and nothing the second time."""

import orjson
import pytest

from core.transactions import reading, transaction
from ordering.menu.importing import read_menu
from ordering.menu.merging.applying import MenuMoved, apply_changes, apply_import
from ordering.menu.merging.comparing import changes_of
from ordering.menu.merging.snapshot import snapshot_of
from ordering.menu.pricing import line_price
from ordering.menu.queries import pricing_rows
from tests.menus import ABSENT, MENUS, RAW, cheapest, name_of, plan_of

TELLING = ("fp_banying_en", "millers_uk_en", "elm_zhengxin_zh", "tastyigniter_demo")
real = pytest.mark.skipif(not MENUS, reason=ABSENT)


def bring_in(place, plan) -> dict:
    with transaction() as session:
        return apply_import(session, place.id, plan)


def send(place, body, query=""):
    return place.owner.post(f"{place.home}/menu/import{query}", body)[1]


def counts(report):
    return report["created"], report["updated"], report["unchanged"]


def come_in(place, path):
    plan = plan_of(path)
    report = bring_in(place, plan)
    assert sum(counts(report)) + report["merged"] + len(report["refused"]) == report["in_file"] + report["split"]
    assert report["created"] == len(plan.items)
    again = bring_in(place, plan_of(path))
    assert counts(again) == (0, 0, report["created"])
    return plan


@real
@pytest.mark.parametrize("path", [p for p in (*MENUS, *RAW) if p.stem in TELLING], ids=name_of)
def test_a_menu_comes_in_once_and_can_be_ordered(place, path):
    plan = come_in(place, path)
    with reading() as session:
        rows = pricing_rows(session, place.id)
    assert len(rows) == len(plan.items) + len(place.dishes)
    orderable = [row for row in rows.values() if row["available"]]
    for row in orderable:
        line_price(row, 1, cheapest(row))
    guest = place.sit()
    for row in orderable[:: max(1, len(orderable) // 5)]:
        wanted = {"item_id": row["id"], "quantity": 1, "modifiers": cheapest(row)}
        status, cart = guest.post("/api/v1/visit/cart/lines", wanted)
        assert status == 201, cart
        shown = next(line for line in cart["lines"] if line["item_id"] == row["id"])
        assert shown["unit_price"] == line_price(row, 1, cheapest(row))[0]


@real
def test_every_real_menu_comes_in_twice_into_one_house(database_url, place):
    """All files, one after the other: nothing of one is taken for a dish of another's."""
    if not database_url.startswith("sqlite"):
        pytest.skip("once is enough for all files; the telling ones run on both")
    for path in RAW + [p for p in MENUS if not p.stem.endswith("_th")]:
        if path.stem not in {p.stem for p in MENUS} or path in MENUS:
            bring_in(place, plan_of(path))
            assert counts(bring_in(place, plan_of(path)))[:2] == (0, 0), path.stem
    with reading() as session:
        rows = pricing_rows(session, place.id)
    for row in rows.values():
        if row["available"]:
            line_price(row, 1, cheapest(row))


@real
@pytest.mark.parametrize("name", ["fp_koi", "fp_kfc", "fp_banying"])
def test_two_languages_of_one_house_lie_side_by_side(place, name):
    def path(code):
        return next(p for p in MENUS if p.stem == f"{name}_{code}")

    bring_in(place, plan_of(path("en")))
    english = prices(place)
    report = bring_in(place, plan_of(path("th")))
    assert report["created"] == 0, report["created"]
    assert prices(place) == english
    thai = {c["id"]: c for c in orjson.loads(path("th").read_bytes())["categories"]}
    menu = place.owner.get(f"{place.home}/menu?lang=th")[1]
    assert {" ".join(c["name"].split()) for c in thai.values()} <= {c["name"] for c in menu["categories"]}
    for category in menu["categories"]:
        for item in category["items"]:
            for group in item["modifier_groups"]:
                assert group["name"]
    for code in ("en", "th", "en"):
        assert counts(bring_in(place, plan_of(path(code))))[:2] == (0, 0), code
    both = [i for c in menu["categories"] for i in c["items"] if {"en", "th"} <= set(i["names"])]
    assert len(both) >= len(plan_of(path("th")).items) - 1


def prices(place):
    with reading() as session:
        rows = pricing_rows(session, place.id)
    return {
        id: (row["price"], [(g["min"], g["max"], [m["price"] for m in g["modifiers"].values()]) for g in row["groups"]])
        for id, row in rows.items()
    }


def two(price="3.50", **more):
    group = {"name": "辣度", "min": 1, "max": 1, "options": [{"name": "微辣"}, {"name": "加蛋", "price": price}]}
    dishes = [
        {"id": f"d{n}", "name": f"面{n}", "price": "20", "option_groups": [orjson.loads(orjson.dumps(group))]}
        for n in (1, 2)
    ]
    dishes[0].update(more)
    return {"categories": [{"id": "c", "name": "面", "items": dishes}]}


def group_ids(place):
    items = {i["names"]["zh"]: i for i in place.owner.get(f"{place.home}/menu-items")[1]["items"]}
    return [items[f"面{n}"]["group_ids"] for n in (1, 2)]


def test_a_group_that_all_its_dishes_change_keeps_its_ids(place):
    send(place, two())
    before, ids = group_ids(place), modifier_ids(place)
    assert before[0] == before[1]
    assert counts(send(place, two("4.00"))) == (0, 2, 0)
    assert group_ids(place) == before
    assert modifier_ids(place) == ids


def modifier_ids(place):
    return sorted(m["id"] for g in place.owner.get(f"{place.home}/modifier-groups")[1]["items"] for m in g["modifiers"])


def test_a_group_that_one_dish_changes_is_changed_for_that_dish_only(place):
    send(place, two())
    body = two()
    body["categories"][0]["items"][1]["option_groups"][0]["options"][1]["price"] = "9"
    assert counts(send(place, body)) == (0, 1, 1)
    first, second = group_ids(place)
    assert first != second
    assert counts(send(place, body)) == (0, 0, 2)
    assert counts(send(place, two())) == (0, 1, 1)
    assert group_ids(place)[0] == group_ids(place)[1]
    assert len(place.owner.get(f"{place.home}/modifier-groups")[1]["items"]) == 2  # the place's own, and this


def test_what_the_kitchen_said_stays(place):
    send(place, two())
    item = next(i for i in place.owner.get(f"{place.home}/menu-items")[1]["items"] if i["names"]["zh"] == "面1")
    place.owner.post(f"{place.home}/menu-items/{item['id']}/availability", {"available": False})
    assert counts(send(place, two(available=True))) == (0, 0, 2)
    assert place.owner.get(f"{place.home}/menu-items/{item['id']}")[1]["available"] is False


def test_what_changed_meanwhile_is_compared_again(place):
    plan = read_menu(orjson.dumps(two()), "json", "CNY")
    with reading() as session:
        changes = changes_of(snapshot_of(session, place.id), plan)
    place.owner.call("PATCH", f"{place.home}/menu-items/{place.dishes['米饭']['id']}", {"price": 300})
    with pytest.raises(MenuMoved), transaction() as session:
        apply_changes(session, place.id, changes)
    assert place.owner.get(f"{place.home}/menu-items")[1]["items"][-1]["names"] != {"zh": "面2"}


def test_an_unreadable_file_says_why(place):
    status, problem = place.owner.post(f"{place.home}/menu/import", {"nothing": 1})
    assert (status, problem["code"]) == (422, "import_unreadable")
    assert "neutral" in problem["errors"]["body"][0]
