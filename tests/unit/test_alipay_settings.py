"""`ALIPAY_…` that are malformed refuse to start, each by its name; a key's text is never told."""

import subprocess
import sys

import pytest

from payments.wallets.alipay.settings import settings_from
from tests.alipay_simulator.keys import new_key, private_text, public_text, rsa
from tests.conftest import ROOT

KEY = new_key()
GOOD = {
    "ALIPAY_APP_ID": "2021000000000001",
    "ALIPAY_PRIVATE_KEY": private_text(KEY),
    "ALIPAY_PUBLIC_KEY": public_text(KEY),
    "ALIPAY_PROVIDER_PID": "2088000000000001",
}


def test_nothing_set_is_no_alipay():
    assert settings_from({"PATH": "/bin", "ALIPAY_APP_ID": " "}, "http://a.example") is None


def test_what_is_set_and_what_is_taken_for_granted(tmp_path):
    kept = tmp_path / "key.pem"
    kept.write_text(private_text(KEY, "pkcs1"))
    both = {"ALIPAY_PUBLIC_KEY_NEXT": public_text(new_key()), "ALIPAY_PRIVATE_KEY": f"@{kept}"}
    s = settings_from({**GOOD, **both}, "https://a.example")
    assert (s.gateway, s.notify_base) == ("https://openapi.alipay.com/gateway.do", "https://a.example")
    assert (s.product, s.food_order_type, s.seller_id, len(s.public_keys)) == ("JSAPI_PAY", "", "", 2)
    assert s.key.private_numbers() == KEY.private_numbers()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ALIPAY_APP_ID", ""),
        ("ALIPAY_APP_ID", "my app"),
        ("ALIPAY_PRIVATE_KEY", ""),
        ("ALIPAY_PRIVATE_KEY", "c2VjcmV0"),
        ("ALIPAY_PRIVATE_KEY", "@/no/such/file"),
        ("ALIPAY_PRIVATE_KEY", private_text(rsa.generate_private_key(65537, 1024))),
        ("ALIPAY_PUBLIC_KEY", private_text(KEY)),
        ("ALIPAY_PUBLIC_KEY_NEXT", "x"),
        ("ALIPAY_PROVIDER_PID", "2088"),
        ("ALIPAY_SELLER_ID", "1088000000000001"),
        ("ALIPAY_MINI_APP_ID", "abc"),
        ("ALIPAY_GATEWAY", "openapi.alipay.com"),
        ("ALIPAY_GATEWAY", "http://openapi.alipay.com/gateway.do"),
        ("ALIPAY_NOTIFY_BASE", "ftp://a"),
        ("ALIPAY_FOOD_ORDER_TYPE", "qr"),
        ("ALIPAY_PRODUCT", "QUICK"),
        ("ALIPAY_PUBLICKEY", "x"),
    ],
)
def test_what_is_malformed_is_named(name, value):
    with pytest.raises(RuntimeError, match=name) as told:
        settings_from({**GOOD, name: value}, "https://a.example")
    assert len(value) < 20 or value not in str(told.value)


def test_somebody_has_to_be_paid():
    with pytest.raises(RuntimeError, match="ALIPAY_SELLER_ID or ALIPAY_PROVIDER_PID"):
        settings_from({k: v for k, v in GOOD.items() if k != "ALIPAY_PROVIDER_PID"}, "https://a.example")


def test_a_house_without_alipay_never_loads_cryptography():
    native = "cryptography.hazmat.bindings._rust"
    program = f"import sys, payments.errands, payments.alipay_routes; sys.exit({native!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, timeout=60).returncode == 0
