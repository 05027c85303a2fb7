"""Shapes of screens and of pairing."""

from marshmallow import validate

from core.web.schemas import Schema, Shown, Text, fields

Stations = validate.Length(1, 20)


class NewScreen(Schema):
    name = Text(max=40, load_default="")


class Pair(Schema):
    pairing_code = Text(max=12, min=8, required=True)
    name = Text(max=40, min=1, required=True)
    station_ids = fields.List(Text(max=36), required=True, validate=Stations)
    layout = fields.Dict(load_default=dict)


class ScreenChange(Schema):
    name = Text(max=40, min=1)
    station_ids = fields.List(Text(max=36), validate=Stations)
    layout = fields.Dict()


class WaitingOut(Shown):
    """`pairing_url` opens the settings page with the code filled in; `qr` is that as a drawing (SVG)."""

    pairing_code = fields.String(required=True)
    poll_token = fields.String(required=True)
    expires_at = fields.String(required=True)
    pairing_url = fields.String(required=True)
    qr = fields.String(required=True)


class PairedOut(Shown):
    status = fields.String(required=True, validate=validate.OneOf(("waiting", "paired")))
    screen_token = fields.String()


class ScreenTokenOut(Shown):
    screen_token = fields.String(required=True)


class Replace(Schema):
    """The code that the new device shows."""

    pairing_code = Text(max=12, min=8, required=True)


class DrawnOut(Shown):
    station_id = fields.String(required=True)
    drawn = fields.Integer(required=True, allow_none=True)
    head = fields.Integer(required=True)


class ScreenOut(Shown):
    id = fields.String(required=True)
    name = fields.String(required=True)
    station_ids = fields.List(fields.String(), required=True)
    layout = fields.Dict(required=True)
    paired_at = fields.String(required=True)
    last_seen_at = fields.String(required=True, allow_none=True)
    live = fields.Boolean()
    revoked = fields.Boolean(required=True)


class HealthOut(ScreenOut):
    """`behind`: frames that the screen has not drawn yet, or that it drew unseen (a hidden tab, a sleeping tablet)."""

    streams = fields.List(fields.Nested(DrawnOut), required=True)
    behind = fields.Integer(required=True)


class ScreensOut(Shown):
    items = fields.List(fields.Nested(HealthOut), required=True)
    next_cursor = fields.String(required=True, allow_none=True)
