"""Paying: what is shown is what is charged, and nothing that a browser says is ever money."""

import time_machine
from sqlalchemy import select

from core.clock import now
from core.transactions import reading
from payments.payments.models import WalletNotice
from payments.wallets.simulator.notices import notice_of
from payments.wallets.simulator.wallet import decide, trade_row
from tests.errands import run_due
from tests.people import new_key

PAY = "/api/v1/visit/payments"


def bill_of(guest):
    return guest.get("/api/v1/visit")[1]["bill"]


def started(guest, wallet="simulator", **more):
    status, answer = guest.post(PAY, {"wallet": wallet, **more}, new_key())
    assert status == 201, answer
    return answer["payment"], answer["client"]


def at_simulator(place, client, decision="paid", travels="now"):
    """A person on the simulator's page."""
    path = f"{client['redirect_url']}/{decision}"
    return place.app.test_client().post(path, data={"travels": travels})


def notify(place, payment, tamper=lambda raw: raw, **headers):
    with reading() as session:
        own, raw = notice_of(trade_row(session, place.id, payment["id"]))
    answer = place.app.test_client().post("/webhooks/simulator", data=tamper(raw), headers={**own, **headers})
    return answer.status_code, answer.text


def seated(place, quantity=5, **fees):
    guest = place.sit()
    status, sent = place.send(guest, place.add(guest, quantity=quantity))
    assert status == 201, sent
    return guest, sent


def test_simulator_pays_by_a_signed_notice(place):
    guest, sent = seated(place)
    payment, client = started(guest)
    assert payment["status"] == "pending"
    bill = bill_of(guest)
    assert (bill["payment_state"], bill["being_paid"]["amount"]) == ("paying", 1000)
    assert guest.get("/api/v1/visit")[1]["orders"][0]["payment_state"] == "paying"
    assert at_simulator(place, client).status_code == 303
    bill = bill_of(guest)
    assert (bill["due"], bill["paid"], bill["status"], bill["being_paid"]) == (0, 1000, "paid", None)
    assert guest.get("/api/v1/visit")[1]["orders"][0]["payment_state"] == "paid"
    assert guest.get(f"{PAY}/{payment['id']}")[1]["status"] == "settled"


def test_returning_from_the_wallet_pays_nothing(place):
    guest, _ = seated(place)
    payment, client = started(guest)
    page = place.app.test_client().get(client["redirect_url"])
    assert page.status_code == 200
    assert place.app.test_client().get(f"/t/{place.tables[0]['code']}").status_code == 200
    assert guest.get(f"{PAY}/{payment['id']}")[1]["status"] == "pending"
    assert bill_of(guest)["due"] == 1000


def test_refused_leaves_the_bill_due_and_the_next_payment_free(place):
    guest, _ = seated(place)
    payment, client = started(guest)
    at_simulator(place, client, "refused")
    assert guest.get(f"{PAY}/{payment['id']}")[1]["status"] == "failed"
    assert guest.get("/api/v1/visit")[1]["orders"][0]["payment_state"] == "unpaid"
    again, client = started(guest)
    at_simulator(place, client)
    assert bill_of(guest)["due"] == 0


def test_a_notice_that_never_comes_is_asked_for(place):
    guest, _ = seated(place)
    payment, client = started(guest)
    at_simulator(place, client, travels="never")
    assert bill_of(guest)["due"] == 1000
    with time_machine.travel(now().timestamp() + 4, tick=False):
        run_due()
    assert bill_of(guest)["due"] == 0
    assert run_due() == 0


def test_a_late_notice_comes_late_and_one_sent_thrice_counts_once(place):
    guest, _ = seated(place)
    payment, client = started(guest)
    at_simulator(place, client, travels="thrice")
    for _ in range(3):
        assert notify(place, payment) == (200, "success")
    assert bill_of(guest)["paid"] == 1000
    with reading() as session:
        kept = session.execute(select(WalletNotice.outcome).where(WalletNotice.restaurant_id == place.id)).scalars()
        assert kept.all() == ["merged"]


def test_forged_notices_change_no_money(place):
    guest, _ = seated(place)
    payment, _ = started(guest)
    decide(place.id, payment["id"], "paid")
    assert notify(place, payment, lambda raw: raw.replace(b"1000", b"1001"))[0] == 400
    assert notify(place, payment, lambda raw: raw[:-1])[0] == 400
    assert notify(place, payment, **{"X-Simulator-Signature": "0" * 64})[0] == 400
    assert notify(place, payment, **{"X-Simulator-Signature": ""}) == (400, "failure")
    assert place.app.test_client().post("/webhooks/simulator", data=b"x" * 20000).status_code == 400
    assert bill_of(guest)["paid"] == 0
    assert notify(place, payment) == (200, "success")
    assert bill_of(guest)["paid"] == 1000


def test_a_genuine_notice_of_another_amount_is_kept_and_changes_no_money(place):
    from core.transactions import transaction
    from payments.wallets.simulator.wallet import change_trade

    guest, _ = seated(place)
    payment, _ = started(guest)
    with transaction() as session:
        change_trade(session, trade_row(session, place.id, payment["id"]), amount=1)
    decide(place.id, payment["id"], "paid")
    assert notify(place, payment) == (200, "failure")
    assert bill_of(guest)["paid"] == 0


