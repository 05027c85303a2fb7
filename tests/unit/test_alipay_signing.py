"""RSA2 against real vectors and an independent implementation; what is not signed exactly so is not believed."""

import json
import random
from urllib.parse import parse_qs, urlencode

import pytest
from alipay import AliPay
from cryptography.hazmat.primitives import hashes, serialization
from hypothesis import given, settings
from hypothesis import strategies as st

from payments.wallets.alipay.gateway import compact
from payments.wallets.alipay.signing import (
    cut,
    genuine,
    private_key,
    public_key,
    read_form,
    signature,
    signed_text,
    verify_notify,
)
from payments.wallets.alipay.yuan import fen, yuan
from payments.wallets.protocol import NotGenuine
from tests.alipay_simulator.keys import new_key, private_text, public_text, sign

OURS, OTHER = new_key(), new_key()
KEYS = (OURS.public_key(),)
NOTICE = {
    "app_id": "2021000000000001",
    "charset": "utf-8",
    "notify_id": "n1",
    "subject": "面 + 茶 100%=好&吃",
    "total_amount": "38.00",
    "passback_params": "%7B%7D",
    "point_amount": "",
}


def form(params, key=OURS, digest=None, **more) -> bytes:
    signed = signed_text(params, "sign", "sign_type").encode(params.get("charset", "utf-8"))
    sent = {**params, "sign_type": "RSA2", "sign": sign(key, signed, digest), **more}
    return urlencode(sent, encoding=params.get("charset", "utf-8")).encode()


def pem(key) -> str:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()


def public_pem(key) -> str:
    kind = serialization.PublicFormat.SubjectPublicKeyInfo
    return key.public_key().public_bytes(serialization.Encoding.PEM, kind).decode()


@pytest.fixture(scope="module")
def independent():
    return AliPay(
        appid="2021000000000001",
        app_notify_url=None,
        app_private_key_string=pem(OURS),
        alipay_public_key_string=public_pem(OURS),
        sign_type="RSA2",
    )


def test_the_real_vectors(data):
    vectors = json.loads((data / "payments" / "alipay_notify_vectors.json").read_text())["vectors"]
    assert len(vectors) == 3
    for vector in vectors:
        params = {k: v if isinstance(v, str) else compact(v) for k, v in vector["params"].items()}
        raw, keys = urlencode(params).encode(), (public_key(vector["public_key_pem"]),)
        if vector["expect"]:
            assert verify_notify(raw, keys)["out_trade_no"] == params["out_trade_no"], vector["name"]
            for name in set(params) - {"sign_type"}:  # what is not signed may be missing, but never another one
                with pytest.raises(NotGenuine):
                    verify_notify(urlencode({**params, name: params[name] + "0"}).encode(), keys)
            with pytest.raises(NotGenuine):
                verify_notify(urlencode({**params, "sign_type": "RSA"}).encode(), keys)
        else:
            with pytest.raises(NotGenuine):
                verify_notify(raw, keys)


def test_the_independent_implementation_reads_what_we_sign(independent):
    params = {"app_id": "1", "biz_content": compact({"subject": "面&茶=好", "a": [1, {"b": "}"}]}), "method": "m"}
    assert independent._verify(signed_text(params), signature(OURS, signed_text(params)))


def test_we_read_what_the_independent_implementation_signs(independent):
    params = {"trade_no": "1", "subject": "面 茶", "total_amount": "0.01"}
    signed = signed_text(params)
    assert genuine(KEYS, signed.encode(), independent._sign(signed))
    assert not genuine((OTHER.public_key(),), signed.encode(), independent._sign(signed))


@pytest.mark.parametrize("form_of_key", ["pkcs1", "pkcs8"])
def test_keys_as_bare_base64_and_as_pem(form_of_key):
    bare = private_text(OURS, form_of_key)
    wrapped = "\n".join(bare[i : i + 76] for i in range(0, len(bare), 76))
    for text in (bare, wrapped, pem(OURS), pem(OURS).replace("\n", "\\n")):
        assert private_key(text).private_numbers() == OURS.private_numbers()
    for text in (public_text(OURS), public_pem(OURS)):
        assert public_key(text).public_numbers() == OURS.public_key().public_numbers()


@pytest.mark.parametrize("text", ["", "MII", "nonsense", "-----BEGIN PRIVATE KEY-----\nx\n-----END PRIVATE KEY-----"])
def test_what_is_no_key_is_refused(text):
    for read in (private_key, public_key):
        with pytest.raises(ValueError, match="RSA"):
            read(text)


