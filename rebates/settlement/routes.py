"""The provider's URLs for what the platform says: imports, differences by cause, disputes."""

from flask import request

from core.clock import business_day, now
from core.errors import Invalid
from core.identity import caller, provider_only, signed_in
from core.offload import offload
from core.transactions import again_on_conflict, reading, transaction
from core.web.api import Blueprint
from core.web.schemas import offset_cursor, offset_of
from rebates.members.enrolling import be_programme
from rebates.settlement import disputing, schemas
from rebates.settlement.causes import CAUSES, apart, summary
from rebates.settlement.importing import imports_of, keep_import, lock, plan_import, read
from rebates.settlement.lines import Unreadable
from rebates.settlement.listing import shown
from rebates.settlement.queries import differences_of

blp = Blueprint("settlement", __name__, url_prefix="/api/v1/provider", description="Rebates: what the platform says")
FILES = {
    "required": True,
    "content": {"text/csv": {"schema": {"type": "string"}}, "application/json": {"schema": {"type": "object"}}},
}


class FileUnreadable(Invalid):
    code, title = "import_unreadable", "The file cannot be read"


@blp.route("/imports", methods=["GET"])
@signed_in
@provider_only
@blp.response(200, schemas.FigureImportsOut)
def list_imports():
    """What was brought in so far, the latest first."""
    with reading() as session:
        return {"items": imports_of(session, caller().provider_id), "next_cursor": None}


@blp.route("/imports", methods=["POST"])
@signed_in
@provider_only
@blp.doc(requestBody=FILES)
@blp.arguments(schemas.FiguresQuery, location="query")
@blp.response(200, schemas.FiguresReportOut)
def bring_in(query):
    """A CSV, or the award query's answers as JSON. Each line is kept once; `?dry_run=1` only says what would be."""
    who, column, programme = caller(), query["column"], query["programme"]
    be_programme(programme)
    try:
        sha256, lines, wrong = offload(read, request.get_data(cache=False), request.mimetype)
    except Unreadable as error:
        raise FileUnreadable(str(error), errors={"body": [str(error)]}) from error
    if query["dry_run"]:
        with reading() as session:
            return plan_import(session, who.provider_id, column, programme, sha256, lines, wrong).report(True)

    def work():
        with transaction() as session:
            lock(session, who.provider_id, programme)
            plan = plan_import(session, who.provider_id, column, programme, sha256, lines, wrong)
            return keep_import(session, who.provider_id, plan, query["name"], who.principal)

    return again_on_conflict(work)


@blp.route("/differences", methods=["GET"])
@signed_in
@provider_only
@blp.arguments(schemas.DifferencesQuery, location="query")
@blp.response(200, schemas.RebateDifferencesOut)
def differences(query):
    """Where the platform says something else than we do, by cause; matched lines only where they are asked for."""
    provider_id, after = caller().provider_id, offset_of(query["cursor"])
    with reading() as session:
        found = differences_of(session, provider_id, query["month"], query["column"], query["programme"])
        spoken, waiting = bool(found), []
        if query["month"] >= business_day(now(), "Asia/Shanghai").isoformat()[:7]:
            found, waiting = apart(found)
        causes = summary(found)
        wanted = [d for d in found if (d.cause == query["cause"] if query["cause"] else d.cause != "matched")]
        wanted.sort(key=lambda d: (CAUSES.index(d.cause), -abs(d.amount), d.key))
        part = wanted[after : after + query["limit"]]
        items = shown(session, provider_id, query["month"], query["column"], part)
    more = len(wanted) > after + query["limit"]
    return {
        **{"month": query["month"], "column": query["column"], "spoken": spoken, "items": items},
        "waiting": {"count": len(waiting), "amount": -sum(d.amount for d in waiting)},
        "causes": [{"cause": cause, **sums} for cause, sums in causes.items()],
        **{"amount": sum(d.amount for d in found), "total": len(wanted)},
        "next_cursor": offset_cursor(after + query["limit"]) if more else None,
    }


@blp.route("/disputes", methods=["GET"])
@signed_in
@provider_only
@blp.arguments(schemas.DisputesQuery, location="query")
@blp.response(200, schemas.DisputesOut)
def list_disputes(query):
    """The latest first, without their threads."""
    with reading() as session:
        return {"items": disputing.disputes_of(session, caller().provider_id, query["month"]), "next_cursor": None}


@blp.route("/disputes", methods=["POST"])
@signed_in
@provider_only
@blp.arguments(schemas.NewDispute)
@blp.response(201, schemas.DisputeOut)
def object_to(body):
    """Objects to the difference that `key` names; from then on it counts as disputed."""
    who = caller()
    with transaction() as session:
        lock(session, who.provider_id, body["key"].partition(":")[0])
        return disputing.open_dispute(session, who.provider_id, **body, by=_name(who))


@blp.route("/disputes/<dispute_id>", methods=["GET"])
@signed_in
@provider_only
@blp.response(200, schemas.DisputeOut)
def read_dispute(dispute_id):
    """The whole thread."""
    with reading() as session:
        return disputing.dispute_of(session, caller().provider_id, dispute_id)


@blp.route("/disputes/<dispute_id>/messages", methods=["POST"])
@signed_in
@provider_only
@blp.arguments(schemas.Message)
@blp.response(201, schemas.DisputeOut)
def add_message(body, dispute_id):
    """One more message; nothing that was said is taken back."""
    who = caller()
    with transaction() as session:
        return disputing.say(session, who.provider_id, dispute_id, body["text"], _name(who))


@blp.route("/disputes/<dispute_id>/<any(answer,agree,withdraw,reopen):step>", methods=["POST"])
@signed_in
@provider_only
@blp.response(200, schemas.DisputeOut)
def step(dispute_id, step):
    """The platform has answered; both agree; it is withdrawn; it is opened again."""
    who = caller()
    with transaction() as session:
        return disputing.take_step(session, who.provider_id, dispute_id, step, _name(who))


def _name(who) -> str:
    return (who.details.get("name") or who.principal)[:60]
