"""Shapes of orders: what was sent, as it was sold."""

from marshmallow import validate

from core.web.schemas import MoneyField, Schema, Text, Whole, WholeNumber, fields
from ordering.carts.schemas import CartOut, ChosenOut
from ordering.visits.schemas import Who


class Send(Schema):
    cart_version = WholeNumber(required=True, validate=validate.Range(0, 2**31 - 1))
    shown_total = MoneyField(required=True)
    note = Text(max=140, load_default="")
    allergy_note = Text(max=140, load_default="")


class Reason(Schema):
    reason = Text(max=140, min=1, required=True)


class OrderLineOut(Schema):
    """`held`: the kitchen begins when the course is sent for, and did at `fired_at`. `course` 0: none."""

    id = fields.String()
    item_id = fields.String()
    name = fields.String()
    names = fields.Dict(keys=fields.String(), values=fields.String())
    quantity = fields.Integer()
    unit_price = fields.Integer()
    line_total = fields.Integer()
    note = fields.String()
    modifiers = fields.List(fields.Nested(ChosenOut))
    added_by = fields.Nested(Who, allow_none=True)
    course = fields.Integer()
    held = fields.Boolean()
    fired_at = fields.String(allow_none=True)
    status = fields.String(metadata={"enum": ["queued", "preparing", "ready", "served", "voided"]})
    changed_at = fields.String(allow_none=True)
    reason = fields.String(allow_none=True)


class OrderOut(Schema):
    id = fields.String()
    visit_id = fields.String()
    number = fields.Integer()
    label = fields.String()
    round = fields.Integer()
    status = fields.String()
    payment_state = fields.String()
    waits = fields.Boolean()
    note = fields.String()
    allergy_note = fields.String()
    reason = fields.String(allow_none=True)
    total = fields.Integer()
    placed_at = fields.String()
    released_at = fields.String(allow_none=True)
    accepted_at = fields.String(allow_none=True)
    staff_told_at = fields.String(
        allow_none=True, metadata={"description": "Staff know that no kitchen screen has confirmed a part of it."}
    )
    placed_by = fields.Nested(Who, allow_none=True)
    lines = Whole(OrderLineOut, many=True)


class SentOut(Schema):
    order = fields.Nested(OrderOut)
    cart = fields.Nested(CartOut)
    bill = Whole("BillOut")
    seq = fields.Integer()
