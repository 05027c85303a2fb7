"""The same catch-up over HTTP, for when the socket or Redis is dead."""

from marshmallow import validate

from app.catching_up import caught_up
from app.door import Door
from app.streams import StreamUnknown, note_ack
from core.clock import now, rfc3339
from core.errors import Invalid
from core.identity import caller
from core.web.api import Blueprint, ready
from core.web.describing import called_by
from core.web.schemas import Schema, fields
from kitchen.screens.contact import heard

LARGEST = 2**53
door = Door(at_once=4, patience=4)  # screens wait five seconds for an answer, then they ask again
blp = Blueprint("live", __name__, url_prefix="/api/v1", description="Catching up without a socket")


class Position(Schema):
    """One stream, or `at` for several at once, each `name,epoch,after,drawn`."""

    stream = fields.String(load_default="", validate=validate.Length(0, 60))
    epoch = fields.Integer(load_default=-1, validate=validate.Range(-1, LARGEST))
    after = fields.Integer(load_default=0, validate=validate.Range(0, LARGEST))
    drawn = fields.Integer(load_default=0, validate=validate.Range(0, LARGEST))
    at = fields.List(fields.String(validate=validate.Length(7, 120)), load_default=[], validate=validate.Length(0, 40))


class FrameOut(Schema):
    stream = fields.String()
    epoch = fields.Integer()
    seq = fields.Integer()
    kind = fields.String()
    body = fields.Dict(metadata={"description": "The whole object, in the shape that the REST read gives."})


class CaughtUp(Schema):
    """Either `frames` to apply in order, or a `snapshot` that replaces what is shown; with `at`, that by stream."""

    epoch = fields.Integer()
    seq = fields.Integer()
    frames = fields.List(fields.Nested(FrameOut))
    snapshot = fields.Dict()
    streams = fields.Dict(keys=fields.String(), values=fields.Dict())
    server_time = fields.String()


@blp.route("/live", methods=["GET"])
@called_by("guest", "screen", "account")
@blp.arguments(Position, location="query")
@blp.response(200, CaughtUp)
def catch_up(query):
    """`{epoch, seq, frames}` or `{epoch, seq, snapshot}`, and the server's time. With `at`: `{streams: {name: that}}`,
    where a stream that is not the caller's answers `{code: "stream_unknown"}` and takes nothing from the others.

    `drawn`: a screen acknowledges by it what it has drawn, so that a dead socket keeps no order from being accepted.
    """
    if query["at"]:
        asked = dict(_place(text) for text in query["at"])
    elif query["stream"]:
        asked = {query["stream"]: {name: query[name] for name in ("epoch", "after", "drawn")}}
    else:
        raise Invalid(errors={"stream": ["Name a stream, or several by `at`."]})
    with door.inside():
        who = caller()
        answers = _caught_up(who, asked)
        heard(who)
    if not query["at"]:
        return ready({**_or_raise(answers[query["stream"]]), "server_time": rfc3339(now())})
    return ready({"streams": answers, "server_time": rfc3339(now())})


def _place(text) -> tuple[str, dict]:
    """`station:…,epoch,after,drawn`"""
    name, *numbers = text.rsplit(",", 3)
    try:
        epoch, after, drawn = map(int, numbers)
    except ValueError:
        raise Invalid(errors={"at": ["name,epoch,after,drawn"]}) from None
    if not (-1 <= epoch <= LARGEST and 0 <= after <= LARGEST and 0 <= drawn <= LARGEST):
        raise Invalid(errors={"at": [f"Numbers up to {LARGEST}."]})
    return name, {"epoch": epoch, "after": after, "drawn": drawn}


def _caught_up(who, asked) -> dict[str, dict]:
    answers = caught_up(who, {name: (at["epoch"], at["after"]) for name, at in asked.items()})
    for name, at in asked.items():
        answer = answers[name]
        if at["drawn"] and name.startswith("station:") and at["epoch"] == answer.get("epoch"):
            note_ack(who, name, min(at["drawn"], answer["seq"]))
    return answers


def _or_raise(answer) -> dict:
    if "code" in answer:
        raise StreamUnknown()
    return answer
