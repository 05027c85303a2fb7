"""Shapes of visits, carts, orders and calls on the guest's paths."""

from marshmallow import validate

from core.web.schemas import MoneyField, Schema, Text, Whole, WholeNumber, fields, listed

Quantity = validate.Range(1, 99, error="A whole number from 1 to 99.")


class Join(Schema):
    code = Text(max=64, min=1, required=True)
    covers = WholeNumber(validate=validate.Range(1, 99), allow_none=True, load_default=None)
    nickname = Text(max=20, load_default="")
    pin = Text(max=12, load_default="")


class Covers(Schema):
    covers = WholeNumber(required=True, validate=validate.Range(1, 99))


class Confirming(Schema):
    confirming = fields.Boolean(required=True, truthy={True}, falsy={False})
    take_over = fields.Boolean(load_default=False, truthy={True}, falsy={False})


class Choice(Schema):
    id = Text(max=36, min=1, required=True)
    quantity = WholeNumber(load_default=1, validate=Quantity)


class NewLine(Schema):
    item_id = Text(max=36, min=1, required=True)
    quantity = WholeNumber(required=True, validate=Quantity)
    modifiers = fields.List(fields.Nested(Choice), load_default=list, validate=validate.Length(max=60))
    note = Text(max=140, load_default="")


class LineChange(Schema):
    quantity = WholeNumber(required=True, validate=validate.Range(0, 99))
    modifiers = fields.List(fields.Nested(Choice), load_default=None, allow_none=True, validate=validate.Length(max=60))
    note = Text(max=140, load_default=None, allow_none=True)


class Send(Schema):
    cart_version = WholeNumber(required=True, validate=validate.Range(0, 2**31 - 1))
    shown_total = MoneyField(required=True)
    note = Text(max=140, load_default="")
    allergy_note = Text(max=140, load_default="")


class NewCall(Schema):
    kind = fields.String(
        required=True, validate=validate.OneOf(("water", "tableware", "napkins", "clear", "bill", "staff", "rush"))
    )
    order_id = Text(max=36, load_default=None, allow_none=True)


class Rename(Schema):
    nickname = Text(max=20, min=1, required=True)


class OpenTable(Schema):
    table_id = Text(max=36, min=1, required=True)
    covers = WholeNumber(validate=validate.Range(1, 99), allow_none=True, load_default=None)


class CloseVisit(Schema):
    how = fields.String(required=True, validate=validate.OneOf(("settled", "forced")))
    reason = Text(max=140, load_default="")


class Move(Schema):
    table_id = Text(max=36, min=1, required=True)


class Merge(Schema):
    into_visit_id = Text(max=36, min=1, required=True)


class Separate(Schema):
    """`order_ids`: the rounds that go. `covers`: how many of the party go with them."""

    table_id = Text(max=36, min=1, required=True)
    order_ids = fields.List(Text(max=36, min=1), required=True, validate=validate.Length(1, 60))
    covers = WholeNumber(validate=validate.Range(1, 98), allow_none=True, load_default=None)


class Reason(Schema):
    reason = Text(max=140, min=1, required=True)


class Who(Schema):
    id = fields.String()
    nickname = fields.String()
    mark = fields.String()


class GuestOut(Who):
    is_you = fields.Boolean()


class ChosenOut(Schema):
    """A choice as it was sold."""

    id = fields.String()
    group_id = fields.String()
    name = fields.String()
    names = fields.Dict(keys=fields.String(), values=fields.String())
    price = fields.Integer()
    quantity = fields.Integer()


class OrderLineOut(Schema):
    """`held`: the kitchen begins when the course is sent for. `course` 0: none."""

    id = fields.String()
    item_id = fields.String()
    name = fields.String()
    names = fields.Dict(keys=fields.String(), values=fields.String())
    quantity = fields.Integer()
    unit_price = fields.Integer()
    line_total = fields.Integer()
    note = fields.String()
    modifiers = fields.List(fields.Nested(ChosenOut))
    added_by = fields.Nested(Who, allow_none=True)
    course = fields.Integer()
    held = fields.Boolean()
    status = fields.String(metadata={"enum": ["queued", "preparing", "ready", "served", "voided"]})
    changed_at = fields.String(allow_none=True)
    reason = fields.String(allow_none=True)


