"""The floor's screen: what it reads, and answering a call."""

from app.floor import floor_of
from app.streams import allowed_streams
from core.identity import caller, screen_or_staff
from core.transactions import again_on_conflict, reading, transaction
from core.web.api import Blueprint
from core.web.schemas import Shown, fields
from kitchen.alarms.schemas import AlarmOut
from kitchen.screens.contact import heard
from ordering.calls.schemas import CallOut
from ordering.calls.service import answer_call, take_back_answer
from restaurants.stations.models import FLOOR

blp = Blueprint("floor", __name__, url_prefix="/api/v1/kitchen", description="What the floor's screens read and answer")
SERVERS = ("owner", "manager", "waiter")


class PartOut(Shown):
    """What `POST /tickets/{ticket_id}/lines/{line_id}/serve` is called with."""

    ticket_id = fields.String(required=True)
    line_id = fields.String(required=True)
    station_id = fields.String(required=True, allow_none=True)


class ReadyLineOut(Shown):
    id = fields.String(required=True, metadata={"description": "The order's line."})
    name = fields.String(required=True)
    names = fields.Dict(required=True)
    quantity = fields.Integer(required=True)
    modifiers = fields.List(fields.Dict(), required=True)
    note = fields.String(required=True)
    ready_at = fields.String(required=True, allow_none=True)
    parts = fields.List(fields.Nested(PartOut), required=True)


class ReadyOut(Shown):
    """What of an order is ready on all its stations; `coming`: dishes that are still being made."""

    id = fields.String(required=True, metadata={"description": "The order."})
    visit_id = fields.String(required=True, allow_none=True)
    order_number = fields.Integer(required=True, allow_none=True)
    table = fields.String(required=True, allow_none=True)
    covers = fields.Integer(required=True, allow_none=True)
    allergy_note = fields.String(required=True, allow_none=True)
    since = fields.String(required=True, allow_none=True)
    coming = fields.Integer(required=True)
    lines = fields.List(fields.Nested(ReadyLineOut), required=True)


class AskedBillOut(Shown):
    """`paying`: somebody at the table is paying at this moment."""

    id = fields.String(required=True, metadata={"description": "The visit."})
    asked = fields.Boolean(required=True)
    total = fields.Integer(required=True)
    paid = fields.Integer(required=True)
    due = fields.Integer(required=True)
    paying = fields.Boolean(required=True)


class FloorOut(Shown):
    """`streams`: where each of them stands, to go on from. Amounts are in the currency's minor unit."""

    restaurant = fields.Dict(required=True)
    screen = fields.Dict(required=True, allow_none=True)
    calls = fields.List(fields.Nested(CallOut), required=True)
    alarms = fields.List(fields.Nested(AlarmOut), required=True)
    bills = fields.List(fields.Nested(AskedBillOut), required=True)
    ready = fields.List(fields.Nested(ReadyOut), required=True)
    streams = fields.Dict(required=True)
    server_time = fields.String(required=True)


@blp.route("/floor", methods=["GET"])
@screen_or_staff(*SERVERS, kinds=(FLOOR,))
@blp.response(200, FloorOut)
def floor():
    """Calls that nobody has answered, bills that were asked for, dishes that wait to be carried."""
    who = caller()
    with reading() as session:
        found = floor_of(session, who, allowed_streams(session, who) if who.kind == "screen" else ())
    heard(who)
    return found


@blp.route("/calls/<call_id>/answer", methods=["POST"])
@screen_or_staff(*SERVERS, kinds=(FLOOR,))
@blp.response(200, CallOut)
def answer(call_id):
    """Somebody is on the way. Answered once, whoever taps: `answered_by` says who was first."""
    return _again(answer_call, call_id)


@blp.route("/calls/<call_id>/take-back", methods=["POST"])
@screen_or_staff(*SERVERS, kinds=(FLOOR,))
@blp.response(200, CallOut)
def take_back(call_id):
    """It waits again. 409 `illegal_step` where somebody else has answered."""
    return _again(take_back_answer, call_id)


def _again(do, call_id) -> dict:
    who = caller()

    def work():
        with transaction() as session:
            return do(session, who.restaurant_id, call_id, who.details.get("name", "staff"))

    return again_on_conflict(work)
