"""Sign-in and api tokens."""

import hmac

from flask import current_app, make_response, request

from core.clock import rfc3339
from core.errors import Forbidden, Unavailable
from core.identity import COOKIE, Caller, caller, register_resolver, register_roles, signed_in
from core.ids import digest
from core.limits import allow
from core.transactions import reading, transaction
from core.web.api import Blueprint
from restaurants.accounts import passwords, schemas, service, sessions
from restaurants.accounts.confirming import confirm_person, password_hash_of
from restaurants.accounts.queries import anybody, roles_of

blp = Blueprint("accounts", __name__, url_prefix="/api/v1", description="Who is who")


@blp.route("/session", methods=["POST"])
@blp.arguments(schemas.SignIn)
@blp.response(200, schemas.SessionOut)
def sign_in(body):
    """The cookie and the CSRF token that every changing call of the browser sends back."""
    email = body["email"].lower()
    allow(f"sign-in-from:{request.remote_addr}", 300, 900)  # a whole restaurant may share one address
    allow(f"sign-in:{email}", 20, 900)
    with reading() as session:
        account = service.account_by_email(session, email)
    if not passwords.fits(account and account.password_hash, body["password"]):
        raise service.WrongPassword("Try again, or ask the owner for a new password.")
    return _signed_in(account)


@blp.route("/session/first", methods=["GET"])
@blp.response(200, schemas.FirstOut)
def may_be_first():
    """Whether this server is so fresh that it has no account."""
    with reading() as session:
        return {"possible": not anybody(session)}


@blp.route("/session/first", methods=["POST"])
@blp.arguments(schemas.First)
@blp.response(201, schemas.SessionOut)
def be_first(body):
    """The first account of a fresh server, signed in at once. 403 as soon as there is anybody."""
    allow("first-account", 20, 900)
    with reading() as session:
        if anybody(session):  # before the slow hash
            raise service.NotFirst("Sign in, or ask whoever runs this server to add you.")
    hashed = passwords.hash_password(body["password"])
    with transaction() as session:
        service.make_first_account(session, body["email"], hashed, body["name"])
        account = service.account_by_email(session, body["email"])
    return _signed_in(account, 201)


@blp.route("/session/password", methods=["PUT"])
@signed_in
@blp.arguments(schemas.NewPassword)
@blp.response(204)
def change_password(body):
    """Ends every other session and every api token of the account."""
    who = caller()
    allow(f"password:{who.account_id}", 10, 900)
    with reading() as session:
        account = service.account_by_email(session, who.details["email"])
    if not passwords.fits(account.password_hash, body["current"]):
        raise service.PasswordWrong(errors={"current": ["This is not your present password."]})
    hashed = passwords.hash_password(body["new"])
    with transaction() as session:
        service.set_password(session, who.account_id, hashed, request.cookies.get(COOKIE, ""))


@blp.route("/session/confirmed", methods=["PUT"])
@signed_in
@blp.arguments(schemas.Confirmed)
@blp.response(204)
def confirm(body):
    """The person gives the password again; for five minutes the caller may do what asks for it. (`password_needed`)"""
    who = caller()
    allow(f"password:{who.account_id}", 10, 900)
    with reading() as session:
        hashed = password_hash_of(session, who.account_id)
    if not passwords.fits(hashed, body["password"]):
        raise service.PasswordWrong(errors={"password": ["This is not your password."]})
    with transaction() as session:
        confirm_person(session, who.details["credential"])


@blp.route("/session", methods=["GET"])
@signed_in
@blp.response(200, schemas.SessionOut)
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
        sessions.end_session(session, request.cookies.get(COOKIE, ""))
    response = make_response("", 204)
    response.delete_cookie(COOKIE, httponly=True, samesite="Lax")
    return response


@blp.route("/tokens", methods=["POST"])
@signed_in
@blp.arguments(schemas.NewToken)
@blp.response(201, schemas.MadeTokenOut)
def new_token(body):
    """The api token, once. A token with scopes cannot make one that may more than itself."""
    held = caller().scopes
    if held and (not body["scopes"] or set(body["scopes"]) - set(held)):
        raise Forbidden(f"This token may only hand on: {', '.join(held)}.")
    with transaction() as session:
        return {
            "token": sessions.make_token(session, caller().account_id, body["name"], body["scopes"], body["expires_at"])
        }


@blp.route("/tokens", methods=["GET"])
@signed_in
@blp.response(200, schemas.TokensOut)
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
                for t in sessions.tokens_of(session, caller().account_id)
            ],
            "next_cursor": None,
        }


@blp.route("/tokens/<token_id>", methods=["DELETE"])
@signed_in
@blp.response(204)
def revoke_token(token_id):
    """Useless from the next request on."""
    with transaction() as session:
        sessions.revoke_token(session, caller().account_id, token_id)


def _signed_in(account, status: int = 200):
    """A fresh cookie; the one that came along, perhaps planted by somebody else, is over."""
    with transaction() as session:
        sessions.end_session(session, request.cookies.get(COOKIE, ""))
        secret, csrf = sessions.begin_session(session, account.id)
        shape = _who(session, account.id, account.email, account.name, account.provider_id, csrf)
    response = make_response(shape, status)
    response.set_cookie(
        COOKIE,
        secret,
        max_age=int(sessions.LASTS.total_seconds()),
        httponly=True,
        samesite="Lax",
        secure=current_app.config["PUBLIC_URL"].startswith("https"),
    )
    return response


def _who(session, account_id, email, name, provider_id, csrf):
    roles = [{"restaurant_id": r.restaurant_id, "role": r.role} for r in roles_of(session, account_id)]
    return {
        "account": {"id": account_id, "email": email, "name": name, "provider_id": provider_id or None},
        "roles": roles,
        "csrf_token": csrf,
    }


def _by_cookie(parts) -> Caller | None:
    with reading() as session:
        row = sessions.session_of(session, parts[0])
    if row is None:
        return None
    if request.method not in ("GET", "HEAD", "OPTIONS") and not hmac.compare_digest(
        request.headers.get("X-CSRF-Token", "").encode(), row.csrf_token.encode()
    ):
        raise service.CsrfWrong("Send X-CSRF-Token as GET /api/v1/session gives it.")
    if sessions.due_again(row):
        _keep(parts[0])
    return _account(row, {"email": row.email, "csrf": row.csrf_token, "name": row.name, "credential": digest(parts[0])})


def _keep(secret):
    try:
        with transaction() as session:
            sessions.keep_session(session, secret)
    except Unavailable:  # the next request lengthens it; this one must not fail for it
        current_app.logger.warning("a session was not lengthened: the database is busy")


def _by_token(parts) -> Caller | None:
    with reading() as session:
        row = sessions.token_of(session, parts[1]) if len(parts) == 2 else None
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
        return tuple(r.role for r in roles_of(session, account_id, restaurant_id)) if restaurant_id else ()


register_resolver("cookie", _by_cookie)
register_resolver("a", _by_token)
register_roles(_roles)
