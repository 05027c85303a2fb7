"""Identifiers and secrets."""

import hashlib
import os
import secrets
import time
import uuid


def new_id() -> str:
    """A UUIDv7 as text: ordered by time, unguessable, made here so that no round trip is needed (RFC 9562)."""
    milliseconds = time.time_ns() // 1_000_000
    value = milliseconds << 80 | int.from_bytes(os.urandom(10), "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return str(uuid.UUID(int=value))


def new_secret(bits: int = 128) -> str:
    """A URL-safe secret; 128 bits are 22 characters."""
    return secrets.token_urlsafe(bits // 8)


def digest(text: str) -> str:
    """What is stored instead of a secret. Secrets here are random, so a plain hash is enough."""
    return hashlib.sha256(text.encode()).hexdigest()
