"""The demo's pictures over HTTP."""

from app.demo.art import art_url


def test_a_picture_is_kept_for_ever_under_its_own_address(client):
    fresh, old = client.get(art_url("gbjd")), client.get("/art/gbjd.0000000000.svg")
    assert "immutable" in fresh.headers["Cache-Control"]
    assert (old.status_code, old.data) == (200, fresh.data)
    assert "immutable" not in old.headers["Cache-Control"]
    assert client.get("/art/nothing.0000000000.svg").status_code == 404
