"""Shapes of orders with their verdicts, of the ledger and of statements."""

from marshmallow import validate

from core.web.schemas import Schema, Text, fields
from rebates.portal.schemas import TITLE, MonthQuery, TradesQuery


class LedgerQuery(MonthQuery):
    cursor = fields.String(load_default=None)
    limit = fields.Integer(load_default=50, validate=validate.Range(1, 200))


class FileQuery(Schema):
    part = fields.String(load_default="lines", validate=validate.OneOf(("lines", "summary")))


class ReasonOut(Schema):
    code = fields.String()
    text = fields.String()
    text_en = fields.String()
    who = fields.String()
    how = fields.String()
    how_en = fields.String()
    orders = fields.Integer()


class VerdictOut(Schema):
    """`earned` is before caps, `booked` what they leave. Nothing names who ate."""

    payment_id = fields.String()
    trade_no = fields.String()
    programme = fields.String()
    counted = fields.Boolean()
    settled_at = fields.String(allow_none=True)
    day = fields.String()
    month = fields.String()
    at = fields.String()
    revision = fields.Integer()
    paid = fields.Integer()
    refunded = fields.Integer()
    channel = fields.String()
    wallet = fields.String()
    rules = fields.String(allow_none=True)
    earned = fields.Integer()
    booked = fields.Integer()
    reasons = fields.List(fields.Nested(ReasonOut))


class VerdictsOut(Schema):
    items = fields.List(fields.Nested(VerdictOut))
    next_cursor = fields.String(allow_none=True)


class VersionFall(Schema):
    rules = fields.String()
    first = fields.String()
    last = fields.String()
    all = fields.Integer()
    minus = fields.List(fields.Nested(ReasonOut))
    counted = fields.Integer()


class WaterfallOut(Schema):
    """`all` minus the orders at each reason is `counted`; `versions` apart, where the rules change in the month."""

    month = fields.String()
    programme = fields.String()
    all = fields.Integer()
    minus = fields.List(fields.Nested(ReasonOut))
    counted = fields.Integer()
    per_order = fields.Integer(allow_none=True)
    rules = fields.String()
    estimated = fields.Integer()
    versions = fields.List(fields.Nested(VersionFall))


class SyncsWanted(TradesQuery):
    """`payment_ids`: only these; without, all of the month that the platform has nothing of."""

    payment_ids = fields.List(Text(max=36, min=1), load_default=None, validate=validate.Length(1, 500))


class SyncsOut(Schema):
    asked = fields.Integer()


class ProgrammesOut(Schema):
    items = fields.List(fields.Dict())
    next_cursor = fields.String(allow_none=True)


class StatementRow(Schema):
    month = fields.String()
    number = fields.String(allow_none=True)
    frozen_at = fields.String(allow_none=True)
    estimated = fields.Integer()
    confirmed = fields.Integer(allow_none=True)
    paid = fields.Integer(allow_none=True)


class StatementListOut(Schema):
    items = fields.List(fields.Nested(StatementRow))
    next_cursor = fields.String(allow_none=True)


class LedgerRowOut(Schema):
    id = fields.String()
    restaurant_id = fields.String()
    restaurant = fields.String()
    provider_id = fields.String()
    programme = fields.String()
    subject = fields.String()
    payment_id = fields.String(allow_none=True)
    kind = fields.String()
    amount = fields.Integer()
    month = fields.String()
    trade_month = fields.String()
    position = fields.Integer()
    day = fields.String(allow_none=True)
    rules = fields.String(allow_none=True)
    source = fields.String()
    reverses_id = fields.String(allow_none=True)
    at = fields.String()


class LedgerOut(Schema):
    items = fields.List(fields.Nested(LedgerRowOut))
    next_cursor = fields.String(allow_none=True)


class SummaryOut(Schema):
    restaurant_id = fields.String()
    restaurant = fields.String()
    programme = fields.String()
    title = fields.Dict(**TITLE)
    orders = fields.Integer()
    counted = fields.Integer()
    accrual = fields.Integer()
    adjustment = fields.Integer()
    reversal = fields.Integer()
    advertising = fields.Integer()
    fee_spread = fields.Integer()
    operation_fee = fields.Integer()
    estimated = fields.Integer()
    confirmed = fields.Integer(allow_none=True)
    paid = fields.Integer(allow_none=True)


class OtherIncome(Schema):
    """`kind`: advertising, fee_spread or operation_fee; `ours` is booked by import, the others the platform's word."""

    kind = fields.String()
    ours = fields.Integer()
    confirmed = fields.Integer(allow_none=True)
    paid = fields.Integer(allow_none=True)


class StatementOut(Schema):
    """`state` open follows the ledger, frozen never changes. Rebate lines add up to `estimated`; other income apart."""

    month = fields.String()
    number = fields.String(allow_none=True)
    state = fields.String()
    provider = fields.String()
    currency = fields.String()
    made_at = fields.String()
    summary = fields.List(fields.Nested(SummaryOut))
    lines = fields.List(fields.Nested(LedgerRowOut))
    estimated = fields.Integer()
    confirmed = fields.Integer(allow_none=True)
    paid = fields.Integer(allow_none=True)
    others = fields.List(fields.Nested(OtherIncome))
    sha256 = fields.String()
