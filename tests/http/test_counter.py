"""At the counter: the receipt on a printer, a code for the guest's phone, tips as the owner wants them."""

import pytest

from core.transactions import reading
from payments.payments.queries import row_of
from tests.http.test_payments import PAY, at_simulator, bill_of, seated, started
from tests.http.test_split import quote
from tests.people import new_key
from tests.slips import Paper


def visit_of(place, guest):
    return f"{place.home}/visits/{guest.get('/api/v1/visit')[1]['visit']['id']}"


@pytest.mark.usefixtures("any_port")
def test_pre_bill_and_receipt_come_out_of_the_printer_for_receipts(place, device):
    assert place.owner.call("PATCH", place.home, {"version": 1, "round_down": "whole"})[0] == 200
    counter = Paper(place, device.connection, name="前台", receipts=True, station_ids=[], policy="fallback")
    guest = place.sit()
    place.send(guest, place.add(guest, "宫保鸡丁"), note="请一起上")
    path, waiter = f"{visit_of(place, guest)}/receipt/print", place.hire()
    status, queued = waiter.post(path, {"request_id": "pre-bill-1"})
    assert (status, queued) == (202, {"kind": "pre_bill", "printer": {"id": counter.id, "name": "前台"}})
    assert waiter.post(path, {"request_id": "pre-bill-1"}) == (202, queued)
    assert counter.run() == 1
    text = device.paper.text
    for part in ("试走馆", "预结单", "桌号 H01", "1× 宫保鸡丁", "加花生", "抹零", "还要付"):
        assert part in text
    assert text.split().count("41.50") == 2  # the dish, and the dishes together
    payment, _ = started(guest, "counter")
    place.owner.post(f"{place.home}/payments/{payment['id']}/confirm", {"method": "cash", "tendered": 10000})
    assert waiter.post(path)[1]["kind"] == "receipt"
    assert counter.run() == 1
    for part in ("已付 · 现金", "找零", "本小票不是发票"):
        assert part in device.paper.text
    kinds = [(slip["kind"], slip["table"], slip["state"]) for slip in counter.slips()]
    assert kinds == [("pre_bill", "H01", "printed"), ("receipt", "H01", "printed")]
    assert place.owner.post(f"{place.home}/slips/{counter.slips()[1]['id']}/print")[0] == 202
    assert counter.run() == 1
    assert "补打" in device.paper.text
    assert (device.paper.stray, device.paper.cuts) == ([], 3)
    counter.fall_back(60)  # a printer of receipts alone is no kitchen's
    assert counter.run(60) == 0


@pytest.mark.usefixtures("any_port")
def test_a_receipt_needs_a_printer_that_is_on(place, device):
    guest, _ = seated(place)
    path = f"{visit_of(place, guest)}/receipt/print"
    assert place.owner.post(path)[1]["code"] == "no_receipt_printer"
    kitchen = Paper(place, device.connection)
    assert place.owner.post(path)[1]["code"] == "no_receipt_printer"
    assert place.owner.post(path, {"printer_id": kitchen.id})[0] == 202  # named, it prints
    assert place.owner.post(path, {"printer_id": "nobody"})[1]["code"] == "printer_unknown"
    kitchen.change(receipts=True, policy="off")
    assert place.owner.post(path)[1]["code"] == "no_receipt_printer"
    refused = place.owner.call("PATCH", f"{place.home}/printers/{kitchen.id}", {"receipts": False, "station_ids": []})
    assert (refused[0], list(refused[1]["errors"])) == (422, ["station_ids"])


