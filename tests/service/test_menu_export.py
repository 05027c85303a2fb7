"""What is exported comes in again without a change, in every kind of file, on every real menu."""

import csv
import io

import orjson
import pytest

from ordering.menu.exporting import KINDS
from tests.menus import ABSENT, MENUS

TELLING = ("fp_kfc_en", "swiggy_louis_en", "elm_dessert_zh", "sky_takeout_zh")
FILES = [p for p in MENUS if p.stem in TELLING]
CHANGED = ("created", "updated")


def send(place, data, kind, query=""):
    answer = place.app.test_client().post(
        f"{place.home}/menu/import{query}",
        data=data,
        headers={"Authorization": f"Bearer {place.owner.token}", "Content-Type": kind},
    )
    return answer.status_code, orjson.loads(answer.data)


def export(place, kind):
    answer = place.app.test_client().get(
        f"{place.home}/menu/export?format={kind}", headers={"Authorization": f"Bearer {place.owner.token}"}
    )
    assert (answer.status_code, answer.mimetype) == (200, KINDS[kind])
    return answer.data


def come_in_again(place):
    before, etag = (
        place.owner.get(f"{place.home}/menu")[1],
        place.app.test_client().get(f"{place.home}/menu").headers["ETag"],
    )
    for kind, mime in KINDS.items():
        status, report = send(place, export(place, kind), mime)
        assert status == 200, (kind, report)
        assert [report[k] for k in CHANGED] == [0, 0], (kind, report)
    assert place.owner.get(f"{place.home}/menu")[1] == before
    assert place.app.test_client().get(f"{place.home}/menu").headers["ETag"] == etag


@pytest.mark.skipif(not FILES, reason=ABSENT)
@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_real_menus_come_in_again(place, path):
    assert send(place, path.read_bytes(), "application/json")[0] == 200
    come_in_again(place)


def test_what_the_owner_made_and_changed_comes_in_again(place):
    owner, home = place.owner, place.home
    station = owner.get(f"{home}/stations")[1]["items"][0]["id"]
    steam = owner.post(f"{home}/stations", {"names": {"zh": "蒸菜", "en": "Steam"}})[1]["id"]
    group = owner.post(
        f"{home}/modifier-groups",
        {
            "names": {"zh": "甜度", "en": "Sugar"},
            "min": 1,
            "max": 1,
            "modifiers": [
                {"names": {"zh": "全糖", "en": "Full"}},
                {"names": {"zh": "半糖", "en": "Half"}, "price": 100},
            ],
        },
    )[1]
    category = owner.post(f"{home}/categories", {"names": {"zh": "饮品", "en": "Drinks"}, "station_id": station})[1]
    old = owner.get(f"{home}/categories")[1]["items"][0]
    status, made = owner.post(
        f"{home}/menu-items",
        {
            "names": {"zh": '=HYPERLINK("x")  茶', "en": "Tea"},
            "price": 1850,
            "category_ids": [category["id"], old["id"]],
            "group_ids": [group["id"]],
            "descriptions": {"zh": "-热\n  冷"},
            "tags": ["招牌"],
            "allergens": ["milk"],
            "station_ids": [station, steam],
            "stations_finish": "together",
            "course": 2,
        },
    )
    assert status == 201, made
    assert (
        owner.call(
            "PATCH",
            f"{home}/menu-items/{place.dishes['米饭']['id']}",
            {"names": {"zh": "五常米饭", "en": "Rice"}, "price": 250},
        )[0]
        == 200
    )
    come_in_again(place)


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_gives_back_stations_and_course(place, kind):
    owner, home, dish = place.owner, place.home, f"{place.home}/menu-items/{place.dishes['米饭']['id']}"
    hot = owner.get(f"{home}/stations")[1]["items"][0]["id"]
    steam = owner.post(f"{home}/stations", {"names": {"zh": "蒸菜", "en": "Steam"}})[1]["id"]
    made = {"station_ids": [steam, hot], "stations_finish": "together", "course": 3}
    assert owner.call("PATCH", dish, made)[0] == 200
    data = export(place, kind)
    assert owner.call("PATCH", dish, {"station_ids": [hot], "stations_finish": "each", "course": 0})[0] == 200
    report = send(place, data, KINDS[kind])[1]
    assert (report["updated"], report["mended"]) == (1, [])
    now = next(i for i in owner.get(f"{home}/menu-items")[1]["items"] if i["id"] == place.dishes["米饭"]["id"])
    assert {key: now[key] for key in made} == made


def test_a_table_says_stations_and_course_of_new_dishes(place):
    place.owner.post(f"{place.home}/stations", {"names": {"zh": "蒸菜", "en": "Steam"}})
    data = "菜名,价格,档口,上菜顺序\n蒸鱼,68,厨房|蒸菜,2\n汤,12,蒸菜,十\n".encode()
    report = send(place, data, "text/csv")[1]
    assert [(m["where"], m["rule"]) for m in report["mended"]] == [("line 3", "course_unknown")]
    dishes = {i["names"]["zh"]: i for i in place.owner.get(f"{place.home}/menu-items")[1]["items"]}
    assert (len(dishes["蒸鱼"]["station_ids"]), dishes["蒸鱼"]["course"]) == (2, 2)
    assert (len(dishes["汤"]["station_ids"]), dishes["汤"]["course"]) == (1, 0)


