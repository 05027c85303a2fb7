"""Input that breaks programs, made from the published OpenAPI: right in every field but one."""

import json
import random

DEEP = "[" * 5000 + "]" * 5000
HUGE = "9" * 5000  # more digits than Python turns into a number
RAW = {"<deep>": DEEP, "<huge>": HUGE, "<1e400>": "1e400", "<nan>": "NaN", "<minus zero>": "-0.0"}
VALUES = [
    *("", " ", "\0", "a\0b", "\ud800", "\u202eabc", "\ufeff", "\U0001f9c4", "é", "x" * 20000, "\r\nX: y", "null"),
    *("' OR 1=1 --", "{{7*7}}", "${7*7}", "<script>alert(1)</script>", "../../etc/passwd", "=1+1", "%00", "%s%n"),
    *("0000-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "10000-01-01", "2026-02-30", "NaN", "1e5", "１２", "-0", "0x1"),
    *(-1, 0, 1.5, 2**31, 2**53, 2**53 + 1, 2**63, -(2**63) - 1, 10**30, True, False, None, [], {}, [[]], [None]),
    *({"\0": "\0"}, {"a": {"b": {"c": []}}}, ["x"] * 2000, [{}] * 300, {"zh": "\0"}, {"zh": None, "x": 1}, {"": ""}),
    *RAW,
]
BODIES = [
    *(b"", b"{", b"nul", b"[]", b"7", b'"x"', b"null", b"{}", b"\xff\xfe\x00", b'{"a":1,"a":2}', b"\xef\xbb\xbf{}"),
    *(b'{"a":"\xed\xa0\x80"}', DEEP.encode(), HUGE.encode(), b'{"a":' * 3000 + b"1" + b"}" * 3000, b"{} {}", b"\0"),
]
TYPES = [
    *("application/json", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/xml"),
    *("multipart/form-data; boundary=x", "application/json; charset=utf-16", "application/json; charset=\u00e9", ""),
]
LONG = "x" * 5000
HEADERS = {
    "Accept-Language": ["", "*", "zh;q=x", LONG, "\u00e9", ",,,;;;", "en-US-x-" + "a" * 300],
    "Authorization": ["Bearer", "Bearer ", f"Bearer {LONG}", "Basic Og==", "Bearer s.x.y", "Bearer g.\u00e9.x", "x"],
    "Cookie": [f"zhuoma_session={value}" for value in ("", "\u00e9", LONG, "a.b.c")] + [";;;=;"],
    "Idempotency-Key": ["", "x", "x" * 65, "\u00e9" * 20, " " * 20, "a" * 16],
    "If-None-Match": ["*", '"', 'W/"x"', "\u00e9", f'"{LONG}"'],
    "If-Modified-Since": ["yesterday", "Thu, 01 Jan 1970 00:00:00 GMT", "Mon, 99 Foo 99999 99:99:99 GMT"],
    "Range": ["bytes=-1", "bytes=5-2", "x", "bytes=0-99999999999999999999"],
    "X-CSRF-Token": ["\u00e9", LONG],
    "X-Forwarded-For": ["\u00e9", "1.2.3.4" * 100],
    "Content-Length": ["-1", "x"],
    "Host": ["", "[::1", "evil.example:99999", "a" * 300],
}


def written(body) -> bytes:
    """JSON, with what no encoder would write put in raw."""
    text = json.dumps(body)
    for name, raw in RAW.items():
        text = text.replace(json.dumps(name), raw)
    return text.encode()


class Spec:
    """The published description, and right values for every shape in it."""

    def __init__(self, document: dict, seed: int, ids: dict):
        """`ids`: real ids by the names that bodies use for them, so that a right body goes all the way."""
        self.document, self.chance, self.ids = document, random.Random(seed), ids

    def operations(self):
        """(method, path, operation) of all, what deletes last."""
        every = [
            (method.upper(), path, {**operation, "parameters": [*shared.get("parameters", []), *own]})
            for path, shared in self.document["paths"].items()
            for method, operation in shared.items()
            if method in ("get", "post", "put", "patch", "delete")
            for own in [operation.get("parameters", [])]
        ]
        return sorted(every, key=lambda each: (each[0] == "DELETE", each[1], each[0]))

    def resolve(self, schema: dict) -> dict:
        while "$ref" in schema:
            found = self.document
            for part in schema["$ref"].removeprefix("#/").split("/"):
                found = found[part]
            schema = found
        if "allOf" in schema:
            merged = {}
            for part in schema["allOf"]:
                merged |= self.resolve(part)
            return merged
        return schema

    def body_of(self, operation) -> dict | None:
        content = operation.get("requestBody", {}).get("content", {})
        return self.resolve(content["application/json"]["schema"]) if "application/json" in content else None

    def right(self, schema: dict, name: str = ""):
        """A value that the shape allows."""
        schema = self.resolve(schema)
        if name in self.ids:
            return self.ids[name]
        kind = schema.get("type")
        kind = next((k for k in kind if k != "null"), "null") if isinstance(kind, list) else kind
        if "enum" in schema:
            return self.chance.choice(schema["enum"])
        if kind == "object":
            return {key: self.right(inner, key) for key, inner in schema.get("properties", {}).items()}
        if kind == "array":
            return [self.right(schema.get("items", {}), name.removesuffix("s"))]
        if kind == "integer":
            return max(1, schema.get("minimum", 1))
        if kind == "boolean":
            return True
        if schema.get("format") == "date-time":
            return "2027-01-01T00:00:00Z"
        return "x" * max(1, schema.get("minLength", 1))

    def broken_bodies(self, schema: dict, times: int):
        """Right bodies with one nasty value in one place; every place `times` times."""
        right = self.right(schema)
        for place in self._places(right):
            for value in self.chance.sample(VALUES, times):
                yield self._with(right, place, value)
        yield from self.chance.sample(VALUES, 3)

    def _places(self, value, path=()):
        inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        for key, each in inner:
            yield (*path, key)
            yield from self._places(each, (*path, key))

    def _with(self, value, place, nasty):
        copy = json.loads(json.dumps(value))
        spot = copy
        for key in place[:-1]:
            spot = spot[key]
        spot[place[-1]] = nasty
        return copy
