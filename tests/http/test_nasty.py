"""No input makes a 5xx or a stack trace (promise 30): every published route, as whoever may call it."""

import random
import re
import uuid
from urllib.parse import quote

import orjson
import pytest

from app.live import NAMESPACE, socketio
from core import limits
from tests.contracts.access import permissions
from tests.http.nasty import BODIES, HEADERS, RAW, TYPES, VALUES, Spec, written
from tests.http.sides import Side, filled

SEED = 20261124
HOME = "/api/v1/restaurants/{restaurant_id}"
SLOW = {  # hash a password or draw a sheet
    *("/api/v1/session", "/api/v1/session/first", "/api/v1/session/password"),
    *(f"{HOME}/staff", f"{HOME}/staff/{{staff_id}}/password", f"{HOME}/codes.pdf"),
}
PATHS = ["%00", "%ff", "%F0%9F%A7%84", "..%2f..%2fetc", "x" * 3000, "-1", "' OR 1=1", "%ED%A0%80", "0" * 36, "null"]

pytestmark = pytest.mark.xdist_group("nasty")


@pytest.fixture(scope="module")
def side(app):
    return Side(app, f"ours{uuid.uuid4().hex[:12]}")


@pytest.fixture(scope="module")
def spec(app, side):
    return Spec(app.test_client().get("/api/openapi.json").json, SEED, side.ids)


def rule_of(method, path, rules) -> str:
    """The program's own way of writing a published path."""
    shape = re.compile(re.sub(r"\{[^}]+\}", "<[^>]+>", path) + "$")
    return next((rule for rule in rules if rule.startswith(method + " ") and shape.match(rule.split(" ", 1)[1])), "")


def whoever_may(side, who: set) -> object:
    named = [role for role in ("guest", "screen", "owner", "provider") if role in who]
    return side.people[named[0] if named else "owner" if "account" in who else "guest"]


def sent(side, person, method, path, headers=(), **content):
    """(status, what is wrong with the answer)"""
    limits.forget_all()
    headers = {"Authorization": f"Bearer {person.token}", "Idempotency-Key": uuid.uuid4().hex, **dict(headers)}
    answer = person.client.open(path, method=method, headers=headers, **content)
    text = answer.get_data(as_text=False)
    if answer.status_code >= 500 or b"Traceback" in text or b"sqlalchemy" in text:
        return text.decode(errors="replace")[:300]
    if answer.status_code >= 400 and path.startswith("/api/"):
        if answer.mimetype != "application/problem+json" or not answer.json.get("code"):
            return f"{answer.status_code} {answer.mimetype}"
    return ""


def tries(spec, side, operation, method, path, rule):
    """(path, headers, content) of everything that is thrown at one route."""
    chance, own = random.Random(SEED + len(path)), filled(rule.split(" ", 1)[1], side.ids)
    for name in re.findall(r"<[^>]+>", rule):
        for value in chance.sample(PATHS, 2):
            yield filled(rule.split(" ", 1)[1].replace(name, value), side.ids), {}, {}
    for parameter in operation["parameters"]:
        parameter = spec.resolve(parameter)
        if parameter["in"] == "query":
            for value in chance.sample(VALUES, 4):
                joint = "&" if "?" in own else "?"
                yield f"{own}{joint}{parameter['name']}={quote(str(value)[:2000], errors='surrogatepass')}", {}, {}
    name = chance.choice(list(HEADERS))
    yield own, {name: chance.choice(HEADERS[name])}, {"json": {}} if method != "GET" else {}
    if method in ("GET", "DELETE"):
        return
    for body in chance.sample(BODIES, 4):
        yield own, {}, {"data": body, "content_type": chance.choice([*TYPES, "application/json", "application/json"])}
    schema = spec.body_of(operation)
    for body in spec.broken_bodies(schema, 3) if schema else ():
        yield own, {}, {"data": written(body), "content_type": "application/json"}


