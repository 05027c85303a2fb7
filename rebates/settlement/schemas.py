"""Shapes of imports, differences and disputes."""

from marshmallow import validate

from core.web.schemas import Schema, Text, fields

MONTH = validate.Regexp(r"^20\d\d-(0[1-9]|1[0-2])\Z", error="A month such as 2026-07.")
COLUMN = validate.OneOf(("confirmed", "paid"))


class FiguresQuery(Schema):
    """`column`: what the file says is confirmed, or paid; `ours` is other income of ours, which is booked."""

    column = fields.String(required=True, validate=validate.OneOf(("confirmed", "paid", "ours")))
    programme = Text(max=40, min=1, required=True)
    name = Text(max=120, load_default="")
    dry_run = fields.Boolean(load_default=False)


class BadLine(Schema):
    line = fields.Integer()
    code = fields.String()
    text = fields.String()
    text_en = fields.String()


class ImportSum(Schema):
    month = fields.String()
    kind = fields.String()
    lines = fields.Integer()
    amount = fields.Integer()


class FiguresReportOut(Schema):
    """`kept` were (or would be) saved, `known` had been before, `wrong` have their number and reason in `refused`."""

    column = fields.String()
    programme = fields.String()
    file_sha256 = fields.String()
    kept = fields.Integer()
    known = fields.Integer()
    wrong = fields.Integer()
    refused = fields.List(fields.Nested(BadLine))
    sums = fields.List(fields.Nested(ImportSum))
    dry_run = fields.Boolean()


class FigureImportOut(Schema):
    id = fields.String()
    column = fields.String()
    programme = fields.String()
    name = fields.String()
    file_sha256 = fields.String()
    kept = fields.Integer()
    known = fields.Integer()
    refused = fields.Integer()
    amount = fields.Integer()
    months = fields.List(fields.String())
    at = fields.String()


class FigureImportsOut(Schema):
    items = fields.List(fields.Nested(FigureImportOut))
    next_cursor = fields.String(allow_none=True)


class DifferencesQuery(Schema):
    month = fields.String(required=True, validate=MONTH)
    column = fields.String(load_default="confirmed", validate=COLUMN)
    programme = Text(max=40, load_default="")
    cause = Text(max=20, load_default="")
    cursor = fields.String(load_default=None)
    limit = fields.Integer(load_default=100, validate=validate.Range(1, 200))


class WhyOut(Schema):
    code = fields.String()
    text = fields.String()
    text_en = fields.String()


class RebateDifferenceOut(Schema):
    """`amount` is theirs minus ours; `later` was posted in a month after; `was`: the cause beneath a dispute.

    `what` is a trade, a store (its reward), a code (its reward), an import, or a sum that names no single thing.
    """

    key = fields.String()
    cause = fields.String()
    was = fields.String()
    kind = fields.String()
    what = fields.String()
    programme = fields.String()
    restaurant_id = fields.String(allow_none=True)
    restaurant = fields.String()
    merchant = fields.String()
    trade_no = fields.String()
    ours = fields.Integer()
    theirs = fields.Integer()
    amount = fields.Integer()
    later = fields.Integer()
    reasons = fields.List(fields.Nested(WhyOut))
    dispute_id = fields.String(allow_none=True)


class CauseOut(Schema):
    cause = fields.String()
    count = fields.Integer()
    amount = fields.Integer()


class StillWaitingOut(Schema):
    count = fields.Integer()
    amount = fields.Integer()


class RebateDifferencesOut(Schema):
    """`spoken`: whether the platform has said anything of the month; `causes` add up to `amount`.

    `waiting`: of a month that still runs, what it has not named yet: no difference, it may come.
    """

    month = fields.String()
    column = fields.String()
    spoken = fields.Boolean()
    causes = fields.List(fields.Nested(CauseOut))
    amount = fields.Integer()
    waiting = fields.Nested(StillWaitingOut)
    items = fields.List(fields.Nested(RebateDifferenceOut))
    total = fields.Integer()
    next_cursor = fields.String(allow_none=True)


class NewDispute(Schema):
    month = fields.String(required=True, validate=MONTH)
    column = fields.String(load_default="confirmed", validate=COLUMN)
    key = Text(max=160, min=1, required=True)
    text = Text(max=1000, min=1, required=True)


class Message(Schema):
    text = Text(max=1000, min=1, required=True)


class MessageOut(Schema):
    id = fields.String()
    by = fields.String()
    text = fields.String()
    at = fields.String()


class DisputeOut(Schema):
    """`state` is open, answered, agreed or withdrawn; `ours` and `theirs` as they stood when it was opened."""

    id = fields.String()
    programme = fields.String()
    month = fields.String()
    column = fields.String()
    key = fields.String()
    restaurant_id = fields.String(allow_none=True)
    restaurant = fields.String()
    merchant = fields.String()
    trade_no = fields.String(allow_none=True)
    cause = fields.String()
    ours = fields.Integer()
    theirs = fields.Integer()
    state = fields.String()
    opened_by = fields.String()
    opened_at = fields.String()
    ended_at = fields.String(allow_none=True)
    messages = fields.List(fields.Nested(MessageOut))


class DisputesOut(Schema):
    items = fields.List(fields.Nested(DisputeOut))
    next_cursor = fields.String(allow_none=True)


class DisputesQuery(Schema):
    month = fields.String(validate=MONTH, load_default=None)
