"""A restaurant comes into a programme: its provider asks, its owner agrees, papers are handed in."""

from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from core.clock import now, rfc3339
from core.errors import Conflict, Invalid, NotFound
from core.facts import announce
from core.identity import RestaurantUnknown
from core.ids import new_id
from rebates.members.events import PapersChanged
from rebates.members.models import Enrolment
from rebates.programmes.catalogue import PROGRAMMES
from restaurants.profile.queries import restaurant_of


class ProgrammeUnknown(NotFound):
    code, title = "programme_unknown", "There is no such programme"


class EnrolmentUnknown(NotFound):
    code, title = "enrolment_unknown", "There is no such enrolment"


class AlreadyEnrolled(Conflict):
    code, title = "already_enrolled", "The restaurant takes part through another provider"


def ask_to_enrol(session, provider_id: str, programme: str, restaurant_id: str) -> dict:
    """The provider's wish; until the owner agrees, the provider sees nothing of the restaurant. Repeating is harmless.

    A restaurant that has agreed to this provider in another programme need not be asked again.
    """
    be_programme(programme)
    restaurant_of(session, restaurant_id)
    known = _own(session, restaurant_id, provider_id, programme)
    if known is None:
        trusted = session.execute(
            select(Enrolment.id).where(
                Enrolment.restaurant_id == restaurant_id,
                Enrolment.provider_id == provider_id,
                Enrolment.state == "active",
            )
        ).first()
        _insert(session, restaurant_id, provider_id, programme, "active" if trusted else "asked")
    elif known.state == "declined":
        session.execute(_this(restaurant_id, known.id).values(state="asked", asked_at=now(), ended_at=None))
    return enrolment_shape(_own(session, restaurant_id, provider_id, programme))


def enrol(session, restaurant_id: str, provider_id: str, programme: str, since: datetime | None = None) -> None:
    """Active at once, or since some day, papers and all; for demonstrations and tests."""
    papers = [r["code"] for r in PROGRAMMES[programme]["requirements"] if r["code"] != "authorised"]
    evidence = {code: {"state": "done", "at": rfc3339(now())} for code in papers}
    _insert(session, restaurant_id, provider_id, programme, "active", evidence, since)


def answer_enrolment(session, restaurant_id: str, enrolment_id: str, answer: str) -> dict:
    """The owner's `active` or `declined`. Repeating is harmless. AlreadyEnrolled."""
    row = _by_id(session, restaurant_id, enrolment_id)
    if row.state != answer:
        values = {"state": answer, "active_programme": row.programme if answer == "active" else None}
        if answer == "active":
            values |= {"since": now(), "ended_at": None}
        elif row.state == "active":
            values["ended_at"] = now()
        try:
            session.execute(_this(restaurant_id, enrolment_id).values(**values))
        except IntegrityError as error:
            raise AlreadyEnrolled("End that enrolment first.") from error
    return enrolment_shape(_by_id(session, restaurant_id, enrolment_id))


def end_enrolment(session, provider_id: str, restaurant_id: str, programme: str) -> dict:
    """The provider lets the restaurant go: later trades are not judged, and its owner has to agree anew to come back.

    What was asked and not answered is taken back. Repeating is harmless. RestaurantUnknown.
    """
    be_programme(programme)
    row = _own(session, restaurant_id, provider_id, programme)
    if row is None:
        raise RestaurantUnknown()
    if row.state != "declined":
        ended = {"state": "declined", "active_programme": None, "ended_at": now()}
        session.execute(_this(restaurant_id, row.id).values(**ended))
    return enrolment_shape(_own(session, restaurant_id, provider_id, programme))


def hand_in(session, provider_id: str, restaurant_id: str, programme: str, requirement: str, state: str) -> dict:
    """The provider says of one of its papers, or of what the platform answered: `open`, `in_review`, `done`, `refused`.

    What the restaurant has to say is the restaurant's.
    """
    be_programme(programme)
    row = _own(session, restaurant_id, provider_id, programme)
    if row is None:
        raise RestaurantUnknown()
    known = {r["code"]: r for r in PROGRAMMES[programme]["requirements"]}
    if requirement not in known:
        raise NotFound("The programme asks for no such thing.")
    if known[requirement]["who"] == "restaurant":
        raise Invalid("This is for somebody else to do.", errors={"requirement": [f"For {known[requirement]['who']}."]})
    evidence = {**row.evidence, requirement: {"state": state, "at": rfc3339(now())}}
    session.execute(_this(restaurant_id, row.id).values(evidence=evidence))
    announce(session, PapersChanged(restaurant_id, provider_id, programme))
    return enrolment_shape(_own(session, restaurant_id, provider_id, programme))


def be_programme(code: str) -> None:
    if code not in PROGRAMMES:
        raise ProgrammeUnknown()


def enrolment_shape(e) -> dict:
    """The REST shape."""
    return {
        "id": e.id,
        "restaurant_id": e.restaurant_id,
        "provider_id": e.provider_id,
        "programme": e.programme,
        "state": e.state,
        "evidence": e.evidence,
        "asked_at": rfc3339(e.asked_at),
        "since": rfc3339(e.since),
        "ended_at": rfc3339(e.ended_at),
    }


def _insert(session, restaurant_id, provider_id, programme, state, evidence=None, since=None):
    at = now()
    row = {
        "restaurant_id": restaurant_id,
        "id": new_id(),
        "provider_id": provider_id,
        "programme": programme,
        "active_programme": programme if state == "active" else None,
        "state": state,
        "evidence": evidence or {},
        "asked_at": at,
        "since": (since or at) if state == "active" else None,
    }
    try:
        session.execute(insert(Enrolment), row)
    except IntegrityError as error:
        raise AlreadyEnrolled("End that enrolment first.") from error


def _own(session, restaurant_id, provider_id, programme):
    return session.execute(
        select(*Enrolment.__table__.c).where(
            Enrolment.restaurant_id == restaurant_id,
            Enrolment.provider_id == provider_id,
            Enrolment.programme == programme,
        )
    ).first()


def _by_id(session, restaurant_id, enrolment_id):
    row = session.execute(
        select(*Enrolment.__table__.c)
        .where(Enrolment.restaurant_id == restaurant_id, Enrolment.id == enrolment_id)
        .with_for_update(key_share=True)
    ).first()
    if row is None:
        raise EnrolmentUnknown()
    return row


def _this(restaurant_id, enrolment_id):
    return update(Enrolment).where(Enrolment.restaurant_id == restaurant_id, Enrolment.id == enrolment_id)
