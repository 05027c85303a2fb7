"""Signing in. A wrong password and an unknown account answer alike and take equally long."""

from datetime import timedelta

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error
from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from core.clock import now
from core.errors import Conflict, Forbidden, Invalid, NotFound, NotSignedIn
from core.ids import digest, new_id, new_secret
from core.offload import offload
from restaurants.accounts.models import Account, ApiToken, LoginSession, Staff
from restaurants.accounts.queries import anybody
from restaurants.profile.models import Restaurant

IDLE, LASTS = timedelta(hours=12), timedelta(days=7)
SLACK = timedelta(hours=1)  # a session is lengthened at most this often, so that a read rarely writes
FIRST = "00000000-0000-7000-8000-000000000001"  # one key, so that only one can be the first
_hasher = PasswordHasher()
_nobody = _hasher.hash("nobody's password")


class WrongPassword(NotSignedIn):
    title = "The e-mail or the password is wrong"


class PasswordWrong(Invalid):
    title = "The present password is wrong"


class EmailTaken(Conflict):
    code, title = "email_taken", "There is an account with this e-mail"


class CsrfWrong(Forbidden):
    title = "The CSRF token is missing or wrong"


class AlreadyStaff(Conflict):
    code, title = "already_staff", "This person works here already"


class StaffUnknown(NotFound):
    code, title = "staff_unknown", "Nobody with this id works here"


class NotFirst(Forbidden):
    title = "There are accounts here already"


class LastOwner(Conflict):
    code, title = "last_owner", "The last owner stays"


class TokenUnknown(NotFound):
    code, title = "token_unknown", "There is no such api token"


def hash_password(password: str) -> str:
    """Slow on purpose: call it outside transactions."""
    return offload(_hasher.hash, password)


def fits(password_hash: str | None, password: str) -> bool:
    """Whether the password is right; equally slow where there is no account. Call it outside transactions."""
    return offload(_verify, password_hash or _nobody, password) and password_hash is not None


def _verify(password_hash, password):
    # Caught here: gevent's pool would write a stack trace for every mistyped password.
    try:
        return _hasher.verify(password_hash, password)
    except (Argon2Error, UnicodeError):  # JSON can carry half a character, which no password holds
        return False


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


def begin_session(session, account_id: str) -> tuple[str, str]:
    """(cookie, csrf token). A new cookie at every sign-in."""
    secret, csrf, at = new_secret(256), new_secret(), now()
    session.execute(delete(LoginSession).where(LoginSession.ends_at < at))
    session.execute(
        insert(LoginSession),
        {"id": digest(secret), "account_id": account_id, "csrf_token": csrf, "made_at": at, "ends_at": at + IDLE},
    )
    return secret, csrf


def due_again(row) -> bool:
    """Whether a session in use should be lengthened: an hour of its idle time is gone and its week is not."""
    return row.ends_at < min(now() + IDLE - SLACK, row.made_at + LASTS)


def keep_session(session, secret: str) -> None:
    """Another 12 h, but never beyond 7 days after sign-in. A session ended meanwhile stays ended."""
    key = LoginSession.id == digest(secret)
    made_at = session.execute(select(LoginSession.made_at).where(key)).scalar()
    if made_at:
        session.execute(update(LoginSession).where(key).values(ends_at=min(now() + IDLE, made_at + LASTS)))


def end_session(session, secret: str) -> None:
    session.execute(delete(LoginSession).where(LoginSession.id == digest(secret)))


def session_of(session, secret: str):
    """(account_id, csrf_token, made_at, ends_at, email, name, provider_id) behind a cookie, or None."""
    return session.execute(
        select(
            LoginSession.account_id,
            LoginSession.csrf_token,
            LoginSession.made_at,
            LoginSession.ends_at,
            Account.email,
            Account.name,
            Account.provider_id,
        )
        .join(Account, Account.id == LoginSession.account_id)
        .where(LoginSession.id == digest(secret), LoginSession.ends_at > now())
    ).first()


def make_token(session, account_id: str, name: str, scopes: list, ends_at) -> str:
    """The api token, shown once."""
    secret = new_secret(256)
    session.execute(
        insert(ApiToken),
        {
            "id": digest(secret),
            "account_id": account_id,
            "name": name,
            "scopes": scopes,
            "made_at": now(),
            "ends_at": ends_at,
        },
    )
    return f"a.{secret}"


def tokens_of(session, account_id: str) -> list:
    """(id, name, scopes, made_at, ends_at) rows; the tokens themselves are not kept."""
    return session.execute(
        select(ApiToken.id, ApiToken.name, ApiToken.scopes, ApiToken.made_at, ApiToken.ends_at)
        .where(ApiToken.account_id == account_id)
        .order_by(ApiToken.made_at)
    ).all()


