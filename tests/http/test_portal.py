"""What leaves the portal: exports, links, and to each provider its own only (promise 24)."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from core.clock import now, told
from core.ids import digest, new_id
from core.transactions import reading, transaction
from rebates.members import routes
from rebates.members.enrolling import enrol
from rebates.members.merchants import merchants_of
from rebates.portal.models import TodoShare
from rebates.portal.orders import waterfall_of
from rebates.programmes.catalogue import PROGRAMMES
from rebates.verdicts.service import judge_trade
from tests.http.test_provider import new_provider
from tests.people import Person, new_key
from tests.service.facts import settled

API, LONG_AGO = "/api/v1/provider", datetime(2020, 1, 1, tzinfo=UTC)
EXPORTS = ("restaurants.csv", "todos.csv", "codes.csv", "imports/sample.csv")
PAYER, CANARY = "f" * 60 + "cafe", "金丝雀"


@pytest.fixture
def house(place):
    """(provider, its id, place): the restaurant's name is a formula, one order counts, one does not."""
    person, provider_id = new_provider(place.app)
    place.owner.call("PATCH", place.home, {"version": 1, "name": "=cmd|' /C calc'!A0"})
    with transaction() as session:
        enrol(session, place.id, provider_id, "DEMO", LONG_AGO)
        for fact in (settled(place.id, now()), settled(place.id, now(), channel="counter", wallet="counter")):
            judge_trade(session, fact.__class__(**{**fact.__dict__, "user_key": PAYER}))
    return person, provider_id, place


def exported(person, path) -> tuple[list[list[str]], str]:
    answer = person.client.get(f"{API}/{path}", headers={"Authorization": f"Bearer {person.token}"})
    assert answer.status_code == 200, answer.text
    assert answer.data.startswith(b"\xef\xbb\xbf") and "attachment" in answer.headers["Content-Disposition"]
    text = answer.data.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text))), text


def test_exports_open_in_a_spreadsheet_and_run_nothing(house):
    person, _, place = house
    one = f"restaurants/{place.id}"
    for path in (*EXPORTS, f"{one}/codes.csv", f"{one}/verdicts.csv", "differences.csv?month=2026-11"):
        rows, text = exported(person, path)
        assert len({len(row) for row in rows}) == 1
        assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@"))]
        assert PAYER not in text
    head, row = exported(person, "restaurants.csv")[0]
    cells = dict(zip(head, row, strict=True))
    assert (cells["估算(分) estimated_fen"], cells["估算(元) estimated_yuan"]) == ("50", "0.50")
    assert (cells["平台确认(分) confirmed_fen"], cells["平台确认(元) confirmed_yuan"]) == ("", "")
    assert cells["门店 restaurant"].startswith("'=")
    head, *rows = exported(person, f"{one}/verdicts.csv")[0]
    payers = {row[head.index("用户编号(再散列) payer_hash")] for row in rows}
    assert len(payers) == 1 and len(payers.pop()) == 16  # equals are told apart, nobody is named
    assert "¥" not in exported(person, "todos.csv")[1]


def test_a_payers_hash_means_nothing_to_another_provider(house):
    person, _, place = house
    other, other_id = new_provider(place.app, "另一家")
    with transaction() as session:
        enrol(session, place.id, other_id, "RB-SMDC2021", LONG_AGO)
        fact = settled(place.id, now())
        judge_trade(session, fact.__class__(**{**fact.__dict__, "user_key": PAYER}))
    path = f"restaurants/{place.id}/verdicts.csv"
    seen = []
    for who in (person, other):
        head, *rows = exported(who, path)[0]
        seen.append({row[head.index("用户编号(再散列) payer_hash")] for row in rows})
    assert seen[0] and seen[1] and not seen[0] & seen[1]


def test_two_providers_of_one_restaurant_see_their_own_programme_only(house):
    person, _, place = house
    other, other_id = new_provider(place.app, "另一家")
    with transaction() as session:
        enrol(session, place.id, other_id, "RB-SMDC2021", LONG_AGO)
    (mine,) = other.get(f"{API}/restaurants")[1]["items"]
    assert (mine["programme"], mine["orders"], mine["estimated"]) == ("RB-SMDC2021", 0, 0)
    for path in ("verdicts", "waterfall", ""):
        asked = f"{API}/restaurants/{place.id}/{path}".rstrip("/")
        assert other.get(f"{asked}?programme=DEMO")[1]["code"] == "enrolment_unknown"
        assert person.get(f"{asked}?programme=DEMO")[0] == 200
    assert other.get(f"{API}/ledger")[1]["items"] == []
    person.post(f"{API}/merchants", {"kind": "direct", "platform_id": "2088123412341234", "name": CANARY})
    codes = [c["table_id"] for c in person.get(f"{API}/restaurants/{place.id}/codes")[1]["items"]]
    person.post(f"{API}/restaurants/{place.id}/codes", {"table_ids": codes})
    assert {c["state"] for c in other.get(f"{API}/restaurants/{place.id}/codes")[1]["items"]} == {""}
    assert leaks(other) == []


