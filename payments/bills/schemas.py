"""Shapes of a bill."""

from marshmallow import ValidationError, validate, validates_schema
from webargs.fields import DelimitedList

from core.web.schemas import MoneyField, Schema, Text, WholeNumber, fields
from payments.bills.splits import MODES

Mode = validate.OneOf(MODES)
Parts = validate.Range(2, 50)


class Split(Schema):
    """A share: by guest (`guest_ids`, else the caller's own dishes), evenly (`shares` of `parts`), by item (`line_ids`)
    or by amount (the payment's `amount`). `shown` is what the phone showed; where it costs something else by now,
    nothing is charged."""

    mode = fields.String(required=True, validate=Mode)
    parts = WholeNumber(load_default=2, validate=Parts)
    shares = WholeNumber(load_default=1, validate=validate.Range(1, 50))
    guest_ids = fields.List(Text(max=36, min=1), load_default=list, validate=validate.Length(max=50))
    line_ids = fields.List(Text(max=36, min=1), load_default=list, validate=validate.Length(max=500))
    shown = MoneyField(load_default=None, allow_none=True)

    @validates_schema
    def choose_something(self, data, **_):
        if data["mode"] == "items" and not data["line_ids"]:
            raise ValidationError("Name at least one line.", "line_ids")


class Discount(Schema):
    """A discount takes `rate` (0.12 is 8.8 折) or `amount` off a line or the whole bill; a comp gives all of it."""

    kind = fields.String(required=True, validate=validate.OneOf(("discount", "comp")))
    line_id = Text(max=36, min=1, load_default=None, allow_none=True)
    rate = fields.String(
        load_default=None,
        allow_none=True,
        validate=validate.Regexp(r"^(0\.[0-9]{0,5}[1-9][0-9]{0,5}|1)\Z", error="A fraction such as 0.12."),
    )
    amount = MoneyField(load_default=None, allow_none=True, validate=validate.Range(1, 10**12))
    reason = Text(max=140, min=1, required=True)

    @validates_schema
    def take_one_thing(self, data, **_):
        named = [name for name in ("rate", "amount") if data[name] is not None]
        if data["kind"] == "comp" and named:
            raise ValidationError("A comp takes all of it.", named[0])
        if data["kind"] == "discount" and len(named) != 1:
            raise ValidationError("Either a rate or an amount.", "amount")


class UndoDiscount(Schema):
    reason = Text(max=140, min=1, required=True)


class SplitQuery(Schema):
    """The same, as a question."""

    mode = fields.String(load_default="even", validate=Mode)
    parts = fields.Integer(load_default=2, validate=Parts)
    shares = fields.Integer(load_default=1, validate=validate.Range(1, 50))
    guest_ids = DelimitedList(Text(max=36, min=1), load_default=list, validate=validate.Length(max=50))
    line_ids = DelimitedList(Text(max=36, min=1), load_default=list, validate=validate.Length(max=500))
    amount = fields.Integer(load_default=None, allow_none=True, validate=validate.Range(0, 10**12))


class LockOut(Schema):
    """How the first who paid a share settled it."""

    mode = fields.String(metadata={"enum": list(MODES)})
    parts = fields.Integer()


class ShareOut(Schema):
    """Somebody's part: paid, being paid, or open. A person only where one is known."""

    state = fields.String(metadata={"enum": ["paid", "paying", "open"]})
    amount = fields.Integer()
    guest_id = fields.String(allow_none=True)
    name = fields.String()
    mark = fields.String()
    paid_at = fields.String(allow_none=True)
    is_you = fields.Boolean()


class SplitLineOut(Schema):
    """`share`: what the dish costs of what is due, with its part of fees, discounts and rounding."""

    id = fields.String()
    order_id = fields.String()
    name = fields.String()
    names = fields.Dict(keys=fields.String(), values=fields.String())
    quantity = fields.Integer()
    line_total = fields.Integer()
    guest_id = fields.String(allow_none=True)
    guest = fields.String()
    mark = fields.String()
    share = fields.Integer()
    paid = fields.Boolean()


class TipChoiceOut(Schema):
    """`amount` on top of `chosen`, `of_all` on top of `due`; 0 where it would be more than that."""

    rate = fields.String(allow_none=True)
    amount = fields.Integer()
    of_all = fields.Integer()


class TipsOut(Schema):
    """`custom`: another amount may be named, up to what is paid."""

    custom = fields.Boolean()
    choices = fields.List(fields.Nested(TipChoiceOut))


class SplitOut(Schema):
    """How the bill can be shared now. The open shares and what is being paid are what is due; `odd` units of it go to
    the first who pay. `chosen` is the price of what was asked for, and what paying it would charge; `tips` what may
    come on top, null where the owner takes none."""

    mode = fields.String(metadata={"enum": list(MODES)})
    locked = fields.Nested(LockOut, allow_none=True)
    parts = fields.Integer()
    due = fields.Integer()
    shares = fields.List(fields.Nested(ShareOut))
    odd = fields.Integer()
    lines = fields.List(fields.Nested(SplitLineOut))
    chosen = fields.Integer()
    tips = fields.Nested(TipsOut, allow_none=True)


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
