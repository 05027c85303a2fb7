"""Sign-in, api tokens, staff."""

import hmac

from flask import current_app, make_response, request
from marshmallow import validate
from sqlalchemy import select

from core.clock import rfc3339
from core.errors import Forbidden, Unavailable
from core.identity import COOKIE, Caller, caller, register_resolver, register_roles, signed_in, staff_only
from core.ids import digest, new_secret
from core.limits import allow
from core.transactions import reading, transaction
from core.web.api import Blueprint
from core.web.schemas import Schema, Text, fields
from restaurants.accounts import service
from restaurants.accounts.models import ROLES, Account, Staff
from restaurants.audit.service import record

blp = Blueprint("accounts", __name__, url_prefix="/api/v1", description="Who is who")


class SignIn(Schema):
    email = Text(max=120, min=3, required=True)
    password = fields.String(required=True, validate=validate.Length(1, 200))


class NewToken(Schema):
    name = Text(max=60, min=1, required=True)
    scopes = fields.List(Text(max=40, min=1), load_default=list, validate=validate.Length(max=20))
    expires_at = fields.AwareDateTime(load_default=None, allow_none=True)


class NewStaff(Schema):
    email = Text(max=120, min=3, required=True, validate=validate.Email())
    name = Text(max=60, load_default="")
    role = fields.String(required=True, validate=validate.OneOf(ROLES))


@blp.route("/session", methods=["POST"])
@blp.arguments(SignIn)
@blp.response(200)
def sign_in(body):
    """The cookie and the CSRF token that every changing call of the browser sends back."""
    email = body["email"].lower()
    allow(f"sign-in-from:{request.remote_addr}", 300, 900)  # a whole restaurant may share one address
    allow(f"sign-in:{email}", 20, 900)
    with reading() as session:
        account = service.account_by_email(session, email)
    if not service.fits(account and account.password_hash, body["password"]):
        raise service.WrongPassword("Try again, or ask the owner for a new password.")
    with transaction() as session:
        secret, csrf = service.begin_session(session, account.id)
        shape = _who(session, account.id, account.email, account.name, account.provider_id, csrf)
    response = make_response(shape)
    response.set_cookie(
        COOKIE,
        secret,
        max_age=int(service.LASTS.total_seconds()),
        httponly=True,
        samesite="Lax",
        secure=current_app.config["PUBLIC_URL"].startswith("https"),
    )
    return response


@blp.route("/session", methods=["GET"])
@signed_in
@blp.response(200)
def who_am_i():
    """`{account, roles, csrf_token}`"""
    who = caller()
    with reading() as session:
        return _who(
            session,
            who.account_id,
            who.details.get("email", ""),
            who.details["name"],
            who.provider_id,
            who.details.get("csrf", ""),
        )


@blp.route("/session", methods=["DELETE"])
@signed_in
@blp.response(204)
def sign_out():
    """The session is over at once, also where the cookie was copied."""
    with transaction() as session:
        service.end_session(session, request.cookies.get(COOKIE, ""))
    response = make_response("", 204)
    response.delete_cookie(COOKIE, httponly=True, samesite="Lax")
    return response


@blp.route("/tokens", methods=["POST"])
@signed_in
@blp.arguments(NewToken)
@blp.response(201)
def new_token(body):
    """The api token, once. A token with scopes cannot make one that may more than itself."""
    held = caller().scopes
    if held and (not body["scopes"] or set(body["scopes"]) - set(held)):
        raise Forbidden(f"This token may only hand on: {', '.join(held)}.")
    with transaction() as session:
        return {
            "token": service.make_token(session, caller().account_id, body["name"], body["scopes"], body["expires_at"])
        }


@blp.route("/tokens", methods=["GET"])
@signed_in
@blp.response(200)
def list_tokens():
    """The caller's own, without the secrets."""
    with reading() as session:
        return {
            "items": [
                {
                    "id": t.id,
                    "name": t.name,
                    "scopes": t.scopes,
                    "made_at": rfc3339(t.made_at),
                    "expires_at": rfc3339(t.ends_at),
                }
                for t in service.tokens_of(session, caller().account_id)
            ],
            "next_cursor": None,
        }


