"""A service provider's restaurants: each authorises, signs its guests in, and tells Alipay what was ordered."""

import itertools
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from core import facts
from core.transactions import reading, transaction
from payments.payments.events import OrderSynced
from payments.payments.models import Payment
from payments.wallets.alipay import connection
from payments.wallets.alipay.models import AlipayAuthorisation, AlipayOrderSync, AlipayUser
from rebates.members.enrolling import enrol
from tests.alipay_simulator.gateway import Merchant
from tests.alipay_simulator.server import PROVIDER
from tests.http.test_alipay import asked, deliver, notice, row_of
from tests.http.test_payments import PAY, bill_of, seated, started
from tests.http.test_provider import new_provider
from tests.people import new_key

LOGIN = "/api/v1/mini/login"
numbers = itertools.count(1)


@pytest.fixture
def authorised(place, provider):
    """(place, merchant) after the owner came back from Alipay with a code."""
    n = next(numbers)
    merchant = Merchant(f"20880001{n:08d}", f"20210000{n:08d}")
    provider.gateway.codes[f"code{n}"] = merchant
    status, shape = place.owner.post(f"{place.home}/alipay/authorisation", {"app_auth_code": f"code{n}"})
    assert (status, shape["offered"], shape["seller_id"]) == (200, True, merchant.seller), shape
    return place, merchant


def signed_in(provider, guest, **who):
    code = f"auth{next(numbers)}"
    provider.gateway.logins[code] = who
    status, answer = guest.post(LOGIN, {"auth_code": code})
    assert (status, answer) == (200, {"signed_in": True, "channel": "mini_program"}), answer


def sync_of(place, payment):
    with reading() as session:
        return session.execute(
            select(*AlipayOrderSync.__table__.c).where(
                AlipayOrderSync.restaurant_id == place.id, AlipayOrderSync.id == payment["id"]
            )
        ).one()


def test_before_and_after_the_authorisation(place, provider):
    before = place.owner.get(f"{place.home}/alipay")[1]
    assert (before["set_up"], before["offered"], before["authorised"]) == (True, False, False)
    assert before["authorise_url"].startswith("https://openauth.alipay.com/oauth2/appToAppAuth.htm?app_id=")
    guest, _ = seated(place)
    assert guest.post(PAY, {"wallet": "alipay"}, new_key())[0] == 422
    status, problem = place.owner.post(f"{place.home}/alipay/authorisation", {"app_auth_code": "nonsense"})
    assert (status, problem["code"]) == (409, "wallet_refuses") and "授权码无效" in problem["detail"]


def test_the_token_is_kept_sealed_and_goes_with_every_call(authorised, provider):
    place, merchant = authorised
    before = len(provider.gateway.requests)
    with reading() as session:
        row = session.execute(
            select(*AlipayAuthorisation.__table__.c).where(AlipayAuthorisation.restaurant_id == place.id)
        ).one()
    assert "tok" not in row.token and provider.gateway.merchants[connection.opened(row.token)] == merchant
    guest, _ = seated(place)
    payment, _ = started(guest, "alipay")
    provider.pay(payment["id"])
    assert row_of(place, payment).auth_app_id == merchant.app_id
    assert deliver(place, notice(provider, payment, auth_app_id="2021999999999999")) == (200, "failure")
    assert deliver(place, notice(provider, payment)) == (200, "success")
    place.owner.post(f"{place.home}/payments/{payment['id']}/refunds", {"amount": 1, "reason": "x"}, new_key())
    tokens = {p.get("app_auth_token") for m, p in provider.gateway.requests[before:] if m.startswith("alipay.trade.")}
    assert tokens == {connection.opened(row.token)}
    assert place.owner.call("DELETE", f"{place.home}/alipay/authorisation")[0] == 204
    assert place.owner.get(f"{place.home}/alipay")[1]["offered"] is False


@pytest.mark.parametrize("who", [{"user_id": "2088000000000055"}, {"open_id": "open-55"}])
def test_signed_in_and_paid_in_the_mini_program(authorised, provider, who, monkeypatch):
    place, _ = authorised
    told = []
    monkeypatch.setitem(facts._reactions, OrderSynced, [lambda _, fact: told.append(fact)])
    guest, _ = seated(place)
    assert guest.get("/api/v1/visit")[1]["visit"]["channel"] == "h5"
    status, problem = guest.post(PAY, {"wallet": "alipay", "opens_in": "mini_program"}, new_key())
    assert (status, problem["code"]) == (409, "wallet_refuses")
    signed_in(provider, guest, **who)
    assert guest.get("/api/v1/visit")[1]["visit"]["channel"] == "mini_program"
    payment, client = started(guest, "alipay", opens_in="mini_program")
    assert client == {"trade_no": provider.trade(payment["id"]).trade_no}
    sent = row_of(place, payment).request
    assert sent["extend_params"] == {"sys_service_provider_id": PROVIDER, "food_order_type": "qr_order"}
    assert (sent["product_code"], sent["op_app_id"]) == ("JSAPI_PAY", "2021000000000002")
    provider.pay(payment["id"])
    assert deliver(place, notice(provider, payment)) == (200, "success")
    with reading() as session:
        own = session.execute(
            select(Payment.payer_key, Payment.channel).where(
                Payment.restaurant_id == place.id, Payment.id == payment["id"]
            )
        ).one()
    assert own.channel == "mini_program" and own.payer_key == connection.user_key(next(iter(who.values())))
    asked(0)
    kept = sync_of(place, payment)
    assert (kept.state, kept.record_id[:3], [fact.state for fact in told]) == ("done", "rec", ["done"])
    assert kept.request["item_order_list"][0] | {"item_id": ""} == {
        "item_id": "", "item_name": "米饭", "quantity": 5, "unit_price": 2.0,
    }  # fmt: skip
    asked(90000)
    with reading() as session:
        assert session.execute(select(AlipayUser.id).where(AlipayUser.restaurant_id == place.id)).all() == []


