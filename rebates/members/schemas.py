"""Shapes of who belongs to what."""

from marshmallow import validate

from core.web.schemas import Schema, Text, fields


class NewEnrolment(Schema):
    restaurant_id = Text(max=36, min=1, required=True)


class Paper(Schema):
    state = fields.String(required=True, validate=validate.OneOf(("open", "in_review", "done", "refused")))


class EnrolmentOut(Schema):
    id = fields.String()
    restaurant_id = fields.String()
    provider_id = fields.String()
    programme = fields.String()
    state = fields.String()
    evidence = fields.Dict()
    asked_at = fields.String()
    since = fields.String(allow_none=True)
    ended_at = fields.String(allow_none=True)


class AskedOut(EnrolmentOut):
    """As the restaurant's owner sees it."""

    provider = fields.String()
    title = fields.Dict(keys=fields.String(), values=fields.String())


class EnrolmentsOut(Schema):
    items = fields.List(fields.Nested(AskedOut))
    next_cursor = fields.String(allow_none=True)


class ListQuery(Schema):
    q = Text(max=60, load_default="")
    cursor = fields.String(load_default=None)
    limit = fields.Integer(load_default=50, validate=validate.Range(1, 200))


class PaperOut(Schema):
    code = fields.String()
    title = fields.Dict(keys=fields.String(), values=fields.String())
    who = fields.String()
    state = fields.String()


class MemberOut(Schema):
    """`state`: asked, active, declined or ended."""

    restaurant_id = fields.String()
    restaurant = fields.String()
    programme = fields.String()
    title = fields.Dict(keys=fields.String(), values=fields.String())
    state = fields.String()
    asked_at = fields.String()
    since = fields.String(allow_none=True)
    ended_at = fields.String(allow_none=True)
    merchant_id = fields.String(allow_none=True)
    papers = fields.List(fields.Nested(PaperOut))


class MembersOut(Schema):
    items = fields.List(fields.Nested(MemberOut))
    total = fields.Integer()
    next_cursor = fields.String(allow_none=True)


class NewMerchant(Schema):
    """`kind` direct: `platform_id` is its PID; indirect: the SMID that an acquirer gave it."""

    kind = fields.String(required=True, validate=validate.OneOf(("direct", "indirect")))
    platform_id = Text(max=32, min=1, required=True)
    name = Text(max=120, min=1, required=True)


class MerchantName(Schema):
    name = Text(max=120, min=1, required=True)


class Grouping(Schema):
    merchant_id = Text(max=36, required=True, allow_none=True)


class MerchantOut(Schema):
    id = fields.String()
    kind = fields.String()
    platform_id = fields.String()
    name = fields.String()
    restaurants = fields.Integer()


class MerchantsOut(Schema):
    items = fields.List(fields.Nested(MerchantOut))
    next_cursor = fields.String(allow_none=True)


class CodesSubmitted(Schema):
    table_ids = fields.List(Text(max=36, min=1), required=True, validate=validate.Length(1, 500))


class RegistrationNoted(Schema):
    state = fields.String(required=True, validate=validate.OneOf(("asked", "registered", "refused")))
    registration_id = Text(max=64, load_default=None, allow_none=True)


class CodeOut(Schema):
    """`state` is "" (not submitted), asked, registered or refused."""

    table_id = fields.String()
    label = fields.String()
    code = fields.String()
    url = fields.String()
    state = fields.String()
    registration_id = fields.String(allow_none=True)
    asked_at = fields.String(allow_none=True)
    registered_at = fields.String(allow_none=True)


class CodesOut(Schema):
    items = fields.List(fields.Nested(CodeOut))
    next_cursor = fields.String(allow_none=True)


class DryRun(Schema):
    dry_run = fields.Boolean(load_default=False)


class BadLineOut(Schema):
    line = fields.Integer()
    code = fields.String()
    text = fields.String()
    text_en = fields.String()


class CodesReportOut(Schema):
    changed = fields.Integer()
    unchanged = fields.Integer()
    wrong = fields.Integer()
    refused = fields.List(fields.Nested(BadLineOut))
    dry_run = fields.Boolean()
