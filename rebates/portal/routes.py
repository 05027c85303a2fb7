"""The provider's URLs. A provider sees its own restaurants only."""

from flask import Response

from core.errors import Invalid
from core.identity import caller, provider_only, signed_in
from core.offload import offload
from core.transactions import again_on_conflict, reading, transaction
from core.web.api import Blueprint
from rebates.books import exports, paper
from rebates.books.queries import ledger_of
from rebates.books.statements import statement_of
from rebates.members import schemas as members
from rebates.members.enrolling import ask_to_enrol, be_programme, hand_in
from rebates.members.queries import enrolments_of
from rebates.portal import queries, schemas
from rebates.programmes.catalogue import PROGRAMMES
from restaurants.audit.service import record

blp = Blueprint("provider", __name__, url_prefix="/api/v1/provider", description="The rebate, order by order")
FILE = {"type": "string", "format": "binary"}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blp.route("/restaurants", methods=["GET"])
@signed_in
@provider_only
@blp.arguments(schemas.MonthQuery, location="query")
@blp.response(200, schemas.OverviewOut)
def list_restaurants(query):
    """Each restaurant with its state in each programme, what is missing and who acts; the month's money."""
    with reading() as session:
        return queries.overview(session, caller().provider_id, query["month"] or queries.this_month())


@blp.route("/restaurants/<restaurant_id>/verdicts", methods=["GET"])
@signed_in
@provider_only
@blp.arguments(schemas.VerdictsQuery, location="query")
@blp.response(200, schemas.VerdictsOut)
def verdicts(query, restaurant_id):
    """Each paid order: counted, or every reason why not."""
    with reading() as session:
        programme, month = _which(session, restaurant_id, query)
        return queries.verdicts_of(
            session,
            caller().provider_id,
            restaurant_id,
            programme,
            month,
            query["reason"],
            query["cursor"],
            query["limit"],
        )


@blp.route("/restaurants/<restaurant_id>/waterfall", methods=["GET"])
@signed_in
@provider_only
@blp.arguments(schemas.TradesQuery, location="query")
@blp.response(200, schemas.WaterfallOut)
def waterfall(query, restaurant_id):
    """All orders minus each reason is what counted; an order stands at the first of its reasons."""
    with reading() as session:
        programme, month = _which(session, restaurant_id, query)
        return queries.waterfall_of(session, caller().provider_id, restaurant_id, programme, month)


@blp.route("/restaurants/<restaurant_id>/programmes/<programme>/requirements/<requirement>", methods=["PUT"])
@signed_in
@provider_only
@blp.arguments(members.Paper)
@blp.response(200, members.EnrolmentOut)
def set_requirement(body, restaurant_id, programme, requirement):
    """The provider's own papers: open, in review, done."""
    who = caller()
    with transaction() as session:
        record(session, restaurant_id, who.principal, "enrolment.paper", f"{programme}/{requirement}"[:60], after=body)
        return hand_in(session, who.provider_id, restaurant_id, programme, requirement, body["state"])


@blp.route("/programmes", methods=["GET"])
@signed_in
@provider_only
@blp.response(200, schemas.ProgrammesOut)
def programmes():
    """As they are shipped: rules with their versions, and where they come from."""
    return {"items": list(PROGRAMMES.values()), "next_cursor": None}


@blp.route("/programmes/<programme>/enrolments", methods=["POST"])
@signed_in
@provider_only
@blp.arguments(members.NewEnrolment)
@blp.response(201, members.EnrolmentOut)
def ask(body, programme):
    """Asks a restaurant to take part; its owner has to agree. Repeating is harmless."""
    who = caller()

    def work():
        with transaction() as session:
            asked = ask_to_enrol(session, who.provider_id, programme, body["restaurant_id"])
            record(
                session,
                body["restaurant_id"],
                who.principal,
                "enrolment.asked",
                asked["id"],
                after={"programme": programme},
            )
            return asked

    return again_on_conflict(work)


@blp.route("/ledger", methods=["GET"])
@signed_in
@provider_only
@blp.arguments(schemas.LedgerQuery, location="query")
@blp.response(200, schemas.LedgerOut)
def ledger(query):
    """The rows of `?month=`, as they were posted."""
    month = query["month"] or queries.this_month()
    with reading() as session:
        return ledger_of(session, caller().provider_id, month, query["cursor"], query["limit"])


@blp.route("/statements/<month>", methods=["GET"])
@signed_in
@provider_only
@blp.response(200, schemas.StatementOut)
def statement(month):
    """The month, restaurant by restaurant and line by line. It is open: it follows the ledger."""
    return _statement(month)


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
    if schemas.MonthQuery().validate({"month": month}):
        raise Invalid(errors={"month": ["A month such as 2026-07."]})
    with reading() as session:
        return statement_of(session, caller().provider_id, month)


def _which(session, restaurant_id, query) -> tuple[str, str]:
    """(programme, month); the same 404 for a stranger's restaurant as for none."""
    mine = enrolments_of(session, caller().provider_id, restaurant_id)
    if query["programme"]:
        be_programme(query["programme"])
    month = query["month"] or queries.this_month(mine[0].time_zone, mine[0].day_starts_at)
    return query["programme"] or mine[0].programme, month


def _file(content: bytes, kind: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="zhuoma-rebate-{name}"', "Cache-Control": "no-store"}
    return Response(content, headers=headers, content_type=kind)
