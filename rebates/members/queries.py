"""Who belongs to a provider."""

from sqlalchemy import and_, func, select

from core.clock import rfc3339
from core.identity import RestaurantUnknown
from qr.models import TableCode
from rebates.members.code_lines import Known
from rebates.members.models import CodeRegistration, Enrolment, Provider
from rebates.programmes.catalogue import PROGRAMMES
from restaurants.profile.models import Restaurant
from restaurants.tables.models import Table


def provider_name(session, provider_id: str) -> str:
    return session.execute(select(Provider.name).where(Provider.id == provider_id)).scalar() or ""


def enrolments_of(session, provider_id: str, restaurant_id: str | None = None) -> list:
    """The provider's enrolments with the restaurant's name and clock. RestaurantUnknown where one is named in vain.

    A stranger's restaurant and one that does not exist are answered alike; so is one that has not agreed.
    """
    query = (
        select(*Enrolment.__table__.c, Restaurant.name, Restaurant.time_zone, Restaurant.day_starts_at)
        .join(Restaurant, Restaurant.id == Enrolment.restaurant_id)
        .where(Enrolment.provider_id == provider_id)
        .order_by(Enrolment.restaurant_id, Enrolment.programme)
    )
    if restaurant_id is not None:
        query = query.where(Enrolment.restaurant_id == restaurant_id, Enrolment.state == "active")
    rows = session.execute(query).all()
    if restaurant_id is not None and not rows:
        raise RestaurantUnknown()
    return rows


def taking_part(session, provider_id: str) -> list[str]:
    """Ids of the restaurants that take part through the provider at present."""
    return list(
        session.execute(
            select(Enrolment.restaurant_id)
            .where(Enrolment.provider_id == provider_id, Enrolment.state == "active")
            .distinct()
            .order_by(Enrolment.restaurant_id)
        ).scalars()
    )


def known_codes(session, provider_id: str, restaurant_ids: list[str]) -> list[Known]:
    """Every code in use of these restaurants, with how it stands with the platform."""
    rows = session.execute(
        select(
            *(Restaurant.name, Table.label, TableCode.restaurant_id, TableCode.table_id, TableCode.code),
            *(CodeRegistration.state, CodeRegistration.registration_id),
        )
        .join(Table, and_(Table.restaurant_id == TableCode.restaurant_id, Table.id == TableCode.table_id))
        .join(Restaurant, Restaurant.id == TableCode.restaurant_id)
        .outerjoin(CodeRegistration, _registration_of(provider_id))
        .where(*_in_use(restaurant_ids))
        .order_by(TableCode.restaurant_id, Table.position, Table.label)
    )
    return [
        Known(r.restaurant_id, r.name, r.table_id, r.label, r.code, r.state or "", r.registration_id or "")
        for r in rows
    ]


def code_counts(session, provider_id: str, restaurant_ids: list[str]) -> dict[str, dict]:
    """Restaurant → `{all, registered}` of its codes in use."""
    rows = session.execute(
        select(TableCode.restaurant_id, func.count().label("all"), func.count(CodeRegistration.id).label("registered"))
        .join(Table, and_(Table.restaurant_id == TableCode.restaurant_id, Table.id == TableCode.table_id))
        .outerjoin(CodeRegistration, and_(_registration_of(provider_id), CodeRegistration.state == "registered"))
        .where(*_in_use(restaurant_ids))
        .group_by(TableCode.restaurant_id)
    )
    return {row.restaurant_id: {"all": row.all, "registered": row.registered} for row in rows}


def papers_of(programme: str, evidence: dict, state: str) -> list[dict]:
    """`[{code, title, who, state}]`; the restaurant's consent is the enrolment itself."""
    found = []
    for requirement in PROGRAMMES[programme]["requirements"]:
        code = requirement["code"]
        said = evidence.get(code, {}).get("state", "open")
        if code == "authorised":
            said = "done" if state == "active" else "open"
        found.append({"code": code, "title": requirement["title"], "who": requirement["who"], "state": said})
    return found


def list_enrolments(session, provider_id: str, q: str, after: int, limit: int) -> dict:
    """A page of the provider's enrolments by the restaurant's name; `total` of what was looked for."""
    rows = [e for e in enrolments_of(session, provider_id) if q.casefold() in e.name.casefold()]
    rows.sort(key=lambda e: (e.name, e.restaurant_id, e.programme))
    items = [
        {
            "restaurant_id": e.restaurant_id,
            "restaurant": e.name,
            "programme": e.programme,
            "title": PROGRAMMES[e.programme]["title"],
            "state": "ended" if e.ended_at else e.state,
            "asked_at": rfc3339(e.asked_at),
            "since": rfc3339(e.since),
            "ended_at": rfc3339(e.ended_at),
            "merchant_id": e.merchant_id,
            "papers": papers_of(e.programme, e.evidence, e.state),
        }
        for e in rows[after : after + limit]
    ]
    return {"items": items, "total": len(rows), "more": len(rows) > after + limit}


def _registration_of(provider_id):
    return and_(
        CodeRegistration.restaurant_id == TableCode.restaurant_id,
        CodeRegistration.code == TableCode.code,
        CodeRegistration.provider_id == provider_id,
    )


def _in_use(restaurant_ids):
    return TableCode.restaurant_id.in_(restaurant_ids), TableCode.withdrawn_at.is_(None), Table.archived_at.is_(None)
