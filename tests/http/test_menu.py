"""The menu over HTTP: cached for guests, edited by its owner, closed to everyone else."""

import pytest

from tests.people import Person, open_place


def categories(place):
    return place.owner.get(f"{place.home}/categories")[1]["items"]


def test_etag_and_304_until_something_changes(place):
    client = place.app.test_client()
    first = client.get(f"{place.home}/menu?lang=zh")
    etag = first.headers["ETag"]
    same = client.get(f"{place.home}/menu?lang=zh", headers={"If-None-Match": etag})
    assert (same.status_code, same.data) == (304, b"")
    assert client.get(f"{place.home}/menu?lang=en", headers={"If-None-Match": etag}).status_code == 200
    changes = [
        ("POST", "categories", {"names": {"zh": "甜品"}}),
        ("PATCH", f"menu-items/{place.dishes['米饭']['id']}", {"price": 201}),
        ("POST", f"menu-items/{place.dishes['米饭']['id']}/availability", {"available": False}),
    ]
    for method, path, body in changes:
        assert place.owner.call(method, f"{place.home}/{path}", body)[0] in (200, 201)
        moved = client.get(f"{place.home}/menu?lang=zh", headers={"If-None-Match": etag})
        assert moved.status_code == 200, path
        etag = moved.headers["ETag"]


def test_categories_are_made_ordered_and_removed(place):
    owner, home = place.owner, place.home
    status, made = owner.post(f"{home}/categories", {"names": {"zh": "甜品", "en": "Sweets"}})
    assert (status, made["position"]) == (201, 1)
    old = categories(place)[0]["id"]
    status, ordered = owner.call("PUT", f"{home}/categories", {"ids": [made["id"], old]})
    assert (status, [c["id"] for c in ordered["items"]]) == (200, [made["id"], old])
    assert owner.call("PUT", f"{home}/categories", {"ids": [old]})[0] == 422
    assert owner.call("PATCH", f"{home}/categories/{made['id']}", {"names": {"zh": "点心"}})[1]["names"] == {
        "zh": "点心"
    }
    status, problem = owner.call("DELETE", f"{home}/categories/{old}")
    assert (status, problem["code"]) == (409, "category_not_empty")
    assert "宫保鸡丁" in problem["detail"]
    assert owner.call("DELETE", f"{home}/categories/{made['id']}")[0] == 204
    assert owner.call("DELETE", f"{home}/categories/{made['id']}")[1]["code"] == "category_unknown"


def test_groups_are_made_used_and_guarded(place):
    owner, home, dish = place.owner, place.home, place.dishes["米饭"]["id"]
    status, group = owner.post(
        f"{home}/modifier-groups",
        {
            "names": {"zh": "份量"},
            "min": 1,
            "max": 1,
            "modifiers": [{"names": {"zh": "小"}}, {"names": {"zh": "大"}, "price": 100}],
        },
    )
    assert status == 201, group
    assert owner.call("PATCH", f"{home}/menu-items/{dish}", {"group_ids": [group["id"]]})[0] == 200
    small, large = group["modifiers"]
    status, changed = owner.call(
        "PATCH",
        f"{home}/modifier-groups/{group['id']}",
        {"modifiers": [{**large, "price": 150}, {"names": {"zh": "特大"}, "price": 300}]},
    )
    assert status == 200, changed
    assert [(m["id"] == large["id"], m["price"]) for m in changed["modifiers"]] == [(True, 150), (False, 300)]
    guest = place.sit()
    refused = guest.post("/api/v1/visit/cart/lines", {"item_id": dish, "quantity": 1})[1]
    assert (refused["code"], refused["group_id"]) == ("choice_missing", group["id"])
    gone = guest.post(
        "/api/v1/visit/cart/lines", {"item_id": dish, "quantity": 1, "modifiers": [{"id": small["id"], "quantity": 1}]}
    )
    assert gone[0] == 422
    assert owner.call("DELETE", f"{home}/modifier-groups/{group['id']}")[1]["code"] == "group_in_use"
    assert owner.call("PATCH", f"{home}/menu-items/{dish}", {"group_ids": []})[0] == 200
    assert owner.call("DELETE", f"{home}/modifier-groups/{group['id']}")[0] == 204


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"min": 2, "max": 1}, "max"),
        ({"min": 0, "max": 5}, "max"),
        ({"modifiers": []}, "modifiers"),
        ({"price": 1}, "price"),
    ],
)
def test_a_group_that_cannot_be_filled_is_refused_by_field(place, body, field):
    status, problem = place.owner.post(
        f"{place.home}/modifier-groups",
        {"names": {"zh": "x"}, "min": 1, "max": 1, "modifiers": [{"names": {"zh": "y"}}], **body},
    )
    assert status == 422
    assert field in problem["errors"]


