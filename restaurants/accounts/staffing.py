"""Who works in a restaurant, as what. The last owner stays."""

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from core.clock import now
from core.errors import Conflict, Forbidden, NotFound
from core.ids import new_id
from restaurants.accounts.models import Account, Staff
from restaurants.accounts.service import set_password
from restaurants.profile.models import Restaurant


class AlreadyStaff(Conflict):
    code, title = "already_staff", "This person works here already"


class StaffUnknown(NotFound):
    code, title = "staff_unknown", "Nobody with this id works here"


class LastOwner(Conflict):
    code, title = "last_owner", "The last owner stays"


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
