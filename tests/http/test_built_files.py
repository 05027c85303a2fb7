"""Built files go out in the smallest copy that the caller takes; long policies go with pages and workers alone."""

import pytest

from app import pages


@pytest.fixture
def built(monkeypatch, tmp_path):
    monkeypatch.setattr(pages, "DIST", tmp_path)
    for name in ("a.js", "a.js.gz", "a.js.br", "b.css", "b.css.gz"):
        (tmp_path / name).write_bytes(name.encode())


@pytest.mark.parametrize(
    ("name", "takes", "copy", "coding"),
    [
        ("a.js", "gzip, deflate, br", "a.js.br", "br"),
        ("a.js", "gzip", "a.js.gz", "gzip"),
        ("a.js", "", "a.js", None),
        ("b.css", "gzip, br", "b.css.gz", "gzip"),
    ],
)
def test_the_smallest_copy_that_is_taken(client, built, name, takes, copy, coding):
    with client.get(f"/static/dist/{name}", headers={"Accept-Encoding": takes}) as answer:
        assert answer.data == copy.encode()
        assert answer.headers.get("Content-Encoding") == coding
        assert "immutable" in answer.headers["Cache-Control"]
        assert "Accept-Encoding" in answer.headers["Vary"]
        assert answer.mimetype == {"a.js": "text/javascript", "b.css": "text/css"}[name]


def test_only_pages_and_workers_carry_a_long_policy(client, built):
    page = client.get("/settings").headers
    assert "script-src 'self' 'nonce-" in page["Content-Security-Policy"]
    assert page["Referrer-Policy"] == "no-referrer"
    for path in ("/static/dist/a.js", "/api/v1/session", "/art/gbjd.0000000000.svg"):
        with client.get(path) as answer:
            assert answer.headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'self'"
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
