"""Shapes of tables, their codes and what is printed."""

from marshmallow import validate

from core.web.schemas import Names, Schema, Text, WholeNumber, fields, listed
from qr.drawing import LEVELS
from qr.layouts import LAYOUTS
from restaurants.tables.routes import AreaOut

KINDS = ("svg", "png")


class NewTables(Schema):
    labels = Text(max=2000, min=1, required=True, metadata={"example": "A01-A20, 包厢 1-3"})
    area_id = Text(max=36, load_default=None, allow_none=True)
    seats = WholeNumber(load_default=4, validate=validate.Range(1, 99))


class TableChange(Schema):
    label = Text(max=20, min=1)
    area_id = Text(max=36, allow_none=True)
    seats = WholeNumber(validate=validate.Range(1, 99))


class NewArea(Schema):
    names = Names(max=20, required=True)
    position = WholeNumber(load_default=0, validate=validate.Range(0, 99))


class Drawing(Schema):
    size_mm = fields.Integer(load_default=40, validate=validate.Range(30, 400))
    level = fields.String(load_default="Q", validate=validate.OneOf(tuple(LEVELS)))


class Which(Schema):
    """Every table, those of an area, or the named ones."""

    area = fields.String(load_default=None, validate=validate.Length(max=36))
    labels = fields.String(load_default=None, validate=validate.Length(max=1500), metadata={"example": "A01-A05,B02"})


class Look(Which):
    layout = fields.String(load_default="sticker_6", validate=validate.OneOf(tuple(LAYOUTS)))


class Sheet(Look):
    sheet_id = fields.String(
        load_default=None,
        validate=validate.Length(1, 40),
        metadata={"description": "Comes back in `sheet.progress` pushes on the restaurant's stream."},
    )


class Archive(Which):
    format = fields.String(load_default="svg", validate=validate.OneOf(KINDS))
    size_mm = fields.Integer(load_default=40, validate=validate.Range(30, 400))


class TableOut(Schema):
    """`printed_label`: what the newest sticker says; another label means that it should be printed again."""

    id = fields.String()
    label = fields.String()
    printed_label = fields.String(allow_none=True)
    area_id = fields.String(allow_none=True)
    seats = fields.Integer()
    code = fields.String(allow_none=True)
    human_code = fields.String(allow_none=True)
    version = fields.Integer(allow_none=True)
    url = fields.String(allow_none=True)


TableListOut = listed(TableOut)
AreaListOut = listed(AreaOut)


class LayoutOut(Schema):
    """One of the four sheets, for these tables. `scan_cm`: from how far a phone reads it."""

    name = fields.String(metadata={"enum": list(LAYOUTS)})
    width_mm = fields.Float()
    height_mm = fields.Float()
    per_page = fields.Integer()
    pages = fields.Integer()
    code_mm = fields.Float()
    module_mm = fields.Float()
    scan_cm = fields.Integer()


class PrintOut(Schema):
    """`too_long`: the address needs a shorter host, or modules become smaller than phones like."""

    codes = fields.Integer()
    url_length = fields.Integer()
    too_long = fields.Boolean()
    layouts = fields.List(fields.Nested(LayoutOut))
