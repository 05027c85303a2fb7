"""A small restaurant over HTTP, as the walk makes it: an owner, two dishes, tables, guests."""

import uuid
from dataclasses import dataclass
from functools import cache

import orjson
import urllib3
from sqlalchemy.orm import Session

from core.db import make_engine
from core.transactions import transaction
from restaurants.accounts.passwords import hash_password
from restaurants.accounts.service import account_by_email, make_account
from restaurants.accounts.sessions import make_token

_connections = urllib3.PoolManager(num_pools=20, maxsize=64, retries=False, timeout=20)

MENU = {
    "currency": "CNY",
    "categories": [
        {
            "id": "c",
            "name": "热菜",
            "items": [
                {
                    "id": "a",
                    "name": "宫保鸡丁",
                    "price": "38.00",
                    "variations": [],
                    "option_groups": [
                        {
                            "id": "g",
                            "name": "辣度",
                            "min": 1,
                            "max": 1,
                            "options": [
                                {"id": "x", "name": "微辣", "price": "0.00"},
                                {"id": "y", "name": "加花生", "price": "3.50"},
                            ],
                        }
                    ],
                },
                {"id": "b", "name": "米饭", "price": "2.00", "variations": [], "option_groups": []},
            ],
        }
    ],
}


@dataclass
class Person:
    """One caller; `call` returns (status, body)."""

    client: object
    token: str = ""

    def call(self, method, path, body=None, key=None, **headers):
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        if key:
            headers["Idempotency-Key"] = key
        answer = self.client.open(path, method=method, json=body, headers=headers)
        return answer.status_code, orjson.loads(answer.data) if answer.data else None

    def get(self, path):
        return self.call("GET", path)

    def post(self, path, body=None, key=None):
        return self.call("POST", path, body if body is not None else {}, key)

    def send(self, path, data: bytes, kind="text/csv"):
        """A file."""
        headers = {"Authorization": f"Bearer {self.token}"}
        answer = self.client.post(path, data=data, content_type=kind, headers=headers)
        return answer.status_code, orjson.loads(answer.data)


@dataclass
class Place:
    app: object
    owner: Person
    id: str
    home: str
    tables: list
    dishes: dict

    def hire(self, role="waiter", name="小陈") -> Person:
        """Somebody who works here, with a token of their own."""
        email = f"{uuid.uuid4().hex}@test.example"
        assert self.owner.post(f"{self.home}/staff", {"email": email, "role": role, "name": name})[0] == 201
        with transaction() as session:
            token = make_token(session, account_by_email(session, email).id, "test", [], None)
        return Person(self.app.test_client(), token)

    def sit(self, number=0) -> Person:
        status, joined = Person(self.app.test_client()).post("/api/v1/visits", {"code": self.tables[number]["code"]})
        assert status == 201, joined
        return Person(self.app.test_client(), joined["guest_token"])

    def add(self, guest, name="米饭", quantity=1):
        item = self.dishes[name]
        chosen = [{"id": g["modifiers"][-1]["id"], "quantity": 1} for g in item["modifier_groups"]]
        status, cart = guest.post(
            "/api/v1/visit/cart/lines", {"item_id": item["id"], "quantity": quantity, "modifiers": chosen}
        )
        assert status == 201, cart
        return cart

    def send(self, guest, cart, key=None, **more):
        return guest.post(
            "/api/v1/visit/orders",
            {"cart_version": cart["version"], "shown_total": cart["total"], **more},
            key or new_key(),
        )

    def screen(self, station_ids=None) -> Person:
        """A paired screen of these stations, or of all that cook."""
        items = self.owner.get(f"{self.home}/stations")[1]["items"]
        stations = station_ids or [s["id"] for s in items if s["kind"] == "cooking"]
        _, waiting = Person(self.app.test_client()).post("/api/v1/screens")
        status, _ = self.owner.post(
            f"{self.home}/screens", {"pairing_code": waiting["pairing_code"], "name": "热菜屏", "station_ids": stations}
        )
        assert status == 201
        _, paired = Person(self.app.test_client(), waiting["poll_token"]).get("/api/v1/screens/pairing")
        return Person(self.app.test_client(), paired["screen_token"])


def new_key() -> str:
    return uuid.uuid4().hex


class Web:
    """A real server, with the little of Flask's test client that a Person needs."""

    def __init__(self, base_url: str):
        self.base_url = base_url

    def test_client(self):
        return self

    def open(self, path, method="GET", json=None, headers=None):
        """urllib3.exceptions.HTTPError where the server is gone."""
        headers = dict(headers or {})
        if json is not None:
            headers["Content-Type"] = "application/json"
        content = None if json is None else orjson.dumps(json)
        answer = _connections.request(method, self.base_url + path, body=content, headers=headers)
        return Answer(answer.status, answer.data, answer.headers)


@dataclass(frozen=True)
class Answer:
    status_code: int
    data: bytes
    headers: object


def open_place(app, menu=MENU, **settings) -> Place:
    """A fresh restaurant with its own owner."""
    hashed = _hashed()
    with transaction() as session:
        token = _owner(session, hashed)
    return found_place(app, token, menu, **settings)


def open_place_at(served, menu=MENU, **settings) -> Place:
    """The same on a real server (tests.servers.Served); only the owner's account is put into its database directly."""
    engine, hashed = make_engine(served.database_url), _hashed()
    with Session(engine) as session, session.begin():
        token = _owner(session, hashed)
    engine.dispose()
    return found_place(Web(served.base_url), token, menu, **settings)


def found_place(app, token, menu, **settings) -> Place:
    owner = Person(app.test_client(), token)
    status, made = owner.post(
        "/api/v1/restaurants", {"name": "试走馆", "currency": "CNY", "time_zone": "Asia/Shanghai", **settings}
    )
    assert status == 201, made
    home = f"/api/v1/restaurants/{made['id']}"
    status, report = owner.post(f"{home}/menu/import", menu)
    assert (status, report["refused"]) == (200, []), report
    tables = owner.post(f"{home}/tables", {"labels": "H01-H06"})[1]["items"]
    menu = owner.get(f"{home}/menu")[1]
    return Place(app, owner, made["id"], home, tables, {i["name"]: i for c in menu["categories"] for i in c["items"]})


@cache
def _hashed() -> str:
    """Slow on purpose, so made once for all."""
    return hash_password("correct horse")


def _owner(session, hashed) -> str:
    account = make_account(session, f"{uuid.uuid4().hex}@test.example", hashed, "老板")
    return make_token(session, account, "test", [], None)
