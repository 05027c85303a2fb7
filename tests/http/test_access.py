"""No credential of one restaurant reads, changes or infers anything of another (promise 25).

Generated: every route of the program × every role × ids of its own, of the other restaurant and of nobody.
"""

import re
import uuid

import pytest

from core import limits
from core.identity import RestaurantUnknown
from tests.contracts.access import BODIES, permissions, routes
from tests.http.sides import Side, filled, strangers_ids
from tests.people import Person

STAFF = ("owner", "manager", "waiter", "cook")
GUESTS = ("guest", "neighbour", "gone")
SCREENS = ("screen", "expo", "floor")
OUTSIDERS = ("owner", "waiter", "screen", "expo", "floor", "guest", "provider")  # of the other restaurant
LOUD = (
    "POST /api/v1/session",
    "DELETE /api/v1/session",
    "POST /api/v1/visits",
    "GET /t/<code>",
    "POST /t/<code>/call",
    "GET /metrics",
)

# One worker builds what they share.
pytestmark = [pytest.mark.xdist_group("access"), pytest.mark.usefixtures("embedded")]


@pytest.fixture(scope="module")
def two(embedded, app):
    """Ours, and theirs with the canary."""
    return Side(app, f"ours{uuid.uuid4().hex[:12]}"), Side(app, f"theirs{uuid.uuid4().hex[:12]}")


def cast(ours, theirs) -> dict[str, Person]:
    people = {role: ours.people[role] for role in (*STAFF, *GUESTS, *SCREENS, "provider")}
    return {"nobody": Person(ours.app.test_client()), **people, **{f"their {r}": theirs.people[r] for r in OUTSIDERS}}


def may(role: str, who: set[str]) -> bool:
    """Whether a role of ours is let in by a line of the list. Theirs never are, except by what every account may."""
    kind = "guest" if role in GUESTS else role
    if "anyone" in who:
        return True
    if role.startswith("their "):
        return False
    return kind in who or ("account" in who and kind in (*STAFF, "provider"))


def tried(person, method, rule, ids, key=True):
    limits.forget_all()
    body = None if method in ("GET", "DELETE") else BODIES.get(f"{method} {rule}", {})
    headers = {"Idempotency-Key": uuid.uuid4().hex} if key else {}
    if person.token:
        headers["Authorization"] = f"Bearer {person.token}"
    answer = person.client.open(filled(rule, ids), method=method, json=body, headers=headers)
    return answer.status_code, answer.data.decode(errors="replace")


def told(text, ids) -> str:
    """The answer without the ids that were asked for: a stranger's and nobody's must read alike."""
    for value in ids.values():
        text = text.replace(value, "…")
    return re.sub(r"\d{4}-\d\d-\d\dT[\d:.]+Z", "…", text)


def strangers(ours, theirs, doors=None):
    """Violations of whoever is not let in: any answer but a refusal, any word of ours or theirs in it."""
    wrong = []
    for method, rule in doors or routes(ours.app):
        who = permissions().get(f"{method} {rule}", set())
        for role, person in cast(ours, theirs).items():
            if may(role, who) or (role.startswith("their ") and who & {"account", "guest", *SCREENS, "provider"}):
                continue
            for ids in (ours.ids, strangers_ids(ours), *(() if role.startswith("their ") else (theirs.ids,))):
                status, text = tried(person, method, rule, ids)
                refused = status == 401 if role == "nobody" else status in (403, 404)
                if not refused or ours.canary in text or theirs.canary in text:
                    wrong.append((role, method, filled(rule, ids), status))
    return wrong


def inferred(ours, theirs):
    """Violations of our own people who try the other restaurant's ids: any success, any word, any difference."""
    wrong = []
    for method, rule in routes(ours.app):
        name, who = f"{method} {rule}", permissions().get(f"{method} {rule}", set())
        if name in LOUD or "<" not in rule + "<" * rule.startswith(("/api/v1/kitchen", "/api/v1/live")):
            continue
        for role, person in cast(ours, theirs).items():
            if "anyone" in who or role == "nobody" or not may(role, who):
                continue
            for whose in ("restaurant_id", ""):
                ids = {**theirs.ids, **({whose: ours.ids[whose]} if whose else {})}
                nobodys = {**strangers_ids(ours), **({whose: ours.ids[whose]} if whose else {})}
                if filled(rule, ids) == filled(rule, ours.ids):
                    continue
                status, text = tried(person, method, rule, ids)
                other, nobody = tried(person, method, rule, nobodys)
                missed = status != 404 and (name in BODIES or method in ("GET", "DELETE")) and role != "gone"
                if name.startswith("DELETE") and "/cart/lines/" in rule or role in SCREENS:
                    missed = False  # one's own cart, unchanged; a screen's board is its own, whatever it asks for
                if (status, told(text, ids)) != (other, told(nobody, nobodys)) or missed or theirs.canary in text:
                    wrong.append((role, method, filled(rule, ids), status, other))
    return wrong


def test_who_is_not_let_in_learns_and_changes_nothing(two):
    ours, theirs = two
    before = ours.rows(), theirs.rows()
    assert strangers(ours, theirs) == []
    assert (ours.rows(), theirs.rows()) == before


def test_the_other_restaurants_ids_are_nobodys(two):
    ours, theirs = two
    before = theirs.rows()
    assert [str(each) for each in inferred(ours, theirs)] == []
    assert theirs.rows() == before


def test_who_is_let_in_is_let_in(two):
    """The last: these calls do what they say, and some take their thing away."""
    ours, theirs = two
    before, wrong = theirs.rows(), []
    for method, rule in sorted(routes(ours.app), key=lambda each: (each[0] != "GET", each)):
        who = permissions().get(f"{method} {rule}", set())
        for role, person in reversed(cast(ours, theirs).items()):
            if "anyone" in who or not may(role, who) or f"{method} {rule}" in LOUD:
                continue
            status, text = tried(person, method, rule, ours.ids)
            if status in (401, 403) or status >= 500 or "restaurant_unknown" in text or theirs.canary in text:
                wrong.append((role, method, rule, status))
    assert wrong == []
    assert theirs.rows() == before


def test_twin_a_telling_refusal_is_found(two, monkeypatch):
    """403 for what exists and 404 for what does not: enough to count another's orders."""
    from core import identity
    from core.errors import Forbidden

    ours, theirs = two

    def refuse(*_):
        raise RestaurantUnknown() if theirs.place.id not in identity.request.path else Forbidden()

    real = identity.be_staff
    monkeypatch.setattr(
        identity, "be_staff", lambda rid, *roles: real(rid, *roles) if rid == ours.place.id else refuse()
    )
    assert inferred(ours, theirs)


def test_twin_an_open_door_is_found(two, monkeypatch):
    """be_staff without its question: whoever is signed in is let in everywhere. Last of all: it leaves a mess."""
    from core import identity

    monkeypatch.setattr(identity, "_roles_in", lambda account_id, restaurant_id: STAFF)
    doors = [("GET", f"/api/v1/restaurants/<restaurant_id>/{room}") for room in ("staff", "visits", "screens")]
    assert {method + rule for _, method, rule, _ in strangers(*two, doors)}
