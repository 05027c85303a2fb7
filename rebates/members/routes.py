"""The provider's URLs for who belongs to what: merchants, enrolments and their papers, table codes."""

from flask import current_app, request

from core.errors import Invalid
from core.identity import caller, provider_only, signed_in
from core.offload import offload
from core.transactions import again_on_conflict, reading, transaction
from core.web.api import Blueprint
from core.web.schemas import offset_cursor, offset_of
from rebates.members import queries, schemas
from rebates.members.code_lines import Unreadable, read_codes
from rebates.members.enrolling import ask_to_enrol, end_enrolment, hand_in
from rebates.members.merchants import add_merchant, group_restaurant, merchants_of, rename_merchant
from rebates.members.registering import bring_in_codes, compare_codes, note_registration, submit_codes, table_codes
from restaurants.audit.service import record

blp = Blueprint("members", __name__, url_prefix="/api/v1/provider", description="Rebates: who belongs to what")
CSV = {"required": True, "content": {"text/csv": {"schema": {"type": "string"}}}}


class CodesUnreadable(Invalid):
    code, title = "import_unreadable", "The file cannot be read"


@blp.route("/merchants", methods=["GET"])
@signed_in
@provider_only
@blp.response(200, schemas.MerchantsOut)
def list_merchants():
    """Merchant entities: a PID of their own, or a SMID through an acquirer."""
    with reading() as session:
        return {"items": merchants_of(session, caller().provider_id), "next_cursor": None}


@blp.route("/merchants", methods=["POST"])
@signed_in
@provider_only
@blp.arguments(schemas.NewMerchant)
@blp.response(201, schemas.MerchantOut)
def new_merchant(body):
    """What the platform pays to and caps by; restaurants are put under it one by one."""
    with transaction() as session:
        return add_merchant(session, caller().provider_id, **body)


@blp.route("/merchants/<merchant_id>", methods=["PATCH"])
@signed_in
@provider_only
@blp.arguments(schemas.MerchantName)
@blp.response(200, schemas.MerchantOut)
def name_merchant(body, merchant_id):
    """Its name; another PID or SMID is another merchant."""
    with transaction() as session:
        return rename_merchant(session, caller().provider_id, merchant_id, body["name"])


@blp.route("/restaurants/<restaurant_id>/merchant", methods=["PUT"])
@signed_in
@provider_only
@blp.arguments(schemas.Grouping)
@blp.response(204)
def set_merchant(body, restaurant_id):
    """Whose the restaurant's later trades are; null: it is an entity of its own."""
    who = caller()
    with transaction() as session:
        group_restaurant(session, who.provider_id, restaurant_id, body["merchant_id"])
        record(session, restaurant_id, who.principal, "enrolment.merchant", who.provider_id, after=body)


@blp.route("/enrolments", methods=["GET"])
@signed_in
@provider_only
@blp.arguments(schemas.ListQuery, location="query")
@blp.response(200, schemas.MembersOut)
def list_enrolments(query):
    """The provider's restaurants, programme by programme, with their papers; `?q=` looks for a name."""
    after = offset_of(query["cursor"])
    with reading() as session:
        found = queries.list_enrolments(session, caller().provider_id, query["q"], after, query["limit"])
    more = found.pop("more")
    return {**found, "next_cursor": offset_cursor(after + query["limit"]) if more else None}


@blp.route("/programmes/<programme>/enrolments", methods=["POST"])
@signed_in
@provider_only
@blp.arguments(schemas.NewEnrolment)
@blp.response(201, schemas.EnrolmentOut)
def ask(body, programme):
    """Asks a restaurant to take part; its owner has to agree. Repeating is harmless."""
    who, restaurant_id = caller(), body["restaurant_id"]

    def work():
        with transaction() as session:
            asked = ask_to_enrol(session, who.provider_id, programme, restaurant_id)
            after = {"programme": programme}
            record(session, restaurant_id, who.principal, "enrolment.asked", asked["id"], after=after)
            return asked

    return again_on_conflict(work)