def test_one_phone_pays_at_a_time_and_another_may_take_over(place):
    one, _ = seated(place)
    two = place.sit()
    payment, client = started(one)
    status, problem = two.post(PAY, {"wallet": "simulator"}, new_key())
    assert (status, problem["code"], problem["payment_id"]) == (409, "being_paid", payment["id"])
    assert problem["by"] == bill_of(two)["being_paid"]["guest"]
    assert problem["until"] == payment["expires_at"]
    second, second_client = started(two, take_over=payment["id"])
    assert one.get(f"{PAY}/{payment['id']}")[1]["status"] == "expired"
    at_simulator(place, second_client)
    assert bill_of(one)["paid"] == 1000
    # The first page was closed at the simulator; a careless partner lets it be paid all the same.
    at_simulator(place, client)
    bill = bill_of(one)
    assert (bill["paid"], bill["total"], bill["overpaid"]) == (2000, 1000, 1000)
    late = place.owner.get(f"{place.home}/today")[1]["late_money"]
    assert [(m["id"], m["remark"]) for m in late] == [(payment["id"], "too_much")]


def test_taking_over_what_was_paid_meanwhile_finds_nothing_due(place):
    one, _ = seated(place)
    payment, client = started(one)
    at_simulator(place, client, travels="never")
    status, problem = place.sit().post(PAY, {"wallet": "simulator", "take_over": payment["id"]}, new_key())
    assert (status, problem["code"]) == (409, "nothing_due")
    assert bill_of(one)["paid"] == 1000


def test_the_same_key_is_one_payment(place):
    guest, _ = seated(place)
    key = new_key()
    first, again = (guest.post(PAY, {"wallet": "simulator"}, key) for _ in range(2))
    assert first == again
    assert guest.get(f"{PAY}/{first[1]['payment']['id']}")[1]["status"] == "pending"
    assert guest.post(PAY, {"wallet": "counter"}, key)[1]["code"] == "idempotency_key_reused"
    assert guest.post(PAY, {"wallet": "counter"})[1]["code"] == "idempotency_key_missing"


def test_what_is_refused_names_the_field(place):
    guest = place.sit()
    assert guest.post(PAY, {"wallet": "counter"}, new_key())[1]["code"] == "nothing_due"
    guest, _ = seated(place)
    for body, field in (
        ({"wallet": "gold"}, "wallet"),
        ({"wallet": "alipay"}, "wallet"),
        ({"wallet": "counter", "amount": 0}, "amount"),
        ({"wallet": "counter", "amount": 1001}, "amount"),
        ({"wallet": "counter", "amount": "5"}, "amount"),
        ({"wallet": "counter", "order_ids": ["x"]}, "order_ids"),
        ({"wallet": "counter", "price": 1}, "price"),
    ):
        status, problem = guest.post(PAY, body, new_key())
        assert (status, list(problem["errors"])) == (422, [field]), body
    assert place.sit(1).get(f"{PAY}/{'0' * 36}")[0] == 404


def test_dishes_added_while_paying_stay_due(place):
    one, sent = seated(place)
    payment, client = started(one)
    two = place.sit()
    later = place.send(two, place.add(two, quantity=2))[1]
    assert bill_of(one)["total"] == 1400
    at_simulator(place, client)
    bill = bill_of(one)
    assert (bill["paid"], bill["due"], bill["payment_state"]) == (1000, 400, "unpaid")
    states = {o["id"]: o["payment_state"] for o in one.get("/api/v1/visit")[1]["orders"]}
    assert states == {sent["order"]["id"]: "paid", later["order"]["id"]: "unpaid"}


def test_part_payments_pay_orders_when_they_reach_them(place):
    guest, first = seated(place)
    place.send(guest, place.add(guest, quantity=2))
    for amount, paid in ((600, []), (400, [1]), (399, [1]), (1, [1, 2])):
        payment, _ = started(guest, "counter", amount=amount)
        place.owner.post(f"{place.home}/payments/{payment['id']}/confirm", {"method": "wechat_code"})
        orders = guest.get("/api/v1/visit")[1]["orders"]
        assert [o["round"] for o in orders if o["payment_state"] == "paid"] == paid
    assert bill_of(guest)["due"] == 0


def test_orders_are_paid_by_name_with_their_fees(place):
    place.owner.call(
        "PATCH",
        place.home,
        {"version": 1, "fees": [{"kind": "per_head", "name": "茶位", "amount": 400}]},
    )
    one, first = seated(place)
    second = place.send(one, place.add(one, quantity=2))[1]
    payment, client = started(one, order_ids=[second["order"]["id"]])
    assert payment["amount"] == 400
    at_simulator(place, client)
    states = [o["payment_state"] for o in one.get("/api/v1/visit")[1]["orders"]]
    assert states == ["unpaid", "paid"]
    assert (
        one.post(PAY, {"wallet": "counter", "order_ids": [second["order"]["id"]]}, new_key())[1]["code"]
        == "nothing_due"
    )
    payment, _ = started(one, "counter", order_ids=[first["order"]["id"]])
    assert payment["amount"] == bill_of(one)["due"] == 1400  # whoever pays last pays the seats


