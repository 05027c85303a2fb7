"""Settings come from the environment; what is missing or weak outside development refuses to start."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from payments.wallets.alipay.settings import Settings as Alipay
from payments.wallets.alipay.settings import settings_from

ROOT = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("ZHUOMA_VAR") or ROOT / "var")


@dataclass(frozen=True)
class Config:
    """`database_url` empty → SQLite under var/; `redis_url` empty → one process; `public_url` is printed in codes;
    `simulator` lets the simulated wallet be used outside development too; `proxies` stand between us and a caller, and
    so many of the addresses that they write are believed. Slip printers may stand on `printer_ports` (first, last) of
    the restaurant's own network, and on this machine itself (USB, files) with `local_printers`. `alipay` is None where
    no ALIPAY_… is set."""

    database_url: str
    redis_url: str
    public_url: str
    secret_key: str
    development: bool
    simulator: bool = False
    proxies: int = 0
    printer_ports: tuple[int, int] = (9100, 9109)
    local_printers: bool = True
    alipay: Alipay | None = None


def from_environment() -> Config:
    """RuntimeError that says how to mend it."""
    env = os.environ.get
    development = env("ZHUOMA_ENV", "development") == "development"
    secret = env("SECRET_KEY", "")
    if not secret and development:
        secret = _kept_secret()
    if len(secret) < 32:
        raise RuntimeError(
            "SECRET_KEY is missing or shorter than 32 characters. Make one: "
            "python -c 'import secrets; print(secrets.token_urlsafe(48))'"
        )
    host, port = env("HOST", "127.0.0.1"), env("PORT", "8000")
    public_url = (env("PUBLIC_URL") or f"http://{host}:{port}").rstrip("/")
    VAR.mkdir(exist_ok=True)
    return Config(
        _driver(env("DATABASE_URL") or f"sqlite:///{VAR / 'zhuoma.db'}"),
        env("REDIS_URL", ""),
        public_url,
        secret,
        development,
        env("SIMULATOR", "") == "1",
        int(env("PROXIES", "0")),
        _ports(env("PRINTER_PORTS") or "9100-9109"),
        env("LOCAL_PRINTERS", "1" if development else "0") == "1",
        settings_from(dict(os.environ), public_url),
    )


def _ports(text: str) -> tuple[int, int]:
    first, _, last = text.partition("-")
    try:
        return int(first), int(last or first)
    except ValueError:
        raise RuntimeError(f"PRINTER_PORTS is {text!r}; write it as 9100-9109.") from None


def _driver(url: str) -> str:
    for plain in ("postgres://", "postgresql://"):
        if url.startswith(plain):
            return "postgresql+psycopg://" + url[len(plain) :]
    return url


def _kept_secret() -> str:
    """A development secret that survives restarts, readable by this user only."""
    VAR.mkdir(exist_ok=True)
    path = VAR / "secret"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48))
    return path.read_text()
