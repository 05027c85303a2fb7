"""Money back: by role, with a reason, once for each request number, never more than was paid."""

from core.clock import now
from core.transactions import reading
from payments import paying
from payments.payments.refunds import reserve_refund
from payments.wallets import WALLETS
from payments.wallets.protocol import WalletRefuses, WalletUnreachable
from payments.wallets.simulator.wallet import trade_row
from tests.errands import run_due
from tests.http.test_payments import at_simulator, bill_of, seated, started
from tests.people import new_key


def paid(place, wallet="simulator", **more):
    guest, sent = seated(place)
    payment, client = started(guest, wallet, **more)
    if wallet == "simulator":
        at_simulator(place, client)
    else:
        place.owner.post(f"{place.home}/payments/{payment['id']}/confirm", {"method": "cash"})
    return guest, payment, f"{place.home}/payments/{payment['id']}/refunds"


def test_parts_then_the_whole(place):
    guest, payment, path = paid(place)
    status, refund = place.owner.post(path, {"amount": 300, "reason": "凉了"}, new_key())
    assert (status, refund["status"], refund["payment"]["status"]) == (201, "done", "partly_refunded")
    bill = bill_of(guest)
    assert (bill["refunded"], bill["due"], bill["payment_state"]) == (300, 0, "partly_refunded")
    assert guest.get("/api/v1/visit")[1]["orders"][0]["payment_state"] == "partly_refunded"
    status, problem = place.owner.post(path, {"amount": 701, "reason": "x"}, new_key())
    assert (status, problem["code"], problem["left"]) == (409, "not_refundable", 700)
    assert place.owner.post(path, {"amount": 700, "reason": "x"}, new_key())[1]["payment"]["status"] == "refunded"
    assert guest.get("/api/v1/visit")[1]["orders"][0]["payment_state"] == "refunded"
    with reading() as session:
        assert sum(trade_row(session, place.id, payment["id"]).refunds.values()) == 1000


def test_money_back_that_is_due_again(place):
    guest, payment, path = paid(place, "counter")
    assert place.owner.post(path, {"amount": 1000, "reason": "收错桌", "due": "again"}, new_key())[0] == 201
    bill = bill_of(guest)
    assert (bill["due"], bill["payment_state"]) == (1000, "unpaid")
    assert guest.get("/api/v1/visit")[1]["orders"][0]["payment_state"] == "unpaid"
    _, client = started(guest)
    at_simulator(place, client)
    bill = bill_of(guest)
    assert (bill["paid"], bill["refunded"], bill["due"], bill["overpaid"]) == (2000, 1000, 0, 0)


def test_refusals(place):
    guest, payment, path = paid(place)
    assert place.owner.post(path, {"amount": 1, "reason": "x"})[1]["code"] == "idempotency_key_missing"
    for body, field in (
        ({"amount": 0, "reason": "x"}, "amount"),
        ({"amount": 1, "reason": " "}, "reason"),
        ({"amount": 1}, "reason"),
        ({"amount": 1, "reason": "x", "due": "never"}, "due"),
    ):
        assert list(place.owner.post(path, body, new_key())[1]["errors"]) == [field]
    assert guest.post(path, {"amount": 1, "reason": "x"}, new_key())[0] in (401, 403, 404)
    other, _ = seated(place)
    pending, _ = started(other)
    path = f"{place.home}/payments/{pending['id']}/refunds"
    assert place.owner.post(path, {"amount": 1, "reason": "x"}, new_key())[1]["code"] == "not_refundable"
    assert place.owner.post(f"{place.home}/payments/none/refunds", {"amount": 1, "reason": "x"}, new_key())[0] == 404


def test_the_same_key_gives_back_once(place):
    guest, payment, path = paid(place)
    key = new_key()
    first, again = (place.owner.post(path, {"amount": 300, "reason": "x"}, key) for _ in range(2))
    assert first == again
    assert bill_of(guest)["refunded"] == 300


