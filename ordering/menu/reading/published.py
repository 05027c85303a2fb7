"""The guests' menu as ready bytes, kept until something moves.

Every process keeps its own and asks the database with every read whether it still holds (marks.py). What
changes by the clock alone (a dish comes back, the doors open) is known beforehand. The ETag is a hash of the content,
so that all processes give the same one; it is weak, since packed or not it is the same menu.
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
from ordering.menu.models import MenuItem
from ordering.menu.reading.guest_menu import menu_for
from ordering.menu.reading.marks import READ, marks_of
from restaurants.profile.hours import open_at
from restaurants.profile.queries import restaurant_of

HEADERS = (
    ("Content-Type", "application/json"),
    ("Cache-Control", "no-cache"),
    ("Vary", "Accept-Encoding, Accept-Language"),
    ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
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

    def answer(self, known: str, takes: str) -> tuple[str, list[tuple[str, str]], bytes]:
        """(status, headers, body) for the request's If-None-Match and Accept-Encoding."""
        headers = [*HEADERS, ("ETag", self.etag)]
        if known and (self.etag in known or known.strip() == "*"):
            return "304 NOT MODIFIED", headers[1:], b""
        body = self.content
        if "gzip" in takes:
            body = self.packed
            headers.append(("Content-Encoding", "gzip"))
        headers.append(("Content-Length", str(len(body))))
        return "200 OK", headers, body

    def holds(self, marks: tuple | None) -> bool:
        at = now()
        if self.marks != marks or at >= self.until:
            return False
        return not self.hours or open_at(self.hours, self.time_zone, at) == self.open


_kept: OrderedDict[tuple[str, str], Published] = OrderedDict()


def kept_menu(restaurant_id: str, lang: str) -> Published | None:
    """What this process keeps, if it still holds; one small read."""
    known = _kept.get((restaurant_id, lang))
    return known if known and known.holds(marks_of(restaurant_id)) else None


def published_menu(session, restaurant_id: str, lang: str) -> Published:
    """Kept or written anew. RestaurantUnknown for nobody's id.

    The marks are read by `session`, before the content: what is kept under them is never older than they are.
    """
    row = session.execute(text(READ.format("= :id")), {"id": restaurant_id}).first()
    if row is None:
        raise RestaurantUnknown()
    marks, known = tuple(row[1:]), _kept.get((restaurant_id, lang))
    if known and known.holds(marks):
        return known
    return _keep((restaurant_id, lang), _publish(session, restaurant_id, lang, marks, now()))


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
        f'W/"{hashlib.sha256(content).hexdigest()[:20]}"',
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