def test_a_notice_as_signed_is_believed_and_its_empty_fields_do_not_count():
    for params in (NOTICE, {**NOTICE, "charset": "gbk"}):
        assert verify_notify(form(params), KEYS) == {**params, "sign_type": "RSA2", "sign": verify_sign(params)}


def verify_sign(params):
    return sign(OURS, signed_text(params, "sign", "sign_type").encode(params["charset"]))


def test_either_key_of_a_rotation_is_believed():
    both = (OTHER.public_key(), OURS.public_key())
    assert verify_notify(form(NOTICE), both) and verify_notify(form(NOTICE, OTHER), both)


@pytest.mark.parametrize(
    "raw",
    [
        form(NOTICE, OTHER),
        form(NOTICE, digest=hashes.SHA1()),
        form(NOTICE, sign_type="RSA"),
        form(NOTICE, sign=""),
        form(NOTICE, sign="!!!"),
        form(NOTICE) + b"&total_amount=38.00",
        form(NOTICE) + b"&extra=1",
        form(NOTICE) + b"&" + b"&".join(b"x%d=1" % n for n in range(100)),
        form(NOTICE) + b"&x=" + b"1" * 17000,
        form(NOTICE).replace(b"charset=utf-8", b"charset=latin-1"),
        form(NOTICE).replace(b"total_amount=38.00", b"total_amount=38.0%FF"),
        b"",
        b"\x00\xff",
    ],
)
def test_anything_else_is_not(raw):
    with pytest.raises(NotGenuine):
        verify_notify(raw, KEYS)


def test_a_changed_byte_of_any_field_or_of_the_signature_is_not_believed():
    """200 of them; 2,000 in tests/http, 50,000 in tests/acceptance."""
    chance = random.Random(7)
    for _ in range(200):
        params = {k: v[0] for k, v in parse_qs(form(NOTICE).decode()).items()}
        name = chance.choice(sorted(params))
        at = chance.randrange(len(params[name]))
        other = chance.choice([c for c in "0123456789abcXYZ+/=" if c != params[name][at]])
        params[name] = params[name][:at] + other + params[name][at + 1 :]
        with pytest.raises(NotGenuine):
            verify_notify(urlencode(params).encode(), KEYS)


def test_a_form_is_decoded_once():
    assert read_form(b"a=%2541&b=1+2%2B3") == {"a": "%41", "b": "1 2+3"}


texts = st.text(st.characters(codec="utf-8"), max_size=20) | st.sampled_from(
    ['"}', "}}", '{"sign":"', "\\", '\\"', '},"sign":"x"', "\u2028"]
)
values = st.recursive(texts | st.integers() | st.booleans() | st.none(), lambda inner: st.lists(inner, max_size=3)
                      | st.dictionaries(texts, inner, max_size=3), max_leaves=8)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(texts, values, max_size=5), st.booleans(), st.sampled_from(["", " ", "\n\t"]))
def test_the_signed_part_is_cut_whatever_braces_and_quotes_stand_in_it(inner, ascii_only, blanks):
    text = json.dumps(inner, ensure_ascii=ascii_only)
    for raw in (
        f'{{{blanks}"a_b_response"{blanks}:{blanks}{text}{blanks},"sign":"abc"}}',
        f'{{"alipay_cert_sn":"c","sign":"abc"{blanks},{blanks}"a_b_response":{text}}}',
    ):
        assert cut(raw) == ("a_b_response", text, "abc")


@pytest.mark.parametrize(
    "raw",
    ["", "[]", "null", "{}", '{"sign":"x"}', '{"a_response":1,"sign":"x"}', '{"a_response":{}', '{"a_response":{}} x',
     '{"a_response":{},"a_response":{}}', '{"a_response":{},"b_response":{}}', '{"a_response":{},"sign":1}',
     '{"a_response":{"b":"}'],
)  # fmt: skip
def test_what_is_no_answer_is_not_cut(raw):
    with pytest.raises(ValueError):
        cut(raw)


@given(st.integers(0, 10**10))
def test_fen_become_yuan_and_come_back(amount):
    assert fen(yuan(amount)) == amount


NO_AMOUNTS = ("", " 1", "1 ", "-1", "+1", "1e2", "1.234", "1.", ".5", "0x1", "１.00", "1,000.00", None, 1)


@pytest.mark.parametrize("text", NO_AMOUNTS)
def test_what_is_no_amount_in_yuan(text):
    with pytest.raises(ValueError):
        fen(text)


def test_yuan_of_several_writings():
    assert [fen(t) for t in ("0.01", "38", "38.0", "38.00", "100000000.00")] == [1, 3800, 3800, 3800, 10**10]
    with pytest.raises(ValueError):
        yuan(-1)
