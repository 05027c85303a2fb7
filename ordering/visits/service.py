"""Sitting down, being counted, leaving."""

from datetime import timedelta

from sqlalchemy import insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from core.clock import now
from core.errors import Conflict, Forbidden, NotFound
from core.facts import announce
from core.ids import digest, new_id, new_secret
from core.pushes import push
from core.statements import run
from ordering.visits.events import CoversChanged, GuestRenamed, VisitClosed, VisitOpened
from ordering.visits.marks import next_mark
from ordering.visits.models import Guest, Visit
from ordering.visits.queries import VISIT_LOCKED, guests_of, open_visit_at, visit_of, visit_shape
from restaurants.profile.fees import terms_of

CONFIRMING_LASTS = timedelta(seconds=10)


class TableNotOpen(Forbidden):
    code, title = "table_not_open", "This table has not been opened yet"


class PinWrong(Forbidden):
    code, title = "pin_wrong", "The table's number is wrong"


class RestaurantClosed(Conflict):
    code, title = "restaurant_closed", "The restaurant takes no orders now"


class VisitOver(Conflict):
    code, title = "visit_closed", "This table has been settled and cleared"


class VisitUnknown(NotFound):
    code, title = "visit_unknown", "There is no such visit"


def join_table(session, restaurant: dict, table, *, covers=None, nickname="", pin="", is_open=True, channel="h5"):
    """A phone sits down: the table's open visit or a new one. Returns (visit, guest dict, guest token)."""
    visit = open_visit_at(session, restaurant["id"], table.id)
    if visit is None:
        if not is_open:
            raise RestaurantClosed("The menu stays readable. Please come back when the restaurant is open.")
        if restaurant["gate"] == "staff_opens":
            raise TableNotOpen("Please ask the staff to open this table.")
    if restaurant["gate"] == "pin" and pin != (restaurant.get("gate_pin") or ""):
        raise PinWrong("Ask the staff for the number of the day.", errors={"pin": ["Wrong or missing."]})
    if visit is None:
        visit = open_visit(session, restaurant, table, covers=covers, channel=channel, opened_by="guest")
    elif covers and not visit.covers:
        set_covers(session, restaurant["id"], visit.id, covers)
    return visit, *add_guest(session, visit, nickname)


def open_visit(session, restaurant: dict, table, *, covers=None, channel="h5", opened_by="staff"):
    """The open visit of `table`; two that come at the same moment get the same one."""
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    row = {
        "restaurant_id": restaurant["id"],
        "id": new_id(),
        "table_id": table.id,
        "open_table_id": table.id,
        "table_label": table.label,
        "status": "open",
        "covers": covers,
        "cart_version": 0,
        "rounds": 0,
        "fees": terms_of(restaurant),
        "channel": channel,
        "opened_by": opened_by,
        "opened_at": now(),
    }
    made = session.execute(dialect.insert(Visit).values(row).on_conflict_do_nothing().returning(Visit.id)).first()
    if made:
        announce(session, VisitOpened(restaurant["id"], row["id"], table.id, covers))
    return open_visit_at(session, restaurant["id"], table.id)


def add_guest(session, visit, nickname: str = "", mark: str = "") -> tuple[dict, str]:
    """Another phone at the table. Returns (guest dict, token); the token is stored hashed."""
    here = guests_of(session, visit.restaurant_id, visit.id)
    free_mark, free_name = next_mark([g["mark"] for g in here])
    secret = new_secret()
    guest = {"id": new_id(), "nickname": nickname or free_name, "mark": mark or free_mark}
    session.execute(
        insert(Guest),
        {
            "restaurant_id": visit.restaurant_id,
            "visit_id": visit.id,
            "token_hash": digest(secret),
            "joined_at": now(),
            **guest,
        },
    )
    push(session, visit.restaurant_id, f"visit:{visit.id}", "guest.joined", {**guest, "is_you": False})
    guest["is_you"] = True
    return guest, f"g.{visit.restaurant_id}.{secret}"


def staff_guest(session, visit, name: str) -> str:
    """The id under which staff order for this table: one phone of theirs, shown with their name."""
    found = session.execute(
        select(Guest.id).where(
            Guest.restaurant_id == visit.restaurant_id, Guest.visit_id == visit.id, Guest.mark == "staff"
        )
    ).scalar()
    return found or add_guest(session, visit, name, "staff")[0]["id"]


def lock_visit(session, restaurant_id: str, visit_id: str):
    """The visit's row, locked, open or closed: the first lock of whatever changes its bill."""
    rows = run(session, VISIT_LOCKED(restaurant=restaurant_id, visit=visit_id))[0]
    if not rows:
        raise VisitUnknown()
    return rows[0]


