"""Shapes of fapiao requests."""

from marshmallow import validate

from core.web.schemas import Schema, Text, WholeNumber, fields, listed


class TaxNumber(Text):
    """统一社会信用代码 or an older number: 15 to 20 letters and digits, kept in capitals."""

    def _deserialize(self, value, attr, data, **kwargs):
        text = "".join(super()._deserialize(value, attr, data, **kwargs).split()).upper()
        if not (text.isascii() and text.isalnum() and 15 <= len(text) <= 20):
            raise self.make_error("invalid")
        return text

    default_error_messages = {"invalid": "15 to 20 letters and digits."}


class Ask(Schema):
    """Without a tax number it is a person's."""

    title = Text(max=100, min=1, required=True)
    tax_number = TaxNumber(max=30, load_default=None, allow_none=True)
    email = Text(max=120, load_default=None, allow_none=True, validate=validate.Email())


class Listing(Schema):
    state = fields.String(load_default="open", validate=validate.OneOf(("open", "done")))
    cursor = fields.String(load_default=None)
    limit = WholeNumber(load_default=50, validate=validate.Range(1, 200))


class Done(Schema):
    """`false` takes a slip of the finger back."""

    done = fields.Boolean(required=True, truthy={True}, falsy={False})


class FapiaoOut(Schema):
    """`amount`: what was paid less what went back. `changed`: money went back after the fapiao was written."""

    id = fields.String()
    payment_id = fields.String()
    table = fields.String()
    paid_at = fields.String()
    amount = fields.Integer()
    title = fields.String()
    tax_number = fields.String(allow_none=True)
    email = fields.String(allow_none=True)
    asked_at = fields.String()
    done_at = fields.String(allow_none=True)
    done_amount = fields.Integer(allow_none=True)
    changed = fields.Boolean()
    forgotten_at = fields.String(allow_none=True)


FapiaoListOut = listed(FapiaoOut)


class MyFapiaoOut(Schema):
    """A payment of the table. Who asked sees what was written; others see only that it was asked for."""

    payment_id = fields.String()
    amount = fields.Integer()
    by = fields.String()
    state = fields.String(metadata={"enum": ["none", "open", "done"]})
    mine = fields.Boolean()
    title = fields.String(allow_none=True)
    tax_number = fields.String(allow_none=True)
    email = fields.String(allow_none=True)


MyFapiaoListOut = listed(MyFapiaoOut)
