"""The guests' menu as ready bytes, kept until something moves.

Every process keeps its own and asks the database, in one small read, whether it still holds: the menu's version, the
restaurant's, and its pause. What changes by the clock alone (a dish comes back, the doors open) is known beforehand.
The ETag is a hash of the content, so that all processes give the same one.
"""

import gzip
import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from datetime import UTC, datetime

import orjson
from sqlalchemy import func, select, text

from core.clock import now
from core.identity import RestaurantUnknown
from ordering.menu.guest_menu import menu_for
from ordering.menu.models import MenuItem
from restaurants.profile.hours import open_at
from restaurants.profile.queries import restaurant_of

MARKS = text(
    "SELECT r.version, r.paused_until, m.version FROM restaurants r"
    " LEFT JOIN menu_versions m ON m.restaurant_id = r.id AND m.id = 'menu' WHERE r.id = :rid"
)
MOST_BYTES = 48 * 1024 * 1024
FAR = datetime(9999, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Published:
    """`packed` is gzip. `until`: when a dish comes back; `open`: what the hours said when it was written."""

    etag: str
    content: bytes
    packed: bytes
    marks: tuple
    until: datetime
    hours: dict
    time_zone: str
    open: bool


_kept: OrderedDict[tuple[str, str], Published] = OrderedDict()


def published_menu(session, restaurant_id: str, lang: str) -> Published:
    """RestaurantUnknown for nobody's id."""
    marks = session.execute(MARKS, {"rid": restaurant_id}).first()
    if marks is None:
        raise RestaurantUnknown()
    known, at = _kept.get((restaurant_id, lang)), now()
    if (
        known
        and known.marks == tuple(marks)
        and at < known.until
        and (not known.hours or open_at(known.hours, known.time_zone, at) == known.open)
    ):
        return known
    return _keep((restaurant_id, lang), _publish(session, restaurant_id, lang, tuple(marks), at))


def menu_etag(session, restaurant_id: str, lang: str = "zh") -> str:
    """The ETag that the menu's URL gives."""
    return published_menu(session, restaurant_id, lang).etag


def _publish(session, restaurant_id, lang, marks, at) -> Published:
    restaurant = restaurant_of(session, restaurant_id)
    soonest = session.execute(
        select(func.min(MenuItem.sold_out_until)).where(
            MenuItem.restaurant_id == restaurant_id, MenuItem.archived_at.is_(None), MenuItem.sold_out_until > at
        )
    ).scalar()
    content = orjson.dumps(menu_for(session, restaurant_id, lang))
    return Published(
        hashlib.sha256(content).hexdigest()[:20],
        content,
        gzip.compress(content, 6, mtime=0),
        marks,
        soonest or FAR,
        restaurant["hours"],
        restaurant["time_zone"],
        open_at(restaurant["hours"], restaurant["time_zone"], at),
    )


def _keep(key, published) -> Published:
    """The menus read last stay."""
    _kept.pop(key, None)
    _kept[key] = published
    size = sum(len(p.content) + len(p.packed) for p in _kept.values())
    while size > MOST_BYTES and len(_kept) > 1:
        _, gone = _kept.popitem(last=False)
        size -= len(gone.content) + len(gone.packed)
    return published
