"""Shapes of calls to staff."""

from marshmallow import validate

from core.web.schemas import Schema, Text, fields, listed


class NewCall(Schema):
    kind = fields.String(
        required=True, validate=validate.OneOf(("water", "tableware", "napkins", "clear", "bill", "staff", "rush"))
    )
    order_id = Text(max=36, load_default=None, allow_none=True)


class CallOut(Schema):
    id = fields.String()
    kind = fields.String()
    order_id = fields.String(allow_none=True)
    table = fields.String()
    visit_id = fields.String()
    made_at = fields.String()
    answered_at = fields.String(allow_none=True)
    answered_by = fields.String(allow_none=True)
    reply_minutes = fields.Integer(allow_none=True)


CallListOut = listed(CallOut)