@pytest.mark.parametrize(
    ("method", "path", "body", "code"),
    [
        ("POST", "categories", {"names": {"zh": "x"}, "station_id": "nobody's"}, "station_unknown"),
        ("PATCH", "menu-items/{dish}", {"station_id": "nobody's"}, "station_unknown"),
        ("PATCH", "menu-items/{dish}", {"group_ids": ["nobody's"]}, "group_unknown"),
        ("PATCH", "menu-items/{dish}", {"category_ids": ["nobody's"]}, "category_unknown"),
        ("PATCH", "menu-items/nobody's", {"category_ids": ["x"]}, "item_unknown"),
        ("PATCH", "menu-items/nobody's", {}, "item_unknown"),
        ("POST", "menu-items/nobody's/availability", {"available": False}, "item_unknown"),
        ("PATCH", "modifier-groups/nobody's", {"min": 0}, "group_unknown"),
    ],
)
def test_unknown_ids_are_named_never_a_500(place, method, path, body, code):
    status, problem = place.owner.call(method, f"{place.home}/{path.format(dish=place.dishes['米饭']['id'])}", body)
    assert (problem["code"], status in (404, 422)) == (code, True)


def test_a_dish_in_the_same_category_twice_is_in_it_once(place):
    home = categories(place)[0]["id"]
    status, made = place.owner.post(
        f"{place.home}/menu-items", {"names": {"zh": "汤"}, "price": 1, "category_ids": [home, home]}
    )
    assert (status, made["category_ids"]) == (201, [home])


def test_items_page_and_the_removed_are_gone(place):
    first = place.owner.get(f"{place.home}/menu-items?limit=1")[1]
    second = place.owner.get(f"{place.home}/menu-items?limit=1&cursor={first['next_cursor']}")[1]
    assert second["next_cursor"] is None
    assert {i["names"]["zh"] for i in first["items"] + second["items"]} == {"宫保鸡丁", "米饭"}
    assert place.owner.call("DELETE", f"{place.home}/menu-items/{place.dishes['米饭']['id']}")[0] == 204
    assert len(place.owner.get(f"{place.home}/menu-items")[1]["items"]) == 1


def test_a_counted_dish_runs_out(place):
    dish = place.dishes["米饭"]["id"]
    status, item = place.owner.post(f"{place.home}/menu-items/{dish}/availability", {"available": True, "left": 2})
    assert (status, item["left_count"]) == (200, 2)
    guest = place.sit()
    assert place.send(guest, place.add(guest, "米饭", 2))[0] == 201
    assert guest.post("/api/v1/visit/cart/lines", {"item_id": dish, "quantity": 1})[1]["code"] == "item_sold_out"


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "menu/export"),
        ("POST", "menu/import"),
        ("GET", "menu-items"),
        ("POST", "menu-items"),
        ("PATCH", "menu-items/{dish}"),
        ("DELETE", "menu-items/{dish}"),
        ("POST", "menu-items/{dish}/availability"),
        ("GET", "categories"),
        ("POST", "categories"),
        ("PUT", "categories"),
        ("PATCH", "categories/{category}"),
        ("DELETE", "categories/{category}"),
        ("GET", "modifier-groups"),
        ("POST", "modifier-groups"),
        ("PATCH", "modifier-groups/x"),
        ("DELETE", "modifier-groups/x"),
    ],
)
def test_strangers_and_guests_get_nothing(place, method, path):
    url = f"{place.home}/{path.format(dish=place.dishes['米饭']['id'], category=categories(place)[0]['id'])}"
    before = place.owner.get(f"{place.home}/menu")[1]
    other = open_place(place.app)
    assert other.owner.call(method, url, {})[0] == 404
    assert place.sit().call(method, url, {})[0] == 403
    assert Person(place.app.test_client()).call(method, url, {})[0] == 401
    assert place.owner.get(f"{place.home}/menu")[1] == before
