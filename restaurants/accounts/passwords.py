"""Passwords, kept as argon2 hashes. A wrong one and an unknown account take equally long."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error

from core.offload import offload

_hasher = PasswordHasher()


def hash_password(password: str) -> str:
    """Slow on purpose: call it outside transactions."""
    return offload(_hasher.hash, password)


def fits(password_hash: str | None, password: str) -> bool:
    """Whether the password is right; equally slow where there is no account. Call it outside transactions."""
    return offload(_verify, password_hash or _nobody(), password) and password_hash is not None


def _verify(password_hash, password):
    # Caught here: gevent's pool would write a stack trace for every mistyped password.
    try:
        return _hasher.verify(password_hash, password)
    except (Argon2Error, UnicodeError):  # JSON can carry half a character, which no password holds
        return False


@cache
def _nobody() -> str:
    return _hasher.hash("nobody's password")
