"""Shapes of enrolments."""

from marshmallow import validate

from core.web.schemas import Schema, Text, fields


class NewEnrolment(Schema):
    restaurant_id = Text(max=36, min=1, required=True)


class Paper(Schema):
    state = fields.String(required=True, validate=validate.OneOf(("open", "in_review", "done")))


class EnrolmentOut(Schema):
    id = fields.String()
    restaurant_id = fields.String()
    provider_id = fields.String()
    programme = fields.String()
    state = fields.String()
    evidence = fields.Dict()
    asked_at = fields.String()
    since = fields.String(allow_none=True)


class AskedOut(EnrolmentOut):
    """As the restaurant's owner sees it."""

    provider = fields.String()
    title = fields.Dict(keys=fields.String(), values=fields.String())


class EnrolmentsOut(Schema):
    items = fields.List(fields.Nested(AskedOut))
    next_cursor = fields.String(allow_none=True)
