"""Paying by Alipay, with a simulator of it behind real HTTP: what is asked, what is told, what is believed."""

from urllib.parse import quote

import time_machine
from sqlalchemy import select

from core.clock import now
from core.transactions import reading, transaction
from payments.payments.models import WalletNotice
from payments.wallets.alipay.models import AlipayTrade
from payments.wallets.alipay.trades import change_trade
from tests.alipay_simulator.notifying import posted, told
from tests.alipay_simulator.server import APP_ID, PROVIDER, SELLER
from tests.errands import run_due
from tests.http.test_payments import PAY, bill_of, seated, started
from tests.people import new_key


def notice(alipay, payment, wrong="", key=None, **more) -> bytes:
    """The form that Alipay would post about a payment as it stands there."""
    params = {**told(alipay.trade(payment["id"]), APP_ID), **more}
    return posted(params, key or alipay.key, wrong)


def deliver(place, raw):
    answer = place.app.test_client().post(
        "/webhooks/alipay", data=raw, content_type="application/x-www-form-urlencoded; charset=utf-8"
    )
    return answer.status_code, answer.text


def asked(seconds=4):
    """Errands, as they run some seconds from now."""
    with time_machine.travel(now().timestamp() + seconds, tick=False):
        return run_due()  # what other tests left is due too, and older


def row_of(place, payment):
    with reading() as session:
        return session.execute(
            select(*AlipayTrade.__table__.c).where(
                AlipayTrade.restaurant_id == place.id, AlipayTrade.id == payment["id"]
            )
        ).one()


def test_alipay_is_offered_only_where_it_is_set_up(place, alipay_simulator):
    guest, _ = seated(place)
    status, problem = guest.post(PAY, {"wallet": "alipay"}, new_key())
    assert (status, list(problem["errors"])) == (422, ["wallet"])


def test_a_code_for_the_browser_is_paid_by_a_notice(place, alipay):
    guest, _ = seated(place)
    page = place.app.test_client().get(f"/t/{place.tables[0]['code']}").text
    assert '"wallets":["counter","alipay","simulator"]' in page
    payment, client = started(guest, "alipay")
    assert client["qr_code"] == client["redirect_url"] and client["qr_code"].startswith(alipay.address)
    scanned = quote(client["qr_code"], safe="")
    assert client["app_url"] == f"alipays://platformapi/startapp?saId=10000007&qrcode={scanned}"
    method, sent = alipay.gateway.requests[-1]
    assert method == "alipay.trade.precreate" and sent["notify_url"] == "http://zm.example/webhooks/alipay"
    kept = row_of(place, payment)
    assert kept.request["extend_params"] == {"sys_service_provider_id": PROVIDER}
    assert (kept.request["total_amount"], kept.seller_id, kept.app_id) == ("10.00", SELLER, APP_ID)
    assert alipay.pay(payment["id"])
    assert bill_of(guest)["paid"] == 0
    raw = notice(alipay, payment)
    assert deliver(place, raw) == (200, "success")
    assert deliver(place, raw) == (200, "success")
    bill = bill_of(guest)
    assert (bill["paid"], bill["due"], bill["status"]) == (1000, 0, "paid")
    asked()
    assert bill_of(guest)["paid"] == 1000


def test_another_phone_scans_the_code_until_this_one_gives_up(place, alipay):
    guest, _ = seated(place)
    other = place.sit()
    payment, _ = started(guest, "alipay")
    path = f"{PAY}/{payment['id']}"
    picture = place.app.test_client().get(f"{path}/code.svg", headers={"Authorization": f"Bearer {guest.token}"})
    assert (picture.status_code, picture.mimetype) == (200, "image/svg+xml")
    assert other.call("DELETE", path)[1]["code"] == "payment_unknown"
    assert other.post(PAY, {"wallet": "counter"}, new_key())[1]["code"] == "being_paid"
    for _ in range(2):  # repeating is harmless
        status, over = guest.call("DELETE", path)
        assert (status, over["status"]) == (200, "expired")
    assert alipay.gateway.requests[-1][0] == "alipay.trade.cancel"
    assert guest.get(f"{path}/code.svg")[1]["code"] == "no_payment_code"
    assert bill_of(guest)["being_paid"] is None
    counter, _ = started(other, "counter")
    assert other.call("DELETE", f"{PAY}/{counter['id']}")[1]["status"] == "expired"


def test_who_gives_up_what_was_paid_in_that_moment_has_paid(place, alipay):
    guest, _ = seated(place)
    payment, _ = started(guest, "alipay")
    alipay.pay(payment["id"])
    assert guest.call("DELETE", f"{PAY}/{payment['id']}")[1]["status"] == "settled"
    assert bill_of(guest)["due"] == 0


