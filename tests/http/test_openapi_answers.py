"""What the API really answers is what its description says, field by field, and nothing is left out of it."""

import re

import pytest
from jsonschema import Draft202012Validator
from marshmallow import Schema

from tests.people import Person, new_key

LEFT_OUT = {"AuditRowOut.restaurant_id"}  # meant: the caller has named it


class Described:
    """Calls as a Person does, and holds every answer to the operation's schema."""

    def __init__(self, app, spec):
        self.app, self.spec, self.seen, self.dropped = app, spec, set(), set()

    def listen(self, monkeypatch):
        """Also notices fields that a schema would silently drop."""
        plain = Schema.dump

        def dump(schema, obj, *, many=None):
            if isinstance(obj, dict):
                known = {field.data_key or name for name, field in schema.fields.items()} | set(schema.fields)
                self.dropped |= {f"{type(schema).__name__}.{name}" for name in set(obj) - known}
            return plain(schema, obj, many=many)

        monkeypatch.setattr(Schema, "dump", dump)

    def check(self, method, path, status, body):
        assert status < 500, body
        rule, _ = self.app.url_map.bind("").match(path.partition("?")[0], method=method, return_rule=True)
        call = _path_of(rule.rule)
        operation = self.spec["paths"][call][method.lower()]
        answer = operation["responses"].get(str(status)) or operation["responses"]["default"]
        if "$ref" in answer:
            answer = self.spec["components"]["responses"][answer["$ref"].rpartition("/")[2]]
        content = next(iter(answer.get("content", {}).values()), None)
        if content is None:
            assert body is None, f"{method} {call} {status} is described as empty"
            return
        schema = {**content["schema"], "components": self.spec["components"]}
        errors = [
            f"{'.'.join(map(str, e.path))}: {e.message[:300]}" for e in Draft202012Validator(schema).iter_errors(body)
        ]
        assert not errors, f"{method} {call} {status}: {errors}"
        self.seen.add(f"{method} {call}")


def _path_of(rule: str) -> str:
    return re.sub(r"<(?:[a-z]+(?:\([^)]*\))?:)?([a-z_]+)>", r"{\1}", rule)


@pytest.fixture(scope="module")
def spec(app):
    return app.test_client().get("/api/openapi.json").get_json()


@pytest.fixture
def described(app, spec, monkeypatch):
    described = Described(app, spec)
    described.listen(monkeypatch)
    call = Person.call

    def checked(person, method, path, *args, **kwargs):
        status, body = call(person, method, path, *args, **kwargs)
        described.check(method, path, status, body)
        return status, body

    monkeypatch.setattr(Person, "call", checked)
    return described


def test_guests_kitchen_and_money(described, place):
    owner, home = place.owner, place.home
    screen, guest = place.screen(), place.sit()
    guest.call("PUT", "/api/v1/visit/covers", {"covers": 2})
    place.add(guest, "米饭")
    cart = place.add(guest, "宫保鸡丁", 2)
    line = f"/api/v1/visit/cart/lines/{cart['lines'][0]['id']}"
    guest.call("PUT", line, {"quantity": 3, "note": "热的"})
    guest.call("DELETE", line)
    assert place.send(guest, {**cart, "total": 1})[0] == 409
    cart = place.add(guest, "米饭")
    order = place.send(guest, cart, note="少辣", allergy_note="花生")[1]["order"]
    guest.get("/api/v1/visit?lang=en")
    guest.post("/api/v1/visit/calls", {"kind": "water"})
    assert guest.post("/api/v1/visit/calls", {"kind": "water"})[0] == 429
    stream = guest.get("/api/v1/visit")[1]["stream"]
    guest.get(f"/api/v1/live?stream={stream}&epoch=0&after=0")
    guest.get(f"/api/v1/live?stream={stream}")
    board = screen.get("/api/v1/kitchen/board")[1]
    ticket = board["tickets"][0]
    screen.post(f"/api/v1/kitchen/tickets/{ticket['id']}/start")
    screen.post(f"/api/v1/kitchen/tickets/{ticket['id']}/lines/{ticket['lines'][0]['id']}/bump")
    screen.post(f"/api/v1/kitchen/tickets/{ticket['id']}/bump")
    screen.get("/api/v1/kitchen/recent")
    dish = place.dishes["米饭"]["id"]
    screen.post(f"/api/v1/kitchen/menu-items/{dish}/availability", {"available": False})
    screen.post(f"/api/v1/kitchen/menu-items/{dish}/availability", {"available": True})
    call = owner.get(f"{home}/calls")[1]["items"][0]
    owner.post(f"{home}/calls/{call['id']}/answer")
    owner.post(f"{home}/orders/{order['id']}/lines/{order['lines'][0]['id']}/serve")
    owner.post(f"{home}/orders/{order['id']}/lines/{order['lines'][-1]['id']}/void", {"reason": "点错"})
    visits = owner.get(f"{home}/visits")[1]["items"]
    owner.get(f"{home}/visits/{visits[0]['id']}")
    owner.get(f"{home}/today")
    payment = guest.post("/api/v1/visit/payments", {"wallet": "counter"}, new_key())[1]["payment"]
    guest.get(f"/api/v1/visit/payments/{payment['id']}")
    guest.get("/api/v1/visit")
    owner.post(f"{home}/payments/{payment['id']}/confirm", {"method": "cash", "tendered": 100000})
    owner.post(f"{home}/payments/{payment['id']}/refunds", {"amount": 100, "reason": "凉了"}, new_key())
    guest.get("/api/v1/visit/receipt")
    owner.get(f"{home}/visits/{visits[0]['id']}/payments")
    owner.get(f"{home}/visits/{visits[0]['id']}/receipt")
    owner.post(f"{home}/visits/{visits[0]['id']}/close", {"how": "forced", "reason": "走了"})
    owner.get(f"{home}/reports/sales?from=2026-01-01&to=2026-12-31")
    owner.get(f"{home}/audit")
    assert described.dropped <= LEFT_OUT
    assert len(described.seen) > 30


