"""Fapiao: the guest asks, the owner sees and says done."""

from flask import Response

from core.identity import caller, guest_only, staff_only
from core.limits import allow
from core.offload import offload
from core.transactions import again_on_conflict, reading, transaction
from core.web.api import Blueprint
from core.web.schemas import FILE
from payments.fapiao import exports, schemas, service
from payments.fapiao.queries import all_of, listed_of, of_visit
from restaurants.audit.service import record
from restaurants.profile.queries import restaurant_of

blp = Blueprint("fapiao", __name__, url_prefix="/api/v1", description="Fapiao requests")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blp.route("/visit/fapiao", methods=["GET"])
@guest_only
@blp.response(200, schemas.MyFapiaoListOut)
def of_table():
    """The table's payments that a fapiao can be asked for, or was."""
    who = caller()
    with reading() as session:
        return {"items": of_visit(session, who.restaurant_id, who.visit_id, who.principal), "next_cursor": None}


@blp.route("/visit/payments/<payment_id>/fapiao", methods=["PUT"])
@guest_only
@blp.arguments(schemas.Ask)
@blp.response(200, schemas.MyFapiaoOut)
def ask(body, payment_id):
    """After paying, without any login; the same phone may change it until it is written."""
    who = caller()
    allow(f"fapiao:{who.guest_id}", 20, 600)

    def work():
        with transaction() as session:
            return service.ask_fapiao(session, who.restaurant_id, who.visit_id, payment_id, who.principal, body)

    return again_on_conflict(work)


@blp.route("/restaurants/<restaurant_id>/fapiao", methods=["GET"])
@staff_only("owner", "manager")
@blp.arguments(schemas.Listing, location="query")
@blp.response(200, schemas.FapiaoListOut)
def list_requests(asked, restaurant_id):
    """`?state=open|done`"""
    with reading() as session:
        return listed_of(session, restaurant_id, asked["state"], asked["cursor"], asked["limit"])


@blp.route("/restaurants/<restaurant_id>/fapiao.xlsx", methods=["GET"])
@staff_only("owner", "manager")
@blp.response(200, FILE, content_type=XLSX)
def workbook(restaurant_id):
    """Everything that is not forgotten yet."""
    with reading() as session:
        restaurant = restaurant_of(session, restaurant_id)
        rows = all_of(session, restaurant_id)
    content = offload(exports.as_xlsx, rows, restaurant["currency"], restaurant["time_zone"])
    headers = {"Content-Disposition": 'attachment; filename="fapiao.xlsx"', "Cache-Control": "no-store"}
    return Response(content, headers=headers, content_type=XLSX)


@blp.route("/restaurants/<restaurant_id>/fapiao/<fapiao_id>", methods=["PUT"])
@staff_only("owner", "manager")
@blp.arguments(schemas.Done)
@blp.response(200, schemas.FapiaoOut)
def set_done(body, restaurant_id, fapiao_id):
    """`{done: true}` once it is written and sent."""
    who = caller().principal

    def work():
        with transaction() as session:
            action = "fapiao.done" if body["done"] else "fapiao.reopened"
            found = (
                service.mark_done(session, restaurant_id, fapiao_id, who)
                if body["done"]
                else service.mark_open(session, restaurant_id, fapiao_id)
            )
            record(session, restaurant_id, who, action, fapiao_id, after={"amount": found["amount"]})
            return found

    return again_on_conflict(work)