@blp.route("/restaurants/<restaurant_id>/programmes/<programme>", methods=["DELETE"])
@signed_in
@provider_only
@blp.response(200, schemas.EnrolmentOut)
def end(restaurant_id, programme):
    """Ends the enrolment: later orders are not judged, and the owner has to agree anew. Repeating is harmless."""
    who = caller()
    with transaction() as session:
        ended = end_enrolment(session, who.provider_id, restaurant_id, programme)
        record(session, restaurant_id, who.principal, "enrolment.ended", ended["id"], after={"programme": programme})
        return ended


@blp.route("/restaurants/<restaurant_id>/programmes/<programme>/requirements/<requirement>", methods=["PUT"])
@signed_in
@provider_only
@blp.arguments(schemas.Paper)
@blp.response(200, schemas.EnrolmentOut)
def set_requirement(body, restaurant_id, programme, requirement):
    """The provider's own papers, and what the platform answered: open, in review, done, refused."""
    who = caller()
    with transaction() as session:
        handed = hand_in(session, who.provider_id, restaurant_id, programme, requirement, body["state"])
        record(session, restaurant_id, who.principal, "enrolment.paper", f"{programme}/{requirement}"[:60], after=body)
        return handed


@blp.route("/restaurants/<restaurant_id>/codes", methods=["GET"])
@signed_in
@provider_only
@blp.response(200, schemas.CodesOut)
def list_codes(restaurant_id):
    """The restaurant's table codes in use, and how each stands with the platform."""
    with reading() as session:
        found = table_codes(session, caller().provider_id, restaurant_id, current_app.config["PUBLIC_URL"])
        return {"items": found, "next_cursor": None}


@blp.route("/restaurants/<restaurant_id>/codes", methods=["POST"])
@signed_in
@provider_only
@blp.arguments(schemas.CodesSubmitted)
@blp.response(200, schemas.CodesOut)
def submit(body, restaurant_id):
    """These tables' codes have been handed to the platform. Repeating is harmless."""
    who = caller()
    with transaction() as session:
        submitted = submit_codes(session, who.provider_id, restaurant_id, body["table_ids"])
        record(session, restaurant_id, who.principal, "codes.submitted", who.provider_id, after={"codes": submitted})
        found = table_codes(session, who.provider_id, restaurant_id, current_app.config["PUBLIC_URL"])
        return {"items": found, "next_cursor": None}


@blp.route("/restaurants/<restaurant_id>/codes/<table_id>", methods=["PUT"])
@signed_in
@provider_only
@blp.arguments(schemas.RegistrationNoted)
@blp.response(204)
def set_registration(body, restaurant_id, table_id):
    """What the platform said of one table's code: asked, registered, refused."""
    who = caller()
    with transaction() as session:
        note_registration(session, who.provider_id, restaurant_id, table_id, body["state"], body["registration_id"])
        record(session, restaurant_id, who.principal, "codes.noted", table_id, after=body)


@blp.route("/codes/import", methods=["POST"])
@signed_in
@provider_only
@blp.doc(requestBody=CSV)
@blp.arguments(schemas.DryRun, location="query")
@blp.response(200, schemas.CodesReportOut)
def import_codes(query):
    """The platform's answers as CSV: `code` or `url`, `state`, `registration_id`. `?dry_run=1` only looks."""
    try:
        lines = offload(read_codes, request.get_data(cache=False))
    except Unreadable as error:
        raise CodesUnreadable(str(error), errors={"body": [str(error)]}) from error
    if query["dry_run"]:
        with reading() as session:
            return {**compare_codes(session, caller().provider_id, lines)[0], "dry_run": True}
    with transaction() as session:
        return {**bring_in_codes(session, caller().provider_id, lines), "dry_run": False}
