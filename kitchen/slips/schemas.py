"""Shapes of printers and slips."""

from marshmallow import ValidationError, validate, validates_schema

from core.web.schemas import Schema, Shown, Text, WholeNumber, fields

Kind = validate.OneOf(("network", "usb", "file"))
NEEDS = {"network": {"host", "port"}, "usb": {"vendor", "product"}, "file": {"path"}}


class Connection(Schema):
    """network: `host`, `port` · usb: `vendor` and `product` as numbers · file: `path`, as /dev/usb/lp0."""

    kind = Text(max=8, required=True, validate=Kind)
    host = Text(max=253, min=1)
    port = WholeNumber(validate=validate.Range(1, 65535))
    vendor = WholeNumber(validate=validate.Range(1, 65535))
    product = WholeNumber(validate=validate.Range(1, 65535))
    path = Text(max=60, min=1)

    @validates_schema
    def whole(self, data, **_):
        needed = NEEDS[data["kind"]]
        wrong = {name: ["Missing."] for name in needed - set(data)}
        wrong |= {name: [f"Not for {data['kind']}."] for name in set(data) - needed - {"kind"}}
        if wrong:
            raise ValidationError(wrong)


class PrinterChange(Schema):
    """`policy`: always prints every ticket, fallback what no live screen drew in 20 s, off nothing. A slip older than
    `max_age_seconds` is not printed but told. `encoding`: gb18030, or raster for a printer without Chinese.
    `receipts`: bills and receipts come out here; such a printer needs no station."""

    name = Text(max=40, min=1)
    station_ids = fields.List(Text(max=36), validate=validate.Length(max=20))
    connection = fields.Nested(Connection)
    width = WholeNumber(validate=validate.OneOf((58, 80)))
    encoding = Text(max=8, validate=validate.OneOf(("gb18030", "raster")))
    language = Text(max=4, validate=validate.OneOf(("zh", "en", "both")))
    policy = Text(max=8, validate=validate.OneOf(("always", "fallback", "off")))
    max_age_seconds = WholeNumber(validate=validate.Range(60, 7200))
    copies = WholeNumber(validate=validate.Range(1, 3))
    cut = fields.Boolean()
    beep = fields.Boolean()
    hurries = fields.Boolean()
    receipts = fields.Boolean()


class NewPrinter(PrinterChange):
    name = Text(max=40, min=1, required=True)
    station_ids = fields.List(Text(max=36), required=True, validate=validate.Length(max=20))
    connection = fields.Nested(Connection, required=True)
    width = WholeNumber(validate=validate.OneOf((58, 80)), load_default=80)
    encoding = Text(max=8, validate=validate.OneOf(("gb18030", "raster")), load_default="gb18030")
    language = Text(max=4, validate=validate.OneOf(("zh", "en", "both")), load_default="zh")
    policy = Text(max=8, validate=validate.OneOf(("always", "fallback", "off")), load_default="fallback")
    max_age_seconds = WholeNumber(validate=validate.Range(60, 7200), load_default=900)
    copies = WholeNumber(validate=validate.Range(1, 3), load_default=1)
    cut = fields.Boolean(load_default=True)
    beep = fields.Boolean(load_default=True)
    hurries = fields.Boolean(load_default=False)
    receipts = fields.Boolean(load_default=False)


class Once(Schema):
    """`request_id` makes it happen once, however often it is sent."""

    request_id = Text(max=64, min=8, load_default=None, allow_none=True)


class Listing(Schema):
    cursor = Text(max=100, load_default=None, allow_none=True)
    limit = fields.Integer(load_default=30, validate=validate.Range(1, 100))


class PrinterOut(Shown):
    """`waiting`: slips in its queue · `failures` in a row · `last_error`: unreachable, silent, stuck, broke_off,
    no_paper, no_device or out_of_reach · `next_try_at`: while it rests."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    station_ids = fields.List(fields.String(), required=True)
    connection = fields.Dict(required=True)
    width = fields.Integer(required=True)
    encoding = fields.String(required=True)
    language = fields.String(required=True)
    policy = fields.String(required=True)
    max_age_seconds = fields.Integer(required=True)
    copies = fields.Integer(required=True)
    cut = fields.Boolean(required=True)
    beep = fields.Boolean(required=True)
    hurries = fields.Boolean(required=True)
    receipts = fields.Boolean(required=True)
    waiting = fields.Integer(required=True)
    failures = fields.Integer(required=True)
    last_error = fields.String(required=True, allow_none=True)
    last_error_at = fields.String(required=True, allow_none=True)
    last_printed_at = fields.String(required=True, allow_none=True)
    next_try_at = fields.String(required=True, allow_none=True)


class PrintersOut(Shown):
    items = fields.List(fields.Nested(PrinterOut), required=True)
    next_cursor = fields.String(required=True, allow_none=True)


class SlipOut(Shown):
    """`state`: waiting, printing, printed, unneeded (a screen had it after all), too_old, failed. `perhaps`: it may
    have been on paper once before. `again`: somebody asked for it again."""

    id = fields.String(required=True)
    printer_id = fields.String(required=True)
    printer = fields.String(required=True)
    ticket_id = fields.String(required=True, allow_none=True)
    kind = fields.String(required=True)
    state = fields.String(required=True)
    tries = fields.Integer(required=True)
    error = fields.String(required=True, allow_none=True)
    again = fields.Boolean(required=True)
    perhaps = fields.Boolean(required=True)
    table = fields.String(required=True, allow_none=True)
    order_number = fields.Integer(required=True, allow_none=True)
    round = fields.Integer(required=True, allow_none=True)
    made_at = fields.String(required=True)
    printed_at = fields.String(required=True, allow_none=True)


class SlipsOut(Shown):
    items = fields.List(fields.Nested(SlipOut), required=True)
    next_cursor = fields.String(required=True, allow_none=True)


class QueuedOut(Shown):
    """The printers that will print it."""

    printers = fields.List(fields.Dict(), required=True)


class PreviewOut(Shown):
    text = fields.String(required=True)
    columns = fields.Integer(required=True)
