"""What is sent to Alipay, word for word: each call for a provider's restaurant, its parameters and its content."""

import json
import re
from urllib.parse import unquote

import pytest

from core.transactions import reading
from payments.wallets.alipay import connection
from restaurants.profile.queries import restaurant_of
from tests.alipay_simulator.server import APP_ID, PROVIDER
from tests.errands import only_of
from tests.http.test_alipay import asked, deliver, notice
from tests.http.test_alipay_provider import authorised, row_of, signed_in, sync_of  # noqa: F401
from tests.http.test_payments import started
from tests.people import new_key

COMMON = {"app_id": APP_ID, "format": "JSON", "charset": "utf-8", "sign_type": "RSA2", "version": "1.0"}
MINI, BUYER = "2021000000000002", "2088000000000061"


@pytest.fixture
def dined(authorised, provider, monkeypatch):  # noqa: F811
    """A mini program's table that has paid, been told to Alipay, and got two yuan back. (place, payment, calls)"""
    place, merchant = authorised
    only_of(monkeypatch, place)
    version = place.owner.get(place.home)[1]["version"]
    where = {"version": version, "address": "和平路 1 号", "phone": "010-1"}
    assert place.owner.call("PATCH", place.home, where)[0] == 200
    before = len(provider.gateway.requests)
    guest = place.sit()
    place.send(guest, place.add(guest, "宫保鸡丁", 2))
    signed_in(provider, guest, user_id=BUYER)
    payment, _ = started(guest, "alipay", opens_in="mini_program")
    provider.pay(payment["id"])
    assert deliver(place, notice(provider, payment)) == (200, "success")
    asked(4)
    back = f"{place.home}/payments/{payment['id']}/refunds"
    assert place.owner.post(back, {"amount": 200, "reason": "凉了"}, new_key())[1]["status"] == "done"
    calls = {method: params for method, params in provider.gateway.requests[before:]}
    return place, payment, calls


def content(params) -> dict:
    return json.loads(params["biz_content"])


def test_every_call_bears_the_common_parameters_and_whose_it_is(dined, provider):
    place, payment, calls = dined
    assert set(calls) == {
        *("alipay.system.oauth.token", "alipay.trade.create", "alipay.merchant.order.sync", "alipay.trade.refund"),
    }
    for method, params in calls.items():
        assert {name: params[name] for name in COMMON} == COMMON
        assert params["method"] == method
        assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", params["timestamp"])
        own = provider.mini_app_token if method == "alipay.system.oauth.token" else None
        assert own is None or params["app_auth_token"] == own
        assert own or params["app_auth_token"].startswith("tok")
        known = {*COMMON, "method", "timestamp", "sign", "app_auth_token", "biz_content"}
        more = {
            "alipay.system.oauth.token": {"grant_type", "code"},
            "alipay.trade.create": {"notify_url"},
        }.get(method, set())
        assert set(params) - known == more, method
    login = calls["alipay.system.oauth.token"]
    assert login["grant_type"] == "authorization_code" and "biz_content" not in login


def test_a_trade(dined):
    place, payment, calls = dined
    sent = content(calls["alipay.trade.create"])
    assert sent == row_of(place, payment).request  # what was sent is kept
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", sent.pop("time_expire"))
    assert json.loads(unquote(sent.pop("passback_params"))) == {"restaurant_id": place.id}
    assert sent == {
        "out_trade_no": payment["id"].replace("-", ""),
        "total_amount": "83.00",
        "subject": "试走馆",
        "buyer_id": BUYER,
        "product_code": "JSAPI_PAY",
        "op_app_id": MINI,
        "extend_params": {"sys_service_provider_id": PROVIDER, "food_order_type": "qr_order"},
    }


def test_an_order(dined, provider):
    place, payment, calls = dined
    sent = content(calls["alipay.merchant.order.sync"])
    assert sent == sync_of(place, payment).request
    for name in ("order_create_time", "order_pay_time", "order_modified_time"):
        assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", sent.pop(name))
    (item,) = sent.pop("item_order_list")
    assert re.fullmatch("[0-9a-f]{32}", item.pop("item_id"))
    assert item == {"item_name": "宫保鸡丁", "quantity": 2, "unit_price": 41.5}
    extra = {each["ext_key"]: each["ext_value"] for each in sent.pop("ext_info")}
    assert extra == {
        "merchant_biz_type": "qr_food_order",
        "merchant_order_status": "MERCHANT_PAID",
        "tiny_app_id": MINI,
        "business_info": f'{{"rebate_pid":"{PROVIDER}"}}',
    }
    with reading() as session:
        name = restaurant_of(session, place.id)["name"]
    shop = {"merchant_shop_id": place.id.replace("-", ""), "name": name}
    assert sent == {
        "out_biz_no": payment["id"].replace("-", ""),
        "trade_no": provider.trade(payment["id"]).trade_no,
        "buyer_id": BUYER,
        "order_type": "SERVICE_ORDER",
        "amount": "83.00",
        "pay_amount": "83.00",
        "discount_amount": "0.00",
        "shop_info": {**shop, "address": "和平路 1 号", "phone_num": "010-1"},
    }


def test_a_refund(dined):
    _, payment, calls = dined
    sent = content(calls["alipay.trade.refund"])
    assert re.fullmatch("[0-9a-f]{32}", sent.pop("out_request_no"))
    assert sent == {"out_trade_no": payment["id"].replace("-", ""), "refund_amount": "2.00"}


def test_an_authorisation_a_code_and_the_rule_for_all_codes(authorised, provider):  # noqa: F811
    place, _ = authorised
    method, params = next(call for call in provider.gateway.requests[::-1] if call[0] == "alipay.open.auth.token.app")
    sent = content(params)
    assert (set(sent), sent["grant_type"]) == ({"grant_type", "code"}, "authorization_code")
    assert "app_auth_token" not in params
    assert place.owner.post(f"{place.home}/tables/{place.tables[0]['id']}/alipay-code")[0] == 200
    method, params = provider.gateway.requests[-1]
    assert (method, params["app_auth_token"]) == ("alipay.open.app.qrcode.create", provider.mini_app_token)
    assert content(params) == {
        "url_param": "pages/table/table",
        "query_param": f"code={place.tables[0]['code']}",
        "describe": "H01",
    }
    provider.gateway.rules.clear()
    assert place.app.test_cli_runner().invoke(args=["alipay", "bind"]).exit_code == 0
    method, params = provider.gateway.requests[-1]
    assert (method, params["app_auth_token"]) == ("alipay.open.mini.qrcode.bind", provider.mini_app_token)
    assert content(params) == {
        "route_url": "http://zm.example/t/",
        "mode": "FUZZY",
        "page_redirection": "pages/table/table",
    }
    assert connection.settings().provider_pid == PROVIDER
