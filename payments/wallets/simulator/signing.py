"""The secret that the simulator shares with us: its notifications and the addresses of its pages are signed with it."""

import hashlib
import hmac

HEADER = "X-Simulator-Signature"
_secret = b""


def use_secret(secret_key: str) -> None:
    """Set once by the factory; never the program's own key, only something made from it."""
    global _secret
    _secret = hmac.digest(secret_key.encode(), b"zhuoma simulator", "sha256")


def signature(raw: bytes) -> str:
    """HMAC-SHA256 in hex over the very bytes that are sent."""
    return hmac.new(_secret, raw, hashlib.sha256).hexdigest()


def genuine(raw: bytes, given: str) -> bool:
    return hmac.compare_digest(signature(raw).encode(), given.encode())


def page_token(restaurant_id: str, payment_id: str) -> str:
    """What stands in the address of a trade's page; nobody can make one for another trade."""
    subject = f"{restaurant_id}.{payment_id}"
    return f"{subject}.{signature(subject.encode())[:32]}"


def trade_behind(token: str) -> tuple[str, str] | None:
    """(restaurant_id, payment_id) of a page's address, or None."""
    restaurant_id, _, rest = token.partition(".")
    payment_id = rest.partition(".")[0]
    known = hmac.compare_digest(page_token(restaurant_id, payment_id).encode(), token.encode())
    return (restaurant_id, payment_id) if known else None
