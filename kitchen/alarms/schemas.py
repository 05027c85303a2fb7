"""Shapes of alarms."""

from marshmallow import validate

from core.web.schemas import Shown, fields
from kitchen.alarms.due import CODES


class AlarmTicketOut(Shown):
    """`heard`: a screen had acknowledged it before the station went dark."""

    id = fields.String(required=True)
    order_id = fields.String(required=True)
    table = fields.String(required=True)
    label = fields.String(required=True)
    heard = fields.Boolean(required=True)


class AlarmOut(Shown):
    """`station_id` null: dishes without a station. `since`: of the oldest ticket, or of the station's last contact."""

    id = fields.String(required=True)
    code = fields.String(required=True, validate=validate.OneOf(CODES))
    station_id = fields.String(required=True, allow_none=True)
    station_names = fields.Dict(required=True, allow_none=True)
    ticket_ids = fields.List(fields.String(), required=True)
    tickets = fields.List(fields.Nested(AlarmTicketOut), required=True)
    since = fields.String(required=True)
    raised_at = fields.String(required=True)
    cleared_at = fields.String(required=True, allow_none=True)


class AlarmsOut(Shown):
    items = fields.List(fields.Nested(AlarmOut), required=True)
    next_cursor = fields.String(required=True, allow_none=True)
