"""Sessions by cookie: every write needs their own CSRF token; a new cookie at every sign-in; signed out means out."""

import uuid

import pytest

from app.live import NAMESPACE, socketio
from core import limits
from core.transactions import transaction
from restaurants.accounts.passwords import hash_password
from restaurants.accounts.service import make_account
from tests.contracts.access import permissions, routes
from tests.http.sides import Side, filled

PASSWORD = "a long enough password"


@pytest.fixture(scope="module")
def side(app):
    return Side(app, f"ours{uuid.uuid4().hex[:12]}")


@pytest.fixture(scope="module")
def email(app, side):
    """Another owner of the restaurant, with a password."""
    email = f"{uuid.uuid4().hex}@test.example"
    hashed = hash_password(PASSWORD)
    with transaction() as session:
        make_account(session, email, hashed, "老板")
    side.own("POST", "/staff", {"email": email, "role": "owner", "name": "老板"})
    return email


def signed_in(app, email):
    """(client with the cookie, its CSRF token)"""
    client = app.test_client()
    answer = client.post("/api/v1/session", json={"email": email, "password": PASSWORD})
    assert answer.status_code == 200
    return client, answer.json["csrf_token"]


def unguarded(app, side, client, token):
    """Routes that change something for a browser that sends its cookie and `token`."""
    found = []
    for method, rule in routes(app):
        who = permissions().get(f"{method} {rule}", set())
        if method == "GET" or not who & {"owner", "account"} or rule == "/api/v1/session":
            continue
        limits.forget_all()
        headers = {"X-CSRF-Token": token} if token is not None else {}
        answer = client.open(filled(rule, side.ids), method=method, json={}, headers=headers)
        if answer.status_code != 403 or answer.json["code"] != "not_allowed":
            found.append((method, rule, answer.status_code))
    return found


def test_every_write_of_a_browser_needs_its_own_token(app, side, email):
    client, csrf = signed_in(app, email)
    other = signed_in(app, email)[1]
    before = side.rows()
    for token in (None, "", "x", other, csrf[:-1], "é"):
        assert unguarded(app, side, client, token) == [], token
    assert side.rows() == before
    assert client.patch(f"{side.place.home}/stations/{side.ids['station_id']}", json={"position": 1}).status_code == 403
    answer = client.patch(
        f"{side.place.home}/stations/{side.ids['station_id']}", json={"position": 1}, headers={"X-CSRF-Token": csrf}
    )
    assert answer.status_code == 200


def test_a_form_of_another_site_changes_nothing(app, side, email):
    """What a browser sends without asking first: a form with the cookie, no header of its own."""
    client, _ = signed_in(app, email)
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
        answer = client.post(
            f"{side.place.home}/pause",
            data='{"minutes": 60}',
            content_type=kind,
            headers={"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"},
        )
        assert answer.status_code == 403
        assert "Access-Control-Allow-Origin" not in answer.headers


def test_a_session_is_new_at_every_sign_in_and_over_after_sign_out(app, email):
    client, csrf = signed_in(app, email)
    old = client.get_cookie("zhuoma_session").value
    client.set_cookie("zhuoma_session", "chosen-by-somebody-else")
    again = client.post("/api/v1/session", json={"email": email, "password": PASSWORD})
    fresh = client.get_cookie("zhuoma_session").value
    assert fresh not in (old, "chosen-by-somebody-else")
    assert again.headers["Set-Cookie"].count("HttpOnly") == again.headers["Set-Cookie"].count("SameSite=Lax") == 1
    assert client.delete("/api/v1/session", headers={"X-CSRF-Token": again.json["csrf_token"]}).status_code == 204
    client.set_cookie("zhuoma_session", fresh)
    assert client.get("/api/v1/session").status_code == 401


def test_a_browser_that_is_signed_in_hears_its_restaurant(app, side, email):
    client, _ = signed_in(app, email)
    socket = socketio.test_client(app, namespace=NAMESPACE, flask_test_client=client)
    streams = socket.get_received(NAMESPACE)[0]["args"][0]["streams"]
    assert set(streams) == {f"restaurant:{side.place.id}", f"restaurant:{side.place.id}/menu"}
    side.own("POST", "/pause", {"minutes": 0})
    assert {m["args"][0]["kind"] for m in socket.get_received(NAMESPACE)} == {"restaurant.changed"}
    socket.disconnect(NAMESPACE)


def test_twin_without_the_check_every_write_is_open(app, side, email, monkeypatch):
    from restaurants.accounts import routes as accounts

    client, _ = signed_in(app, email)
    monkeypatch.setattr(accounts.hmac, "compare_digest", lambda a, b: True)
    assert unguarded(app, side, client, None)
