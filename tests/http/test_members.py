"""Who belongs to what: merchants, papers, table codes known to the platform, and the end of an enrolment."""

import pytest

from core.ids import new_id
from core.transactions import transaction
from rebates.members.enrolling import enrol
from tests.http.test_payments import at_simulator, seated, started
from tests.http.test_provider import new_provider
from tests.people import open_place

API = "/api/v1/provider"


@pytest.fixture
def provider(place):
    person, provider_id = new_provider(place.app)
    with transaction() as session:
        enrol(session, place.id, provider_id, "DEMO")
    return person


def test_restaurants_are_grouped_under_merchants(provider, place):
    new = {"kind": "direct", "platform_id": "2088123412341234", "name": "青瓷餐饮"}
    status, merchant = provider.post(f"{API}/merchants", new)
    assert (status, merchant["restaurants"]) == (201, 0)
    assert provider.post(f"{API}/merchants", new)[1]["code"] == "merchant_taken"
    for wrong in ("2088", "1088123412341234", "20881234123412345"):
        status, problem = provider.post(f"{API}/merchants", {**new, "platform_id": wrong})
        assert (status, list(problem["errors"])) == (422, ["platform_id"])
    home = f"{API}/restaurants/{place.id}/merchant"
    assert provider.call("PUT", home, {"merchant_id": new_id()})[1]["code"] == "merchant_unknown"
    assert provider.call("PUT", home, {"merchant_id": merchant["id"]})[0] == 204
    renamed = provider.call("PATCH", f"{API}/merchants/{merchant['id']}", {"name": "青瓷集团"})[1]
    assert (renamed["name"], renamed["restaurants"]) == ("青瓷集团", 1)
    (row,) = provider.get(f"{API}/enrolments?q=试走")[1]["items"]
    assert (row["merchant_id"], row["state"]) == (merchant["id"], "active")
    assert provider.get(f"{API}/enrolments?q=别家")[1] == {"items": [], "total": 0, "next_cursor": None}
    assert provider.call("PUT", home, {"merchant_id": None})[0] == 204
    stranger, _ = new_provider(place.app, "路人")
    assert stranger.get(f"{API}/merchants")[1]["items"] == []
    assert stranger.call("PATCH", f"{API}/merchants/{merchant['id']}", {"name": "x"})[0] == 404
    assert stranger.call("PUT", home, {"merchant_id": None})[0] == 404


def test_codes_are_submitted_registered_refused_and_registered_anew_after_a_rotation(provider, place):
    home = f"{API}/restaurants/{place.id}/codes"
    first, second = provider.get(home)[1]["items"][:2]
    assert first["state"] == ""
    assert first["url"] == place.tables[0]["url"]
    assert provider.post(home, {"table_ids": [new_id()]})[1]["code"] == "table_code_unknown"
    ids = [first["table_id"], second["table_id"]]
    submitted = provider.post(home, {"table_ids": ids})[1]["items"]
    assert [c["state"] for c in submitted[:2]] == ["asked", "asked"]
    noted = {"state": "registered", "registration_id": "R1"}
    assert provider.call("PUT", f"{home}/{first['table_id']}", noted)[0] == 204
    assert provider.call("PUT", f"{home}/{second['table_id']}", {"state": "refused"})[0] == 204
    one, two = provider.get(home)[1]["items"][:2]
    assert (one["state"], one["registration_id"], bool(one["registered_at"])) == ("registered", "R1", True)
    assert (two["state"], two["registered_at"]) == ("refused", None)
    place.owner.post(f"{place.home}/tables/{first['table_id']}/code/rotate")
    assert provider.get(home)[1]["items"][0]["state"] == ""
    stranger, _ = new_provider(place.app, "路人")
    assert stranger.get(home)[0] == stranger.post(home, {"table_ids": ids})[0] == 404


def test_the_platforms_answers_come_in_as_a_csv(provider, place):
    home = f"{API}/restaurants/{place.id}/codes"
    codes = provider.get(home)[1]["items"]
    lines = [
        f"{codes[0]['url']},已报备,R9",
        f"{codes[1]['code']},refused,",
        "nobodys,registered,",
        f"{codes[0]['code']},x,",
    ]
    file = "\n".join(["url,状态,registration_id", *lines]).encode("gb18030")
    path = f"{API}/codes/import"
    status, seen = provider.send(f"{path}?dry_run=1", file)
    assert (status, seen["changed"], seen["wrong"], seen["dry_run"]) == (200, 2, 2, True)
    assert [(w["line"], w["code"]) for w in seen["refused"]] == [(4, "code"), (5, "state")]
    assert provider.get(home)[1]["items"][0]["state"] == ""
    assert provider.send(path, file)[1]["changed"] == 2
    assert [c["state"] for c in provider.get(home)[1]["items"][:2]] == ["registered", "refused"]
    again = provider.send(path, file)[1]
    assert (again["changed"], again["unchanged"]) == (0, 2)
    assert provider.send(path, b"a,b\n1,2\n")[1]["code"] == "import_unreadable"


def test_an_enrolment_ends_and_later_orders_are_not_judged(provider, place):
    def pay():
        guest, _ = seated(place, 5)
        at_simulator(place, started(guest, "simulator")[1])

    pay()
    end = f"{API}/restaurants/{place.id}/programmes/DEMO"
    status, ended = provider.call("DELETE", end)
    assert (status, ended["state"], bool(ended["ended_at"])) == (200, "declined", True)
    assert provider.call("DELETE", end)[1] == ended
    assert provider.call("DELETE", f"{API}/restaurants/{new_id()}/programmes/DEMO")[0] == 404
    pay()
    assert len(provider.get(f"{API}/ledger")[1]["items"]) == 1  # what was earned stays
    (row,) = provider.get(f"{API}/enrolments")[1]["items"]
    assert row["state"] == "ended"
    assert provider.get(f"{API}/restaurants/{place.id}/verdicts")[0] == 404
    asked = provider.post(f"{API}/programmes/DEMO/enrolments", {"restaurant_id": place.id})[1]
    assert (asked["state"], asked["ended_at"]) == ("asked", None)  # its owner agrees anew
    assert place.owner.post(f"{place.home}/enrolments/{asked['id']}/accept")[1]["state"] == "active"
    audit = [row["action"] for row in place.owner.get(f"{place.home}/audit")[1]["items"]]
    assert {"enrolment.asked", "enrolment.ended", "enrolment.active"} <= set(audit)


def test_papers_are_the_providers_and_the_platforms_to_say(app):
    place = open_place(app)
    person, _ = new_provider(app)
    asked = person.post(f"{API}/programmes/DEMO/enrolments", {"restaurant_id": place.id})[1]
    place.owner.post(f"{place.home}/enrolments/{asked['id']}/accept")
    papers = f"{API}/restaurants/{place.id}/programmes/DEMO/requirements"
    assert person.call("PUT", f"{papers}/category", {"state": "refused"})[0] == 200
    (row,) = person.get(f"{API}/enrolments")[1]["items"]
    states = {paper["code"]: paper["state"] for paper in row["papers"]}
    assert (states["authorised"], states["category"]) == ("done", "refused")
    assert person.call("PUT", f"{papers}/authorised", {"state": "done"})[0] == 422
