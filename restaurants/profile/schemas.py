"""Shapes of the profile."""

from decimal import Decimal, InvalidOperation
from zoneinfo import available_timezones

from babel.numbers import list_currencies
from marshmallow import ValidationError, validate, validates, validates_schema

from core.web.schemas import MoneyField, Schema, Text, WholeNumber, fields
from restaurants.profile.hours import DAYS

Clock = validate.Regexp(r"^([01]\d|2[0-3]):[0-5]\d$", error="Write it as 09:30.")


class Fee(Schema):
    kind = fields.String(required=True, validate=validate.OneOf(("per_head", "percent", "per_order")))
    name = Text(max=30, min=1, required=True)
    amount = MoneyField()
    rate = fields.String()

    @validates_schema
    def be_whole(self, data, **_):
        if data["kind"] != "percent" and "amount" not in data:
            raise ValidationError("Needs an amount in the minor unit.", "amount")
        if data["kind"] == "percent":
            try:
                rate = Decimal(data.get("rate", ""))
            except InvalidOperation as error:
                raise ValidationError("A fraction such as 0.10.", "rate") from error
            if not 0 <= rate <= 1:
                raise ValidationError("Between 0 and 1.", "rate")


class Profile(Schema):
    name = Text(max=60, min=1)
    currency = fields.String()
    time_zone = fields.String()
    languages = fields.List(fields.String(validate=validate.Regexp(r"^[a-z]{2}$")), validate=validate.Length(1, 4))
    hours = fields.Dict(keys=fields.String(validate=validate.OneOf(DAYS)), values=fields.List(
        fields.List(fields.String(validate=Clock), validate=validate.Length(equal=2)), validate=validate.Length(max=4)))
    day_starts_at = fields.String(validate=Clock)
    service_mode = fields.String(validate=validate.OneOf(("pay_first", "pay_after")))
    gate = fields.String(validate=validate.OneOf(("open", "staff_opens", "first_order_waits", "pin")))
    gate_pin = Text(max=12, allow_none=True)
    fees = fields.List(fields.Nested(Fee), validate=validate.Length(max=6))
    limits = fields.Dict(keys=fields.String(), values=WholeNumber(validate=validate.Range(0, 10**9)))

    @validates("currency")
    def know_currency(self, value, **_):
        if value not in list_currencies():
            raise ValidationError("An ISO 4217 code such as CNY.")

    @validates("time_zone")
    def know_zone(self, value, **_):
        if value not in available_timezones():
            raise ValidationError("A name such as Asia/Shanghai.")


class NewRestaurant(Profile):
    name = Text(max=60, min=1, required=True)
    currency = fields.String(required=True)
    time_zone = fields.String(required=True)


class ProfileChange(Profile):
    version = WholeNumber(required=True, validate=validate.Range(1))


class Pause(Schema):
    minutes = WholeNumber(required=True, validate=validate.Range(0, 24 * 60))