def test_paid_in_a_browser_tells_alipay_no_order(authorised, provider):
    place, _ = authorised
    guest, _ = seated(place)
    signed_in(provider, guest, user_id="2088000000000056")
    payment, _ = started(guest, "alipay")
    provider.pay(payment["id"])
    assert deliver(place, notice(provider, payment)) == (200, "success")
    assert sync_of(place, payment).state == "not_needed"
    with reading() as session:
        channel = session.execute(
            select(Payment.channel).where(Payment.restaurant_id == place.id, Payment.id == payment["id"])
        ).scalar_one()
    assert channel == "h5"


def test_an_order_that_alipay_refuses_or_loses(authorised, provider):
    place, _ = authorised
    for spoil, state in (("lost", "done"), ("refuse", "refused")):
        guest = place.sit(1 if spoil == "lost" else 2)
        place.send(guest, place.add(guest, quantity=5))
        signed_in(provider, guest, user_id="2088000000000057")
        payment, _ = started(guest, "alipay", opens_in="mini_program")
        provider.pay(payment["id"])
        if spoil == "lost":
            provider.gateway.mischief.lost["alipay.merchant.order.sync"] = 1
        else:
            provider.trade(payment["id"]).buyer = "2088000000000099"
        deliver(place, notice(provider, payment))
        asked(0)
        if spoil == "lost":
            assert sync_of(place, payment).state == "due"
        asked(10)
        kept = sync_of(place, payment)
        assert kept.state == state
        assert state == "done" or kept.code == "BUYER_NOT_FOUND"


def test_a_refused_order_is_sent_again_when_its_provider_asks(authorised, provider):
    place, _ = authorised
    portal, provider_id = new_provider(place.app)
    with transaction() as session:
        enrol(session, place.id, provider_id, "RB-SMDC2021", datetime(2020, 1, 1, tzinfo=UTC))
    guest = place.sit(0)
    place.send(guest, place.add(guest, quantity=5))
    signed_in(provider, guest, user_id="2088000000000058")
    payment, _ = started(guest, "alipay", opens_in="mini_program")
    provider.pay(payment["id"])
    trade = provider.trade(payment["id"])
    buyer, trade.buyer = trade.buyer, "2088000000000099"
    deliver(place, notice(provider, payment))
    asked(10)
    assert sync_of(place, payment).state == "refused"
    home = f"/api/v1/provider/restaurants/{place.id}"

    def reasons():
        (verdict,) = portal.get(f"{home}/verdicts?programme=RB-SMDC2021")[1]["items"]
        return [reason["code"] for reason in verdict["reasons"]]

    assert "returned" in reasons()
    trade.buyer = buyer
    stranger, _ = new_provider(place.app)
    assert stranger.post(f"{home}/syncs", {})[0] == 404
    assert portal.post(f"{home}/syncs", {"payment_ids": ["x"]}) == (202, {"asked": 0})
    assert portal.post(f"{home}/syncs", {}) == (202, {"asked": 1})
    assert portal.post(f"{home}/syncs", {}) == (202, {"asked": 1})  # still under way: nothing is sent twice
    asked(20)
    assert sync_of(place, payment).state == "done"
    assert "returned" not in reasons()
    assert portal.post(f"{home}/syncs", {}) == (202, {"asked": 0})


def test_a_code_is_good_for_one_login(authorised, provider):
    place, _ = authorised
    guest, _ = seated(place)
    assert guest.post(LOGIN, {"auth_code": "never given"})[1]["code"] == "wallet_refuses"
    assert guest.post(LOGIN, {"auth_code": ""})[0] == 422
    assert guest.get("/api/v1/visit")[1]["visit"]["channel"] == "h5"


def test_codes_of_alipays_own_and_one_rule_for_the_printed_ones(authorised, provider):
    place, _ = authorised
    status, made = place.owner.post(f"{place.home}/tables/{place.tables[0]['id']}/alipay-code")
    assert status == 200 and made["qr_code_url"].startswith(provider.address)
    provider.gateway.rules.clear()
    told = place.app.test_cli_runner().invoke(args=["alipay", "bind"])
    assert told.exit_code == 0, told.output
    assert [(r["route_url"], r["mode"]) for r in provider.gateway.rules] == [("http://zm.example/t/", "FUZZY")]
    told = place.app.test_cli_runner().invoke(args=["alipay", "bind"])
    assert told.exit_code == 1 and "ROUTE_RULE_CONFLICT" in told.output


def test_money_that_came_twice_goes_back_by_itself(authorised, provider):
    place, _ = authorised
    one, _ = seated(place)
    two = place.sit()
    first, _ = started(one, "alipay")
    second, _ = started(two, "alipay", take_over=first["id"])
    provider.books.trades[provider.trade(first["id"]).seller, provider.trade(first["id"]).number].called_off = False
    assert provider.pay(second["id"]) and provider.pay(first["id"], careless=True)
    assert deliver(place, notice(provider, second)) == (200, "success")
    assert deliver(place, notice(provider, first)) == (200, "success")
    assert bill_of(one)["overpaid"] == 1000
    late = place.owner.get(f"{place.home}/today")[1]["late_money"]
    assert [(m["id"], m["remark"]) for m in late] == [(first["id"], "too_much")]
    asked(1)
    asked(2)
    bill = bill_of(one)
    assert (bill["paid"], bill["refunded"], bill["overpaid"], bill["due"]) == (2000, 1000, 0, 0)
    assert provider.trade(first["id"]).back == 10 and provider.trade(second["id"]).back == 0
    asked(60)
    assert provider.trade(first["id"]).back == 10