def broken(spec, side, only=None) -> list:
    found, rules = [], permissions()
    for method, path, operation in spec.operations():
        rule = rule_of(method, path, rules)
        assert rule, (method, path)
        if only and only not in path:
            continue
        person = whoever_may(side, rules[rule])
        for n, (where, headers, content) in enumerate(tries(spec, side, operation, method, path, rule)):
            if path in SLOW and n > 5:
                break
            wrong = sent(side, person, method, where, headers.items(), **content)
            if wrong:
                found.append((method, where[:120], headers, str(content)[:160], wrong))
    return found


def test_no_input_breaks_any_route(spec, side):
    assert broken(spec, side) == []


def test_twin_a_route_that_breaks_is_found(spec, side, monkeypatch):
    """The guard that turns what PostgreSQL and SQLite cannot store into a refusal, taken from one field."""
    from core.web import schemas

    monkeypatch.setattr(schemas, "clean", lambda text: 1 / 0)
    assert broken(spec, side, only="/visit/cart/lines")


@pytest.mark.parametrize("name", sorted(HEADERS))
def test_headers(side, name):
    guest, owner = side.people["guest"], side.people["owner"]
    menu = f"{side.place.home}/menu"
    for value in HEADERS[name]:
        calls = ((guest, "GET", "/api/v1/visit"), (owner, "GET", menu), (guest, "POST", "/api/v1/visits"))
        for person, method, path in calls:
            content = {"json": {"code": side.ids["code"]}} if method == "POST" else {}
            assert sent(side, person, method, path, {name: value}.items(), **content) == "", (path, value)


def test_bodies_beyond_the_limit_are_refused_as_too_large(side):
    import_, owner = f"{side.place.home}/menu/import", side.people["owner"]
    headers = {"Authorization": f"Bearer {owner.token}"}
    for kind in ("application/json", "text/csv", "text/plain"):
        answer = owner.client.post(import_, data=b"x" * (9 * 1024 * 1024 + 1), content_type=kind, headers=headers)
        assert (answer.status_code, answer.json["code"]) == (413, "too_large")
    for kind in ("application/json", "text/csv"):
        assert sent(side, owner, "POST", import_, data=b"\xff" * (3 * 1024 * 1024), content_type=kind) == ""


@pytest.mark.parametrize("event", ["catch_up", "ack", "act"])
def test_socket_messages(app, side, event):
    socket = socketio.test_client(app, namespace=NAMESPACE, auth={"token": side.people["screen"].token})
    stream = next(iter(socket.get_received(NAMESPACE)[0]["args"][0]["streams"]))
    right = {"stream": stream, "epoch": 0, "after": 0, "seq": 0, "do": "bump", "ticket_id": "x", "request_id": "x"}
    for value in filter(_writable, VALUES):
        for message in (value, *({**right, name: value} for name in right)):
            answer = socket.emit(event, message, namespace=NAMESPACE, callback=True)
            assert isinstance(answer, dict), (message, answer)
            assert answer.get("problem", {}).get("status", 200) < 500, (message, answer)
    socket.disconnect(NAMESPACE)


def _writable(value) -> bool:
    """Whether this test's client can write it; what only a hand can write is thrown at a real socket in tests/live."""
    try:
        return bool(orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS)) and value not in list(RAW)
    except (TypeError, orjson.JSONEncodeError):
        return False


KNOWN = (None, 7, [], {"x": None}, {"x": {"epoch": "a", "seq": []}}, {"\0": {}}, "x" * 1000)


@pytest.mark.parametrize("streams", KNOWN)
def test_what_a_socket_says_it_knows(app, side, streams):
    auth = {"token": side.people["guest"].token, "streams": streams}
    socket = socketio.test_client(app, namespace=NAMESPACE, auth=auth)
    assert socket.get_received(NAMESPACE)[0]["name"] == "welcome"
    socket.disconnect(NAMESPACE)