def hold_visit(session, question) -> None:
    """For other rooms: HoldVisit."""
    lock_visit(session, question.restaurant_id, question.visit_id)


def hold_visits(session, question) -> None:
    """For other rooms: HoldVisits. By id: everybody in the same order."""
    session.execute(
        select(Visit.id)
        .where(Visit.restaurant_id == question.restaurant_id, Visit.id.in_(question.visit_ids))
        .order_by(Visit.id)
        .with_for_update(key_share=True)
    ).all()


def lock_open_visit(session, restaurant_id: str, visit_id: str):
    """The visit's row, locked: whoever changes its cart or rounds comes through here, one after another."""
    row = lock_visit(session, restaurant_id, visit_id)
    if row.status != "open":
        raise VisitOver("Scan the code on the table again to order more.")
    return row


def set_covers(session, restaurant_id: str, visit_id: str, covers: int) -> None:
    """How many eat; per-head fees follow."""
    lock_open_visit(session, restaurant_id, visit_id)
    session.execute(_visit(restaurant_id, visit_id).values(covers=covers))
    announce(session, CoversChanged(restaurant_id, visit_id, covers))
    tell_visit(session, restaurant_id, visit_id)


def note_confirming(
    session, restaurant_id: str, visit_id: str, guest_id: str, confirming: bool, take_over: bool = False
) -> dict:
    """A phone looks at the confirm page, for ten seconds unless it says so again; or it has left it.

    The first one stays the one until it leaves, falls silent or another takes over on purpose. This only tells:
    nobody who sends is ever refused for it.
    """
    visit = lock_open_visit(session, restaurant_id, visit_id)
    now_told = visit_shape(visit)["confirming"]
    others = now_told is not None and now_told["guest_id"] != guest_id
    if confirming and (take_over or not others):
        values = {"confirming_guest_id": guest_id, "confirming_until": now() + CONFIRMING_LASTS}
    elif not confirming and visit.confirming_guest_id == guest_id:
        values = {"confirming_guest_id": None, "confirming_until": None}
    else:
        return visit_shape(visit)
    session.execute(_visit(restaurant_id, visit_id).values(**values))
    tell_visit(session, restaurant_id, visit_id)
    return visit_shape(visit_of(session, restaurant_id, visit_id))


def rename_guest(session, restaurant_id: str, visit_id: str, guest_id: str, nickname: str) -> None:
    """What the others at the table call this phone."""
    lock_open_visit(session, restaurant_id, visit_id)
    session.execute(
        update(Guest).where(Guest.restaurant_id == restaurant_id, Guest.id == guest_id).values(nickname=nickname)
    )
    renamed = next(g for g in guests_of(session, restaurant_id, visit_id) if g["id"] == guest_id)
    push(session, restaurant_id, f"visit:{visit_id}", "guest.changed", renamed)
    announce(session, GuestRenamed(restaurant_id, visit_id, guest_id))


def note_mini_program(session, fact) -> None:
    """This phone sits in the wallet's mini program, and so the visit came through it. (GuestSignedIn)"""
    lock_open_visit(session, fact.restaurant_id, fact.visit_id)
    session.execute(
        update(Guest)
        .where(Guest.restaurant_id == fact.restaurant_id, Guest.id == fact.guest_id)
        .values(user_key=fact.user_key)
    )
    session.execute(_visit(fact.restaurant_id, fact.visit_id).values(channel="mini_program"))
    tell_visit(session, fact.restaurant_id, fact.visit_id)


def close_visit(session, restaurant_id: str, visit_id: str, how: str) -> dict:
    """Settled or forced. Repeating is harmless."""
    visit = visit_of(session, restaurant_id, visit_id)
    if visit is None:
        raise VisitUnknown()
    if visit.status == "open":
        session.execute(
            _visit(restaurant_id, visit_id).values(status="closed", open_table_id=None, closed_at=now(), closed_how=how)
        )
        announce(session, VisitClosed(restaurant_id, visit_id))
        visit = visit_of(session, restaurant_id, visit_id)
        push(session, restaurant_id, f"visit:{visit_id}", "visit.closed", visit_shape(visit))
    return visit_shape(visit)


def tell_visit(session, restaurant_id: str, visit_id: str) -> None:
    """Every phone at the table gets the whole visit."""
    shape = visit_shape(visit_of(session, restaurant_id, visit_id))
    push(session, restaurant_id, f"visit:{visit_id}", "visit.changed", shape)


def _visit(restaurant_id, visit_id):
    return update(Visit).where(Visit.restaurant_id == restaurant_id, Visit.id == visit_id)