def test_a_wallet_that_says_no_keeps_the_money_refundable(place, monkeypatch):
    guest, payment, path = paid(place)

    def refuse(*_):
        raise WalletRefuses("The seller's balance is too small.")

    monkeypatch.setattr(WALLETS["simulator"], "give_back", refuse)
    status, refund = place.owner.post(path, {"amount": 1000, "reason": "x"}, new_key())
    assert (status, refund["status"], refund["failure"]) == (201, "refused", "The seller's balance is too small.")
    assert (refund["payment"]["refunded"], refund["payment"]["refundable"]) == (0, 1000)
    monkeypatch.undo()
    assert place.owner.post(path, {"amount": 1000, "reason": "x"}, new_key())[1]["status"] == "done"


def test_a_wallet_that_does_not_answer_is_asked_again_with_the_same_number(place, monkeypatch):
    guest, payment, path = paid(place)
    numbers, real = [], WALLETS["simulator"].give_back

    def lost_answer(trade, request_no, amount):
        numbers.append(request_no)
        real(trade, request_no, amount)
        if len(numbers) == 1:
            raise WalletUnreachable()

    monkeypatch.setattr(WALLETS["simulator"], "give_back", lost_answer)
    key = new_key()
    assert place.owner.post(path, {"amount": 400, "reason": "x"}, key)[0] == 503
    # Reserved: nobody can give the same money back twice while the answer is out.
    assert place.owner.post(path, {"amount": 700, "reason": "x"}, new_key())[1]["left"] == 600
    assert place.owner.post(path, {"amount": 400, "reason": "x"}, key)[1]["status"] == "done"
    assert len(set(numbers)) == 1
    assert bill_of(guest)["refunded"] == 400


def test_after_a_crash_the_errand_sends_the_reserved_refund(place):
    from core.errands import send_errand
    from core.transactions import transaction

    guest, payment, _ = paid(place)
    with transaction() as session:  # what was committed before the process died
        refund_id = reserve_refund(session, place.id, payment["id"], 250, "x", "account:1")
        send_errand(session, place.id, "refund.send", {"refund_id": refund_id}, now())
    assert bill_of(guest)["refunded"] == 0
    run_due()
    assert bill_of(guest)["refunded"] == 250
    assert paying.send_refund(place.id, refund_id) is None  # once more: the simulator knows the number
    with reading() as session:
        assert sum(trade_row(session, place.id, payment["id"]).refunds.values()) == 250


def test_an_order_is_given_back_whole_whatever_the_tip_and_the_discounts(place):
    """Two orders, each paid by its own phone, ten per cent off the bill, a tip that stays."""
    settings = {"version": 1, "tips": {"custom": True}}
    assert place.owner.call("PATCH", place.home, settings)[0] == 200
    one, sent = seated(place)
    two = place.sit()
    assert place.send(two, place.add(two, quantity=10))[0] == 201
    visit = one.get("/api/v1/visit")[1]["visit"]["id"]
    off = {"kind": "discount", "rate": "0.1", "reason": "老客户"}
    assert place.owner.post(f"{place.home}/visits/{visit}/discounts", off, new_key())[0] == 201
    first = sent["order"]["id"]
    payment, client = started(one, order_ids=[first], tip=50)
    at_simulator(place, client)
    at_simulator(place, started(two)[1])
    assert payment["amount"] == 950
    path = f"{place.home}/payments/{payment['id']}/refunds"
    states = lambda: [order["payment_state"] for order in one.get("/api/v1/visit")[1]["orders"]]  # noqa: E731
    assert place.owner.post(path, {"amount": 899, "reason": "x"}, new_key())[0] == 201
    assert states() == ["partly_refunded", "paid"]
    assert place.owner.post(path, {"amount": 1, "reason": "x"}, new_key())[0] == 201
    assert states() == ["refunded", "paid"]
    assert bill_of(one)["tips"] == 50
