"""The same catch-up over HTTP, for when the socket or Redis is dead."""

from marshmallow import validate

from app.streams import catch_up_of, note_ack
from core.clock import now, rfc3339
from core.identity import caller
from core.transactions import reading
from core.web.api import Blueprint
from core.web.describing import called_by
from core.web.schemas import Schema, fields
from kitchen.screens.contact import heard

blp = Blueprint("live", __name__, url_prefix="/api/v1", description="Catching up without a socket")


class Position(Schema):
    stream = fields.String(required=True, validate=validate.Length(1, 60))
    epoch = fields.Integer(load_default=-1, validate=validate.Range(-1, 2**53))
    after = fields.Integer(load_default=0, validate=validate.Range(0, 2**53))
    drawn = fields.Integer(load_default=0, validate=validate.Range(0, 2**53))


class FrameOut(Schema):
    stream = fields.String()
    epoch = fields.Integer()
    seq = fields.Integer()
    kind = fields.String()
    body = fields.Dict(metadata={"description": "The whole object, in the shape that the REST read gives."})


class CaughtUp(Schema):
    """Either `frames` to apply in order, or a `snapshot` that replaces what is shown."""

    epoch = fields.Integer()
    seq = fields.Integer()
    frames = fields.List(fields.Nested(FrameOut))
    snapshot = fields.Dict()
    server_time = fields.String()


@blp.route("/live", methods=["GET"])
@called_by("guest", "screen", "account")
@blp.arguments(Position, location="query")
@blp.response(200, CaughtUp)
def catch_up(query):
    """`{epoch, seq, frames}` or `{epoch, seq, snapshot}`, and the server's time.

    `drawn`: a screen acknowledges by it what it has drawn, so that a dead socket keeps no order from being accepted.
    """
    who = caller()
    with reading() as session:
        answer = catch_up_of(session, who, query["stream"], query["epoch"], query["after"])
    if query["drawn"] and query["epoch"] == answer["epoch"]:
        note_ack(who, query["stream"], min(query["drawn"], answer["seq"]))
    heard(who)
    return {**answer, "server_time": rfc3339(now())}
