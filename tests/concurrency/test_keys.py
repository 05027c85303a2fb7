"""The same caller, route and key: one effect and the same answer, byte for byte (promise 2)."""

import threading
import time

import pytest

from core import partner_calls
from core.transactions import transaction
from ordering.table import routes
from tests.concurrency.together import at_once
from tests.people import new_key


def sending(place):
    guest = place.sit()
    cart = place.add(guest)
    body = {"cart_version": cart["version"], "shown_total": cart["total"]}
    return guest, "/api/v1/visit/orders", body, lambda: len(guest.get("/api/v1/visit")[1]["orders"])


def paying(place):
    guest = place.sit()
    place.send(guest, place.add(guest))
    count = lambda: len(guest.get("/api/v1/visit")[1]["bill"]["payment_ids"])  # noqa: E731
    return guest, "/api/v1/visit/payments", {"wallet": "counter"}, count


def refunding(place):
    guest, path, body, _ = paying(place)
    payment = guest.post(path, body, new_key())[1]["payment"]["id"]
    place.owner.post(f"{place.home}/payments/{payment}/confirm", {"method": "cash"})
    count = lambda: guest.get("/api/v1/visit")[1]["bill"]["refunded"] // 50  # noqa: E731
    return place.owner, f"{place.home}/payments/{payment}/refunds", {"amount": 50, "reason": "慢"}, count


EFFECTS = pytest.mark.parametrize("effect", [sending, paying, refunding])


def answered(person, path, body, key):
    """(status, content, replayed?), patiently: a twin that is still under way says so and is asked again."""
    headers = {"Authorization": f"Bearer {person.token}", "Idempotency-Key": key}
    for _ in range(50):
        answer = person.client.open(path, method="POST", json=body, headers=headers)
        if answer.status_code != 409 or answer.json["code"] != "in_progress":
            break
        assert answer.headers["Retry-After"]
        time.sleep(0.1)
    return answer.status_code, answer.data, answer.headers.get("Idempotent-Replayed")


def wrong_with(place, effect, times=5) -> list[str]:
    """What is wrong after the same request came `times` times at once and once more later."""
    person, path, body, effects = effect(place)
    key = new_key()
    answers = at_once(*(lambda: answered(person, path, body, key) for _ in range(times)))
    answers.append(answered(person, path, body, key))
    problems = [f"answered {status} {data}" for status, data, _ in answers if status != 201]
    if len({data for _, data, _ in answers}) != 1:
        problems.append("answers differ")
    if [replayed for *_, replayed in answers].count(None) != 1:
        problems.append("not exactly one answer was the first")
    if effects() != 1:
        problems.append(f"{effects()} effects")
    return problems


@EFFECTS
def test_twins_have_one_effect_and_one_answer(place, effect):
    assert wrong_with(place, effect) == []


@pytest.mark.parametrize("effect", [paying, refunding])
def test_twin_without_the_kept_key_there_are_several_effects(place, monkeypatch, effect):
    """Orders are not tried: behind their key stand the cart's version and a unique row, see test_cart."""

    def begin(restaurant_id, row_id, fingerprint, intend):
        with transaction() as session:
            return intend(session), None

    monkeypatch.setattr(partner_calls, "_stored", lambda *_: None)
    monkeypatch.setattr(partner_calls, "_begin", begin)
    assert any("effects" in problem for problem in wrong_with(place, effect, times=2))


@EFFECTS
def test_another_body_another_caller_no_key(place, effect):
    person, path, body, effects = effect(place)
    key = new_key()
    assert answered(person, path, body, key)[0] == 201
    others = {"shown_total": {"note": "x"}, "wallet": {"wallet": "simulator"}, "reason": {"amount": 51}}
    other = {**body, **next(change for field, change in others.items() if field in body)}
    status, problem = person.post(path, other, key)
    assert (status, problem["code"]) == (422, "idempotency_key_reused")
    for bad in (None, "short", "x" * 65, "é" * 20):
        status, problem = person.call("POST", path, body, bad)
        assert (status, problem["code"]) == (400, "idempotency_key_missing")
    assert effects() == 1


def test_a_key_belongs_to_its_caller_and_route(place):
    one, two, key = place.sit(0), place.sit(1), new_key()
    first, second = (place.send(guest, place.add(guest), key) for guest in (one, two))
    assert (first[0], second[0]) == (201, 201)
    assert first[1]["order"]["id"] != second[1]["order"]["id"]
    assert one.post("/api/v1/visit/payments", {"wallet": "counter"}, key)[0] == 201


def test_a_refusal_is_not_kept(place):
    """Nothing happened, so the same key may try again when it can be right."""
    guest, key = place.sit(), new_key()
    cart = place.add(guest)
    place.owner.post(f"{place.home}/pause", {"minutes": 5})
    assert place.send(guest, cart, key)[1]["code"] == "ordering_paused"
    place.owner.post(f"{place.home}/pause", {"minutes": 0})
    assert place.send(guest, cart, key)[0] == 201


def test_a_twin_under_way_is_told_so_or_waits_its_turn(app, place, monkeypatch):
    """PostgreSQL: 409 in_progress once a lock's patience is over. SQLite: the writers' line, then the same answer."""
    held, go, send = threading.Event(), threading.Event(), routes.send

    def slow(*args, **kwargs):
        held.set()
        go.wait(10)
        return send(*args, **kwargs)

    monkeypatch.setattr(routes, "send", slow)
    person, path, body, effects = sending(place)
    key = new_key()
    first = []
    thread = threading.Thread(target=lambda: first.append(answered(person, path, body, key)))
    thread.start()
    held.wait(10)
    if app.extensions["engine"].dialect.name == "sqlite":
        threading.Timer(0.5, go.set).start()
        twin = answered(person, path, body, key)
    else:
        begun = time.monotonic()
        headers = {"Authorization": f"Bearer {person.token}", "Idempotency-Key": key}
        told = person.client.open(path, method="POST", json=body, headers=headers)
        assert (told.status_code, told.json["code"], told.headers["Retry-After"]) == (409, "in_progress", "1")
        assert time.monotonic() - begun < 5
        go.set()
        thread.join(10)
        twin = answered(person, path, body, key)
    thread.join(10)
    assert twin[:2] == first[0][:2]
    assert (twin[0], twin[2], first[0][2]) == (201, "true", None)
    assert effects() == 1