def leaks(other) -> list[str]:
    """Lists in which a provider reads another's canary."""
    lists = ("merchants", "enrolments", "imports", "disputes", "statements", "restaurants")
    return [path for path in lists if CANARY in str(other.get(f"{API}/{path}"))]


def test_twin_a_list_that_forgets_whose_it_is_is_found(house, monkeypatch):
    person, provider_id, place = house
    person.post(f"{API}/merchants", {"kind": "direct", "platform_id": "2088123412341234", "name": CANARY})
    other, _ = new_provider(place.app, "另一家")
    monkeypatch.setattr(routes, "merchants_of", lambda session, _: merchants_of(session, provider_id))
    assert leaks(other) == ["merchants"]


def test_a_shared_list_has_no_money_and_ends(house):
    person, _, place = house
    home = f"{API}/restaurants/{place.id}/shares"
    made = person.post(home, {"days": 7})[1]
    nobody = Person(place.app.test_client())
    path = f"/api/v1/todos/{made['token']}"
    status, shared = nobody.get(path)
    assert (status, shared["programmes"][0]["counted"]) == (200, 1)
    assert {todo["code"] for todo in shared["programmes"][0]["todos"]} == {"channel", "codes"}
    assert not {"amount", "estimated", "confirmed", "paid"} & set(_names(shared))
    page = nobody.client.get(f"/todo/{made['token']}")
    assert (page.status_code, page.headers["Cache-Control"]) == (200, "no-store")
    assert "¥" not in page.text and place.id not in page.text and "=cmd|" in page.text
    with reading() as session:
        kept = session.execute(sa.select(TodoShare.id).where(TodoShare.restaurant_id == place.id)).scalar_one()
    assert kept == digest(made["token"]) == made["id"]  # the token itself is nowhere
    assert "token" not in str(person.get(home)[1]["items"])
    with told(now() + timedelta(days=7, minutes=1)):
        assert nobody.get(path)[1]["code"] == "share_over"
    assert nobody.get(f"/api/v1/todos/{new_key()[:22]}")[1]["code"] == "share_unknown"
    stranger, _ = new_provider(place.app, "路人")
    assert stranger.call("DELETE", f"{API}/shares/{made['id']}")[0] == 404
    assert person.call("DELETE", f"{API}/shares/{made['id']}")[0] == 204
    assert nobody.get(path)[0] == nobody.client.get(f"/todo/{made['token']}").status_code == 410
    again = person.post(home)[1]
    person.call("DELETE", f"{API}/restaurants/{place.id}/programmes/DEMO")
    assert nobody.get(f"/api/v1/todos/{again['token']}")[0] == 410
    assert person.post(home, {"days": 91})[0] == 422


def _names(shape):
    if isinstance(shape, dict):
        for name, value in shape.items():
            yield name
            yield from _names(value)
    elif isinstance(shape, list):
        for each in shape:
            yield from _names(each)


def test_a_rule_that_changes_within_the_month_shows_both_versions(app, place, monkeypatch):
    demo = PROGRAMMES["DEMO"]
    (version,) = demo["versions"]
    halves = [{**version, "until": "2026-07-14"}, {**version, "from": "2026-07-15"}]
    halves[1] = {**halves[1], "scope": {**version["scope"], "channels": ["mini_program"]}}
    monkeypatch.setitem(PROGRAMMES, "DEMO", {**demo, "versions": halves})
    provider_id = new_id()
    with transaction() as session:
        enrol(session, place.id, provider_id, "DEMO", LONG_AGO)
        for day in (3, 14, 15, 16):
            judge_trade(session, settled(place.id, datetime(2026, 7, day, 4, tzinfo=UTC)))
    with reading() as session:
        fall = waterfall_of(session, provider_id, place.id, "DEMO", "2026-07")
    seen = [(v["first"], v["last"], v["all"], v["counted"], [m["code"] for m in v["minus"]]) for v in fall["versions"]]
    assert seen == [
        ("2026-07-01", "2026-07-14", 2, 2, []),
        ("2026-07-15", "2026-07-31", 2, 0, ["channel"]),
    ]
    assert (fall["all"], fall["counted"]) == (4, 2)
