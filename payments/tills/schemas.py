"""Shapes of the till and its counts."""

from marshmallow import ValidationError, validate, validates

from core.web.schemas import MoneyField, Schema, Text, WholeNumber, fields, listed
from payments.wallets.counter import METHODS


class Close(Schema):
    """`counted`: method → amount found, cash always; `left` of the cash stays for the next day."""

    day = fields.Date(load_default=None, allow_none=True)
    counted = fields.Dict(keys=fields.String(validate=validate.OneOf(METHODS)), values=MoneyField(), required=True)
    left = MoneyField(load_default=0)
    reason = Text(max=140, load_default="")

    @validates("counted")
    def count_the_cash(self, value, **_):
        if "cash" not in value:
            raise ValidationError("Count the cash.")


class Paging(Schema):
    cursor = fields.String(load_default=None)
    limit = WholeNumber(load_default=50, validate=validate.Range(1, 200))


class MethodOut(Schema):
    """`expected` = opening cash (of cash) + taken − back."""

    method = fields.String()
    taken = fields.Integer()
    back = fields.Integer()
    expected = fields.Integer()
    counted = fields.Integer(allow_none=True)
    difference = fields.Integer(allow_none=True)


class PersonOut(Schema):
    by = fields.String()
    name = fields.String()
    method = fields.String()
    taken = fields.Integer()
    back = fields.Integer()
    count = fields.Integer()


class TillCountOut(Schema):
    id = fields.String()
    day = fields.String()
    opening = fields.Integer()
    left = fields.Integer()
    difference = fields.Integer()
    reason = fields.String()
    methods = fields.List(fields.Nested(MethodOut))
    people = fields.List(fields.Nested(PersonOut))
    closed_at = fields.String()
    closed_by = fields.String()


class TillOut(Schema):
    """What no count has counted yet; `closed`: the count of this business day, if it was made."""

    day = fields.String()
    currency = fields.String()
    opening = fields.Integer()
    methods = fields.List(fields.Nested(MethodOut))
    people = fields.List(fields.Nested(PersonOut))
    closed = fields.Nested(TillCountOut, allow_none=True)


TillCountListOut = listed(TillCountOut)
