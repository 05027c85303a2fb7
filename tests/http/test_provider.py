"""A service provider sees what its restaurants earn, why an order did not count, and nobody else's anything."""

import csv
import io
import uuid

import pytest
import sqlalchemy as sa
from openpyxl import load_workbook

from core.ids import new_id
from core.transactions import transaction
from rebates.members.enrolling import enrol
from rebates.members.models import Provider
from rebates.portal.overview import this_month
from restaurants.accounts.service import make_account
from restaurants.accounts.sessions import make_token
from tests.http.test_payments import at_simulator, seated, started
from tests.people import Person, new_key, open_place

API = "/api/v1/provider"


def new_provider(app, name="云桥服务商") -> tuple[Person, str]:
    provider_id = new_id()
    with transaction() as session:
        session.execute(sa.insert(Provider), {"id": provider_id, "name": name})
        account = make_account(session, f"{uuid.uuid4().hex}@p.example", "-", name, provider_id)
        return Person(app.test_client(), make_token(session, account, "test", [], None)), provider_id


@pytest.fixture
def provider(place):
    """(provider, its place with four trades: 1000 counts, 400 is too little, 1000 at the counter, 1000 given back)"""
    person, provider_id = new_provider(place.app)
    with transaction() as session:
        enrol(session, place.id, provider_id, "DEMO")
    for quantity, wallet, back in ((5, "simulator", 0), (2, "simulator", 0), (5, "counter", 0), (5, "simulator", 1000)):
        guest, _ = seated(place, quantity)
        payment, client = started(guest, wallet)
        home = f"{place.home}/payments/{payment['id']}"
        if wallet == "simulator":
            at_simulator(place, client)
        else:
            place.owner.post(f"{home}/confirm", {"method": "cash"})
        if back:
            place.owner.post(f"{home}/refunds", {"amount": back, "reason": "x"}, new_key())
    return person


def test_the_overview(provider, place):
    status, all_ = provider.get(f"{API}/restaurants")
    assert status == 200, all_
    (mine,) = all_["items"]
    assert (mine["id"], mine["name"], mine["programme"]) == (place.id, "试走馆", "DEMO")
    assert (mine["state"], mine["orders"], mine["counted"]) == ("in_progress", 4, 1)
    assert (mine["estimated"], mine["confirmed"], mine["paid"]) == (50, None, None)
    assert mine["progress"]["left"] == 9
    assert [(m["code"], m["who"], m["orders"]) for m in mine["missing"]] == [
        ("channel", "restaurant", 1),
        ("codes", "provider", 0),
    ]
    assert (all_["estimated"], all_["counted"], all_["restaurants"]) == (50, 1, 1)
    assert (all_["month"], all_["provider"]) == (this_month(), "云桥服务商")
    empty = provider.get(f"{API}/restaurants?month=2026-01")[1]
    assert (empty["estimated"], empty["items"][0]["orders"]) == (0, 0)


def test_all_orders_minus_each_reason_is_what_counted(provider, place):
    fall = provider.get(f"{API}/restaurants/{place.id}/waterfall")[1]
    assert fall["all"] - sum(m["orders"] for m in fall["minus"]) == fall["counted"] == 1
    assert [(m["code"], m["orders"]) for m in fall["minus"]] == [("channel", 1), ("amount", 1), ("refunded", 1)]
    assert (fall["per_order"], fall["estimated"]) == (50, 50)
    for m in fall["minus"]:
        at = provider.get(f"{API}/restaurants/{place.id}/verdicts?reason={m['code']}")[1]["items"]
        assert [v["reasons"][0]["code"] for v in at] == [m["code"]] * m["orders"]
    assert len(provider.get(f"{API}/restaurants/{place.id}/verdicts?reason=counted")[1]["items"]) == 1
    assert provider.get(f"{API}/restaurants/{place.id}/verdicts?reason=moon")[1]["items"] == []


