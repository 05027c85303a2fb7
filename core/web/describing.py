"""What OpenAPI cannot see in the schemas: who may call, which header a call needs, what a call is named."""

from copy import deepcopy

from core.web.schemas import Whole

TEXT = """Contactless ordering for restaurants: guests scan a table's code, fill one cart together and send; kitchen
screens get their tickets; the bill is paid; paid orders are judged by rebate programmes.

Money is a whole number of the currency's minor unit. Times are RFC 3339 in UTC. `?lang=zh|en` or `Accept-Language`
chooses the language of names. Unknown fields are refused by name. Every failure is `application/problem+json` with a
stable `code`. Lists answer `{items, next_cursor}`; go on with `?cursor=`."""

SCHEMES = {
    "guest": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "g.…",
        "description": "A phone at a table: `guest_token` of `POST /api/v1/visits`.",
    },
    "screen": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "s.…",
        "description": "A paired kitchen screen: `screen_token` of `GET /api/v1/screens/pairing`.",
    },
    "pairing": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "p.…",
        "description": "A screen that waits: `poll_token` of `POST /api/v1/screens`.",
    },
    "api": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "a.…",
        "description": "A program of the owner's, staff's or provider's: `POST /api/v1/tokens`.",
    },
    "cookie": {
        "type": "apiKey",
        "in": "cookie",
        "name": "zhuoma_session",
        "description": "Who signed in with `POST /api/v1/session`.",
    },
    "csrf": {
        "type": "apiKey",
        "in": "header",
        "name": "X-CSRF-Token",
        "description": "Beside the cookie, on every call that changes something; `GET /api/v1/session` tells it.",
    },
}
KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "description": "Made once per intent, the same for every retry. The same key and body: the first answer again.",
    "schema": {"type": "string", "minLength": 16, "maxLength": 64},
}
REPLAYED = {
    "Idempotent-Replayed": {
        "description": "`true` where this is the first answer again.",
        "schema": {"type": "string", "enum": ["true"]},
    }
}


def note(view, **facts):
    """Writes facts about a view where its description is made from: `who` may call, `keyed`, `named`."""
    view._apidoc = {**deepcopy(getattr(view, "_apidoc", {})), **facts}
    return view


def called_by(*who: str):
    """For a view that looks at its caller itself."""
    return lambda view: note(view, who=who)


def whole(converter, field, **_) -> dict:
    """A `Whole` field as the shape that it names (an attribute function of apispec's converter)."""
    if not isinstance(field, Whole):
        return {}
    one = converter.resolve_nested_schema(field.shape)
    if field.many:
        return {"type": "array", "items": one}
    return {"anyOf": [one, {"type": "null"}]} if field.allow_none else one


def describe(doc: dict, facts: dict, *, method: str, **_) -> dict:
    """One operation's security, key and names, for the blueprint."""
    room, name = facts["named"]
    doc["operationId"] = f"{room}_{name}"
    doc["summary"] = name.replace("_", " ").capitalize() + "."  # a docstring's first line takes its place
    doc["security"] = _security(facts.get("who", ()), method)
    if facts.get("keyed"):
        doc.setdefault("parameters", []).append(deepcopy(KEY))
        for status, response in doc["responses"].items():
            if str(status).startswith("2"):
                response["headers"] = deepcopy(REPLAYED)
    return doc


def _security(who, method) -> list[dict]:
    """Any one of these lets a call in; none at all means that everybody may."""
    found = []
    for one in who:
        if one == "account":
            found.append({"api": []})
            found.append({"cookie": []} if method == "get" else {"cookie": [], "csrf": []})
        else:
            found.append({one: []})
    return found
