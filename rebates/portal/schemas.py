"""Shapes of the provider's pages: restaurants, orders, links."""

from marshmallow import validate

from core.web.schemas import Schema, Text, fields

MONTH = validate.Regexp(r"^20\d\d-(0[1-9]|1[0-2])\Z", error="A month such as 2026-07.")
STATES = ("", "met", "in_progress", "missing", "in_review", "not_eligible", "misses")
TITLE = {"keys": fields.String(), "values": fields.String()}


class NoQuery(Schema):
    """Nothing may be asked."""


class MonthQuery(Schema):
    month = fields.String(validate=MONTH, load_default=None)


class TradesQuery(MonthQuery):
    """Without a programme the first that the restaurant takes part in."""

    programme = Text(max=40, load_default="")


class ScopeQuery(MonthQuery):
    """`programme`: one, or `current` for the one that is on and that most take part in."""

    programme = Text(max=40, load_default="")


class RestaurantsQuery(ScopeQuery):
    """`state` may be `misses`; `reason` is the code of a to-do; `q` a part of the name. Without a programme: of all."""

    state = fields.String(load_default="", validate=validate.OneOf(STATES))
    reason = Text(max=40, load_default="")
    q = Text(max=60, load_default="")
    sort = fields.String(load_default="nearest", validate=validate.OneOf(("nearest", "most", "name")))
    cursor = fields.String(load_default=None)
    limit = fields.Integer(load_default=50, validate=validate.Range(1, 200))


class VerdictsQuery(TradesQuery):
    """`reason`: only the orders that stand at it, or `counted`."""

    reason = Text(max=40, load_default="")
    cursor = fields.String(load_default=None)
    limit = fields.Integer(load_default=50, validate=validate.Range(1, 200))


class ComparedQuery(Schema):
    month = fields.String(required=True, validate=MONTH)
    column = fields.String(load_default="confirmed", validate=validate.OneOf(("confirmed", "paid")))
    programme = Text(max=40, load_default="")


class TodoOut(Schema):
    """What is missing: `who` (provider, restaurant, platform, or nobody) has to act, `how`, until `by`.

    `orders` of the month are kept from counting by it; `amount` is about what doing it is worth; `paper`: the provider
    notes its `state`.
    """

    code = fields.String()
    text = fields.String()
    text_en = fields.String()
    who = fields.String()
    how = fields.String()
    how_en = fields.String()
    by = fields.String(allow_none=True)
    orders = fields.Integer()
    amount = fields.Integer()
    paper = fields.Boolean()
    state = fields.String()


class ProgressOut(Schema):
    """`needed_days` at the pace so far; `misses` where that is after `by`; `reached`: the day, or ""."""

    goal = fields.Integer()
    counted = fields.Integer()
    left = fields.Integer()
    days_left = fields.Integer()
    needed_days = fields.Integer(allow_none=True)
    misses = fields.Boolean()
    by = fields.String()
    over = fields.Boolean()
    reached = fields.String()


class MerchantNamed(Schema):
    id = fields.String()
    name = fields.String()


class CodeCounts(Schema):
    all = fields.Integer()
    registered = fields.Integer()


class StandingOut(Schema):
    """`state` is met, in_progress, missing, in_review or not_eligible."""

    id = fields.String()
    name = fields.String()
    merchant = fields.Nested(MerchantNamed, allow_none=True)
    programme = fields.String()
    title = fields.Dict(**TITLE)
    programme_status = fields.String()
    rules = fields.String()
    state = fields.String()
    since = fields.String(allow_none=True)
    ended_at = fields.String(allow_none=True)
    orders = fields.Integer()
    counted = fields.Integer()
    progress = fields.Nested(ProgressOut, allow_none=True)
    codes = fields.Nested(CodeCounts, allow_none=True)
    estimated = fields.Integer()
    confirmed = fields.Integer(allow_none=True)
    paid = fields.Integer(allow_none=True)
    missing = fields.List(fields.Nested(TodoOut))


class ProgrammeNamed(Schema):
    code = fields.String()
    title = fields.Dict(**TITLE)
    status = fields.String()
    on = fields.Boolean()
    restaurants = fields.Integer()


class GoalOut(Schema):
    text = fields.String()
    text_en = fields.String()
    orders = fields.Integer()
    amount = fields.Integer()


class ReasonCount(Schema):
    code = fields.String()
    text = fields.String()
    text_en = fields.String()
    restaurants = fields.Integer()


class MissOut(Schema):
    restaurants = fields.Integer()
    amount = fields.Integer()
    by = fields.String(allow_none=True)


class LastOut(Schema):
    month = fields.String()
    number = fields.String()
    estimated = fields.Integer()


class OverviewOut(Schema):
    """`estimated` is ours, `confirmed` the platform's, `paid` what has arrived; null where nobody has said yet."""

    month = fields.String()
    provider = fields.String()
    currency = fields.String()
    as_of = fields.String()
    platform_at = fields.String(allow_none=True)
    programme = fields.String()
    programmes = fields.List(fields.Nested(ProgrammeNamed))
    rules = fields.String(allow_none=True)
    goal = fields.Nested(GoalOut, allow_none=True)
    items = fields.List(fields.Nested(StandingOut))
    total = fields.Integer()
    states = fields.Dict(keys=fields.String(), values=fields.Integer())
    reasons = fields.List(fields.Nested(ReasonCount))
    restaurants = fields.Integer()
    counted = fields.Integer()
    estimated = fields.Integer()
    confirmed = fields.Integer(allow_none=True)
    confirmed_at = fields.String(allow_none=True)
    paid = fields.Integer(allow_none=True)
    paid_at = fields.String(allow_none=True)
    may_miss = fields.Nested(MissOut)
    last = fields.Nested(LastOut, allow_none=True)
    next_cursor = fields.String(allow_none=True)


class CheckOut(Schema):
    """`state`: done, in_review, missing or part; `share` where orders or codes show how much."""

    code = fields.String()
    text = fields.String()
    text_en = fields.String()
    state = fields.String()
    share = fields.String(allow_none=True)


class DayOut(Schema):
    """`contactless`: ordered by scanning and paid without staff."""

    day = fields.String()
    orders = fields.Integer()
    counted = fields.Integer()
    contactless = fields.Integer()


class MonthOut(Schema):
    month = fields.String()
    number = fields.String(allow_none=True)
    counted = fields.Integer()
    estimated = fields.Integer()
    confirmed = fields.Integer(allow_none=True)
    paid = fields.Integer(allow_none=True)


class OneRestaurantOut(StandingOut):
    month = fields.String()
    provider = fields.String()
    as_of = fields.String()
    checks = fields.List(fields.Nested(CheckOut))
    days = fields.List(fields.Nested(DayOut))
    months = fields.List(fields.Nested(MonthOut))