def test_verdicts_name_every_reason_and_turn_pages(provider, place):
    path = f"{API}/restaurants/{place.id}/verdicts"
    first = provider.get(f"{path}?limit=3")[1]
    second = provider.get(f"{path}?limit=3&cursor={first['next_cursor']}")[1]
    both = first["items"] + second["items"]
    assert (len(first["items"]), len(second["items"]), second["next_cursor"]) == (3, 1, None)
    assert len({v["payment_id"] for v in both}) == 4
    counter = next(v for v in both if v["wallet"] == "counter")
    assert [r["code"] for r in counter["reasons"]] == ["channel", "wallet"]
    assert all(r["text"] and r["text_en"] for r in counter["reasons"])
    assert "guest" not in str(both)  # nobody who ate is named
    assert provider.get(f"{path}?cursor=abc")[0] == 422


def test_the_statement_adds_up_again(provider, place):
    month = this_month()
    statement = provider.get(f"{API}/statements/{month}")[1]
    ledger = provider.get(f"{API}/ledger?month={month}")[1]["items"]
    overview = provider.get(f"{API}/restaurants?month={month}")[1]
    assert statement["state"] == "open"
    assert [line["amount"] for line in statement["lines"]] == [r["amount"] for r in ledger] == [50, 50, -50]
    assert statement["estimated"] == overview["estimated"] == sum(s["estimated"] for s in statement["summary"]) == 50
    (summary,) = statement["summary"]
    assert (summary["accrual"], summary["reversal"], summary["orders"], summary["counted"]) == (100, -50, 4, 1)
    rows = list(csv.reader(io.StringIO(provider_file(provider, f"{month}.csv").decode("utf-8-sig"))))
    head, lines, foot, proof = rows[0], rows[1:-2], rows[-2], rows[-1]
    column = head.index("金额(分) amount_fen")
    assert sum(int(line[column]) for line in lines) == int(foot[column]) == 50
    assert [line[head.index("金额(元) amount_yuan")] for line in lines] == ["0.50", "0.50", "-0.50"]
    assert proof == ["SHA-256", statement["sha256"]]
    summary_rows = list(
        csv.reader(io.StringIO(provider_file(provider, f"{month}.csv?part=summary").decode("utf-8-sig")))
    )
    assert summary_rows[1][-1] == "0.50"
    book = load_workbook(io.BytesIO(provider_file(provider, f"{month}.xlsx")))
    sheet = [[cell.value for cell in row] for row in book["明细"]]
    assert sum(row[column] for row in sheet[1:4]) == sheet[4][column] == 50
    assert provider_file(provider, f"{month}.pdf").startswith(b"%PDF")


def provider_file(provider, name) -> bytes:
    answer = provider.client.get(f"{API}/statements/{name}", headers={"Authorization": f"Bearer {provider.token}"})
    assert answer.status_code == 200, answer.text
    assert "attachment" in answer.headers["Content-Disposition"]
    return answer.data


def test_no_restaurants_name_is_a_formula(provider, place):
    place.owner.call("PATCH", place.home, {"version": 1, "name": "=1+1"})
    month = this_month()
    assert "'=1+1" in provider_file(provider, f"{month}.csv").decode()
    book = load_workbook(io.BytesIO(provider_file(provider, f"{month}.xlsx")))
    assert all(cell.data_type != "f" for sheet in book for row in sheet for cell in row)


@pytest.mark.parametrize("month", ["2026-13", "2026", "x", "2026-7", "1999-01", "2026-01%0A"])
@pytest.mark.parametrize("path", ["restaurants", "ledger"])
def test_a_month_is_a_month(place, path, month):
    person, _ = new_provider(place.app)
    status, problem = person.get(f"{API}/{path}?month={month}")
    assert (status, list(problem["errors"])) == (422, ["month"])
    assert person.get(f"{API}/statements/{month}")[0] in (404, 422)