def test_settings(described, place):
    owner, home = place.owner, place.home
    owner.get("/api/v1/session")
    owner.get("/api/v1/tokens")
    owner.post("/api/v1/tokens", {"name": "till"})
    owner.get("/api/v1/restaurants")
    version = owner.get(home)[1]["version"]
    fees = [{"kind": "per_head", "name": "茶位", "amount": 400}, {"kind": "percent", "name": "服务费", "rate": "0.10"}]
    owner.call("PATCH", home, {"version": version, "fees": fees})
    assert owner.call("PATCH", home, {"version": version, "name": "x"})[0] == 409
    owner.post(f"{home}/pause", {"minutes": 15})
    owner.post(f"{home}/pause", {"minutes": 0})
    owner.get(f"{home}/opening")
    area = owner.post(f"{home}/areas", {"names": {"zh": "大厅"}})[1]["id"]
    owner.call("PATCH", f"{home}/areas/{area}", {"position": 2})
    owner.get(f"{home}/areas")
    table = owner.post(f"{home}/tables", {"labels": "Z01-Z02", "area_id": area})[1]["items"][0]
    owner.call("PATCH", f"{home}/tables/{table['id']}", {"seats": 6})
    owner.post(f"{home}/tables/{table['id']}/code/rotate")
    owner.get(f"{home}/tables")
    owner.get(f"{home}/codes")
    assert owner.call("DELETE", f"{home}/tables/{table['id']}")[0] == 204
    station = owner.post(f"{home}/stations", {"names": {"zh": "蒸"}})[1]["id"]
    owner.call("PATCH", f"{home}/stations/{station}", {"target_seconds": 300})
    owner.get(f"{home}/stations")
    owner.call("DELETE", f"{home}/stations/{station}")
    screen = place.screen()
    screen.get("/api/v1/kitchen/board")
    found = owner.get(f"{home}/screens")[1]["items"][0]
    owner.call("PATCH", f"{home}/screens/{found['id']}", {"name": "大屏"})
    owner.call("DELETE", f"{home}/screens/{found['id']}")
    hired = owner.post(f"{home}/staff", {"email": f"{new_key()}@test.example", "role": "waiter", "name": "小陈"})[1]
    owner.get(f"{home}/staff")
    owner.call("PATCH", f"{home}/staff/{hired['id']}", {"role": "cook"})
    owner.call("DELETE", f"{home}/staff/{hired['id']}")
    visit = owner.post(f"{home}/visits", {"table_id": place.tables[0]["id"], "covers": 2})[1]
    owner.post(f"{home}/visits/{visit['id']}/cart/lines", {"item_id": place.dishes["米饭"]["id"], "quantity": 1})
    for path in ("menu", "categories", "modifier-groups", "menu?lang=en"):
        owner.get(f"{home}/{path}")
    assert owner.get("/api/v1/restaurants/nobody/today")[0] == 404
    assert owner.post(f"{home}/tables", {"labels": ""})[0] == 422
    assert described.dropped <= LEFT_OUT
    assert len(described.seen) > 35
