"""RSA2 as Alipay speaks it: PKCS#1 v1.5 over SHA-256, nothing else; and reading only what was signed.

`cryptography` is imported where it is used: a house without Alipay does without it (9 MB, 0.1 s of a start).
"""

from __future__ import annotations

import json
import re
import textwrap
from base64 import b64decode, b64encode
from json.decoder import scanstring
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from payments.wallets.protocol import NotGenuine

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey

LARGEST, MOST = 16 * 1024, 100  # bytes and parameters of a notification
LEAST_BITS = 2048
CHARSETS = ("utf-8", "gbk")


def private_key(text: str) -> RSAPrivateKey:
    """PKCS#1 or PKCS#8, as PEM or as the bare base64 that Alipay's key tool gives. ValueError."""
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    for label in ("PRIVATE KEY", "RSA PRIVATE KEY"):
        try:
            key = load_pem_private_key(_pem(text, label), None)
        except (ValueError, TypeError):
            continue
        if isinstance(key, RSAPrivateKey):
            return _strong(key)
    raise ValueError("not an RSA private key (PKCS#1 or PKCS#8, PEM or bare base64)")


def public_key(text: str) -> RSAPublicKey:
    """Alipay's own public key (not the app's), as PEM or bare base64. ValueError."""
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    for label in ("PUBLIC KEY", "RSA PUBLIC KEY"):
        try:
            key = load_pem_public_key(_pem(text, label))
        except (ValueError, TypeError):
            continue
        if isinstance(key, RSAPublicKey):
            return _strong(key)
    raise ValueError("not an RSA public key (PEM or bare base64)")


def signed_text(params: dict, *without: str) -> str:
    """What is signed: sorted `k=v` joined by `&`, raw values, nothing empty."""
    return "&".join(f"{k}={params[k]}" for k in sorted(params) if k not in without and params[k] not in (None, ""))


def signature(key: RSAPrivateKey, text: str) -> str:
    return b64encode(key.sign(text.encode(), *_rsa2())).decode()


def genuine(keys, signed: bytes, given: str) -> bool:
    """Whether one of `keys` (two while Alipay's key is being changed) signed these very bytes."""
    try:
        raw = b64decode(given, validate=True)
    except ValueError:
        return False
    return b64encode(raw).decode() == given and any(_signed_by(key, signed, raw) for key in keys)


def cut(raw: str) -> tuple[str, str, str | None]:
    """(name, the exact text of the inner object, its signature) of a gateway's answer. ValueError.

    Read by JSON's own rules, so a brace or a quote inside of a text moves nothing; what was signed is never re-written.
    """
    parts, at, decoder = {}, _past(raw, 0, "{"), json.JSONDecoder()
    while True:
        at = _past(raw, at, '"')
        name, at = scanstring(raw, at)
        start = _blank(raw, _past(raw, at, ":"))
        value, end = decoder.raw_decode(raw, start)
        if name in parts:
            raise ValueError(f"{name} twice")
        parts[name] = (value, raw[start:end])
        at = _blank(raw, end)
        if raw[at : at + 1] != ",":
            break
        at += 1
    if raw[_past(raw, at, "}") :].strip():
        raise ValueError("something after the answer")
    names = [name for name, (value, _) in parts.items() if name.endswith("_response") and isinstance(value, dict)]
    if len(names) != 1:
        raise ValueError("not one answer")
    given = parts.get("sign", (None, ""))[0]
    if given is not None and not isinstance(given, str):
        raise ValueError("sign is no text")
    return names[0], parts[names[0]][1], given or None


def verify_notify(raw: bytes, keys) -> dict[str, str]:
    """The parameters of a notification that Alipay signed, from its raw bytes, decoded once. NotGenuine."""
    params = read_form(raw)
    if (
        params.get("sign_type", "RSA2") != "RSA2"
    ):  # a real one came without; what it is signed by is SHA-256 all the same
        raise NotGenuine("sign_type is not RSA2.")
    signed = signed_text(params, "sign", "sign_type").encode(params.get("charset", "utf-8").lower())
    if not genuine(keys, signed, params.get("sign", "")):
        raise NotGenuine("The signature is missing or wrong.")
    return params


def read_form(raw: bytes) -> dict[str, str]:
    """A form of small size in which nothing stands twice. NotGenuine."""
    pieces = raw.split(b"&")
    if len(raw) > LARGEST or len(pieces) > MOST:
        raise NotGenuine("Too large.")
    pairs = {}
    for piece in pieces:
        name, is_pair, value = piece.replace(b"+", b" ").partition(b"=")
        name = unquote_to_bytes(name)
        if not is_pair or name in pairs:
            raise NotGenuine("Not a form in which everything stands once.")
        pairs[name] = unquote_to_bytes(value)
    charset = pairs.get(b"charset", b"utf-8").decode("ascii", "replace").lower()
    if charset not in CHARSETS:
        raise NotGenuine("Another charset.")
    try:
        return {name.decode("ascii"): value.decode(charset) for name, value in pairs.items()}
    except UnicodeDecodeError:
        raise NotGenuine("Not the charset that it says.") from None


def _pem(text: str, label: str) -> bytes:
    text = text.strip().replace("\\n", "\n")
    if text.startswith("-----"):
        return text.encode()
    body = re.sub(r"\s+", "", text)
    return "\n".join((f"-----BEGIN {label}-----", *textwrap.wrap(body, 64), f"-----END {label}-----", "")).encode()


def _strong(key):
    if key.key_size < LEAST_BITS:
        raise ValueError(f"an RSA key of {key.key_size} bits; RSA2 wants {LEAST_BITS}")
    return key


def _rsa2():
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
    from cryptography.hazmat.primitives.hashes import SHA256

    return PKCS1v15(), SHA256()


def _signed_by(key: RSAPublicKey, signed: bytes, raw: bytes) -> bool:
    from cryptography.exceptions import InvalidSignature

    try:
        key.verify(raw, signed, *_rsa2())
    except InvalidSignature:
        return False
    return True


def _blank(raw: str, at: int) -> int:
    while raw[at : at + 1] in (" ", "\t", "\r", "\n"):
        at += 1
    return at


def _past(raw: str, at: int, mark: str) -> int:
    at = _blank(raw, at)
    if raw[at : at + 1] != mark:
        raise ValueError(f"no {mark} at {at}")
    return at + 1
