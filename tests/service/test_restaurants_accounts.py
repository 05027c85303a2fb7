"""Signing in, CSRF, api tokens, staff."""

import json
import uuid
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from core.clock import now
from core.ids import digest
from core.transactions import reading, transaction
from restaurants.accounts import passwords, service
from restaurants.accounts.models import Account, ApiToken, LoginSession
from tests.people import Person


@pytest.fixture(scope="module")
def hashed():
    return passwords.hash_password("correct horse")


@pytest.fixture
def email(app, hashed):
    address = f"{uuid.uuid4().hex}@test.example"
    with transaction() as session:
        service.make_account(session, address, hashed, "小李")
    return address


def sign_in(app, email, password="correct horse"):
    browser = Person(app.test_client())
    return browser, *browser.post("/api/v1/session", {"email": email, "password": password})


def cookie_of(browser):
    return browser.client.get_cookie("zhuoma_session").value


def test_sign_in_tells_who_and_sets_a_safe_cookie(app, email):
    answer = app.test_client().post("/api/v1/session", json={"email": email.upper(), "password": "correct horse"})
    assert answer.status_code == 200
    assert {"account", "roles", "csrf_token"} <= set(answer.json)
    assert "password" not in answer.get_data(as_text=True)
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_a_wrong_password_and_an_unknown_account_answer_alike(app, email):
    _, status, wrong = sign_in(app, email, "wrong")
    _, status_unknown, unknown = sign_in(app, f"{uuid.uuid4().hex}@test.example", "wrong")
    assert (status, wrong) == (status_unknown, unknown)
    assert (status, wrong["code"]) == (401, "not_signed_in")


def test_guessing_is_slowed_down(app, email, monkeypatch):
    monkeypatch.setattr(passwords, "fits", lambda password_hash, password: False)
    seen = [sign_in(app, email, f"guess {n}")[1] for n in range(21)]
    assert seen == [401] * 20 + [429]
    monkeypatch.undo()
    assert sign_in(app, email)[1] == 429


def test_a_cookie_changes_nothing_without_its_csrf_token(app, email):
    browser, _, who = sign_in(app, email)
    assert browser.get("/api/v1/session")[1] == who
    body = {"name": "x", "currency": "CNY", "time_zone": "Asia/Shanghai"}
    for wrong in ({}, {"X-CSRF-Token": "wrong"}, {"X-CSRF-Token": "é"}):
        status, problem = browser.call("POST", "/api/v1/restaurants", body, **wrong)
        assert (status, problem["code"]) == (403, "not_allowed")
    assert browser.call("POST", "/api/v1/restaurants", body, **{"X-CSRF-Token": who["csrf_token"]})[0] == 201
    assert browser.get("/api/v1/session")[1]["roles"][0]["role"] == "owner"


def test_signing_out_ends_a_copied_cookie_too(app, email):
    browser, _, who = sign_in(app, email)
    copied = Person(app.test_client())
    copied.client.set_cookie("zhuoma_session", cookie_of(browser))
    assert copied.get("/api/v1/session")[0] == 200
    assert browser.call("DELETE", "/api/v1/session", **{"X-CSRF-Token": who["csrf_token"]})[0] == 204
    assert browser.client.get_cookie("zhuoma_session") is None
    assert copied.get("/api/v1/session")[0] == 401


def set_session(browser, **times):
    with transaction() as session:
        session.execute(update(LoginSession).where(LoginSession.id == digest(cookie_of(browser))).values(**times))


def ends_at(browser):
    with reading() as session:
        return session.execute(
            select(LoginSession.ends_at).where(LoginSession.id == digest(cookie_of(browser)))
        ).scalar()


def test_a_session_in_use_lasts_but_never_beyond_a_week(app, email):
    browser, *_ = sign_in(app, email)
    at = now()
    set_session(browser, ends_at=at + timedelta(hours=2))
    assert browser.get("/api/v1/session")[0] == 200
    assert ends_at(browser) > at + timedelta(hours=11)
    week_ends = at + timedelta(hours=1)
    set_session(browser, made_at=week_ends - timedelta(days=7), ends_at=at + timedelta(minutes=5))
    assert browser.get("/api/v1/session")[0] == 200
    assert abs(ends_at(browser) - week_ends) < timedelta(seconds=1)
    set_session(browser, ends_at=at - timedelta(seconds=1))
    assert browser.get("/api/v1/session")[0] == 401


def test_nothing_secret_is_stored_in_the_clear(app, email):
    browser, _, who = sign_in(app, email)
    token = browser.call("POST", "/api/v1/tokens", {"name": "pos"}, **{"X-CSRF-Token": who["csrf_token"]})[1]["token"]
    with reading() as session:
        assert session.execute(select(LoginSession.id).where(LoginSession.id == cookie_of(browser))).first() is None
        assert session.execute(select(ApiToken.id).where(ApiToken.id == token.partition(".")[2])).first() is None
        stored = session.execute(select(Account.password_hash).where(Account.email == email)).scalar()
    assert stored.startswith("$argon2id$")


