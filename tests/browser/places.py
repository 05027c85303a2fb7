"""Restaurants on the served demo, made over HTTP as their owner would make them."""

import json
import urllib.error
import urllib.request
import uuid
from dataclasses import dataclass

SPICE = {
    "id": "spice",
    "names": {"zh": "辣度", "en": "Spice"},
    "min": 1,
    "max": 1,
    "options": [
        {"id": "mild", "names": {"zh": "微辣", "en": "Light"}, "price": "0.00"},
        {"id": "hot", "names": {"zh": "重辣", "en": "Hot"}, "price": "2.00"},
    ],
}


def dish(key, zh, en, price, groups=(), **more) -> dict:
    names = {"zh": zh, "en": en}
    return {"id": key, "names": names, "price": price, "variations": [], "option_groups": list(groups), **more}


MENU = {
    "currency": "CNY",
    "categories": [
        {
            "id": "hot",
            "names": {"zh": "热菜", "en": "Hot dishes"},
            "items": [
                dish("kp", "宫保鸡丁", "Kung Pao chicken", "38.00", [SPICE]),
                dish("tofu", "麻婆豆腐", "Mapo tofu", "28.00"),
            ],
        },
        {
            "id": "staple",
            "names": {"zh": "主食", "en": "Staples"},
            "items": [dish("rice", "米饭", "Rice", "2.00"), dish("bun", "馒头", "Steamed bun", "3.00")],
        },
    ],
}


class Http:
    """One caller of a served API; failures raise with what the server said."""

    def __init__(self, base_url: str, token: str = ""):
        self.base_url, self.token = base_url, token

    def sign_in(self, email: str, password: str) -> "Http":
        """An api token of this account; the cookie is not kept."""
        answer, headers = self._send("POST", "/api/v1/session", {"email": email, "password": password})
        cookie = headers["Set-Cookie"].split(";")[0]
        more = {"Cookie": cookie, "X-CSRF-Token": answer["csrf_token"]}
        made, _ = self._send("POST", "/api/v1/tokens", {"name": "browser tests", "scopes": []}, more)
        return Http(self.base_url, made["token"])

    def call(self, method: str, path: str, body=None, key: str | None = None):
        return self._send(method, path, body, {"Idempotency-Key": key} if key else {})[0]

    def get(self, path):
        return self.call("GET", path)

    def post(self, path, body=None, key=None):
        return self.call("POST", path, {} if body is None else body, key)

    def patch(self, path, body):
        return self.call("PATCH", path, body)

    def _send(self, method, path, body=None, headers=None):
        data = None if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json", **(headers or {})}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        request = urllib.request.Request(self.base_url + path, data, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                text = answer.read()
                return json.loads(text) if text else None, answer.headers
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{method} {path}: {error.code} {error.read().decode()}") from error


@dataclass
class ServedPlace:
    owner: Http
    base_url: str
    id: str
    tables: list
    screen_token: str

    @property
    def home(self) -> str:
        return f"/api/v1/restaurants/{self.id}"

    @property
    def screen_url(self) -> str:
        return f"{self.base_url}/kitchen#token={self.screen_token}"

    def url(self, number: int = 0) -> str:
        return f"{self.base_url}/t/{self.tables[number]['code']}"

    def dishes(self) -> dict:
        """By Chinese name."""
        menu = self.owner.get(f"{self.home}/menu")
        return {i["names"]["zh"]: i for c in menu["categories"] for i in c["items"]}

    def set(self, **settings) -> None:
        version = self.owner.get(self.home)["version"]
        self.owner.patch(self.home, {"version": version, **settings})

    def sit(self, number: int = 0, **more) -> Http:
        """Another phone at that table, without a browser."""
        joined = self.owner.post("/api/v1/visits", {"code": self.tables[number]["code"], **more})
        return Http(self.base_url, joined["guest_token"])


def found_place(owner: Http, base_url: str, *, menu=None, tables="T01-T04", name="试走馆", **settings) -> ServedPlace:
    profile = {"name": name, "currency": "CNY", "time_zone": "Asia/Shanghai", "languages": ["zh", "en"]}
    made = owner.post("/api/v1/restaurants", profile)
    home = f"/api/v1/restaurants/{made['id']}"
    owner.post(f"{home}/menu/import", menu or MENU)
    items = owner.post(f"{home}/tables", {"labels": tables})["items"]
    stations = [s["id"] for s in owner.get(f"{home}/stations")["items"]]
    waiting = owner.post("/api/v1/screens")
    owner.post(f"{home}/screens", {"pairing_code": waiting["pairing_code"], "name": "屏", "station_ids": stations})
    paired = Http(base_url, waiting["poll_token"]).get("/api/v1/screens/pairing")
    place = ServedPlace(owner, base_url, made["id"], items, paired["screen_token"])
    if settings:
        place.set(**settings)
    return place


def new_key() -> str:
    return uuid.uuid4().hex
