"""Shapes of a payment and of what goes back of it."""

from marshmallow import ValidationError, validate, validates_schema

from core.web.schemas import MoneyField, NextCursor, Schema, Text, WholeNumber, fields

Amount = validate.Range(1, 10**12)


class PaymentOut(Schema):
    """`amount` is what the wallet moves; `tip` the part of it that is none of the bill's."""

    id = fields.String()
    visit_id = fields.String()
    wallet = fields.String()
    amount = fields.Integer()
    tip = fields.Integer()
    status = fields.String()
    opened_by = fields.String()
    opened_at = fields.String()
    expires_at = fields.String()
    settled_at = fields.String(allow_none=True)
    refunded = fields.Integer()
    refundable = fields.Integer()
    method = fields.String(allow_none=True)
    tendered = fields.Integer(allow_none=True)
    change = fields.Integer(allow_none=True)


class RefundedLine(Schema):
    """So many portions of a line of the bill."""

    line_id = Text(max=36, min=1, required=True)
    quantity = WholeNumber(required=True, validate=validate.Range(1, 999))


class GiveBack(Schema):
    """One of `amount`, `lines` (at what the table paid for them) and `whole` (all that is left of the payment).

    `due`: "settled" leaves the bill as it is, "again" makes it owe the amount once more.
    """

    amount = MoneyField(load_default=None, validate=Amount)
    lines = fields.List(fields.Nested(RefundedLine), load_default=list, validate=validate.Length(max=60))
    whole = fields.Boolean(load_default=False, truthy={True}, falsy={False})
    reason = Text(max=140, min=1, required=True)
    due = fields.String(load_default="settled", validate=validate.OneOf(("settled", "again")))

    @validates_schema
    def be_one(self, data, **_):
        if sum(bool(data.get(name)) for name in ("amount", "lines", "whole")) != 1:
            raise ValidationError("Say one of amount, lines and whole.", "amount")


class RefundedLineOut(Schema):
    line_id = fields.String()
    names = fields.Dict()
    quantity = fields.Integer()
    amount = fields.Integer()


class RefundOut(Schema):
    """`status` is pending, done or refused (`failure`: the wallet's words); `payment` as it stands after it."""

    id = fields.String()
    status = fields.String()
    amount = fields.Integer()
    reason = fields.String()
    due_again = fields.Boolean()
    lines = fields.List(fields.Nested(RefundedLineOut))
    at = fields.String()
    done_at = fields.String(allow_none=True)
    failure = fields.String(allow_none=True)
    payment = fields.Nested(PaymentOut)


class ReturnableOut(Schema):
    """A line of the bill. `returned`: portions whose money is back or under way; `amounts`: for the next 1, 2 …"""

    line_id = fields.String()
    name = fields.String()
    names = fields.Dict()
    quantity = fields.Integer()
    returned = fields.Integer()
    amounts = fields.List(fields.Integer())


class TableRefundOut(RefundOut):
    """`by`: the name of whoever gave it back."""

    by = fields.String()


class RefundsOut(Schema):
    items = fields.List(fields.Nested(TableRefundOut))
    lines = fields.List(fields.Nested(ReturnableOut))
    next_cursor = NextCursor()
