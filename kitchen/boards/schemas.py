"""The shape of a board."""

from marshmallow import validate

from core.web.schemas import Shown, fields
from kitchen.tickets.schemas import TicketOut
from restaurants.stations.models import KINDS, LANGUAGES


class StationOut(Shown):
    id = fields.String(required=True)
    name = fields.String(required=True)
    names = fields.Dict(required=True)
    kind = fields.String(required=True, validate=validate.OneOf(KINDS))
    language = fields.String(required=True, validate=validate.OneOf(LANGUAGES))
    position = fields.Integer(required=True)
    target_seconds = fields.Integer(required=True)
    is_default = fields.Boolean(required=True)


class PortionOut(Shown):
    ticket_id = fields.String(required=True)
    line_id = fields.String(required=True)
    table = fields.String(required=True)
    quantity = fields.Integer(required=True)


class OptionOut(Shown):
    modifiers = fields.List(fields.Dict(), required=True)
    note = fields.String(required=True)
    quantity = fields.Integer(required=True)
    portions = fields.List(fields.Nested(PortionOut), required=True)


class AllDayOut(Shown):
    item_id = fields.String(required=True)
    name = fields.String(required=True)
    names = fields.Dict(required=True)
    quantity = fields.Integer(required=True)
    oldest_placed_at = fields.String(required=True)
    tables = fields.List(fields.String(), required=True)
    options = fields.List(fields.Nested(OptionOut), required=True)


class BoardOut(Shown):
    """`streams`: where each of them stands, to go on from. `kind`: that of the screen's stations; expo has all
    cooking stations' tickets. `held`: tickets whose course has not been fired; they are not among `tickets`, from which
    alone `all_day` follows."""

    restaurant = fields.Dict(required=True)
    screen = fields.Dict(required=True, allow_none=True)
    kind = fields.String(required=True, validate=validate.OneOf(KINDS))
    stations = fields.List(fields.Nested(StationOut), required=True)
    tickets = fields.List(fields.Nested(TicketOut), required=True)
    held = fields.List(fields.Nested(TicketOut), required=True)
    all_day = fields.List(fields.Nested(AllDayOut), required=True)
    stream = fields.String(required=True, allow_none=True)
    seq = fields.Integer(required=True)
    streams = fields.Dict(required=True)
    server_time = fields.String(required=True)
