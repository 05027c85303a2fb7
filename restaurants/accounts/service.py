"""Signing in. A wrong password and an unknown account answer alike and take equally long."""

from datetime import timedelta

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error
from sqlalchemy import delete, insert, select

from core.clock import now
from core.errors import Conflict, Forbidden, NotSignedIn
from core.ids import digest, new_id, new_secret
from core.offload import offload
from restaurants.accounts.models import Account, ApiToken, LoginSession, Staff

LASTS = timedelta(hours=12)
_hasher = PasswordHasher()
_nobody = _hasher.hash("nobody's password")


class WrongPassword(NotSignedIn):
    title = "The e-mail or the password is wrong"


class EmailTaken(Conflict):
    code, title = "email_taken", "There is an account with this e-mail"


class CsrfWrong(Forbidden):
    title = "The CSRF token is missing or wrong"


def hash_password(password: str) -> str:
    """Slow on purpose: call it outside transactions."""
    return offload(_hasher.hash, password)


def fits(password_hash: str | None, password: str) -> bool:
    """Whether the password is right; equally slow where there is no account. Call it outside transactions."""
    try:
        return offload(_hasher.verify, password_hash or _nobody, password) and password_hash is not None
    except Argon2Error:
        return False


def account_by_email(session, email: str):
    return session.execute(select(*Account.__table__.c).where(Account.email == email.strip().lower())).first()


def make_account(session, email: str, password_hash: str, name: str = "", provider_id: str | None = None) -> str:
    """Returns the new account's id."""
    if account_by_email(session, email):
        raise EmailTaken(errors={"email": ["Already in use."]})
    account_id = new_id()
    session.execute(insert(Account), {"id": account_id, "email": email.strip().lower(), "password_hash": password_hash,
                                      "name": name, "provider_id": provider_id, "made_at": now()})
    return account_id


def begin_session(session, account_id: str) -> tuple[str, str]:
    """(cookie, csrf token). A new cookie at every sign-in."""
    secret, csrf, at = new_secret(256), new_secret(), now()
    session.execute(delete(LoginSession).where(LoginSession.ends_at < at))
    session.execute(insert(LoginSession), {"id": digest(secret), "account_id": account_id, "csrf_token": csrf,
                                           "made_at": at, "ends_at": at + LASTS})
    return secret, csrf


def end_session(session, secret: str) -> None:
    session.execute(delete(LoginSession).where(LoginSession.id == digest(secret)))


def session_of(session, secret: str):
    """(account_id, csrf_token, email, name, provider_id) behind a cookie, or None."""
    return session.execute(
        select(LoginSession.account_id, LoginSession.csrf_token, Account.email, Account.name, Account.provider_id).join(
            Account, Account.id == LoginSession.account_id).where(
            LoginSession.id == digest(secret), LoginSession.ends_at > now())).first()


def make_token(session, account_id: str, name: str, scopes: list, ends_at) -> str:
    """The api token, shown once."""
    secret = new_secret(256)
    session.execute(insert(ApiToken), {"id": digest(secret), "account_id": account_id, "name": name, "scopes": scopes,
                                       "made_at": now(), "ends_at": ends_at})
    return f"a.{secret}"


def token_of(session, secret: str):
    row = session.execute(
        select(ApiToken.account_id, ApiToken.ends_at, ApiToken.scopes, Account.name, Account.provider_id).join(
            Account, Account.id == ApiToken.account_id).where(ApiToken.id == digest(secret))).first()
    return row if row and (row.ends_at is None or row.ends_at > now()) else None


def roles_of(session, account_id: str, restaurant_id: str | None = None) -> list:
    """(restaurant_id, role) rows of an account."""
    query = select(Staff.restaurant_id, Staff.role).where(Staff.account_id == account_id)
    return session.execute(query.where(Staff.restaurant_id == restaurant_id) if restaurant_id else query).all()


def hire(session, restaurant_id: str, account_id: str, role: str, name: str) -> str:
    staff_id = new_id()
    session.execute(insert(Staff), {"restaurant_id": restaurant_id, "id": staff_id, "account_id": account_id,
                                    "role": role, "name": name, "made_at": now()})
    return staff_id