def test_paid_without_any_notice_is_asked_for(place, alipay):
    guest, _ = seated(place)
    payment, _ = started(guest, "alipay")
    asked()
    assert guest.get(f"{PAY}/{payment['id']}")[1]["status"] == "pending"  # nobody scanned: no trade yet
    alipay.pay(payment["id"])
    asked(8)
    assert guest.get(f"{PAY}/{payment['id']}")[1]["status"] == "settled"


def test_signed_but_not_about_this_trade_changes_no_money(place, alipay):
    guest, _ = seated(place)
    payment, _ = started(guest, "alipay")
    alipay.pay(payment["id"])
    for wrong in ("amount", "seller", "app"):
        assert deliver(place, notice(alipay, payment, wrong)) == (200, "failure")
    assert deliver(place, notice(alipay, payment, trans_currency="USD")) == (200, "failure")
    assert deliver(place, notice(alipay, payment, notify_type="open_app_auth_notify")) == (400, "failure")
    assert deliver(place, notice(alipay, payment, trade_status="TRADE_PERHAPS")) == (400, "failure")
    assert bill_of(guest)["paid"] == 0
    with reading() as session:
        kept = session.execute(
            select(WalletNotice.outcome, WalletNotice.problem).where(WalletNotice.restaurant_id == place.id)
        ).all()
    assert {each.outcome for each in kept} == {"rejected"} and len(kept) == 4
    assert deliver(place, notice(alipay, payment)) == (200, "success")
    assert bill_of(guest)["paid"] == 1000
    assert deliver(place, notice(alipay, payment, trade_no="2026112522009999")) == (200, "failure")


def test_what_was_not_believed_once_is_believed_when_it_is_right(place, alipay):
    """Another seller was configured by mistake; Alipay sends the very same notification again, and it counts."""
    guest, _ = seated(place)
    payment, _ = started(guest, "alipay")
    alipay.pay(payment["id"])
    raw, seller = notice(alipay, payment), row_of(place, payment).seller_id
    for known, answer in (("2088999999999999", "failure"), (seller, "success"), (seller, "success")):
        with transaction() as session:
            change_trade(session, place.id, payment["id"], seller_id=known)
        assert deliver(place, raw) == (200, answer)
    assert bill_of(guest)["paid"] == 1000


def test_not_signed_by_alipay_is_told_failure(place, alipay):
    guest, _ = seated(place)
    payment, _ = started(guest, "alipay")
    alipay.pay(payment["id"])
    for wrong in ("corrupt", "other_key", "sha1"):
        assert deliver(place, notice(alipay, payment, wrong)) == (400, "failure")
    for raw in (b"", b"x" * 20000, b"a=1&a=2", notice(alipay, payment)[:-9], b"\xff\xfe"):
        assert deliver(place, raw) == (400, "failure")
    assert bill_of(guest)["paid"] == 0


def test_refusing_and_walking_away_end_when_the_time_is_over(place, alipay):
    guest, _ = seated(place)
    payment, _ = started(guest, "alipay")
    trade = alipay.trade(payment["id"])
    alipay.books.scan(trade)
    asked(301)
    assert guest.get(f"{PAY}/{payment['id']}")[1]["status"] == "expired"
    assert trade.status == "TRADE_CLOSED" and not alipay.pay(payment["id"])
    assert bill_of(guest)["being_paid"] is None


def test_a_code_that_was_taken_over_cannot_be_paid_any_more(place, alipay):
    one, _ = seated(place)
    two = place.sit()
    first, _ = started(one, "alipay")
    second, _ = started(two, "alipay", take_over=first["id"])
    assert not alipay.pay(first["id"])
    assert alipay.pay(second["id"])
    asked(8)
    assert (bill_of(one)["paid"], bill_of(one)["overpaid"]) == (1000, 0)


def test_paid_in_the_moment_of_the_take_over_is_paid(place, alipay):
    one, _ = seated(place)
    two = place.sit()
    first, _ = started(one, "alipay")
    alipay.pay(first["id"])
    status, problem = two.post(PAY, {"wallet": "alipay", "take_over": first["id"]}, new_key())
    assert (status, problem["code"]) == (409, "nothing_due")
    assert bill_of(one)["paid"] == 1000


def test_called_off_in_the_moment_of_paying_owes_it_again(place, alipay, monkeypatch):
    """Between `close` (no such trade yet) and `cancel` the guest pays: Alipay gives it back, the bill stays due."""
    one, _ = seated(place)
    two = place.sit()
    first, _ = started(one, "alipay")
    cancel = alipay.books.cancel

    def paid_first(merchant, content):
        alipay.pay(content["out_trade_no"])
        return cancel(merchant, content)

    monkeypatch.setattr(alipay.books, "cancel", paid_first)
    second, _ = started(two, "alipay", take_over=first["id"])
    bill = bill_of(one)
    assert (bill["paid"], bill["refunded"], bill["due"]) == (1000, 1000, 1000)
    assert deliver(place, notice(alipay, first)) == (200, "success")
    assert bill_of(one)["due"] == 1000
    alipay.pay(second["id"])
    asked(8)
    bill = bill_of(one)
    assert (bill["paid"], bill["refunded"], bill["due"], bill["overpaid"]) == (2000, 1000, 0, 0)