def test_staff_show_a_code_and_the_guest_pays_by_it(place, alipay):
    guest, _ = seated(place)
    home, waiter = visit_of(place, guest), place.hire()
    assert waiter.get(f"{home}/payments")[1]["wallets"] == ["counter", "alipay", "simulator"]
    status, begun = waiter.post(f"{home}/payments", {"wallet": "alipay"}, new_key())
    assert (status, begun["payment"]["wallet"]) == (201, "alipay")
    method, sent = alipay.gateway.requests[-1]
    assert (method, sent["notify_url"]) == ("alipay.trade.precreate", "http://zm.example/webhooks/alipay")
    assert bill_of(guest)["being_paid"]["guest"] == "小陈"
    code = f"{place.home}/payments/{begun['payment']['id']}/code.svg"
    picture = place.app.test_client().get(code, headers={"Authorization": f"Bearer {waiter.token}"})
    assert (picture.status_code, picture.mimetype) == (200, "image/svg+xml")
    assert picture.data.startswith(b"<svg")
    assert guest.post(PAY, {"wallet": "counter"}, new_key())[1]["code"] == "being_paid"
    # The guest finds some cash after all: the code is called off before the other payment begins.
    status, cash = waiter.post(f"{home}/payments", {}, new_key())
    assert (status, cash["payment"]["wallet"]) == (201, "counter")
    assert waiter.get(code)[1]["code"] == "no_payment_code"
    assert alipay.gateway.requests[-1][0] == "alipay.trade.cancel"
    with reading() as session:
        row = row_of(session, place.id, begun["payment"]["id"])
    assert (row.channel, row.opens_in, row.closed_at is not None) == ("counter", "counter", True)


def test_the_simulators_page_behind_a_code_pays(place):
    guest, _ = seated(place)
    home = visit_of(place, guest)
    begun = place.owner.post(f"{home}/payments", {"wallet": "simulator", "amount": 400}, new_key())[1]
    assert place.owner.get(f"{place.home}/payments/none/code.svg")[0] == 404
    at_simulator(place, begun["client"])
    assert (bill_of(guest)["paid"], bill_of(guest)["due"]) == (400, 600)
    counter = place.owner.post(f"{home}/payments", {}, new_key())[1]["payment"]
    assert place.owner.get(f"{place.home}/payments/{counter['id']}/code.svg")[1]["code"] == "no_payment_code"
    assert place.owner.post(f"{home}/payments", {"wallet": "alipay"}, new_key())[0] == 422  # not set up


def test_tips_as_the_owner_wants_them(place):
    guest, _ = seated(place)
    assert quote(guest)["tips"] is None
    refused = guest.post(PAY, {"wallet": "counter", "tip": 1}, new_key())
    assert (refused[0], list(refused[1]["errors"])) == (422, ["tip"])
    for wrong, field in (
        ({"rates": ["10%"]}, "tips.rates.0"),
        ({"rates": ["0.0"]}, "tips.rates.0"),
        ({"amounts": [0]}, "tips.amounts.0"),
        ({"custom": False}, "tips.rates"),
        ({"rates": ["0.1"] * 5}, "tips.rates"),
    ):
        status, problem = place.owner.call("PATCH", place.home, {"version": 1, "tips": wrong})
        assert (status, list(problem["errors"])) == (422, [field]), problem
    tips = {"rates": ["0.1"], "amounts": [300], "custom": False}
    assert place.owner.call("PATCH", place.home, {"version": 1, "tips": tips})[1]["tips"] == tips
    offered = quote(guest, mode="even", parts=4)
    assert (offered["chosen"], offered["tips"]["custom"]) == (250, False)
    assert offered["tips"]["choices"] == [
        {"rate": "0.1", "amount": 25, "of_all": 100},
        {"rate": None, "amount": 0, "of_all": 300},
    ]
    assert guest.post(PAY, {"wallet": "counter", "tip": 99}, new_key())[0] == 422
    payment, _ = started(guest, "counter", tip=100)
    assert (payment["amount"], payment["tip"]) == (1100, 100)
    own = place.owner.post(f"{visit_of(place, guest)}/payments", {"tip": 37}, new_key())[1]["payment"]
    assert (own["amount"], own["tip"]) == (1037, 37)  # staff write down what they were given
