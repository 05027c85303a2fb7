"""Shapes of what staff ask for."""

from marshmallow import validate

from core.web.schemas import NextCursor, Schema, Text, fields
from payments.payments.schemas import RefundedLineOut

STATES = ("open", "approved", "refused")


class RequestsQuery(Schema):
    status = fields.String(load_default=None, validate=validate.OneOf(STATES))
    cursor = Text(max=100, load_default=None, allow_none=True)
    limit = fields.Integer(load_default=30, validate=validate.Range(1, 100))


class Refuse(Schema):
    note = Text(max=140, min=1, required=True)


class RefundRequestOut(Schema):
    """`amount` (of `lines`: at what they would have brought back when it was asked for), or `whole`: all that is left.
    `refund_id` once it was approved, `note` where it was refused."""

    id = fields.String()
    visit_id = fields.String()
    table = fields.String()
    payment_id = fields.String()
    amount = fields.Integer(allow_none=True)
    lines = fields.List(fields.Nested(RefundedLineOut))
    whole = fields.Boolean()
    reason = fields.String()
    due = fields.String(metadata={"enum": ["settled", "again"]})
    asked_by = fields.String()
    asked_at = fields.String()
    status = fields.String(metadata={"enum": list(STATES)})
    decided_by = fields.String(allow_none=True)
    decided_at = fields.String(allow_none=True)
    note = fields.String(allow_none=True)
    refund_id = fields.String(allow_none=True)


class RefundRequestsOut(Schema):
    items = fields.List(fields.Nested(RefundRequestOut))
    next_cursor = NextCursor()
