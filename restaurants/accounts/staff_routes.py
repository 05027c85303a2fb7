"""Who works here, for the owner."""

from core.identity import caller, staff_only
from core.ids import new_secret
from core.transactions import reading, transaction
from core.web.api import Blueprint
from restaurants.accounts import passwords, schemas, service, staffing
from restaurants.accounts.queries import staff_member, staff_of
from restaurants.audit.service import record

blp = Blueprint("staff", __name__, url_prefix="/api/v1/restaurants/<restaurant_id>/staff", description="Who works here")


@blp.route("", methods=["GET"])
@staff_only("owner", "manager")
@blp.response(200, schemas.StaffListOut)
def list_staff(restaurant_id):
    with reading() as session:
        return {"items": staff_of(session, restaurant_id), "next_cursor": None}


@blp.route("", methods=["POST"])
@staff_only("owner")
@blp.arguments(schemas.NewStaff)
@blp.response(201, schemas.StaffOut)
def hire(body, restaurant_id):
    """A known e-mail joins with its own password; a new one gets a password that is shown once."""
    password = new_secret()
    hashed = passwords.hash_password(password)
    with transaction() as session:
        known = service.account_by_email(session, body["email"])
        account_id = known.id if known else service.make_account(session, body["email"], hashed, body["name"])
        staff_id = staffing.hire(session, restaurant_id, account_id, body["role"], body["name"])
        record(session, restaurant_id, caller().principal, "staff.hired", staff_id, after={"role": body["role"]})
        return {**staff_member(session, restaurant_id, staff_id), "password": None if known else password}


@blp.route("/<staff_id>", methods=["PATCH"])
@staff_only("owner")
@blp.arguments(schemas.StaffChange)
@blp.response(200, schemas.StaffOut)
def change(body, restaurant_id, staff_id):
    """Another role counts from the next request on. 409 last_owner where nobody would be left to own the restaurant."""
    with transaction() as session:
        before = staffing.change_staff(session, restaurant_id, staff_id, **body)
        if "role" in body and body["role"] != before:
            record(
                session,
                restaurant_id,
                caller().principal,
                "staff.role_changed",
                staff_id,
                {"role": before},
                {"role": body["role"]},
            )
        return staff_member(session, restaurant_id, staff_id)


@blp.route("/<staff_id>/password", methods=["POST"])
@staff_only("owner")
@blp.response(201, schemas.StaffOut)
def new_password(restaurant_id, staff_id):
    """A new password, shown once, for whoever forgot it. 403 for people who also work elsewhere: it is theirs alone."""
    password = new_secret()
    hashed = passwords.hash_password(password)
    with transaction() as session:
        staffing.give_password(session, restaurant_id, staff_id, hashed)
        record(session, restaurant_id, caller().principal, "staff.password_given", staff_id)
        return {**staff_member(session, restaurant_id, staff_id), "password": password}


@blp.route("/<staff_id>", methods=["DELETE"])
@staff_only("owner")
@blp.response(204)
def dismiss(restaurant_id, staff_id):
    """Loses access at once. 409 last_owner where nobody would be left to own the restaurant."""
    with transaction() as session:
        role = staffing.dismiss(session, restaurant_id, staff_id)
        record(session, restaurant_id, caller().principal, "staff.dismissed", staff_id, before={"role": role})
