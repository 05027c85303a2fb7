"""The owner's printers, the slips that went to them, and a cook's 打印."""

import io
from zoneinfo import ZoneInfo

from flask import Response

from core.clock import now
from core.errors import Invalid
from core.identity import caller, screen_or_staff, staff_only
from core.limits import allow
from core.offload import offload
from core.transactions import reading, transaction
from core.web.api import Blueprint
from core.web.schemas import FILE
from kitchen.slips import schemas, service
from kitchen.slips.contents import sample
from kitchen.slips.layout import steps_of
from kitchen.slips.picture import DOTS, preview
from kitchen.slips.queries import printers_of, slips_of
from kitchen.slips.reach import OutOfReach, checked
from kitchen.slips.steps import COLUMNS, as_text
from restaurants.audit.service import record
from restaurants.profile.queries import restaurant_of

blp = Blueprint("slips", __name__, url_prefix="/api/v1", description="Slip printers and what they print")
HOME = "/restaurants/<restaurant_id>"
STAFF = ("owner", "manager", "waiter", "cook")


@blp.route(f"{HOME}/printers", methods=["GET"])
@staff_only(*STAFF)
@blp.response(200, schemas.PrintersOut)
def list_printers(restaurant_id):
    """Each with its queue, its last slip and its last trouble."""
    with reading() as session:
        return {"items": printers_of(session, restaurant_id), "next_cursor": None}


@blp.route(f"{HOME}/printers", methods=["POST"])
@staff_only("owner", "manager")
@blp.arguments(schemas.NewPrinter)
@blp.response(201, schemas.PrinterOut)
def add_printer(body, restaurant_id):
    """Only addresses of the restaurant's own network."""
    _within_reach(body)
    with transaction() as session:
        printer = service.add_printer(session, restaurant_id, body)
        record(session, restaurant_id, caller().principal, "printer.added", printer["id"], after={"name": body["name"]})
        return printer


@blp.route(f"{HOME}/printers/<printer_id>", methods=["PATCH"])
@staff_only("owner", "manager")
@blp.arguments(schemas.PrinterChange)
@blp.response(200, schemas.PrinterOut)
def change_printer(body, restaurant_id, printer_id):
    """Whatever is named; a new connection is tried at once."""
    _within_reach(body)
    with transaction() as session:
        return service.change_printer(session, restaurant_id, printer_id, **body)


@blp.route(f"{HOME}/printers/<printer_id>", methods=["DELETE"])
@staff_only("owner", "manager")
@blp.response(204)
def remove_printer(restaurant_id, printer_id):
    """What it has not printed it never will."""
    with transaction() as session:
        service.remove_printer(session, restaurant_id, printer_id)
        record(session, restaurant_id, caller().principal, "printer.removed", printer_id)


@blp.route(f"{HOME}/printers/<printer_id>/test", methods=["POST"])
@staff_only("owner", "manager")
@blp.arguments(schemas.Once)
@blp.response(202, schemas.QueuedOut)
def test_printer(body, restaurant_id, printer_id):
    """A slip with everything on it; look at the printer's state and at the paper."""
    allow(f"slips:{restaurant_id}", 60, 60)
    with transaction() as session:
        printer = service.known(session, restaurant_id, printer_id)
        service.print_test(session, restaurant_id, printer_id, body["request_id"])
    return {"printers": [{"id": printer["id"], "name": printer["name"]}]}


@blp.route(f"{HOME}/printers/<printer_id>/preview", methods=["GET"])
@staff_only("owner", "manager")
@blp.response(200, schemas.PreviewOut)
def preview_text(restaurant_id, printer_id):
    """The test slip as text, a line for a line."""
    printer, steps = _sample(restaurant_id, printer_id)
    return {"text": as_text(steps), "columns": COLUMNS[printer["width"]]}


@blp.route(f"{HOME}/printers/<printer_id>/preview.png", methods=["GET"])
@staff_only("owner", "manager")
@blp.response(200, FILE, content_type="image/png")
def preview_png(restaurant_id, printer_id):
    """The test slip dot by dot, as a printer without Chinese gets it."""
    printer, steps = _sample(restaurant_id, printer_id)
    picture = offload(_png, steps, COLUMNS[printer["width"]] * DOTS)
    return Response(picture, mimetype="image/png", headers={"Cache-Control": "no-store"})


@blp.route(f"{HOME}/slips", methods=["GET"])
@staff_only(*STAFF)
@blp.arguments(schemas.Listing, location="query")
@blp.response(200, schemas.SlipsOut)
def list_slips(query, restaurant_id):
    """The newest first."""
    with reading() as session:
        return slips_of(session, restaurant_id, **query)


@blp.route(f"{HOME}/slips/<slip_id>/print", methods=["POST"])
@staff_only(*STAFF)
@blp.arguments(schemas.Once)
@blp.response(202, schemas.QueuedOut)
def print_slip(body, restaurant_id, slip_id):
    """The same slip once more, marked 补打 with the time."""
    allow(f"slips:{restaurant_id}", 60, 60)
    with transaction() as session:
        printer = service.print_again(session, restaurant_id, slip_id, body["request_id"])
    return {"printers": [{"id": printer["id"], "name": printer["name"]}]}


@blp.route("/kitchen/tickets/<ticket_id>/print", methods=["POST"])
@screen_or_staff(*STAFF)
@blp.arguments(schemas.Once)
@blp.response(202, schemas.QueuedOut)
def print_ticket(body, ticket_id):
    """打印: by every printer of the ticket's station, marked 补打. 409 `no_printer` where it has none."""
    who = caller()
    allow(f"slips:{who.restaurant_id}", 60, 60)
    with transaction() as session:
        return {"printers": service.print_ticket(session, who, ticket_id, body["request_id"])}


def _within_reach(body):
    """Before the transaction: a name is looked up, and that may take its time."""
    if "connection" in body:
        try:
            checked(body["connection"])
        except OutOfReach as error:
            raise Invalid("This printer cannot be used.", errors={f"connection.{error.field}": [str(error)]}) from error


def _sample(restaurant_id, printer_id):
    with reading() as session:
        printer = service.known(session, restaurant_id, printer_id)
        zone = ZoneInfo(restaurant_of(session, restaurant_id)["time_zone"])
    look = {**printer, "beep": False, "copies": 1}
    return printer, steps_of(sample(now().astimezone(zone)), look)


def _png(steps, dots) -> bytes:
    file = io.BytesIO()
    preview(steps, dots).save(file, "PNG")
    return file.getvalue()
