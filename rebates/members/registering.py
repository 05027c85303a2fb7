"""Table codes and the platform: a provider submits them, the platform registers or refuses them."""

from sqlalchemy import insert, select, update

from core.clock import now, rfc3339
from core.errors import NotFound
from core.facts import announce
from core.ids import new_id
from qr.service import codes_of, url_of
from rebates.members.code_lines import Line, changes_of
from rebates.members.events import CodeRegistered
from rebates.members.models import CodeRegistration
from rebates.members.queries import enrolments_of, known_codes, taking_part
from restaurants.tables.queries import tables_of


class TableCodeUnknown(NotFound):
    code, title = "table_code_unknown", "This table has no code"


def table_codes(session, provider_id: str, restaurant_id: str, public_url: str) -> list[dict]:
    """The restaurant's tables with the code in use and how it stands with the platform; state "" is not submitted.

    A code that was rotated has to be registered anew.
    """
    enrolments_of(session, provider_id, restaurant_id)
    codes = codes_of(session, restaurant_id)
    known = _registrations(session, provider_id, restaurant_id)
    return [
        _shape(table, codes[table.id].code, known.get(codes[table.id].code), public_url)
        for table in tables_of(session, restaurant_id)
        if table.id in codes
    ]


def submit_codes(session, provider_id: str, restaurant_id: str, table_ids: list[str]) -> int:
    """Handed to the platform, whose answer is awaited; how many were not submitted before. TableCodeUnknown."""
    enrolments_of(session, provider_id, restaurant_id)
    codes, known = codes_of(session, restaurant_id), _registrations(session, provider_id, restaurant_id)
    if not set(table_ids) <= set(codes):
        raise TableCodeUnknown()
    submitted = 0
    for table_id in dict.fromkeys(table_ids):
        before = known.get(codes[table_id].code)
        if before is None or before.state == "refused":
            _set(session, provider_id, restaurant_id, table_id, codes[table_id].code, before, "asked", None)
            submitted += 1
    return submitted


def note_registration(
    session, provider_id: str, restaurant_id: str, table_id: str, state: str, registration_id: str | None
) -> None:
    """What the platform said of a table's code. Repeating is harmless. TableCodeUnknown."""
    enrolments_of(session, provider_id, restaurant_id)
    code = codes_of(session, restaurant_id).get(table_id)
    if code is None:
        raise TableCodeUnknown()
    before = _registrations(session, provider_id, restaurant_id).get(code.code)
    if before is None or (before.state, before.registration_id) != (state, registration_id or before.registration_id):
        _set(session, provider_id, restaurant_id, table_id, code.code, before, state, registration_id)


def bring_in_codes(session, provider_id: str, lines: list[Line]) -> dict:
    """The platform's answers, code by code: `{changed, unchanged, refused, restaurants}`. Good lines are kept."""
    report, changes = compare_codes(session, provider_id, lines)
    for known, line in changes:
        before = _registrations(session, provider_id, known.restaurant_id).get(known.code)
        _set(
            session,
            provider_id,
            known.restaurant_id,
            known.table_id,
            known.code,
            before,
            line.state,
            line.registration_id or None,
        )
    return report


def compare_codes(session, provider_id: str, lines: list[Line]) -> tuple[dict, list]:
    """(report, [(known, line)]) of what the lines would change; nothing is saved."""
    return changes_of(known_codes(session, provider_id, taking_part(session, provider_id)), lines)


def _registrations(session, provider_id, restaurant_id) -> dict:
    rows = session.execute(
        select(*CodeRegistration.__table__.c).where(
            CodeRegistration.restaurant_id == restaurant_id, CodeRegistration.provider_id == provider_id
        )
    )
    return {row.code: row for row in rows}


def _set(session, provider_id, restaurant_id, table_id, code, before, state, registration_id):
    at = now()
    values = {"state": state, "table_id": table_id, "registered_at": at if state == "registered" else None}
    if registration_id is not None:
        values["registration_id"] = registration_id
    if state == "asked":
        values["asked_at"] = at
    if before is None:
        whose = {"restaurant_id": restaurant_id, "id": new_id(), "provider_id": provider_id, "code": code}
        session.execute(insert(CodeRegistration), {"asked_at": at, "registration_id": None, **whose, **values})
    else:
        session.execute(
            update(CodeRegistration)
            .where(CodeRegistration.restaurant_id == restaurant_id, CodeRegistration.id == before.id)
            .values(**values)
        )
    if state != "asked":
        announce(session, CodeRegistered(restaurant_id, provider_id, code, state, at))


def _shape(table, code, row, public_url) -> dict:
    return {
        "table_id": table.id,
        "label": table.label,
        "code": code,
        "url": url_of(code, public_url),
        "state": row.state if row else "",
        "registration_id": row.registration_id if row else None,
        "asked_at": rfc3339(row.asked_at) if row else None,
        "registered_at": rfc3339(row.registered_at) if row else None,
    }
