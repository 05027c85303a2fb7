"""Settings that would be dangerous refuse to start; a proxy is believed only where one is said to stand."""

import pytest
from flask import Flask, request

from app.config import from_environment
from app.factory import believe_proxies


@pytest.fixture
def environment(monkeypatch, tmp_path):
    for name in ("SECRET_KEY", "ZHUOMA_ENV", "PUBLIC_URL", "DATABASE_URL", "PROXIES", "ALIPAY_APP_ID"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("app.config.VAR", tmp_path)
    return monkeypatch


def test_development_makes_its_own_secret_and_keeps_it(environment, tmp_path):
    first = from_environment().secret_key
    assert len(first) >= 32
    assert from_environment().secret_key == first
    assert (tmp_path / "secret").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("secret", ["", "short"])
def test_production_refuses_a_missing_or_weak_secret_and_says_how_to_make_one(environment, secret):
    environment.setenv("ZHUOMA_ENV", "production")
    environment.setenv("SECRET_KEY", secret)
    with pytest.raises(RuntimeError, match="token_urlsafe"):
        from_environment()


@pytest.mark.parametrize(("proxies", "seen"), [(0, "127.0.0.1"), (1, "203.0.113.9")])
def test_a_callers_address_is_the_proxys_word_only_behind_a_proxy(proxies, seen):
    app = Flask(__name__)
    app.add_url_rule("/who", "who", lambda: request.remote_addr)
    believe_proxies(app, proxies)
    assert app.test_client().get("/who", headers={"X-Forwarded-For": "203.0.113.9"}).text == seen