def test_tokens_end_and_are_revoked(app, email):
    browser, _, who = sign_in(app, email)
    csrf = {"X-CSRF-Token": who["csrf_token"]}
    old = browser.call("POST", "/api/v1/tokens", {"name": "old", "expires_at": "2020-01-01T00:00:00Z"}, **csrf)[1][
        "token"
    ]
    assert Person(app.test_client(), old).get("/api/v1/session")[0] == 401
    pos = Person(app.test_client(), browser.call("POST", "/api/v1/tokens", {"name": "pos"}, **csrf)[1]["token"])
    assert pos.get("/api/v1/session")[0] == 200
    listed = {t["name"]: t["id"] for t in browser.get("/api/v1/tokens")[1]["items"]}
    assert browser.call("DELETE", f"/api/v1/tokens/{listed['pos']}", **csrf)[0] == 204
    assert pos.get("/api/v1/session")[0] == 401
    assert browser.call("DELETE", f"/api/v1/tokens/{listed['pos']}", **csrf)[1]["code"] == "token_unknown"


def test_another_accounts_token_cannot_be_revoked(app, email, place):
    token_id = place.owner.get("/api/v1/tokens")[1]["items"][0]["id"]
    browser, _, who = sign_in(app, email)
    assert browser.call("DELETE", f"/api/v1/tokens/{token_id}", **{"X-CSRF-Token": who["csrf_token"]})[0] == 404
    assert place.owner.get("/api/v1/session")[0] == 200


def token(place, *scopes) -> Person:
    status, made = place.owner.post("/api/v1/tokens", {"name": "n", "scopes": list(scopes)})
    assert status == 201, made
    return Person(place.app.test_client(), made["token"])


def test_a_narrow_token_makes_no_wider_one(place):
    narrow = token(place, "owner")
    assert narrow.post("/api/v1/tokens", {"name": "wide"})[0] == 403
    assert narrow.post("/api/v1/tokens", {"name": "other", "scopes": ["owner", "provider"]})[0] == 403
    assert narrow.post("/api/v1/tokens", {"name": "same", "scopes": ["owner"]})[0] == 201
    assert "scopes" in str(place.owner.post("/api/v1/tokens", {"name": "n", "scopes": ["menu"]})[1]["errors"])


@pytest.mark.parametrize(
    ("scopes", "method", "path", "status"),
    [
        ((), "PATCH", "", 422),
        (("owner",), "PATCH", "", 422),
        (("waiter",), "PATCH", "", 403),
        (("read",), "PATCH", "", 403),
        (("read", "owner"), "PATCH", "", 403),
        (("read",), "GET", "/today", 200),
        (("waiter",), "GET", "/today", 200),
        (("cook",), "GET", "/today", 403),
        (("cook",), "GET", "/stations", 200),
        (("provider",), "GET", "/today", 403),
        (("waiter",), "POST", "/staff", 403),
    ],
)
def test_a_token_does_no_more_than_its_scopes_name(place, scopes, method, path, status):
    assert token(place, *scopes).call(method, f"{place.home}{path}", None if method == "GET" else {})[0] == status


@pytest.mark.parametrize("scopes", [("waiter",), ("read",)])
def test_a_lesser_token_leaves_the_account_alone(place, scopes):
    lesser = token(place, *scopes)
    assert lesser.post("/api/v1/tokens", {"name": "n", "scopes": list(scopes)})[0] == 403
    assert lesser.post("/api/v1/restaurants", {"name": "x", "currency": "CNY"})[0] == 403
    assert lesser.get("/api/v1/session")[0] == 200


def test_staff_come_and_go(app, place):
    address = f"{uuid.uuid4().hex}@Test.Example"
    status, hired = place.owner.post(f"{place.home}/staff", {"email": address, "role": "waiter", "name": "小王"})
    assert (status, hired["email"]) == (201, address.lower())
    browser, status, who = sign_in(app, address, hired["password"])
    assert (status, who["roles"]) == (200, [{"restaurant_id": place.id, "role": "waiter"}])
    assert browser.get(place.home)[0] == 200
    assert browser.get(f"{place.home}/audit")[0] == 403
    status, problem = place.owner.post(f"{place.home}/staff", {"email": address, "role": "cook"})
    assert (status, problem["code"]) == (409, "already_staff")
    assert place.owner.call("DELETE", f"{place.home}/staff/{hired['id']}")[0] == 204
    assert browser.get(place.home)[0] == 404
    assert place.owner.call("DELETE", f"{place.home}/staff/{hired['id']}")[1]["code"] == "staff_unknown"
    actions = [r["action"] for r in place.owner.get(f"{place.home}/audit")[1]["items"]]
    assert actions.count("staff.hired") == actions.count("staff.dismissed") == 1


def test_the_last_owner_stays(app, place, email):
    first = place.owner.get(f"{place.home}/staff")[1]["items"][0]["id"]
    assert place.owner.call("DELETE", f"{place.home}/staff/{first}")[1]["code"] == "last_owner"
    assert place.owner.post(f"{place.home}/staff", {"email": email, "role": "owner"})[0] == 201
    assert place.owner.call("DELETE", f"{place.home}/staff/{first}")[0] == 204
    assert place.owner.get(place.home)[0] == 404


