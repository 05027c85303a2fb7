"""A dish's photo over HTTP: sent by its owner, read by everyone, cached for ever."""

import io

import pytest

from tests.people import open_place
from tests.unit.test_menu_images import photo


def send(place, data, person=None, **more):
    person = person or place.owner
    answer = person.client.post(
        f"{place.home}/menu-items/{place.dishes['米饭']['id']}/image",
        data=data,
        headers={"Authorization": f"Bearer {person.token}"},
        **more,
    )
    return answer.status_code, answer.get_json()


def shown(place):
    menu = place.owner.get(f"{place.home}/menu")[1]
    return next(i for c in menu["categories"] for i in c["items"] if i["name"] == "米饭")["image_url"]


def test_a_photo_is_kept_shown_and_cached(place):
    client, before = place.app.test_client(), place.app.test_client().get(f"{place.home}/menu").headers["ETag"]
    status, item = send(place, photo(), content_type="image/jpeg")
    assert (status, item["image_url"]) == (200, shown(place))
    assert client.get(f"{place.home}/menu").headers["ETag"] != before
    answer = client.get(item["image_url"])
    assert (answer.status_code, answer.mimetype) == (200, "image/webp")
    assert "immutable" in answer.headers["Cache-Control"]
    again = client.get(item["image_url"], headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    small = client.get(item["image_url"].replace(".webp", "-176.webp"))
    assert 0 < len(small.data) < len(answer.data)
    assert send(place, photo(), content_type="image/jpeg")[1]["image_url"] == item["image_url"]
    status, item = send(place, {"image": (io.BytesIO(photo(kind="PNG", size=(500, 500))), "a.png")})
    assert (status, item["image_url"] == answer.request.path) == (200, False)
    assert client.get(answer.request.path).status_code == 200, "phones may still show the old menu"
    path = f"{place.home}/menu-items/{place.dishes['米饭']['id']}/image"
    assert place.owner.call("DELETE", path)[1]["image_url"] is None


def test_old_photos_go_after_a_day(place):
    import time_machine

    first = send(place, photo(), content_type="image/jpeg")[1]["image_url"]
    with time_machine.travel("2036-01-01", tick=True):
        send(place, photo(size=(300, 300)), content_type="image/jpeg")
        second = send(place, photo(size=(400, 400)), content_type="image/jpeg")[1]["image_url"]
    client = place.app.test_client()
    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200


@pytest.mark.parametrize("data", [b"", b"no picture", photo()[:500]])
def test_a_wrong_file_names_the_field(place, data):
    status, problem = send(place, data, content_type="image/jpeg")
    assert (status, problem["code"], list(problem["errors"])) == (422, "image_unreadable", ["image"])
    assert shown(place) is None


def test_another_restaurants_picture_is_not_under_ours(place):
    url = send(place, photo(), content_type="image/jpeg")[1]["image_url"]
    other = open_place(place.app)
    assert place.app.test_client().get(url.replace(place.id, other.id)).status_code == 404
    assert send(place, photo(), other.owner, content_type="image/jpeg")[0] == 404
    for name in ("x", "x.webp", "../x.webp", "'.webp", "-176.webp"):
        assert place.app.test_client().get(f"{place.home}/images/{name}").status_code == 404
