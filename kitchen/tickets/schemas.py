"""Shapes of tickets and touches."""

from marshmallow import validate

from core.web.schemas import Schema, Shown, Text, WholeNumber, fields

LATEST_REPLY = 60  # minutes: a kitchen that needs longer talks to the guest


class Touch(Schema):
    """`request_id` makes a touch happen once, however often it is sent."""

    request_id = Text(max=64, min=8, load_default=None, allow_none=True)


class Undo(Touch):
    """`undoes`: the request id of the touch that is taken back."""

    undoes = Text(max=64, min=8, required=True)


class Chosen(Schema):
    id = Text(max=36, min=1, required=True)
    quantity = WholeNumber(load_default=1, validate=validate.Range(1, 99))


class Portions(Schema):
    """Without `ticket_ids` of every table; without `modifiers` and `note` whatever was chosen, else exactly so."""

    quantity = WholeNumber(required=True, validate=validate.Range(1, 999))
    ticket_ids = fields.List(Text(max=36, min=1), load_default=None, allow_none=True, validate=validate.Length(1, 200))
    modifiers = fields.List(fields.Nested(Chosen), load_default=None, allow_none=True, validate=validate.Length(max=60))
    note = Text(max=140, load_default=None, allow_none=True)
    request_id = Text(max=64, min=8, required=True)


class Answer(Schema):
    minutes = WholeNumber(required=True, validate=validate.Range(0, LATEST_REPLY))


class Availability(Schema):
    available = fields.Boolean(required=True)
    until = fields.AwareDateTime(load_default=None, allow_none=True)
    left = WholeNumber(load_default=None, allow_none=True, validate=validate.Range(0, 9999))


class TicketLineOut(Shown):
    """`done` of `quantity` portions are ready. `together`: other stations make a part of it, one bump is for all.
    `cleared`: a cook has seen that it was taken off, for the `reason`. `ready_at` is the first time."""

    id = fields.String(required=True)
    order_line_id = fields.String(required=True)
    item_id = fields.String(required=True)
    name = fields.String(required=True)
    names = fields.Dict(required=True)
    quantity = fields.Integer(required=True)
    done = fields.Integer(required=True)
    together = fields.Boolean(required=True)
    modifiers = fields.List(fields.Dict(), required=True)
    note = fields.String(required=True)
    status = fields.String(required=True, validate=validate.OneOf(("queued", "preparing", "ready", "served", "voided")))
    reason = fields.String(required=True, allow_none=True)
    cleared = fields.Boolean(required=True)
    started_at = fields.String(required=True, allow_none=True)
    ready_at = fields.String(required=True, allow_none=True)


class TicketOut(Shown):
    """`seq` rises with every change of the ticket. `station_id` null: no station, shown on every screen.

    `held`: its course has not been fired; else its time runs from `fired_at`. `moved_from`: the table before, for ten
    minutes after `moved_at`."""

    id = fields.String(required=True)
    order_id = fields.String(required=True)
    visit_id = fields.String(required=True)
    order_number = fields.Integer(required=True)
    round = fields.Integer(required=True)
    table = fields.String(required=True)
    station_id = fields.String(required=True, allow_none=True)
    status = fields.String(required=True, validate=validate.OneOf(("open", "started", "bumped", "voided")))
    covers = fields.Integer(required=True, allow_none=True)
    course = fields.Integer(required=True)
    held = fields.Boolean(required=True)
    language = fields.String(required=True, validate=validate.OneOf(("zh", "en", "both")))
    moved_from = fields.String(required=True, allow_none=True)
    moved_at = fields.String(required=True, allow_none=True)
    placed_at = fields.String(required=True)
    fired_at = fields.String(required=True)
    bumped_at = fields.String(required=True, allow_none=True)
    first_bumped_at = fields.String(required=True, allow_none=True)
    bumped_by = fields.String(required=True, allow_none=True)
    target_seconds = fields.Integer(required=True)
    note = fields.String(required=True)
    allergy_note = fields.String(required=True)
    hurried = fields.Integer(required=True)
    rushed = fields.Boolean(required=True)
    void_waits = fields.Boolean(required=True)
    serve_waits = fields.Boolean(required=True)
    calls = fields.List(fields.Dict(), required=True)
    lines = fields.List(fields.Nested(TicketLineOut), required=True)
    seq = fields.Integer(required=True)


class TicketsOut(Shown):
    items = fields.List(fields.Nested(TicketOut), required=True)
    next_cursor = fields.String(required=True, allow_none=True)


class PortionsOut(Shown):
    """Those that it moved, whole."""

    tickets = fields.List(fields.Nested(TicketOut), required=True)


class AvailabilityOut(Shown):
    item_id = fields.String(required=True)
    available = fields.Boolean(required=True)
    left = fields.Integer(required=True, allow_none=True)


class DishOut(Shown):
    id = fields.String(required=True)
    name = fields.String(required=True)
    names = fields.Dict(required=True)
    category = fields.Dict(required=True)
    available = fields.Boolean(required=True)
    left = fields.Integer(required=True, allow_none=True)
    sold_out_until = fields.String(required=True, allow_none=True)
    station_ids = fields.List(fields.String(), required=True)


class DishesOut(Shown):
    items = fields.List(fields.Nested(DishOut), required=True)
    next_cursor = fields.String(required=True, allow_none=True)