def test_expired_is_expired_and_tells_the_table(place):
    guest, _ = seated(place)
    payment, _ = started(guest)
    with time_machine.travel(now().timestamp() + 301, tick=False):
        assert guest.get(f"{PAY}/{payment['id']}")[1]["status"] == "expired"
        assert bill_of(guest)["being_paid"] is None
        run_due()
        assert guest.get("/api/v1/visit")[1]["orders"][0]["payment_state"] == "unpaid"
        _, client = started(guest)
        at_simulator(place, client)
    assert bill_of(guest)["due"] == 0


def test_late_money_after_the_table_was_closed_is_kept_and_shown(place):
    guest, _ = seated(place)
    payment, client = started(guest)
    visit = guest.get("/api/v1/visit")[1]["visit"]["id"]
    assert place.owner.post(f"{place.home}/visits/{visit}/close", {"how": "forced", "reason": "走了"})[0] == 200
    at_simulator(place, client)
    late = place.owner.get(f"{place.home}/today")[1]["late_money"]
    assert [(m["id"], m["remark"], m["amount"]) for m in late] == [(payment["id"], "after_close", 1000)]
    assert guest.get("/api/v1/visit/receipt")[1]["bill"]["paid"] == 1000


def test_pay_first_releases_orders_with_the_money_and_not_before(place):
    place.owner.call("PATCH", place.home, {"version": 1, "service_mode": "pay_first"})
    screen = place.screen()
    guest, sent = seated(place)
    assert screen.get("/api/v1/kitchen/board")[1]["tickets"] == []
    payment, client = started(guest)
    two = place.sit()
    place.send(two, place.add(two))
    at_simulator(place, client)
    tickets = screen.get("/api/v1/kitchen/board")[1]["tickets"]
    assert [t["round"] for t in tickets] == [1]  # the second round is not paid for
    _, client = started(two)
    at_simulator(place, client)
    assert [t["round"] for t in screen.get("/api/v1/kitchen/board")[1]["tickets"]] == [1, 2]


def test_cash_gives_change_and_too_little_is_refused(place):
    guest, _ = seated(place)
    payment, _ = started(guest, "counter")
    confirm = f"{place.home}/payments/{payment['id']}/confirm"
    status, problem = place.owner.post(confirm, {"method": "cash", "tendered": 999})
    assert (status, list(problem["errors"])) == (422, ["tendered"])
    assert place.owner.post(confirm, {"method": "shells"})[0] == 422
    first = place.owner.post(confirm, {"method": "cash", "tendered": 2000})
    assert (first[0], first[1]["change"], first[1]["status"]) == (200, 1000, "settled")
    assert place.owner.post(confirm, {"method": "card"})[1] == first[1]  # a second tap changes nothing
    assert guest.post(confirm, {"method": "cash"})[0] in (401, 403, 404)


def test_staff_begin_a_payment_for_a_table_and_the_bill_may_have_shrunk(place):
    guest, sent = seated(place)
    visit = guest.get("/api/v1/visit")[1]["visit"]["id"]
    path = f"{place.home}/visits/{visit}/payments"
    payment = place.owner.post(path, {}, new_key())[1]["payment"]
    line = sent["order"]["lines"][0]["id"]
    more = place.send(guest, place.add(guest, quantity=1))[1]
    assert place.owner.post(f"{place.home}/orders/{sent['order']['id']}/lines/{line}/void", {"reason": "x"})[0] == 200
    status, problem = place.owner.post(f"{place.home}/payments/{payment['id']}/confirm", {"method": "cash"})
    assert (status, problem["code"], problem["due"]) == (409, "more_than_due", more["order"]["total"])
    payment = place.owner.post(path, {}, new_key())[1]["payment"]
    assert place.owner.post(f"{place.home}/payments/{payment['id']}/confirm", {"method": "card"})[0] == 200
    assert [p["status"] for p in place.owner.get(path)[1]["items"]] == ["expired", "settled"]
    assert place.owner.get(f"{place.home}/visits/{'0' * 36}/payments")[0] == 404


def test_the_simulator_is_off_where_it_was_not_enabled(place, monkeypatch):
    guest, _ = seated(place)
    _, client = started(guest)
    monkeypatch.setitem(place.app.config, "SIMULATOR", False)
    status, problem = guest.post(PAY, {"wallet": "simulator"}, new_key())
    assert (status, list(problem["errors"])) == (422, ["wallet"])
    assert place.app.test_client().get(client["redirect_url"]).status_code == 404


def test_a_page_belongs_to_its_trade_only(place):
    guest, _ = seated(place)
    _, client = started(guest)
    url = client["redirect_url"]
    for wrong in (url[:-1] + ("0" if url[-1] != "0" else "1"), url.rsplit(".", 1)[0], "/simulator/pay/x", url + "0"):
        assert place.app.test_client().get(wrong).status_code == 404
        assert place.app.test_client().post(f"{wrong}/paid").status_code == 404