def test_a_provider_sees_its_own_restaurants_only(provider, place):
    stranger, _ = new_provider(place.app, "路人")
    for path in ("verdicts", "waterfall"):
        theirs = stranger.get(f"{API}/restaurants/{place.id}/{path}")
        nobodys = stranger.get(f"{API}/restaurants/{new_id()}/{path}")
        assert theirs == nobodys
        assert theirs[0] == 404
    assert stranger.get(f"{API}/restaurants")[1]["items"] == []
    assert stranger.get(f"{API}/ledger")[1]["items"] == []
    assert stranger.get(f"{API}/statements/{this_month()}")[1]["lines"] == []
    assert place.owner.get(f"{API}/restaurants")[0] == 403
    assert Person(place.app.test_client()).get(f"{API}/restaurants")[0] == 401
    assert provider.get(f"{API}/restaurants/{place.id}/verdicts?programme=NOPE")[0] == 404


def test_a_restaurant_is_asked_and_its_owner_agrees(app):
    place, other = open_place(app), open_place(app)
    person, provider_id = new_provider(app)
    ask = f"{API}/programmes/DEMO/enrolments"
    assert person.post(f"{API}/programmes/MOON/enrolments", {"restaurant_id": place.id})[0] == 404
    assert person.post(ask, {"restaurant_id": new_id()})[0] == 404
    status, asked = person.post(ask, {"restaurant_id": place.id})
    assert (status, asked["state"]) == (201, "asked")
    assert person.post(ask, {"restaurant_id": place.id})[1] == asked
    (mine,) = person.get(f"{API}/restaurants")[1]["items"]
    assert mine["state"] == "missing"
    assert [(m["code"], m["who"]) for m in mine["missing"]] == [
        ("authorised", "restaurant"),
        ("category", "provider"),
        ("codes_laid", "provider"),
    ]
    assert person.get(f"{API}/restaurants/{place.id}/verdicts")[0] == 404  # not before the owner has agreed
    paper = f"{API}/restaurants/{place.id}/programmes/DEMO/requirements"
    assert person.call("PUT", f"{paper}/category", {"state": "in_review"})[0] == 200
    assert person.call("PUT", f"{paper}/codes_laid", {"state": "done"})[0] == 200
    assert person.call("PUT", f"{paper}/authorised", {"state": "done"})[0] == 422  # that is the owner's to say
    assert person.call("PUT", f"{paper}/moon", {"state": "done"})[0] == 404
    (seen,) = place.owner.get(f"{place.home}/enrolments")[1]["items"]
    assert (seen["provider"], seen["state"], seen["title"]["zh"]) == ("云桥服务商", "asked", "演示方案")
    answer = f"{place.home}/enrolments/{asked['id']}"
    assert other.owner.post(f"{answer}/accept")[0] == 404
    assert other.owner.post(f"{other.home}/enrolments/{asked['id']}/accept")[0] == 404
    assert place.owner.post(f"{answer}/accept")[1]["state"] == "active"
    assert person.get(f"{API}/restaurants")[1]["items"][0]["state"] == "in_review"
    assert person.call("PUT", f"{paper}/category", {"state": "done"})[0] == 200
    assert person.get(f"{API}/restaurants")[1]["items"][0]["state"] == "in_progress"
    # Whoever asks second finds the place taken; the first loses sight when the owner thinks better of it.
    second, _ = new_provider(app, "后来者")
    late = second.post(ask, {"restaurant_id": place.id})[1]
    status, problem = place.owner.post(f"{place.home}/enrolments/{late['id']}/accept")
    assert (status, problem["code"]) == (409, "already_enrolled")
    assert place.owner.post(f"{answer}/decline")[1]["state"] == "declined"
    assert person.get(f"{API}/restaurants/{place.id}/verdicts")[0] == 404
    assert place.owner.post(f"{place.home}/enrolments/{late['id']}/accept")[1]["state"] == "active"


def test_the_programmes_say_where_they_come_from(provider):
    programmes = {p["code"]: p for p in provider.get(f"{API}/programmes")[1]["items"]}
    assert programmes["RB-SMDC2021"]["status"] == "secondary source"
    assert all(p["source"] and p["versions"] for p in programmes.values())
