"""Codes as pictures and print sheets. Nothing is handed out that has not been read back."""

import threading
from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Response, current_app

from core.clock import now
from core.errors import Invalid
from core.identity import staff_only
from core.offload import offload
from core.pushes import push
from core.transactions import reading, transaction
from core.web.api import Blueprint
from core.web.schemas import FILE
from qr import schemas, service
from qr.checking import check_png
from qr.drawing import QUIET, matrix, png, svg
from qr.faces import Sticker
from qr.layouts import LAYOUTS
from qr.printing import archive, first_page, print_sheet
from restaurants.profile.queries import restaurant_of
from restaurants.profile.service import note_printed
from restaurants.tables.labels import spread
from restaurants.tables.queries import tables_of
from restaurants.tables.service import be_known

blp = Blueprint(
    "codes", __name__, url_prefix="/api/v1/restaurants/<restaurant_id>", description="Table codes, drawn and printed"
)
LONGEST = 46  # characters of an address that still fits version 4 at level Q
OFTEN = 0.5  # seconds between two pushes of progress
_pdfium = threading.Lock()  # its library may be in one thread at a time; a page takes 30 ms


@blp.route("/tables/<table_id>/code.svg", methods=["GET"])
@staff_only("owner", "manager", "waiter")
@blp.arguments(schemas.Drawing, location="query")
@blp.response(200, {"type": "string"}, content_type="image/svg+xml")
def code_svg(query, restaurant_id, table_id):
    """The code as one vector path, `size_mm` wide with its quiet zone."""
    url = _url(restaurant_id, table_id)
    offload(_checked_png, url, query["size_mm"], query["level"])
    return Response(svg(url, query["size_mm"], query["level"]), mimetype="image/svg+xml")


@blp.route("/tables/<table_id>/code.png", methods=["GET"])
@staff_only("owner", "manager", "waiter")
@blp.arguments(schemas.Drawing, location="query")
@blp.response(200, FILE, content_type="image/png")
def code_png(query, restaurant_id, table_id):
    """The code at 300 dpi, whole pixels to a module."""
    picture = offload(_checked_png, _url(restaurant_id, table_id), query["size_mm"], query["level"])
    return Response(picture, mimetype="image/png")


@blp.route("/codes", methods=["GET"])
@staff_only("owner", "manager")
@blp.arguments(schemas.Which, location="query")
@blp.response(200, schemas.PrintOut)
def what_to_print(query, restaurant_id):
    """How many codes and pages each layout has, and from how far it will be read."""
    _, stickers, _ = _chosen(restaurant_id, query)
    longest = max((s.url for s in stickers), key=len)
    side = len(matrix(longest)) + 2 * QUIET
    return {
        "codes": len(stickers),
        "url_length": len(longest),
        "too_long": len(longest) > LONGEST,
        "layouts": [
            {
                "name": name,
                "width_mm": layout.width,
                "height_mm": layout.height,
                "per_page": layout.per_page,
                "pages": -(-len(stickers) // layout.per_page),
                "code_mm": layout.code_mm,
                "module_mm": round(layout.code_mm / side, 2),
                "scan_cm": round(layout.code_mm),
            }
            for name, layout in LAYOUTS.items()
        ],
    }


@blp.route("/codes.pdf", methods=["GET"])
@staff_only("owner", "manager")
@blp.arguments(schemas.Sheet, location="query")
@blp.response(200, FILE, content_type="application/pdf")
def codes_pdf(query, restaurant_id):
    """The print sheet, each code read back before it answers; of an area, or of `?labels=A01-A05,B02`.

    Long sheets push `sheet.progress {id, done, total}` on the restaurant's stream.
    """
    restaurant, stickers, tables = _chosen(restaurant_id, query)
    pdf = _printed(restaurant_id, query["sheet_id"], stickers, query["layout"], _day(restaurant))
    with transaction() as session:
        note_printed(session, restaurant_id, tables)
    return Response(pdf, mimetype="application/pdf", headers={"Content-Disposition": "inline; filename=codes.pdf"})


@blp.route("/codes.png", methods=["GET"])
@staff_only("owner", "manager")
@blp.arguments(schemas.Look, location="query")
@blp.response(200, FILE, content_type="image/png")
def codes_png(query, restaurant_id):
    """The sheet's first page, for a look before printing."""
    restaurant, stickers, _ = _chosen(restaurant_id, query)
    picture = offload(first_page, stickers, query["layout"], _day(restaurant))
    return Response(picture, mimetype="image/png", headers={"Cache-Control": "no-store"})


@blp.route("/codes.zip", methods=["GET"])
@staff_only("owner", "manager")
@blp.arguments(schemas.Archive, location="query")
@blp.response(200, FILE, content_type="application/zip")
def codes_zip(query, restaurant_id):
    """Every code as a file for a print shop, with a list of what is what."""
    _, stickers, _ = _chosen(restaurant_id, query)
    bundle = offload(archive, stickers, query["format"], query["size_mm"])
    return Response(
        bundle, mimetype="application/zip", headers={"Content-Disposition": "attachment; filename=codes.zip"}
    )


def stickers_of(session, restaurant: dict, tables: list, public_url: str) -> list[Sticker]:
    """What stands on the stickers of these tables; one without a code has none."""
    codes = service.codes_of(session, restaurant["id"])
    return [
        Sticker(
            restaurant["name"],
            table.label,
            service.url_of(codes[table.id].code, public_url),
            codes[table.id].human_code,
            codes[table.id].version,
        )
        for table in tables
        if table.id in codes
    ]


def _chosen(restaurant_id, query) -> tuple[dict, list[Sticker], list]:
    """(restaurant, stickers, their tables) of the query. Invalid where nothing is left to print."""
    with reading() as session:
        restaurant = restaurant_of(session, restaurant_id)
        tables = tables_of(session, restaurant_id, query["area"])
        if query["labels"] is not None:
            tables = _named(tables, query["labels"])
        stickers = stickers_of(session, restaurant, tables, current_app.config["PUBLIC_URL"])
    if not stickers:
        name = "area" if query["labels"] is None else "labels"
        raise Invalid("There is no table to print.", errors={name: ["No table with a code."]})
    return restaurant, stickers, tables


def _day(restaurant) -> str:
    return now().astimezone(ZoneInfo(restaurant["time_zone"])).date().isoformat()


def _named(tables, labels) -> list:
    try:
        wanted = set(spread(labels))
    except ValueError as error:
        raise Invalid(errors={"labels": [str(error)]}) from error
    return [t for t in tables if t.label in wanted]


def _printed(restaurant_id, sheet_id, stickers, layout, day) -> bytes:
    """Page by page, so that nobody else waits; whoever asked hears how far it is."""
    steps = print_sheet(stickers, layout, day)
    told: datetime = now()
    while True:
        with _pdfium:
            step = offload(next, steps)
        if isinstance(step, bytes):
            return step
        if (now() - told).total_seconds() > OFTEN:
            told = now()
            body = {"id": sheet_id, "done": step, "total": len(stickers)}
            with transaction() as session:
                push(session, restaurant_id, f"restaurant:{restaurant_id}", "sheet.progress", body)


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