@pytest.mark.parametrize(
    "body", [{"email": "nobody", "role": "cook"}, {"email": "a@b.example", "role": "king"}, {"role": "cook"}], ids=str
)
def test_bad_staff_is_refused_by_name(place, body):
    status, problem = place.owner.post(f"{place.home}/staff", body)
    assert status == 422
    assert set(problem["errors"]) & {"email", "role"}


def test_a_lone_surrogate_is_no_crash(app, email):
    answer = app.test_client().post(
        "/api/v1/session", data=json.dumps({"email": email, "password": "\ud800"}), content_type="application/json"
    )
    assert answer.status_code == 400  # no text that UTF-8 can carry


def test_the_first_account_is_made_once(app, monkeypatch):
    body = {"email": f"{uuid.uuid4().hex}@test.example", "password": "long enough words", "name": "周岚"}
    first = Person(app.test_client())
    with transaction() as session:
        others = session.execute(select(Account.id)).first()
    if others:  # a fresh server is played: nobody is here yet
        monkeypatch.setattr("restaurants.accounts.routes.anybody", lambda session: False)
        monkeypatch.setattr(service, "anybody", lambda session: False)
    status, who = first.post("/api/v1/session/first", body)
    assert status == 201, who
    assert first.get("/api/v1/session")[1]["account"]["email"] == body["email"]
    again = Person(app.test_client()).post("/api/v1/session/first", {**body, "email": f"{uuid.uuid4().hex}@t.example"})
    assert (again[0], again[1]["code"]) == (403, "not_allowed")  # the second of two at the same moment
    monkeypatch.undo()
    assert first.get("/api/v1/session/first")[1] == {"possible": False}
    status, problem = Person(app.test_client()).post("/api/v1/session/first", {"email": "x", "password": "short"})
    assert (status, sorted(problem["errors"])) == (422, ["email", "password"])


def test_a_new_password_ends_every_other_session(app, email):
    one, _, who = sign_in(app, email)
    other, _, _ = sign_in(app, email)
    csrf = {"X-CSRF-Token": who["csrf_token"]}
    status, problem = one.call("PUT", "/api/v1/session/password", {"current": "no", "new": "a new long one"}, **csrf)
    assert (status, list(problem["errors"])) == (422, ["current"])
    right = {"current": "correct horse", "new": "a new long one"}
    assert one.call("PUT", "/api/v1/session/password", right, **csrf)[0] == 204
    assert one.get("/api/v1/session")[0] == 200
    assert other.get("/api/v1/session")[0] == 401
    assert sign_in(app, email)[1] == 401
    assert sign_in(app, email, "a new long one")[1] == 200


def test_signing_in_ends_the_session_that_was_there(app, email):
    browser, _, _ = sign_in(app, email)
    planted = Person(app.test_client())
    planted.client.set_cookie("zhuoma_session", cookie_of(browser))
    assert browser.post("/api/v1/session", {"email": email, "password": "correct horse"})[0] == 200
    assert browser.get("/api/v1/session")[0] == 200
    assert planted.get("/api/v1/session")[0] == 401


def test_staff_get_another_role_and_a_new_password(app, place):
    address = f"{uuid.uuid4().hex}@test.example"
    hired = place.owner.post(f"{place.home}/staff", {"email": address, "name": "小陈", "role": "cook"})[1]
    cook, status, _ = sign_in(app, address, hired["password"])
    assert status == 200
    assert cook.get(f"{place.home}/today")[0] == 403
    status, changed = place.owner.call("PATCH", f"{place.home}/staff/{hired['id']}", {"role": "waiter"})
    assert (status, changed["role"], changed["name"]) == (200, "waiter", "小陈")
    assert cook.get(f"{place.home}/today")[0] == 200
    fresh = place.owner.post(f"{place.home}/staff/{hired['id']}/password")[1]["password"]
    assert cook.get(f"{place.home}/today")[0] == 401
    assert sign_in(app, address, fresh)[1] == 200
    owner = next(s for s in place.owner.get(f"{place.home}/staff")[1]["items"] if s["role"] == "owner")
    status, problem = place.owner.call("PATCH", f"{place.home}/staff/{owner['id']}", {"role": "manager"})
    assert (status, problem["code"]) == (409, "last_owner")


def test_nobody_sets_the_password_of_somebody_who_works_elsewhere_too(app, place):
    from tests.people import open_place

    other, address = open_place(app), f"{uuid.uuid4().hex}@test.example"
    hired = place.owner.post(f"{place.home}/staff", {"email": address, "role": "waiter"})[1]
    assert other.owner.post(f"{other.home}/staff", {"email": address, "role": "waiter"})[1]["password"] is None
    assert place.owner.post(f"{place.home}/staff/{hired['id']}/password")[0] == 403
    assert other.owner.post(f"{other.home}/staff/{hired['id']}/password")[1]["code"] == "staff_unknown"
