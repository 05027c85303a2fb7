"""Shapes of the profile."""

import re
from functools import cache
from zoneinfo import available_timezones

from babel import Locale
from babel.numbers import list_currencies
from marshmallow import ValidationError, validate, validates, validates_schema

from core.web.schemas import MoneyField, Schema, Text, Whole, WholeNumber, fields, listed
from restaurants.profile.fees import RULES
from restaurants.profile.hours import DAYS

Rate = re.compile(r"(0(\.[0-9]{1,6})?|1(\.0{1,6})?)", re.ASCII)  # no sign, exponent or NaN: this text is stored
Clock = validate.Regexp(r"^([01][0-9]|2[0-3]):[0-5][0-9]\Z", error="Write it as 09:30.")


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
            if not Rate.fullmatch(data.get("rate", "")):
                raise ValidationError("A fraction between 0 and 1 such as 0.10.", "rate")


class Tax(Schema):
    """`included` in the prices, or on top of them. `rounding` says how a part of the minor unit is rounded."""

    name = Text(max=30, min=1, required=True)
    rate = fields.String(
        required=True, validate=validate.Regexp(f"^({Rate.pattern})\\Z", error="A fraction such as 0.06.")
    )
    included = fields.Boolean(required=True, truthy={True}, falsy={False})
    rounding = fields.String(load_default="half_up", validate=validate.OneOf(tuple(RULES)))


class Tips(Schema):
    """What guests are offered to add: parts of what they pay (`rates`), `amounts`, and whether they may name one."""

    rates = fields.List(
        fields.String(
            validate=validate.Regexp(r"^(0\.[0-9]{0,5}[1-9][0-9]{0,5}|1)\Z", error="A fraction such as 0.1.")
        ),
        load_default=list,
        validate=validate.Length(max=4),
    )
    amounts = fields.List(
        MoneyField(validate=validate.Range(1, 10**9)), load_default=list, validate=validate.Length(max=4)
    )
    custom = fields.Boolean(load_default=True, truthy={True}, falsy={False})

    @validates_schema
    def offer_something(self, data, **_):
        if not (data["rates"] or data["amounts"] or data["custom"]):
            raise ValidationError("Offer something, or set tips to null.", "rates")


class Profile(Schema):
    name = Text(max=60, min=1)
    address = Text(max=120, allow_none=True)
    phone = fields.String(
        allow_none=True, validate=validate.Regexp(r"^[0-9+() -]{0,30}\Z", error="Digits, spaces, + and - only.")
    )
    currency = fields.String()
    time_zone = fields.String()
    languages = fields.List(fields.String(validate=validate.Length(2, 3)), validate=validate.Length(1, 4))
    hours = fields.Dict(
        keys=fields.String(validate=validate.OneOf(DAYS)),
        values=fields.List(
            fields.List(fields.String(validate=Clock), validate=validate.Length(equal=2)),
            validate=validate.Length(max=4),
        ),
    )
    day_starts_at = fields.String(validate=Clock)
    service_mode = fields.String(validate=validate.OneOf(("pay_first", "pay_after")))
    gate = fields.String(validate=validate.OneOf(("open", "staff_opens", "first_order_waits", "pin")))
    courses = fields.String(validate=validate.OneOf(("off", "by_hand", "when_ready")))
    gate_pin = fields.String(allow_none=True, validate=validate.Regexp(r"^[0-9]{4,6}\Z", error="4 to 6 digits."))
    fees = fields.List(fields.Nested(Fee), validate=validate.Length(max=6))
    tax = fields.Nested(Tax, allow_none=True)
    tips = fields.Nested(Tips, allow_none=True)
    round_down = fields.String(validate=validate.OneOf(("off", "tenth", "whole")))
    when_kitchen_dark = fields.String(validate=validate.OneOf(("tell", "hold")))
    limits = fields.Dict(
        keys=fields.String(validate=validate.Regexp(r"^[a-z_]{1,40}\Z")),
        values=WholeNumber(validate=validate.Range(0, 10**9)),
        validate=validate.Length(max=20),
    )

    @validates("currency")
    def know_currency(self, value, **_):
        if value not in _currencies():
            raise ValidationError("An ISO 4217 code such as CNY.")

    @validates("time_zone")
    def know_zone(self, value, **_):
        if value not in _zones():
            raise ValidationError("A name such as Asia/Shanghai.")

    @validates("languages")
    def know_languages(self, value, **_):
        if len(set(value)) < len(value) or not set(value) <= _languages():
            raise ValidationError("Different ISO 639 codes such as zh, en.")


class NewRestaurant(Profile):
    name = Text(max=60, min=1, required=True)
    currency = fields.String(required=True)
    time_zone = fields.String(required=True)


class ProfileChange(Profile):
    version = WholeNumber(required=True, validate=validate.Range(1))


class Sample(Schema):
    covers = fields.Integer(load_default=3, validate=validate.Range(1, 99))
    orders = fields.Integer(load_default=1, validate=validate.Range(1, 99))
    subtotal = fields.Integer(load_default=10000, validate=validate.Range(0, 10**9))


class FeeLineOut(Schema):
    kind = fields.String()
    name = fields.String()
    amount = fields.Integer()
    text = fields.String()


class SentenceOut(Sample):
    lines = fields.List(fields.Nested(FeeLineOut))
    total = fields.Integer()


class PutOff(Schema):
    put_off = fields.Boolean(required=True)


class Pause(Schema):
    minutes = WholeNumber(required=True, validate=validate.Range(0, 24 * 60))


@cache
def _currencies() -> frozenset[str]:
    return frozenset(list_currencies())


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())  # reads the disk


@cache
def _languages() -> frozenset[str]:
    return frozenset(Locale("en").languages)


class FeeSet(Schema):
    kind = fields.String(metadata={"enum": ["per_head", "percent", "per_order"]})
    name = fields.String()
    amount = fields.Integer()
    rate = fields.String()


class RestaurantOut(Schema):
    """Everything that its owner sets. `version` guards against lost edits."""

    id = fields.String()
    name = fields.String()
    address = fields.String(allow_none=True)
    phone = fields.String(allow_none=True)
    currency = fields.String()
    time_zone = fields.String()
    languages = fields.List(fields.String())
    hours = fields.Dict()
    day_starts_at = fields.String()
    service_mode = fields.String(metadata={"enum": ["pay_first", "pay_after"]})
    gate = fields.String(metadata={"enum": ["open", "staff_opens", "first_order_waits", "pin"]})
    gate_pin = fields.String(allow_none=True)
    courses = fields.String(metadata={"enum": ["off", "by_hand", "when_ready"]})
    fees = Whole(FeeSet, many=True)
    tax = fields.Nested(Tax, allow_none=True)
    tips = fields.Nested(Tips, allow_none=True, metadata={"description": "Null: no tips are taken."})
    round_down = fields.String(
        metadata={"enum": ["off", "tenth", "whole"], "description": "抹零: to which part of the unit a bill goes down."}
    )
    when_kitchen_dark = fields.String(
        metadata={"enum": ["tell", "hold"], "description": "hold: guests cannot send while a station's screen is away."}
    )
    limits = fields.Dict(keys=fields.String(), values=fields.Integer())
    paused_until = fields.String(allow_none=True)
    codes_printed_at = fields.String(allow_none=True)
    opening_put_off_at = fields.String(allow_none=True)
    made_at = fields.String()
    version = fields.Integer()
    open = fields.Boolean()


class MineOut(RestaurantOut):
    role = fields.String()


MineListOut = listed(MineOut)
