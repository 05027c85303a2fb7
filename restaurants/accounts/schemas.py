"""Shapes of accounts, staff and api tokens."""

from marshmallow import validate

from core.web.schemas import Schema, Text, fields
from restaurants.accounts.models import ROLES, SCOPES

Secret = validate.Length(10, 200, error="10 to 200 characters.")


class SignIn(Schema):
    email = Text(max=120, min=3, required=True)
    password = fields.String(required=True, validate=validate.Length(1, 200))


class First(Schema):
    email = Text(max=120, min=3, required=True, validate=validate.Email())
    password = fields.String(required=True, validate=Secret)
    name = Text(max=60, load_default="")


class NewPassword(Schema):
    current = fields.String(required=True, validate=validate.Length(1, 200))
    new = fields.String(required=True, validate=Secret)


class Confirmed(Schema):
    password = fields.String(required=True, validate=validate.Length(1, 200))


class NewToken(Schema):
    name = Text(max=60, min=1, required=True)
    scopes = fields.List(
        fields.String(validate=validate.OneOf(SCOPES)), load_default=list, validate=validate.Length(max=len(SCOPES))
    )
    expires_at = fields.AwareDateTime(load_default=None, allow_none=True)


class NewStaff(Schema):
    email = Text(max=120, min=3, required=True, validate=validate.Email())
    name = Text(max=60, load_default="")
    role = fields.String(required=True, validate=validate.OneOf(ROLES))


class StaffChange(Schema):
    name = Text(max=60)
    role = fields.String(validate=validate.OneOf(ROLES))


class AccountOut(Schema):
    id = fields.String()
    email = fields.String()
    name = fields.String()
    provider_id = fields.String(allow_none=True)


class RoleOut(Schema):
    restaurant_id = fields.String()
    role = fields.String()


class SessionOut(Schema):
    account = fields.Nested(AccountOut)
    roles = fields.List(fields.Nested(RoleOut))
    csrf_token = fields.String()


class FirstOut(Schema):
    possible = fields.Boolean()


class MadeTokenOut(Schema):
    token = fields.String(metadata={"description": "Shown once."})


class TokenOut(Schema):
    id = fields.String()
    name = fields.String()
    scopes = fields.List(fields.String())
    made_at = fields.String()
    expires_at = fields.String(allow_none=True)


class TokensOut(Schema):
    items = fields.List(fields.Nested(TokenOut))
    next_cursor = fields.String(allow_none=True)


class StaffOut(Schema):
    id = fields.String()
    email = fields.String()
    name = fields.String()
    role = fields.String()
    made_at = fields.String()
    password = fields.String(
        allow_none=True, metadata={"description": "Of an account that was made just now; shown once."}
    )


class StaffListOut(Schema):
    items = fields.List(fields.Nested(StaffOut))
    next_cursor = fields.String(allow_none=True)
