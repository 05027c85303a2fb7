"""Tables with their codes, drawings and the print sheet."""

from flask import Response, current_app
from marshmallow import validate

from core.errors import Invalid
from core.identity import caller, staff_only
from core.offload import offload
from core.transactions import reading, transaction
from core.web.api import Blueprint
from core.web.schemas import Names, Schema, Text, WholeNumber, fields
from qr import service
from qr.checking import check_png, check_sheet
from qr.drawing import LEVELS, png, svg
from qr.sheet import LAYOUTS, Sticker, draw_sheet
from restaurants.audit.service import record
from restaurants.profile.queries import restaurant_of
from restaurants.profile.service import note_printed
from restaurants.tables.labels import spread
from restaurants.tables.queries import areas_of, tables_of
from restaurants.tables.service import add_area, archive_table, be_known, change_table, create_tables

blp = Blueprint(
    "tables", __name__, url_prefix="/api/v1/restaurants/<restaurant_id>", description="Tables and their codes"
)


class NewTables(Schema):
    labels = Text(max=2000, min=1, required=True)
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


class Sheet(Schema):
    layout = fields.String(load_default="sticker_6", validate=validate.OneOf(tuple(LAYOUTS)))
    area = fields.String(load_default=None)
    labels = fields.String(load_default=None, validate=validate.Length(max=1500))


@blp.route("/tables", methods=["GET"])
@staff_only("owner", "manager", "waiter")
@blp.response(200)
def list_tables(restaurant_id):
    with reading() as session:
        codes = service.codes_of(session, restaurant_id)
        return {"items": [_shape(t, codes.get(t.id)) for t in tables_of(session, restaurant_id)], "next_cursor": None}


@blp.route("/tables", methods=["POST"])
@staff_only("owner", "manager")
@blp.arguments(NewTables)
@blp.response(201)
def add_tables(body, restaurant_id):
    """Many at once: `A01-A20`."""
    with transaction() as session:
        tables = create_tables(session, restaurant_id, **body)
        for table in tables:
            service.make_code(session, restaurant_id, table.id)
        codes = service.codes_of(session, restaurant_id)
        return {"items": [_shape(t, codes[t.id]) for t in tables], "next_cursor": None}


@blp.route("/tables/<table_id>", methods=["PATCH"])
@staff_only("owner", "manager")
@blp.arguments(TableChange)
@blp.response(200)
def edit_table(body, restaurant_id, table_id):
    """A new label does not change the code; the sticker still shows the old one."""
    with transaction() as session:
        table = change_table(session, restaurant_id, table_id, **body)
        return _shape(table, service.code_of(session, restaurant_id, table_id))


@blp.route("/tables/<table_id>", methods=["DELETE"])
@staff_only("owner", "manager")
@blp.response(204)
def remove_table(restaurant_id, table_id):
    """Taken out of use; its code answers 410."""
    with transaction() as session:
        archive_table(session, restaurant_id, table_id)
        service.withdraw_code(session, restaurant_id, table_id)
        record(session, restaurant_id, caller().principal, "table.removed", table_id)


@blp.route("/areas", methods=["GET"])
@staff_only("owner", "manager", "waiter")
@blp.response(200)
def list_areas(restaurant_id):
    with reading() as session:
        return {"items": [dict(a) for a in areas_of(session, restaurant_id)], "next_cursor": None}


@blp.route("/areas", methods=["POST"])
@staff_only("owner", "manager")
@blp.arguments(NewArea)
@blp.response(201)
def new_area(body, restaurant_id):
    with transaction() as session:
        return add_area(session, restaurant_id, **body)


@blp.route("/tables/<table_id>/code/rotate", methods=["POST"])
@staff_only("owner", "manager")
@blp.response(200)
def rotate(restaurant_id, table_id):
    """A new code; the old one answers 410 from now on."""
    with transaction() as session:
        table = be_known(session, restaurant_id, table_id)
        service.rotate_code(session, restaurant_id, table_id)
        record(session, restaurant_id, caller().principal, "code.rotated", table_id)
        return _shape(table, service.code_of(session, restaurant_id, table_id))


@blp.route("/tables/<table_id>/code.svg", methods=["GET"])
@staff_only("owner", "manager", "waiter")
@blp.arguments(Drawing, location="query")
@blp.response(200, content_type="image/svg+xml")
def code_svg(query, restaurant_id, table_id):
    url = _url(restaurant_id, table_id)
    offload(_checked_png, url, query["size_mm"], query["level"])
    return Response(svg(url, query["size_mm"], query["level"]), mimetype="image/svg+xml")


@blp.route("/tables/<table_id>/code.png", methods=["GET"])
@staff_only("owner", "manager", "waiter")
@blp.arguments(Drawing, location="query")
@blp.response(200, content_type="image/png")
def code_png(query, restaurant_id, table_id):
    return Response(
        offload(_checked_png, _url(restaurant_id, table_id), query["size_mm"], query["level"]), mimetype="image/png"
    )


@blp.route("/codes.pdf", methods=["GET"])
@staff_only("owner", "manager")
@blp.arguments(Sheet, location="query")
@blp.response(200, content_type="application/pdf")
def codes_pdf(query, restaurant_id):
    """The print sheet, each code read back before it answers; of an area, or of `?labels=A01-A05,B02`."""
    with reading() as session:
        name = restaurant_of(session, restaurant_id)["name"]
        codes = service.codes_of(session, restaurant_id)
        tables = [t for t in tables_of(session, restaurant_id, query["area"]) if t.id in codes]
        if query["labels"] is not None:
            tables = _named(tables, query["labels"])
        stickers = [
            Sticker(
                t.label,
                service.url_of(codes[t.id].code, current_app.config["PUBLIC_URL"]),
                codes[t.id].human_code,
                codes[t.id].version,
            )
            for t in tables
        ]
    if not stickers:
        raise Invalid("There is no table to print.", errors={"area": ["No table with a code."]})
    pdf = offload(print_sheet, name, stickers, query["layout"])
    with transaction() as session:
        note_printed(session, restaurant_id, tables)
    return Response(pdf, mimetype="application/pdf", headers={"Content-Disposition": "inline; filename=codes.pdf"})


def _named(tables, labels) -> list:
    try:
        wanted = set(spread(labels))
    except ValueError as error:
        raise Invalid(errors={"labels": [str(error)]}) from error
    return [t for t in tables if t.label in wanted]


def print_sheet(name: str, stickers: list[Sticker], layout: str) -> bytes:
    """Drawn and read back."""
    pdf = draw_sheet(name, stickers, layout)
    check_sheet(pdf, [s.url for s in stickers], copies=2 if LAYOUTS[layout].twin else 1)
    return pdf


def _checked_png(url, size_mm, level) -> bytes:
    picture = png(url, size_mm, level)
    check_png(picture, url)
    return picture


def _url(restaurant_id, table_id) -> str:
    with reading() as session:
        be_known(session, restaurant_id, table_id)
        code = service.code_of(session, restaurant_id, table_id)
    if code is None:
        raise service.CodeUnknown("Make a new code for this table first.")
    return service.url_of(code.code, current_app.config["PUBLIC_URL"])


def _shape(table, code) -> dict:
    return {
        "id": table.id,
        "label": table.label,
        "printed_label": table.printed_label,
        "area_id": table.area_id,
        "seats": table.seats,
        "code": code and code.code,
        "human_code": code and code.human_code,
        "version": code and code.version,
        "url": code and service.url_of(code.code, current_app.config["PUBLIC_URL"]),
    }
