"""Shapes of the platform's risk check."""

from marshmallow import validate

from core.web.schemas import Schema, Text, fields


class RiskAnswer(Schema):
    """`trade_no`: the wallet's number, or the payment's id."""

    trade_no = Text(max=64, min=1, required=True)
    answer = fields.String(required=True, validate=validate.OneOf(("rejected", "cleared")))


class RiskAnswers(Schema):
    items = fields.List(fields.Nested(RiskAnswer), required=True, validate=validate.Length(1, 500))


class RisksOut(Schema):
    """`unknown`: numbers of which no trade of this restaurant was judged."""

    judged = fields.Integer()
    unknown = fields.List(fields.String())