@blp.route("/tokens/<token_id>", methods=["DELETE"])
@signed_in
@blp.response(204)
def revoke_token(token_id):
    """Useless from the next request on."""
    with transaction() as session:
        service.revoke_token(session, caller().account_id, token_id)


@blp.route("/restaurants/<restaurant_id>/staff", methods=["GET"])
@staff_only("owner", "manager")
@blp.response(200)
def list_staff(restaurant_id):
    with reading() as session:
        rows = session.execute(
            select(Staff.id, Staff.role, Staff.name, Account.email, Staff.made_at)
            .join(Account, Account.id == Staff.account_id)
            .where(Staff.restaurant_id == restaurant_id)
            .order_by(Staff.id)
        ).mappings()
        return {"items": [{**r, "made_at": rfc3339(r["made_at"])} for r in rows], "next_cursor": None}


@blp.route("/restaurants/<restaurant_id>/staff", methods=["POST"])
@staff_only("owner")
@blp.arguments(NewStaff)
@blp.response(201)
def hire(body, restaurant_id):
    """A known e-mail joins with its own password; a new one gets a password that is shown once."""
    password = new_secret()
    hashed = service.hash_password(password)
    with transaction() as session:
        known = service.account_by_email(session, body["email"])
        account_id = known.id if known else service.make_account(session, body["email"], hashed, body["name"])
        staff_id = service.hire(session, restaurant_id, account_id, body["role"], body["name"])
        record(session, restaurant_id, caller().principal, "staff.hired", staff_id, after={"role": body["role"]})
        return {
            "id": staff_id,
            "role": body["role"],
            "email": body["email"].lower(),
            "password": None if known else password,
        }


@blp.route("/restaurants/<restaurant_id>/staff/<staff_id>", methods=["DELETE"])
@staff_only("owner")
@blp.response(204)
def dismiss(restaurant_id, staff_id):
    """Loses access at once. 409 last_owner where nobody would be left to own the restaurant."""
    with transaction() as session:
        role = service.dismiss(session, restaurant_id, staff_id)
        record(session, restaurant_id, caller().principal, "staff.dismissed", staff_id, before={"role": role})


def _who(session, account_id, email, name, provider_id, csrf):
    roles = [{"restaurant_id": r.restaurant_id, "role": r.role} for r in service.roles_of(session, account_id)]
    return {
        "account": {"id": account_id, "email": email, "name": name, "provider_id": provider_id or None},
        "roles": roles,
        "csrf_token": csrf,
    }


def _by_cookie(parts) -> Caller | None:
    with reading() as session:
        row = service.session_of(session, parts[0])
    if row is None:
        return None
    if request.method not in ("GET", "HEAD", "OPTIONS") and not hmac.compare_digest(
        request.headers.get("X-CSRF-Token", "").encode(), row.csrf_token.encode()
    ):
        raise service.CsrfWrong("Send X-CSRF-Token as GET /api/v1/session gives it.")
    if service.due_again(row):
        _keep(parts[0])
    return _account(row, {"email": row.email, "csrf": row.csrf_token, "name": row.name, "credential": digest(parts[0])})


def _keep(secret):
    try:
        with transaction() as session:
            service.keep_session(session, secret)
    except Unavailable:  # the next request lengthens it; this one must not fail for it
        current_app.logger.warning("a session was not lengthened: the database is busy")


def _by_token(parts) -> Caller | None:
    with reading() as session:
        row = service.token_of(session, parts[1]) if len(parts) == 2 else None
    return row and _account(
        row, {"name": row.name, "email": row.email, "credential": digest(parts[1])}, tuple(row.scopes)
    )


def _account(row, details, scopes=()) -> Caller:
    return Caller(
        "account",
        f"account:{row.account_id}",
        account_id=row.account_id,
        provider_id=row.provider_id or "",
        scopes=scopes,
        details=details,
    )


def _roles(account_id, restaurant_id):
    with reading() as session:
        return tuple(r.role for r in service.roles_of(session, account_id, restaurant_id)) if restaurant_id else ()


register_resolver("cookie", _by_cookie)
register_resolver("a", _by_token)
register_roles(_roles)
