"""Identifiers and secrets."""

import hashlib
import os
import secrets
import time


def new_id() -> str:
    """A UUIDv7 as text: ordered by time, unguessable, made here so that no round trip is needed (RFC 9562).

    Its 12 bits after the millisecond are the fraction of it (method 3), so that the lines of one order, made in one
    go, keep their order too; 62 bits are random.
    """
    milliseconds, rest = divmod(time.time_ns(), 1_000_000)
    fraction = rest * 4096 // 1_000_000
    value = milliseconds << 80 | 0x7 << 76 | fraction << 64 | 0x2 << 62 | int.from_bytes(os.urandom(8), "big") >> 2
    text = f"{value:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def new_secret(bits: int = 128) -> str:
    """A URL-safe secret; 128 bits are 22 characters."""
    return secrets.token_urlsafe(bits // 8)


def digest(text: str) -> str:
    """What is stored instead of a secret. Secrets here are random, so a plain hash is enough."""
    return hashlib.sha256(text.encode()).hexdigest()