class TableRef(Schema):
    id = fields.String()
    label = fields.String()


class RestaurantBrief(Schema):
    id = fields.String()
    name = fields.String()
    currency = fields.String()
    service_mode = fields.String()
    gate = fields.String()
    time_zone = fields.String()


class CartLineOut(Schema):
    id = fields.String()
    item_id = fields.String()
    name = fields.String()
    names = fields.Dict()
    quantity = fields.Integer()
    unit_price = fields.Integer()
    modifiers = Whole(ChosenOut, many=True)
    note = fields.String()
    added_by = fields.Nested(Who, allow_none=True)
    line_total = fields.Integer()
    problem = fields.Dict()


class FeeOut(Schema):
    kind = fields.String()
    name = fields.String()
    amount = fields.Integer()
    text = fields.String()


class CartOut(Schema):
    """The whole cart; `total` is what sending it would add to the bill."""

    version = fields.Integer()
    lines = fields.List(fields.Nested(CartLineOut))
    subtotal = fields.Integer()
    fees = fields.List(fields.Nested(FeeOut))
    total = fields.Integer()


class ConfirmingOut(Schema):
    """Who looks at the confirm page, until when."""

    guest_id = fields.String()
    until = fields.String()


class VisitOut(Schema):
    """A party's stay at a table."""

    id = fields.String()
    table_id = fields.String()
    table = fields.String()
    status = fields.String()
    covers = fields.Integer(allow_none=True)
    channel = fields.String()
    opened_at = fields.String()
    closed_at = fields.String(allow_none=True)
    confirming = fields.Nested(ConfirmingOut, allow_none=True)


class OrderOut(Schema):
    id = fields.String()
    visit_id = fields.String()
    number = fields.Integer()
    label = fields.String()
    round = fields.Integer()
    status = fields.String()
    payment_state = fields.String()
    waits = fields.Boolean()
    note = fields.String()
    allergy_note = fields.String()
    reason = fields.String(allow_none=True)
    total = fields.Integer()
    placed_at = fields.String()
    released_at = fields.String(allow_none=True)
    accepted_at = fields.String(allow_none=True)
    staff_told_at = fields.String(
        allow_none=True, metadata={"description": "Staff know that no kitchen screen has confirmed a part of it."}
    )
    placed_by = fields.Nested(Who, allow_none=True)
    lines = Whole(OrderLineOut, many=True)


class SentOut(Schema):
    order = fields.Nested(OrderOut)
    cart = fields.Nested(CartOut)
    bill = Whole("BillOut")
    seq = fields.Integer()


class JoinedOut(Schema):
    guest_token = fields.String()
    guest = Whole(GuestOut)
    visit = Whole(VisitOut)
    menu_etag = fields.String()
    stream = fields.String()
    epoch = fields.Integer()
    seq = fields.Integer()


class StateOut(Schema):
    """Everything that this guest sees."""

    visit = Whole(VisitOut)
    table = Whole(TableRef)
    restaurant = Whole(RestaurantBrief)
    guests = Whole(GuestOut, many=True)
    cart = fields.Nested(CartOut)
    orders = fields.List(fields.Nested(OrderOut))
    bill = Whole("BillOut")
    calls = Whole("CallOut", many=True)
    rush_after_seconds = fields.Integer()
    stream = fields.String()
    epoch = fields.Integer()
    seq = fields.Integer()


class CallOut(Schema):
    id = fields.String()
    kind = fields.String()
    order_id = fields.String(allow_none=True)
    table = fields.String()
    visit_id = fields.String()
    made_at = fields.String()
    answered_at = fields.String(allow_none=True)
    answered_by = fields.String(allow_none=True)
    reply_minutes = fields.Integer(allow_none=True)


class SeatedOut(VisitOut):
    """A visit in a list, with the number of its rounds."""

    rounds = fields.Integer()


VisitListOut = listed(SeatedOut)
CallListOut = listed(CallOut)
