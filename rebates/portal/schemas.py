"""Shapes of the provider's pages."""

from marshmallow import validate

from core.web.schemas import Schema, Text, fields

MONTH = validate.Regexp(r"^20\d\d-(0[1-9]|1[0-2])\Z", error="A month such as 2026-07.")


class MonthQuery(Schema):
    month = fields.String(validate=MONTH, load_default=None)


class TradesQuery(MonthQuery):
    """Without a programme the first that the restaurant takes part in."""

    programme = Text(max=40, load_default="")


class VerdictsQuery(TradesQuery):
    """`reason`: only the orders that stand at it, or `counted`."""

    reason = Text(max=20, load_default="")
    cursor = fields.String(load_default=None)
    limit = fields.Integer(load_default=50, validate=validate.Range(1, 200))


class LedgerQuery(MonthQuery):
    cursor = fields.String(load_default=None)
    limit = fields.Integer(load_default=50, validate=validate.Range(1, 200))


class FileQuery(Schema):
    part = fields.String(load_default="lines", validate=validate.OneOf(("lines", "summary")))


class TodoOut(Schema):
    """What is missing: `who` (provider, restaurant, platform, or nobody) has to act, until `by`."""

    code = fields.String()
    text = fields.String()
    text_en = fields.String()
    who = fields.String()
    by = fields.String(allow_none=True)
    orders = fields.Integer()


class ProgressOut(Schema):
    goal = fields.Integer()
    counted = fields.Integer()
    left = fields.Integer()
    days_left = fields.Integer()
    needed_days = fields.Integer(allow_none=True)
    misses = fields.Boolean()


class StandingOut(Schema):
    """`state` is met, in_progress, missing, in_review or not_eligible."""

    id = fields.String()
    name = fields.String()
    programme = fields.String()
    title = fields.Dict(keys=fields.String(), values=fields.String())
    programme_status = fields.String()
    rules = fields.String()
    state = fields.String()
    since = fields.String(allow_none=True)
    orders = fields.Integer()
    counted = fields.Integer()
    progress = fields.Nested(ProgressOut, allow_none=True)
    estimated = fields.Integer()
    confirmed = fields.Integer(allow_none=True)
    paid = fields.Integer(allow_none=True)
    missing = fields.List(fields.Nested(TodoOut))


class OverviewOut(Schema):
    """`estimated` is ours, `confirmed` the platform's, `paid` what has arrived; null where nobody has said yet."""

    month = fields.String()
    provider = fields.String()
    currency = fields.String()
    as_of = fields.String()
    items = fields.List(fields.Nested(StandingOut))
    restaurants = fields.Integer()
    counted = fields.Integer()
    estimated = fields.Integer()
    confirmed = fields.Integer(allow_none=True)
    paid = fields.Integer(allow_none=True)
    next_cursor = fields.String(allow_none=True)


class ReasonOut(Schema):
    code = fields.String()
    text = fields.String()
    text_en = fields.String()
    who = fields.String()
    how = fields.String()
    how_en = fields.String()
    orders = fields.Integer()


class VerdictOut(Schema):
    payment_id = fields.String()
    programme = fields.String()
    counted = fields.Boolean()
    settled_at = fields.String(allow_none=True)
    day = fields.String()
    at = fields.String()
    revision = fields.Integer()
    paid = fields.Integer()
    refunded = fields.Integer()
    channel = fields.String()
    wallet = fields.String()
    rules = fields.String(allow_none=True)
    reasons = fields.List(fields.Nested(ReasonOut))


class VerdictsOut(Schema):
    items = fields.List(fields.Nested(VerdictOut))
    next_cursor = fields.String(allow_none=True)


class WaterfallOut(Schema):
    """`all` minus the orders at each reason is `counted`."""

    month = fields.String()
    programme = fields.String()
    all = fields.Integer()
    minus = fields.List(fields.Nested(ReasonOut))
    counted = fields.Integer()
    per_order = fields.Integer(allow_none=True)
    rules = fields.String()
    estimated = fields.Integer()


class ProgrammesOut(Schema):
    items = fields.List(fields.Dict())
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
    title = fields.Dict(keys=fields.String(), values=fields.String())
    orders = fields.Integer()
    counted = fields.Integer()
    accrual = fields.Integer()
    adjustment = fields.Integer()
    reversal = fields.Integer()
    estimated = fields.Integer()
    confirmed = fields.Integer(allow_none=True)
    paid = fields.Integer(allow_none=True)


class StatementOut(Schema):
    """`state` is open: it follows the ledger. The lines add up to the summary, the summary to `estimated`."""

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
    sha256 = fields.String()
