"""Every route says who may call it (tests/contracts/access.py); tests/http/test_access.py tries all of them."""

from flask import Flask

from tests.contracts.access import PERMISSIONS, permissions, routes

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def test_every_route_says_who_may(app):
    listed, real = set(permissions()), {f"{method} {rule}" for method, rule in routes(app)}
    missing = "\n".join(sorted(real - listed))
    assert not missing, f"say in tests/contracts/access.py who may call these:\n{missing}"
    assert sorted(listed - real) == [], "these are no routes any more"


def test_twin_a_route_that_nobody_listed_is_found(app):
    bare = Flask("bare")
    bare.add_url_rule("/api/v1/secret-door", view_func=lambda: "in", methods=["PUT"])
    assert {f"{method} {rule}" for method, rule in routes(bare)} - set(permissions())


def test_every_who_is_known():
    known = {"anyone", "guest", "screen", "expo", "floor", "account", "provider", "owner", "manager", "waiter", "cook"}
    assert {word for line in PERMISSIONS.splitlines() if line[:1].strip() for word in line.split()} <= known


def test_other_methods_are_refused_with_the_right_ones(app):
    client = app.test_client()
    allowed = {}
    for method, rule in routes(app):
        allowed.setdefault(rule, set()).add(method)
    for rule, methods in allowed.items():
        path = rule.replace("<any(paid,refused):outcome>", "paid").replace("<any(bump,recall,clear):do>", "bump")
        path = (
            path.replace("<any(start,bump,recall,rush,clear):do>", "bump").replace("<path:name>", "a").replace("<", "")
        )
        for method in set(METHODS) - methods:
            answer = client.open(path.replace(">", ""), method=method)
            assert answer.status_code in (404, 405), (method, rule)
            if answer.status_code == 405:
                assert methods <= set(answer.headers["Allow"].split(", ")), (method, rule)
