"""Shapes of a bill."""

from core.web.schemas import Schema, fields


class BillFeeOut(Schema):
    kind = fields.String()
    name = fields.String()
    amount = fields.Integer()
    text = fields.String()


class BeingPaidOut(Schema):
    guest = fields.String()
    guest_id = fields.String(allow_none=True)
    mark = fields.String()
    amount = fields.Integer()
    tip = fields.Integer()
    wallet = fields.String()
    payment_id = fields.String()
    until = fields.String()


class DiscountOut(Schema):
    """`kind`: a discount, or a comp (given for free, still sold). Without a line it is off the whole bill."""

    id = fields.String()
    kind = fields.String(metadata={"enum": ["discount", "comp"]})
    order_id = fields.String(allow_none=True)
    line_id = fields.String(allow_none=True)
    rate = fields.String(allow_none=True)
    amount = fields.Integer()
    reason = fields.String()
    at = fields.String()


class TaxOut(Schema):
    name = fields.String()
    rate = fields.String()
    amount = fields.Integer()
    text = fields.String()


class BillOut(Schema):
    """`subtotal` − `discount` + `fees` − `rounding` = `total`; `due` is still to be paid; `overpaid` must go back.

    `tax` stands inside the total; a tax on top is one of the fees. `tips` are apart: in neither `total` nor `paid`.
    """

    id = fields.String()
    currency = fields.String()
    status = fields.String()
    subtotal = fields.Integer()
    fees = fields.List(fields.Nested(BillFeeOut))
    discounts = fields.List(fields.Nested(DiscountOut))
    discount = fields.Integer()
    rounding = fields.Integer()
    total = fields.Integer()
    tax = fields.Nested(TaxOut, allow_none=True)
    paid = fields.Integer()
    refunded = fields.Integer()
    due = fields.Integer()
    overpaid = fields.Integer()
    tips = fields.Integer()
    payment_state = fields.String()
    payment_ids = fields.List(fields.String())
    being_paid = fields.Nested(BeingPaidOut, allow_none=True)
