"""Shapes of visits: who sits at which table."""

from marshmallow import validate

from core.web.schemas import Schema, Text, Whole, WholeNumber, fields, listed


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


class Who(Schema):
    id = fields.String()
    nickname = fields.String()
    mark = fields.String()


class GuestOut(Who):
    is_you = fields.Boolean()


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


class JoinedOut(Schema):
    guest_token = fields.String()
    guest = Whole(GuestOut)
    visit = Whole(VisitOut)
    menu_etag = fields.String()
    stream = fields.String()
    epoch = fields.Integer()
    seq = fields.Integer()


class SeatedOut(VisitOut):
    """A visit in a list, with the number of its rounds."""

    rounds = fields.Integer()


VisitListOut = listed(SeatedOut)
