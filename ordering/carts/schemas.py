"""Shapes of the shared cart."""

from marshmallow import validate

from core.web.schemas import Schema, Text, Whole, WholeNumber, fields
from ordering.visits.schemas import Who

Quantity = validate.Range(1, 99, error="A whole number from 1 to 99.")


class Choice(Schema):
    id = Text(max=36, min=1, required=True)
    quantity = WholeNumber(load_default=1, validate=Quantity)


class NewLine(Schema):
    item_id = Text(max=36, min=1, required=True)
    quantity = WholeNumber(required=True, validate=Quantity)
    modifiers = fields.List(fields.Nested(Choice), load_default=list, validate=validate.Length(max=60))
    note = Text(max=140, load_default="")


class LineChange(Schema):
    quantity = WholeNumber(required=True, validate=validate.Range(0, 99))
    modifiers = fields.List(fields.Nested(Choice), load_default=None, allow_none=True, validate=validate.Length(max=60))
    note = Text(max=140, load_default=None, allow_none=True)


class ChosenOut(Schema):
    """A choice as it was sold."""

    id = fields.String()
    group_id = fields.String()
    name = fields.String()
    names = fields.Dict(keys=fields.String(), values=fields.String())
    price = fields.Integer()
    quantity = fields.Integer()


class CartLineOut(Schema):
    id = fields.String()
    item_id = fields.String()
    name = fields.String()
    names = fields.Dict()
    quantity = fields.Integer()
    unit_price = fields.Integer()
    modifiers = Whole(ChosenOut, many=True)
    note = fields.String()
    added_by = fields.Nested(Who, allow_none=True)
    line_total = fields.Integer()
    problem = fields.Dict()


class FeeOut(Schema):
    kind = fields.String()
    name = fields.String()
    amount = fields.Integer()
    text = fields.String()


class CartOut(Schema):
    """The whole cart; `total` is what sending it would add to the bill."""

    version = fields.Integer()
    lines = fields.List(fields.Nested(CartLineOut))
    subtotal = fields.Integer()
    fees = fields.List(fields.Nested(FeeOut))
    total = fields.Integer()
