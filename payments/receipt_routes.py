"""The receipt: read by the table's own phones and by staff, as data and as a PDF."""

from flask import Response

from core.facts import ask
from core.identity import caller, guest_only, staff_only
from core.languages import language
from core.limits import allow
from core.offload import offload
from core.transactions import again_on_conflict, reading, transaction
from core.web.api import Blueprint
from core.web.schemas import FILE
from payments import schemas
from payments.bills import paper
from payments.bills.events import PrintSlip, VisitOf
from payments.bills.queries import VisitUnknown
from payments.bills.receipts import receipt_of

blp = Blueprint("receipts", __name__, url_prefix="/api/v1", description="What was eaten and paid")
FLOOR = ("owner", "manager", "waiter")


@blp.route("/visit/receipt", methods=["GET"])
@guest_only
@blp.response(200, schemas.ReceiptOut)
def receipt():
    """The bill, line by line; for the visit's own guests, after it was closed too."""
    who = caller()
    with reading() as session:
        return receipt_of(session, who.restaurant_id, who.visit_id, language())


@blp.route("/restaurants/<restaurant_id>/visits/<visit_id>/receipt", methods=["GET"])
@staff_only(*FLOOR)
@blp.response(200, schemas.ReceiptOut)
def receipt_for_table(restaurant_id, visit_id):
    """The same, for staff who print it."""
    return _of_table(restaurant_id, visit_id)


@blp.route("/visit/receipt.pdf", methods=["GET"])
@guest_only
@blp.response(200, FILE, content_type="application/pdf")
def receipt_pdf():
    """The receipt for keeping: 80 mm wide."""
    who = caller()
    allow(f"receipt:{who.guest_id}", 10, 60)
    with reading() as session:
        found = receipt_of(session, who.restaurant_id, who.visit_id, language())
    return _pdf(found)


@blp.route("/restaurants/<restaurant_id>/visits/<visit_id>/receipt.pdf", methods=["GET"])
@staff_only(*FLOOR)
@blp.response(200, FILE, content_type="application/pdf")
def receipt_pdf_for_table(restaurant_id, visit_id):
    """The same, for staff."""
    return _pdf(_of_table(restaurant_id, visit_id))


@blp.route("/restaurants/<restaurant_id>/visits/<visit_id>/receipt/print", methods=["POST"])
@staff_only(*FLOOR)
@blp.arguments(schemas.PrintReceipt)
@blp.response(202, schemas.PrintedOut)
def print_receipt(body, restaurant_id, visit_id):
    """The receipt, or the pre-bill as long as something is due, on a slip printer. 409 `no_receipt_printer`."""
    allow(f"slips:{restaurant_id}", 60, 60)
    found = _of_table(restaurant_id, visit_id)
    wanted = PrintSlip(restaurant_id, found["kind"], found["table"], paper.slip_rows(found, language()), **body)

    def work():
        with transaction() as session:
            return {"kind": found["kind"], "printer": ask(session, wanted)}

    return again_on_conflict(work)


def _of_table(restaurant_id, visit_id) -> dict:
    with reading() as session:
        if ask(session, VisitOf(restaurant_id, visit_id)) is None:
            raise VisitUnknown()
        return receipt_of(session, restaurant_id, visit_id, language())


def _pdf(receipt) -> Response:
    content = offload(paper.as_pdf, receipt, language())
    number = receipt["number"].strip("#") or "0"
    headers = {"Content-Disposition": f'inline; filename="receipt-{number}.pdf"', "Cache-Control": "no-store"}
    return Response(content, headers=headers, content_type="application/pdf")
