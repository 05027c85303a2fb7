"""Accounts: the people behind staff and providers. A wrong password and an unknown account answer alike."""

from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from core.clock import now
from core.errors import Conflict, Forbidden, Invalid, NotSignedIn
from core.ids import digest, new_id
from restaurants.accounts.models import Account, ApiToken, LoginSession
from restaurants.accounts.queries import anybody

FIRST = "00000000-0000-7000-8000-000000000001"  # one key, so that only one can be the first


class WrongPassword(NotSignedIn):
    title = "The e-mail or the password is wrong"


class PasswordWrong(Invalid):
    title = "The present password is wrong"


class EmailTaken(Conflict):
    code, title = "email_taken", "There is an account with this e-mail"


class CsrfWrong(Forbidden):
    title = "The CSRF token is missing or wrong"


class NotFirst(Forbidden):
    title = "There are accounts here already"


def account_by_email(session, email: str):
    return session.execute(select(*Account.__table__.c).where(Account.email == email.strip().lower())).first()


def make_first_account(session, email: str, password_hash: str, name: str = "") -> str:
    """The first person of a fresh server. NotFirst once there is anybody: after that owners are added, not found."""
    if anybody(session):
        raise NotFirst("Sign in, or ask whoever runs this server to add you.")
    try:
        return make_account(session, email, password_hash, name, account_id=FIRST)
    except EmailTaken as error:  # two at the same moment: both wrote the same key
        raise NotFirst("Sign in, or ask whoever runs this server to add you.") from error


def make_account(
    session, email: str, password_hash: str, name: str = "", provider_id: str | None = None, account_id: str = ""
) -> str:
    """Returns the new account's id."""
    if account_by_email(session, email):
        raise EmailTaken(errors={"email": ["Already in use."]})
    account_id = account_id or new_id()
    try:
        session.execute(
            insert(Account),
            {
                "id": account_id,
                "email": email.strip().lower(),
                "password_hash": password_hash,
                "name": name,
                "provider_id": provider_id,
                "made_at": now(),
            },
        )
    except IntegrityError as error:  # somebody else took it between the look and the insert
        raise EmailTaken(errors={"email": ["Already in use."]}) from error
    return account_id


def set_password(session, account_id: str, hashed: str, but_for: str = "") -> None:
    """Ends every session and api token of the account, but for the session with the cookie `but_for`."""
    session.execute(update(Account).where(Account.id == account_id).values(password_hash=hashed))
    session.execute(
        delete(LoginSession).where(LoginSession.account_id == account_id, LoginSession.id != digest(but_for))
    )
    session.execute(delete(ApiToken).where(ApiToken.account_id == account_id))
