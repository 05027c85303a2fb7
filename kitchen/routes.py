"""The kitchen's URLs."""

from datetime import timedelta

from flask import request
from marshmallow import validate

from core.clock import now
from core.errors import NotSignedIn
from core.identity import Caller, caller, register_resolver, screen_or_staff, staff_only
from core.languages import language
from core.limits import allow
from core.transactions import reading, transaction
from core.web.api import Blueprint
from core.web.schemas import Schema, Text, WholeNumber, fields
from kitchen.boards.queries import board_of, recent_of
from kitchen.screens import service as screens
from kitchen.tickets.service import act, set_dish
from restaurants.stations.queries import stations_of

blp = Blueprint("kitchen", __name__, url_prefix="/api/v1", description="What kitchen screens call")
COOKS = ("owner", "manager", "waiter", "cook")


class NewScreen(Schema):
    name = Text(max=40, load_default="")


class Pair(Schema):
    pairing_code = Text(max=12, min=8, required=True)
    name = Text(max=40, min=1, required=True)
    station_ids = fields.List(Text(max=36), required=True, validate=validate.Length(1, 20))
    layout = fields.Dict(load_default=dict)


class ScreenChange(Schema):
    name = Text(max=40, min=1)
    station_ids = fields.List(Text(max=36), validate=validate.Length(1, 20))


class Availability(Schema):
    available = fields.Boolean(required=True)
    until = fields.AwareDateTime(load_default=None, allow_none=True)
    left = WholeNumber(load_default=None, allow_none=True, validate=validate.Range(0, 9999))


class Touch(Schema):
    request_id = Text(max=64, load_default=None, allow_none=True)


@blp.route("/screens", methods=["POST"])
@blp.arguments(NewScreen)
@blp.response(201)
def new_screen(body):
    """A screen asks to be taken in."""
    allow(f"pairing-address:{request.remote_addr}", 60, 60)
    with transaction() as session:
        return screens.begin_pairing(session, body["name"])


@blp.route("/screens/pairing", methods=["GET"])
@blp.response(200)
def poll():
    """`{status: waiting|paired, screen_token?}` for the poll token."""
    token = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
    if not token.startswith("p."):
        raise NotSignedIn("Send the poll token.")
    with transaction() as session:
        return screens.poll_pairing(session, token[2:])


@blp.route("/restaurants/<restaurant_id>/screens", methods=["GET"])
@staff_only(*COOKS)
@blp.response(200)
def list_screens(restaurant_id):
    with reading() as session:
        return {"items": screens.screens_of(session, restaurant_id), "next_cursor": None}


@blp.route("/restaurants/<restaurant_id>/screens", methods=["POST"])
@staff_only("owner", "manager")
@blp.arguments(Pair)
@blp.response(201)
def take_in(body, restaurant_id):
    """Takes in the screen that shows this code."""
    allow(f"pairing:{restaurant_id}", 20, 600)
    with transaction() as session:
        return screens.pair_screen(session, restaurant_id, **body)


@blp.route("/restaurants/<restaurant_id>/screens/<screen_id>", methods=["PATCH"])
@staff_only("owner", "manager")
@blp.arguments(ScreenChange)
@blp.response(200)
def rename(body, restaurant_id, screen_id):
    with transaction() as session:
        return screens.change_screen(session, restaurant_id, screen_id, **body)


@blp.route("/restaurants/<restaurant_id>/screens/<screen_id>", methods=["DELETE"])
@staff_only("owner", "manager")
@blp.response(204)
def turn_off(restaurant_id, screen_id):
    """Off at once."""
    with transaction() as session:
        screens.revoke_screen(session, restaurant_id, screen_id)


@blp.route("/kitchen/board", methods=["GET"])
@screen_or_staff(*COOKS)
@blp.response(200)
def board():
    """Open tickets of the screen's stations, or of `?station_id=`."""
    with reading() as session:
        found = board_of(session, caller().restaurant_id, _stations(session), language())
    _contact()
    return found


@blp.route("/kitchen/recent", methods=["GET"])
@screen_or_staff(*COOKS)
@blp.response(200)
def recent():
    """What was bumped, for recall."""
    with reading() as session:
        return {"items": recent_of(session, caller().restaurant_id, _stations(session)), "next_cursor": None}


@blp.route("/kitchen/tickets/<ticket_id>/<any(start,bump,recall,rush):do>", methods=["POST"])
@screen_or_staff(*COOKS)
@blp.arguments(Touch)
@blp.response(200)
def touch(body, ticket_id, do):
    """The whole ticket; repeating is harmless."""
    with transaction() as session:
        return act(session, caller(), do, ticket_id, None, body["request_id"])


@blp.route("/kitchen/tickets/<ticket_id>/lines/<line_id>/<any(bump,recall):do>", methods=["POST"])
@screen_or_staff(*COOKS)
@blp.arguments(Touch)
@blp.response(200)
def touch_line(body, ticket_id, line_id, do):
    """The whole ticket; repeating is harmless."""
    with transaction() as session:
        return act(session, caller(), do, ticket_id, line_id, body["request_id"])


@blp.route("/kitchen/menu-items/<item_id>/availability", methods=["POST"])
@screen_or_staff(*COOKS)
@blp.arguments(Availability)
@blp.response(200)
def availability(body, item_id):
    """86 and back."""
    with transaction() as session:
        set_dish(session, caller().restaurant_id, item_id, **body)
    return {"item_id": item_id, "available": body["available"], "left": body["left"]}


def _stations(session) -> list[str]:
    who, asked = caller(), request.args.getlist("station_id")
    own = list(who.station_ids) if who.kind == "screen" else [s["id"] for s in stations_of(session, who.restaurant_id)]
    return [s for s in own if not asked or s in asked]


def _contact():
    """The owner sees when a screen was last here; written at most every ten seconds."""
    who = caller()
    last = who.details.get("last_seen_at")
    if who.kind == "screen" and (last is None or now() - last > timedelta(seconds=10)):
        with transaction() as session:
            screens.seen(session, who.restaurant_id, who.screen_id)


def _resolve(parts) -> Caller | None:
    """`s.<restaurant_id>.<secret>`"""
    if len(parts) != 3 or len(parts[1]) != 36:
        return None
    with reading() as session:
        row = screens.screen_by_token(session, parts[1], parts[2])
    return row and Caller(
        "screen",
        f"screen:{row.id}",
        restaurant_id=parts[1],
        screen_id=row.id,
        station_ids=tuple(row.station_ids),
        details={"last_seen_at": row.last_seen_at},
    )


register_resolver("s", _resolve)