def test_no_cell_is_a_formula(place):
    old = place.owner.get(f"{place.home}/categories")[1]["items"][0]
    for name in ("=1+1", "+1", "-1", "@SUM(A1)"):
        assert (
            place.owner.post(
                f"{place.home}/menu-items", {"names": {"zh": name}, "price": 1, "category_ids": [old["id"]]}
            )[0]
            == 201
        )
    cells = [c for row in csv.reader(io.StringIO(export(place, "csv").decode("utf-8-sig"))) for c in row]
    assert not [c for c in cells if c[:1] in ("=", "+", "-", "@")]
    come_in_again(place)


def test_a_table_changes_a_price_and_leaves_the_choices(place):
    status, report = send(place, "分类,菜名,价格\n热菜,宫保鸡丁,39\n热菜,新菜,12.5\n".encode(), "text/csv")
    assert (status, report["created"], report["updated"]) == (200, 1, 1)
    dishes = {i["name"]: i for c in place.owner.get(f"{place.home}/menu")[1]["categories"] for i in c["items"]}
    assert dishes["宫保鸡丁"]["price"] == 3900
    assert dishes["宫保鸡丁"]["id"] == place.dishes["宫保鸡丁"]["id"]
    assert dishes["宫保鸡丁"]["modifier_groups"]
    assert dishes["新菜"]["price"] == 1250


def test_a_dry_run_changes_nothing(place):
    before = place.app.test_client().get(f"{place.home}/menu")
    status, report = send(place, "菜名,价格\n新菜,12\n坏菜,abc\n".encode(), "text/csv", "?dry_run=1")
    assert (status, report["created"], report["dry_run"], len(report["refused"])) == (200, 1, True, 1)
    assert place.app.test_client().get(f"{place.home}/menu").headers["ETag"] == before.headers["ETag"]


def test_a_station_that_nobody_knows_is_told_and_moves_nothing(place):
    (station,) = place.owner.get(f"{place.home}/stations")[1]["items"]
    dish = {
        "id": "b",
        "name": "米饭",
        "price": "2.00",
        "stations": [station["names"]["zh"], "烧腊"],
        "option_groups": [],
    }
    menu = {"currency": "CNY", "categories": [{"id": "c", "name": "热菜", "station": "酒吧", "items": [dish]}]}
    told = place.owner.post(f"{place.home}/menu/import", menu)[1]["mended"]
    assert [(line["where"], line["rule"]) for line in told] == [
        ("热菜", "station_unknown"),
        ("米饭", "station_unknown"),
    ]
    assert "酒吧" in told[0]["text"] and "烧腊" in told[1]["text"] and station["names"]["zh"] in told[1]["text"]
    dishes = {i["names"]["zh"]: i for i in place.owner.get(f"{place.home}/menu-items")[1]["items"]}
    assert dishes["米饭"]["station_ids"] == [station["id"]]


def test_a_file_without_stations_leaves_the_owners(place):
    from tests.people import MENU

    station, dish = place.owner.get(f"{place.home}/stations")[1]["items"][0]["id"], place.dishes["米饭"]["id"]
    assert place.owner.call("PATCH", f"{place.home}/menu-items/{dish}", {"station_id": station})[0] == 200
    report = send(place, orjson.dumps(MENU), "application/json")[1]
    assert [report[k] for k in CHANGED] == [0, 0]
    items = place.owner.get(f"{place.home}/menu-items")[1]["items"]
    assert next(i for i in items if i["id"] == dish)["station_id"] == station


def dish(**more):
    return orjson.dumps({"categories": [{"name": "c", "items": [{"name": "a", "price": "1", **more}]}]})


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (dish(price="9" * 25), "json"),
        (dish(station={"a": 1}), "json"),
        (dish(image_url={"a": 1}), "json"),
        (dish(image_url="javascript:alert(1)"), "json"),
        (dish(image_url="x" * 5000), "json"),
        (dish(id="z" * 900), "json"),
        (
            dish(option_groups=[{"name": "g", "options": [{"name": "o", "price": "1", "max_quantity": 10**18}] * 20}]),
            "json",
        ),
        (b"[" * 100_000, "json"),
        (b"{", "json"),
        (b"[1]", "json"),
        (b"name,price\n" + b"a" * 200_000 + b",1", "csv"),
        (b"name,price\na\x00,1", "csv"),
        (b"\xff\xfe\x00", "csv"),
        (b"", "csv"),
        (b"PK\x03\x04", "xlsx"),
        (b"", "xlsx"),
    ],
)
def test_no_file_breaks_it(place, data, kind):
    status, answer = send(place, data, KINDS[kind])
    assert status in (200, 422), answer
    assert "javascript:" not in str(place.owner.get(f"{place.home}/menu")[1])
    assert place.owner.get(f"{place.home}/menu")[0] == 200
