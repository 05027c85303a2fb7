"""Fapiao: asked for after paying, without a login; written once; no formula in the workbook; forgotten in time."""

import io
from datetime import timedelta

import openpyxl
import time_machine

from core.clock import now
from core.transactions import transaction
from payments.fapiao.service import forget_names
from tests.http.test_payments import at_simulator, seated, started
from tests.people import new_key

COMPANY = {"title": "成都某某科技有限公司", "tax_number": "91510100ma6c8q3k5x", "email": "books@example.com"}


def paid(place):
    guest, _ = seated(place)
    payment, client = started(guest)
    at_simulator(place, client)
    return guest, f"/api/v1/visit/payments/{payment['id']}/fapiao", payment["id"]


def asked(place, state="open"):
    return place.owner.get(f"{place.home}/fapiao?state={state}")[1]["items"]


def test_a_guest_asks_after_paying_and_may_mend_it_until_it_is_written(place):
    guest, path, payment_id = paid(place)
    (mine,) = guest.get("/api/v1/visit/fapiao")[1]["items"]
    assert (mine["state"], mine["amount"]) == ("none", 1000)
    status, mine = guest.call("PUT", path, {"title": "某某公司"})
    assert (status, mine["state"], mine["tax_number"]) == (200, "open", None)
    assert guest.call("PUT", path, COMPANY)[1]["tax_number"] == "91510100MA6C8Q3K5X"
    other = place.sit()
    (theirs,) = other.get("/api/v1/visit/fapiao")[1]["items"]
    assert (theirs["state"], theirs["title"], theirs["email"]) == ("open", None, None)
    assert other.call("PUT", path, COMPANY)[1]["code"] == "fapiao_taken"
    (row,) = asked(place)
    assert (row["title"], row["table"], row["amount"], row["changed"]) == (COMPANY["title"], "H01", 1000, False)
    for _ in range(2):
        status, done = place.owner.call("PUT", f"{place.home}/fapiao/{row['id']}", {"done": True})
        assert (status, done["done_amount"]) == (200, 1000)
    assert guest.call("PUT", path, COMPANY)[1]["code"] == "fapiao_taken"
    refund = {"amount": 300, "reason": "x"}
    place.owner.post(f"{place.home}/payments/{payment_id}/refunds", refund, new_key())
    assert (asked(place), asked(place, "done")[0]["changed"], asked(place, "done")[0]["amount"]) == ([], True, 700)
    assert place.owner.call("PUT", f"{place.home}/fapiao/{row['id']}", {"done": False})[0] == 200
    assert len(asked(place)) == 1


def test_what_was_not_paid_or_went_back_has_no_fapiao(place):
    guest, _ = seated(place)
    payment, client = started(guest)
    path = f"/api/v1/visit/payments/{payment['id']}/fapiao"
    assert guest.call("PUT", path, COMPANY)[1]["code"] == "nothing_to_invoice"
    at_simulator(place, client)
    whole = {"whole": True, "reason": "x"}
    place.owner.post(f"{place.home}/payments/{payment['id']}/refunds", whole, new_key())
    assert guest.call("PUT", path, COMPANY)[1]["code"] == "nothing_to_invoice"
    assert place.sit(1).call("PUT", path, COMPANY)[1]["code"] == "payment_unknown"
    assert guest.get("/api/v1/visit/fapiao")[1]["items"] == []


def test_bad_input_names_its_field(place):
    guest, path, _ = paid(place)
    for body, field in (
        ({"title": " "}, "title"),
        ({"title": "x", "tax_number": "123"}, "tax_number"),
        ({"title": "x", "tax_number": "91510100MA6C8Q3K5X999"}, "tax_number"),
        ({"title": "x", "tax_number": "９１５１０１００ＭＡ６Ｃ８Ｑ３Ｋ５Ｘ"}, "tax_number"),
        ({"title": "x", "tax_number": "91510100-MA6C8Q3K5"}, "tax_number"),
        ({"title": "x", "email": "nobody"}, "email"),
        ({"title": "x" * 101}, "title"),
    ):
        status, problem = guest.call("PUT", path, body)
        assert (status, list(problem["errors"])) == (422, [field]), body


def test_the_workbook_holds_texts_and_no_formula(place):
    guest, path, _ = paid(place)
    guest.call("PUT", path, {**COMPANY, "title": '=HYPERLINK("http://x.example","y")'})
    answer = place.owner.client.get(
        f"{place.home}/fapiao.xlsx", headers={"Authorization": f"Bearer {place.owner.token}"}
    )
    sheet = openpyxl.load_workbook(io.BytesIO(answer.data)).active
    row = dict(zip([cell.value for cell in sheet[1]], sheet[2], strict=True))
    title = row["抬头 title"]
    assert (title.data_type, title.quotePrefix, title.value[:10]) == ("s", True, "=HYPERLINK")
    assert (row["金额 amount"].value, row["税号 tax number"].value) == (10, "91510100MA6C8Q3K5X")


def forgotten(place):
    """As housekeeping does it every ten minutes."""
    with transaction() as session:
        return forget_names(session, place.id, now(), 500)


def test_names_are_forgotten_after_their_time(place):
    guest, path, _ = paid(place)
    guest.call("PUT", path, COMPANY)
    (row,) = asked(place)
    place.owner.call("PUT", f"{place.home}/fapiao/{row['id']}", {"done": True})
    version = place.owner.get(place.home)[1]["version"]
    place.owner.call("PATCH", place.home, {"version": version, "limits": {"fapiao_days": 30}})
    for days, title in ((29, COMPANY["title"]), (31, "")):
        with time_machine.travel(now() + timedelta(days=days), tick=True):
            forgotten(place)
            (kept,) = asked(place, "done")
            assert (kept["title"], kept["done_amount"]) == (title, 1000)
    assert (kept["tax_number"], kept["email"], bool(kept["forgotten_at"])) == (None, None, True)
    (mine,) = guest.get("/api/v1/visit/fapiao")[1]["items"]
    assert (mine["state"], mine["title"]) == ("done", "")


def test_a_request_that_nobody_wrote_goes_in_the_end(place):
    guest, path, _ = paid(place)
    guest.call("PUT", path, COMPANY)
    for days, left in ((364, 1), (366, 0)):
        with time_machine.travel(now() + timedelta(days=days), tick=True):
            forgotten(place)
            assert len(asked(place)) == left
