"""Freezing a month: from then on it has a number and a hash, and what is learned later stands in a later month."""

from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError

from core.clock import business_day, now
from core.errors import Conflict
from core.ids import new_id
from rebates.books.closing import close
from rebates.books.locking import lock_books
from rebates.books.models import ProviderBooks, Statement
from rebates.books.statements import frozen_of, statement_of
from rebates.members.queries import provider_name
from rebates.programmes.catalogue import PROGRAMMES


class MonthNotOver(Conflict):
    code, title = "month_not_over", "The month is not over yet"


def freeze_month(session, provider_id: str, month: str, by: str) -> dict:
    """The frozen statement; a month that is frozen already is given as it is. MonthNotOver.

    All books of the provider are held, also those that nobody has opened yet: a first trade of a programme waits, too.
    """
    if month >= business_day(now(), "Asia/Shanghai", "04:00").isoformat()[:7]:
        raise MonthNotOver(f"{month} can be frozen from 04:00 of the next month's first day on, Beijing time.")
    opened = select(ProviderBooks.programme).where(ProviderBooks.provider_id == provider_id)
    programmes = {*PROGRAMMES, *session.execute(opened).scalars()}
    lock_books(session, [(provider_id, programme) for programme in programmes])
    if frozen_of(session, provider_id, month) is None:
        before = select(func.count()).select_from(Statement).where(Statement.provider_id == provider_id)
        row = {
            "id": new_id(),
            "provider_id": provider_id,
            "month": month,
            "number": f"{month}-{session.execute(before).scalar() + 1:04}",
            "frozen_at": now(),
            "frozen_by": by,
            "provider": provider_name(session, provider_id),
            **close(session, provider_id, month),
        }
        try:
            session.execute(insert(Statement), row)
        except IntegrityError as error:
            raise Conflict("Somebody else froze it this moment. Send the same request again.") from error
    return statement_of(session, provider_id, month)
