"""Shapes of freezing."""

from core.web.schemas import Schema, fields


class FrozenOut(Schema):
    """`sha256` is over the summary, the totals and the chain of the month's rows; `made_at` when it was frozen."""

    month = fields.String()
    number = fields.String()
    state = fields.String()
    made_at = fields.String()
    estimated = fields.Integer()
    sha256 = fields.String()
