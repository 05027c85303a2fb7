"""Shapes of what a provider sees."""

from core.web.schemas import Schema, fields, listed


class RestaurantStandingOut(Schema):
    """A restaurant in one programme, for one month. Amounts are in the minor unit."""

    id = fields.String()
    name = fields.String()
    programme = fields.String()
    title = fields.Dict(keys=fields.String(), values=fields.String())
    programme_status = fields.String(metadata={"enum": ["sourced", "secondary source", "assumed"]})
    state = fields.String()
    since = fields.String()
    orders = fields.Integer()
    counted = fields.Integer()
    estimated = fields.Integer()
    missing = fields.List(fields.Dict())


class RestaurantsOut(Schema):
    """Three columns that are never mixed: estimated here, confirmed by the platform, paid."""

    month = fields.String()
    items = fields.List(fields.Nested(RestaurantStandingOut))
    estimated = fields.Integer()
    confirmed = fields.Integer(allow_none=True)
    paid = fields.Integer(allow_none=True)
    next_cursor = fields.String(allow_none=True)


class VerdictReasonOut(Schema):
    code = fields.String()
    text = fields.String()
    text_en = fields.String()


class VerdictOut(Schema):
    """One paid order: counted, or every reason why not."""

    payment_id = fields.String()
    programme = fields.String()
    counted = fields.Boolean()
    at = fields.String()
    paid = fields.Integer()
    refunded = fields.Integer()
    channel = fields.String()
    wallet = fields.String()
    reasons = fields.List(fields.Nested(VerdictReasonOut))


class WaterfallStepOut(VerdictReasonOut):
    orders = fields.Integer()


class WaterfallOut(Schema):
    """`all` minus each reason's orders is `counted`."""

    all = fields.Integer()
    minus = fields.List(fields.Nested(WaterfallStepOut))
    counted = fields.Integer()
    programme = fields.String()


class ProgrammeOut(Schema):
    """A rebate plan as data."""

    code = fields.String()
    title = fields.Dict(keys=fields.String(), values=fields.String())
    status = fields.String()
    source = fields.String()
    versions = fields.List(fields.Dict())


class LedgerRowOut(Schema):
    """A row as it was posted; it never changes."""

    id = fields.String()
    restaurant_id = fields.String()
    provider_id = fields.String()
    programme = fields.String()
    payment_id = fields.String()
    kind = fields.String(metadata={"enum": ["accrual", "adjustment", "reversal"]})
    amount = fields.Integer()
    month = fields.String()
    source = fields.String()
    reverses_id = fields.String(allow_none=True)
    at = fields.String()


VerdictListOut = listed(VerdictOut)
ProgrammeListOut = listed(ProgrammeOut)
LedgerRowListOut = listed(LedgerRowOut)
