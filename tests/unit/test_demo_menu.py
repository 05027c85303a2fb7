"""The demo's menu and its drawings."""

from xml.etree import ElementTree

import orjson
import pytest

from app.demo.art import dish_svg
from app.demo.menu import CATEGORIES, DISHES, neutral
from ordering.menu.importing import read_menu
from ordering.menu.labels import ALLERGENS, say_allergen, say_tag


@pytest.fixture(scope="module")
def plan():
    stations = {"wok": "热菜", "cold": "凉菜", "bar": "酒水"}
    return read_menu(orjson.dumps(neutral(stations)), "json", "CNY", "zh")


def test_it_imports_whole(plan):
    assert len(DISHES) >= 40
    assert [item.names["zh"] for item in plan.items] == list(
        dict.fromkeys(DISHES[key].zh for _, _, _, _, keys in CATEGORIES for key in keys.split())
    )
    assert plan.refused == []
    assert {rule for _, rule, _ in plan.mended} == {"same_dish"}


def test_one_group_is_used_by_many(plan):
    uses = [key for item in plan.items for key in item.group_keys]
    assert max(uses.count(group.key) for group in plan.groups.values()) > 8


def test_everything_is_said_in_both_languages(plan):
    for item in plan.items:
        assert set(item.names) == set(item.descriptions) == {"zh", "en"}
        for tag in item.tags:
            assert say_tag(tag, "en").isascii() or "–" in say_tag(tag, "en")
        for allergen in item.allergens:
            assert allergen in ALLERGENS
            assert say_allergen(say_allergen(allergen, "zh"), "en") == say_allergen(allergen, "en") != ""


def test_a_tag_of_an_owners_own_stays_as_typed():
    assert say_tag("老板推荐", "en") == "老板推荐"
    assert say_tag("2–3 人", "en") == "Serves 2–3"
    assert say_tag("Mild", "zh") == "微辣"
    assert say_allergen("Peanuts", "zh") == "花生"
    assert say_allergen("蓝龙舌兰", "en") == "蓝龙舌兰"


@pytest.mark.parametrize("key", DISHES)
def test_every_dish_is_drawn_small_and_always_the_same(key):
    svg = dish_svg(key)
    assert len(svg.encode()) <= 6 * 1024
    names = {element.tag.rpartition("}")[2] for element in ElementTree.fromstring(svg).iter()}
    assert names <= set("svg defs g path rect circle ellipse use stop linearGradient radialGradient".split())
    dish_svg.cache_clear()
    assert dish_svg(key) == svg
