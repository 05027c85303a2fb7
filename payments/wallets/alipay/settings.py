"""`ALIPAY_*` of the environment. What is malformed refuses to start and is named; nothing set means no Alipay."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from payments.wallets.alipay.signing import private_key, public_key

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey

GATEWAY = "https://openapi.alipay.com/gateway.do"
FOOD_ORDER_TYPES = ("qr_order", "pre_order", "home_delivery", "direct_payment", "other")
PRODUCTS = ("JSAPI_PAY", "FACE_TO_FACE_PAYMENT")
_PID = re.compile(r"2088\d{12}", re.ASCII)
_APP = re.compile(r"\d{10,32}", re.ASCII)


@dataclass(frozen=True)
class Settings:
    """`seller_id` is the merchant of an app of its own; `provider_pid` the service provider whose rebates count, whose
    restaurants each give an authorisation. `notify_base` is where Alipay reaches us."""

    app_id: str
    key: RSAPrivateKey
    public_keys: tuple[RSAPublicKey, ...]
    gateway: str
    notify_base: str
    provider_pid: str = ""
    seller_id: str = ""
    mini_app_id: str = ""
    mini_app_token: str = ""
    product: str = "JSAPI_PAY"
    food_order_type: str = ""


def settings_from(environment: dict, public_url: str) -> Settings | None:
    """None where no `ALIPAY_…` is set. RuntimeError that names what has to be mended."""
    given = {name: value.strip() for name, value in environment.items() if name.startswith("ALIPAY_") and value.strip()}
    if not given:
        return None
    unknown = sorted(set(given) - KNOWN)
    if unknown:
        raise RuntimeError(f"{', '.join(unknown)}: no such setting. There are {', '.join(sorted(KNOWN))}.")
    if "ALIPAY_SELLER_ID" not in given and "ALIPAY_PROVIDER_PID" not in given:
        raise RuntimeError(
            "ALIPAY_SELLER_ID or ALIPAY_PROVIDER_PID is missing: whose money is it? Set ALIPAY_SELLER_ID to the "
            "merchant's 2088… id for an app of its own, ALIPAY_PROVIDER_PID to yours as a service provider."
        )
    keys = [_key(given, "ALIPAY_PUBLIC_KEY", public_key)]
    if "ALIPAY_PUBLIC_KEY_NEXT" in given:
        keys.append(_key(given, "ALIPAY_PUBLIC_KEY_NEXT", public_key))
    return Settings(
        app_id=_like(given, "ALIPAY_APP_ID", _APP, "the digits of an app's id"),
        key=_key(given, "ALIPAY_PRIVATE_KEY", private_key),
        public_keys=tuple(keys),
        gateway=_url(given, "ALIPAY_GATEWAY", GATEWAY),
        notify_base=_url(given, "ALIPAY_NOTIFY_BASE", public_url).rstrip("/"),
        provider_pid=_like(given, "ALIPAY_PROVIDER_PID", _PID, "16 digits that begin with 2088", ""),
        seller_id=_like(given, "ALIPAY_SELLER_ID", _PID, "16 digits that begin with 2088", ""),
        mini_app_id=_like(given, "ALIPAY_MINI_APP_ID", _APP, "the digits of an app's id", ""),
        mini_app_token=given.get("ALIPAY_MINI_APP_TOKEN", ""),
        product=_one_of(given, "ALIPAY_PRODUCT", PRODUCTS, "JSAPI_PAY"),
        food_order_type=_one_of(given, "ALIPAY_FOOD_ORDER_TYPE", FOOD_ORDER_TYPES, ""),
    )


KNOWN = {
    f"ALIPAY_{name}"
    for name in (
        *("APP_ID", "PRIVATE_KEY", "PUBLIC_KEY", "PUBLIC_KEY_NEXT", "GATEWAY", "NOTIFY_BASE", "PROVIDER_PID"),
        *("SELLER_ID", "MINI_APP_ID", "MINI_APP_TOKEN", "PRODUCT", "FOOD_ORDER_TYPE"),
    )
}


def _like(given, name, pattern, what, default=None):
    value = given.get(name, default)
    if value is None:
        raise RuntimeError(f"{name} is missing: {what}.")
    if value and not pattern.fullmatch(value):
        raise RuntimeError(f"{name} is not {what}.")
    return value


def _one_of(given, name, choices, default):
    value = given.get(name, default)
    if value and value not in choices:
        raise RuntimeError(f"{name} is one of {', '.join(choices)}.")
    return value


def _key(given, name, read):
    """The key itself, or `@` and the path of a file that holds it. Its text is never shown."""
    text = given.get(name, "")
    if not text:
        raise RuntimeError(f"{name} is missing: the key's text, or @ and the path of its file.")
    try:
        return read(Path(text[1:]).read_text() if text.startswith("@") else text)
    except OSError as error:
        raise RuntimeError(f"{name}: the file cannot be read ({error.strerror}).") from None
    except ValueError as error:
        raise RuntimeError(f"{name} is {error}.") from None


def _url(given, name, default):
    value = given.get(name, default)
    parts = urlsplit(value)
    local = parts.hostname in ("127.0.0.1", "localhost", "::1")
    if parts.scheme not in ("https", "http") or not parts.hostname or parts.query or parts.fragment:
        raise RuntimeError(f"{name} is not an address such as {GATEWAY}.")
    if name == "ALIPAY_GATEWAY" and parts.scheme == "http" and not local:
        raise RuntimeError(f"{name} has to be https; http is for a simulator on this machine.")
    return value
