"""Every real menu comes in, and comes in again without a change."""

import orjson
import pytest

from tests.conftest import DATA

FILES = sorted([*(DATA / "menus").glob("*.json"), *(DATA / "menus_raw").glob("*.json")]) if DATA.is_dir() else []


@pytest.mark.skipif(not FILES, reason=f"no real menus at {DATA} (set ZHUOMA_DATA)")
@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_it_imports_twice(place, path):
    first = place.owner.post(f"{place.home}/menu/import", orjson.loads(path.read_bytes()))
    assert first[0] == 200, first
    again = place.owner.post(f"{place.home}/menu/import", orjson.loads(path.read_bytes()))[1]
    assert (again["created"], again["updated"]) == (0, 0)
    assert again["unchanged"] == first[1]["created"] + first[1]["unchanged"]
    menu = place.owner.get(f"{place.home}/menu")[1]
    for category in menu["categories"]:
        for item in category["items"]:
            for group in item["modifier_groups"]:
                assert sum(m["max_quantity"] for m in group["modifiers"]) >= group["min"], item["name"]