def revoke_token(session, account_id: str, token_id: str) -> None:
    if not session.execute(delete(ApiToken).where(ApiToken.account_id == account_id, ApiToken.id == token_id)).rowcount:
        raise TokenUnknown()


def token_of(session, secret: str):
    row = session.execute(
        select(ApiToken.account_id, ApiToken.ends_at, ApiToken.scopes, Account.name, Account.email, Account.provider_id)
        .join(Account, Account.id == ApiToken.account_id)
        .where(ApiToken.id == digest(secret))
    ).first()
    return row if row and (row.ends_at is None or row.ends_at > now()) else None


def holds(session, account_id: str, credential: str) -> bool:
    """Whether the session or api token with this hash is still the account's, for sockets that stay open."""
    found = session.execute(
        select(LoginSession.account_id, LoginSession.ends_at)
        .where(LoginSession.id == credential)
        .union_all(select(ApiToken.account_id, ApiToken.ends_at).where(ApiToken.id == credential))
    ).first()
    return bool(found) and found.account_id == account_id and (found.ends_at is None or found.ends_at > now())


def hire(session, restaurant_id: str, account_id: str, role: str, name: str) -> str:
    """The new staff id. AlreadyStaff where the account has a role here."""
    staff_id = new_id()
    try:
        session.execute(
            insert(Staff),
            {
                "restaurant_id": restaurant_id,
                "id": staff_id,
                "account_id": account_id,
                "role": role,
                "name": name,
                "made_at": now(),
            },
        )
    except IntegrityError as error:
        raise AlreadyStaff(
            "Dismiss this person first to give another role.", errors={"email": ["Works here already."]}
        ) from error
    return staff_id


def change_staff(session, restaurant_id: str, staff_id: str, **changes) -> str:
    """The role before. StaffUnknown, LastOwner."""
    role = _locked_role(session, restaurant_id, staff_id)
    if changes.get("role", role) != role:
        _leave_an_owner(session, restaurant_id, role)
    if changes:
        session.execute(
            update(Staff).where(Staff.restaurant_id == restaurant_id, Staff.id == staff_id).values(**changes)
        )
    return role


def give_password(session, restaurant_id: str, staff_id: str, hashed: str) -> None:
    """For a person who works here and nowhere else; whoever is signed in with the old one is out."""
    account_id = session.execute(
        select(Staff.account_id).where(Staff.restaurant_id == restaurant_id, Staff.id == staff_id)
    ).scalar()
    if account_id is None:
        raise StaffUnknown()
    elsewhere = session.execute(
        select(Staff.id).where(Staff.account_id == account_id, Staff.restaurant_id != restaurant_id).limit(1)
    ).first()
    provider = session.execute(select(Account.provider_id).where(Account.id == account_id)).scalar()
    if elsewhere or provider:
        raise Forbidden("This person also works elsewhere and changes the password alone.")
    set_password(session, account_id, hashed)


def set_password(session, account_id: str, hashed: str, but_for: str = "") -> None:
    """Ends every session and api token of the account, but for the session with the cookie `but_for`."""
    session.execute(update(Account).where(Account.id == account_id).values(password_hash=hashed))
    session.execute(
        delete(LoginSession).where(LoginSession.account_id == account_id, LoginSession.id != digest(but_for))
    )
    session.execute(delete(ApiToken).where(ApiToken.account_id == account_id))


def dismiss(session, restaurant_id: str, staff_id: str) -> str:
    """The role that was lost. StaffUnknown, LastOwner."""
    role = _locked_role(session, restaurant_id, staff_id)
    _leave_an_owner(session, restaurant_id, role)
    session.execute(delete(Staff).where(Staff.restaurant_id == restaurant_id, Staff.id == staff_id))
    return role


def _locked_role(session, restaurant_id, staff_id) -> str:
    # Two owners who dismiss each other at the same moment meet here, and the second finds itself the last.
    session.execute(select(Restaurant.id).where(Restaurant.id == restaurant_id).with_for_update(key_share=True))
    role = session.execute(
        select(Staff.role).where(Staff.restaurant_id == restaurant_id, Staff.id == staff_id)
    ).scalar()
    if role is None:
        raise StaffUnknown()
    return role


def _leave_an_owner(session, restaurant_id, role):
    owners = select(func.count()).where(Staff.restaurant_id == restaurant_id, Staff.role == "owner")
    if role == "owner" and session.execute(owners).scalar() == 1:
        raise LastOwner("Make somebody else an owner first.")
