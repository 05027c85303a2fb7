"""Which streams a caller may hear, and what a stream looks like from the beginning."""

import time

from marshmallow import ValidationError

from app.floor import snapshot_of as floor_snapshot
from core.errors import Forbidden, Invalid, NotFound
from core.identity import Caller
from core.pushes import frames_after, head_of
from core.transactions import again_on_conflict, reading, transaction
from core.web.api import by_field
from kitchen.alarms.queries import alarms_of
from kitchen.boards.queries import snapshot_of as board_snapshot
from kitchen.screens.contact import drew
from kitchen.screens.queries import screens_of
from kitchen.tickets.acknowledging import acknowledge, unheard
from kitchen.tickets.portions import mark_portions
from kitchen.tickets.schemas import Portions
from kitchen.tickets.service import act
from ordering.calls.service import calls_of
from ordering.menu.queries import menu_version
from ordering.table.queries import state_of
from restaurants.accounts.queries import roles_of
from restaurants.profile.queries import public_shape, restaurant_of
from restaurants.stations.models import COOKING, FLOOR

KNOWN_FOR = 4.0  # seconds; a restored backup counts anew
_heard: dict[tuple, tuple[int, float]] = {}  # (restaurant, stream) → up to where it was acknowledged here, until when


class StreamUnknown(NotFound):
    code, title = "stream_unknown", "There is no such stream"


def allowed_streams(session, who: Caller) -> dict[str, str]:
    """`{stream: restaurant_id}`. A client never names a room: its token does.

    Phones, screens and staff hear on `…/menu` what is public of the restaurant: the menu's version, open or paused.
    A screen hears its own stations; an expo screen also every cooking one, a floor screen the restaurant's calls.
    """
    if who.kind == "account":
        own = [row.restaurant_id for row in roles_of(session, who.account_id)]
        return {name: rid for rid in own for name in (f"restaurant:{rid}", f"restaurant:{rid}/menu")}
    if who.kind == "screen":
        heard = dict.fromkeys((*who.details.get("own", ()), *who.station_ids))
        names = [*(f"station:{station_id}" for station_id in heard), f"restaurant:{who.restaurant_id}/menu"]
        if who.station_kind == FLOOR:
            names.append(f"restaurant:{who.restaurant_id}")
        return dict.fromkeys(names, who.restaurant_id)
    return dict.fromkeys((f"visit:{who.visit_id}", f"restaurant:{who.restaurant_id}/menu"), who.restaurant_id)


def catch_up_of(session, who: Caller, stream: str, epoch: int, after: int) -> dict:
    """`{epoch, seq, frames}`, or `{epoch, seq, snapshot}` where the numbers do not join."""
    restaurant_id = allowed_streams(session, who).get(stream)
    if restaurant_id is None:
        raise StreamUnknown()
    head = head_of(session, restaurant_id, stream)
    frames = frames_after(session, head, restaurant_id, epoch, after)
    at = {"epoch": head["epoch"], "seq": head["seq"]}
    if frames is not None:
        return {**at, "frames": frames}
    return {**at, "snapshot": snapshot_of(session, who, restaurant_id, stream)}


def snapshot_of(session, who: Caller, restaurant_id: str, stream: str) -> dict:
    """What the frames of `stream` would have made by now."""
    if stream.startswith("visit:"):
        return state_of(session, restaurant_id, who.visit_id, who.guest_id)
    if stream.startswith("station:") and who.station_kind == FLOOR:
        return floor_snapshot(session, restaurant_id)
    if stream.startswith("station:"):
        return board_snapshot(session, restaurant_id, stream, who.station_kind)
    restaurant = public_shape(restaurant_of(session, restaurant_id))
    if stream.endswith("/menu"):
        return {"restaurant": restaurant, "menu": {"version": menu_version(session, restaurant_id)}}
    return {
        "restaurant": restaurant,
        "screens": [s for s in screens_of(session, restaurant_id) if not s["revoked"]],
        "calls": calls_of(session, restaurant_id),
        "alarms": alarms_of(session, restaurant_id),
    }


def note_ack(who: Caller, stream: str, seq: int) -> None:
    """Only screens acknowledge, and only their own stations."""
    drew(who, stream.partition("station:")[2], seq)
    if who.kind != "screen" or who.station_kind != COOKING:
        return  # phones, expo and floor say what they have drawn too; only a cook's word makes an order accepted
    if _is_known(who.restaurant_id, stream, seq):
        return
    with reading() as session:
        if stream not in allowed_streams(session, who):
            raise Forbidden("Only a screen acknowledges its own stations.")
        station_id = stream.partition("station:")[2]
        seq = min(seq, head_of(session, who.restaurant_id, stream)["seq"])
        waits = bool(station_id and unheard(session, who.restaurant_id, station_id))

    def work():
        with transaction() as session:
            acknowledge(session, who.restaurant_id, station_id, seq)

    if waits:  # the writers' lock is only for what is new
        again_on_conflict(work)
    _heard[who.restaurant_id, stream] = (seq, time.monotonic() + KNOWN_FOR)


def _is_known(restaurant_id, stream, seq) -> bool:
    """Every screen of a station confirms every frame; the first one says it for all."""
    known, until = _heard.get((restaurant_id, stream), (0, 0.0))
    return seq <= known and time.monotonic() < until


def perform_portions(who: Caller, item_id: str, asked: dict) -> list[dict]:
    """Portions over several tables: the tickets that it moved. Invalid names every field that needs mending."""
    _be_in_the_kitchen(who)
    try:
        about = Portions().load(asked)
    except ValidationError as error:
        raise Invalid(errors=by_field(error.messages)) from error

    def work():
        with transaction() as session:
            return mark_portions(session, who, item_id, **about)

    return again_on_conflict(work)


def perform(who: Caller, message: dict) -> dict:
    """One touch of a cook."""
    if who.kind != "screen":
        raise Forbidden("Only a screen may do this.")
    line_id, undoes = message.get("line_id"), message.get("undoes")

    def work():
        with transaction() as session:
            return act(
                session,
                who,
                str(message["do"]),
                str(message["ticket_id"]),
                None if line_id is None else str(line_id),
                str(message["request_id"]),
                None if undoes is None else str(undoes),
            )

    return again_on_conflict(work)


def _be_in_the_kitchen(who):
    if who.kind != "screen" or who.station_kind == FLOOR:
        raise Forbidden("Only a screen of the kitchen may do this.")
