"""The provider's URLs for statements and the ledger: the month as it stands, or frozen; as pages and as files."""

from flask import Response

from core.errors import Invalid
from core.identity import caller, provider_only, signed_in
from core.offload import offload
from core.transactions import reading
from core.web.api import Blueprint
from core.web.schemas import FILE
from rebates.books import exports, paper
from rebates.books.queries import ledger_of
from rebates.books.statements import statement_of
from rebates.portal import order_schemas as schemas
from rebates.portal.overview import this_month
from rebates.portal.schemas import MonthQuery
from rebates.portal.statements import list_statements, with_theirs

blp = Blueprint("statements", __name__, url_prefix="/api/v1/provider", description="Rebates: statements, ledger")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blp.route("/ledger", methods=["GET"])
@signed_in
@provider_only
@blp.arguments(schemas.LedgerQuery, location="query")
@blp.response(200, schemas.LedgerOut)
def ledger(query):
    """The rows of `?month=`, as they were posted."""
    month = query["month"] or this_month()
    with reading() as session:
        return ledger_of(session, caller().provider_id, month, query["cursor"], query["limit"])


@blp.route("/statements", methods=["GET"])
@signed_in
@provider_only
@blp.response(200, schemas.StatementListOut)
def statements():
    """Every month that has rows or figures, the newest first: frozen with its number, or open."""
    with reading() as session:
        return {"items": list_statements(session, caller().provider_id, this_month()), "next_cursor": None}


@blp.route("/statements/<month>", methods=["GET"])
@signed_in
@provider_only
@blp.response(200, schemas.StatementOut)
def statement(month):
    """The month, restaurant by restaurant and line by line; open, it follows the ledger. Theirs stands beside it."""
    with reading() as session:
        provider_id = caller().provider_id
        return with_theirs(session, provider_id, statement_of(session, provider_id, _month(month)))


@blp.route("/statements/<month>.csv", methods=["GET"])
@signed_in
@provider_only
@blp.arguments(schemas.FileQuery, location="query")
@blp.response(200, {"type": "string"}, content_type="text/csv")
def statement_csv(query, month):
    """`?part=lines` or `summary`."""
    return _file(exports.as_csv(_statement(month), query["part"]), "text/csv; charset=utf-8", f"{month}.csv")


@blp.route("/statements/<month>.xlsx", methods=["GET"])
@signed_in
@provider_only
@blp.response(200, FILE, content_type=XLSX)
def statement_xlsx(month):
    """Summary and lines as two sheets."""
    return _file(offload(exports.as_xlsx, _statement(month)), XLSX, f"{month}.xlsx")


@blp.route("/statements/<month>.pdf", methods=["GET"])
@signed_in
@provider_only
@blp.response(200, FILE, content_type="application/pdf")
def statement_pdf(month):
    """The summary on paper."""
    return _file(offload(paper.as_pdf, _statement(month)), "application/pdf", f"{month}.pdf")


def _statement(month) -> dict:
    with reading() as session:
        return statement_of(session, caller().provider_id, _month(month))


def _month(month) -> str:
    if MonthQuery().validate({"month": month}):
        raise Invalid(errors={"month": ["A month such as 2026-07."]})
    return month


def _file(content: bytes, kind: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="zhuoma-rebate-{name}"', "Cache-Control": "no-store"}
    return Response(content, headers=headers, content_type=kind)