def test_an_answer_that_was_lost_is_the_same_trade_again(place, alipay):
    guest, _ = seated(place)
    alipay.gateway.mischief.lost["alipay.trade.precreate"] = 2
    key = new_key()
    status, problem = guest.post(PAY, {"wallet": "alipay"}, key)
    assert (status, problem["code"]) == (503, "wallet_unreachable")
    status, begun = guest.post(PAY, {"wallet": "alipay"}, key)
    assert status == 201, begun
    sent = [p["biz_content"] for m, p in alipay.gateway.requests[-3:] if m == "alipay.trade.precreate"]
    assert len(sent) == 3 and len(set(sent)) == 1
    alipay.pay(begun["payment"]["id"])
    asked(8)
    assert bill_of(guest)["paid"] == 1000


def test_answers_that_alipay_did_not_sign_are_no_answers(place, alipay):
    guest, _ = seated(place)
    payment, _ = started(guest, "alipay")
    alipay.pay(payment["id"])
    for spoiled in ("unsigned", "forged"):
        spoils = getattr(alipay.gateway.mischief, spoiled)
        spoils["alipay.trade.query"] = 99  # payments of other tests may be asked about too
        asked(4 if spoiled == "unsigned" else 40)
        assert bill_of(guest)["paid"] == 0
        spoils.clear()
    asked(80)
    assert bill_of(guest)["paid"] == 1000


def test_an_outage_of_an_hour_is_asked_through(place, alipay):
    guest, _ = seated(place)
    payment, _ = started(guest, "alipay")
    alipay.pay(payment["id"])
    alipay.gateway.mischief.lost |= {"alipay.trade.query": 10**6, "alipay.trade.close": 10**6}
    for minute in range(0, 60, 3):
        asked(4 + 60 * minute)
    alipay.gateway.mischief.lost.clear()
    assert bill_of(guest)["paid"] == 0
    asked(4 + 60 * 60)
    assert bill_of(guest)["paid"] == 1000


def test_parts_go_back_under_one_number_each_and_a_lost_answer_is_asked_for(place, alipay):
    guest, _ = seated(place)
    payment, _ = started(guest, "alipay")
    alipay.pay(payment["id"])
    deliver(place, notice(alipay, payment))
    path, trade = f"{place.home}/payments/{payment['id']}/refunds", alipay.trade(payment["id"])
    status, refund = place.owner.post(path, {"amount": 300, "reason": "凉了"}, new_key())
    assert (status, refund["status"]) == (201, "done") and trade.back == 3
    alipay.gateway.mischief.lost["alipay.trade.refund"] = 1
    key = new_key()
    assert place.owner.post(path, {"amount": 200, "reason": "凉了"}, key)[0] == 503
    assert trade.back == 5
    assert (
        place.owner.post(path, {"amount": 200, "reason": "凉了"}, key)[0] == 503
    )  # not yet: Alipay may not know itself
    before = len(alipay.gateway.requests)
    asked(31)
    methods = [m for m, _ in alipay.gateway.requests[before:]]
    assert "alipay.trade.refund" not in methods and "alipay.trade.fastpay.refund.query" in methods
    assert trade.back == 5 and len(trade.refunds) == 2
    bill = bill_of(guest)
    assert (bill["refunded"], bill["due"]) == (500, 0)
    # A partial refund makes Alipay say TRADE_SUCCESS once more: that is not money once more.
    assert deliver(place, notice(alipay, payment)) == (200, "success")
    bill = bill_of(guest)
    assert (bill["paid"], bill["refunded"]) == (1000, 500)


def test_a_refusal_is_told_in_the_partners_words(place, alipay):
    guest, _ = seated(place)
    payment, _ = started(guest, "alipay")
    alipay.pay(payment["id"])
    asked(8)
    trade = alipay.trade(payment["id"])
    alipay.books.refund(type("M", (), {"seller": SELLER}), {"out_trade_no": trade.number, "refund_amount": "9.00",
                                                           "out_request_no": "theirs"})  # fmt: skip
    path = f"{place.home}/payments/{payment['id']}/refunds"
    status, refund = place.owner.post(path, {"amount": 300, "reason": "凉了"}, new_key())
    assert (status, refund["status"]) == (201, "refused")
    assert "退款金额超限" in refund["failure"] and "ACQ.REFUND_FEE_ERROR" in refund["failure"]
