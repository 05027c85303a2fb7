"""Shapes of the kitchen's times."""

from marshmallow import validate

from core.web.schemas import Schema, Shown, fields

BY = ("station", "dish", "hour")


class Span(Schema):
    from_ = fields.Date(data_key="from", load_default=None)
    to = fields.Date(load_default=None)
    by = fields.String(load_default="station", validate=validate.OneOf(BY))


class TimesOut(Shown):
    """Seconds from firing to first ready; null where nothing was ready. `late`: over the ticket's target as it was."""

    count = fields.Integer(required=True)
    median_seconds = fields.Integer(required=True, allow_none=True)
    p90_seconds = fields.Integer(required=True, allow_none=True)
    late = fields.Integer(required=True)
    late_share = fields.Float(required=True, allow_none=True)
    recalls = fields.Integer(required=True)
    voided = fields.Integer(required=True)
    unfinished = fields.Integer(required=True)


class EntryOut(TimesOut):
    """`key`: a station's or a dish's id, or the hour ("0" to "23"); null: dishes without a station. `names` is null for
    hours, and for what is gone.
    """

    key = fields.String(required=True, allow_none=True)
    names = fields.Dict(required=True, allow_none=True)


class HeardOut(Shown):
    """From firing to the first screen's acknowledgement."""

    count = fields.Integer(required=True)
    median_seconds = fields.Integer(required=True, allow_none=True)
    p90_seconds = fields.Integer(required=True, allow_none=True)
    never = fields.Integer(required=True, metadata={"description": "Tickets that no screen acknowledged."})


class KitchenTimesOut(Shown):
    """Business days, both included, by when a ticket was fired. `total` counts lines, `tickets` whole tickets."""

    from_ = fields.String(required=True, data_key="from")
    to = fields.String(required=True)
    by = fields.String(required=True)
    total = fields.Nested(TimesOut, required=True)
    tickets = fields.Nested(TimesOut, required=True)
    heard = fields.Nested(HeardOut, required=True)
    items = fields.List(fields.Nested(EntryOut), required=True)
