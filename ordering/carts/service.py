"""The shared cart: every change takes the visit's row, so changes of several phones stand in one order."""

from sqlalchemy import bindparam, delete, insert, select, update

from core.clock import now
from core.errors import Conflict, Invalid, NotFound
from core.ids import new_id
from core.pushes import push
from core.statements import ahead, statement, write
from ordering.carts.models import CartLine
from ordering.carts.queries import LINES, cart_of, lines_of, price_lines
from ordering.menu.priced import VERSION, priced_items
from ordering.menu.pricing import ItemUnknown, line_price
from ordering.visits.models import Visit
from ordering.visits.queries import GUESTS, VISIT_LOCKED, visit_of
from ordering.visits.service import lock_open_visit
from restaurants.stations.queries import STATIONS

MOST_LINES = 60
ADD = statement(insert(CartLine))
CLEAR = statement(
    delete(CartLine).where(CartLine.restaurant_id == bindparam("restaurant"), CartLine.visit_id == bindparam("visit"))
)
CHANGE = statement(
    update(CartLine)
    .where(CartLine.restaurant_id == bindparam("restaurant"), CartLine.id == bindparam("line"))
    .values({name: bindparam(name) for name in ("quantity", "modifiers", "note")})
)
NEXT_VERSION = statement(
    update(Visit)
    .where(Visit.restaurant_id == bindparam("restaurant"), Visit.id == bindparam("visit"))
    .values(cart_version=Visit.cart_version + 1, rounds=bindparam("sent"))
)


class LineUnknown(NotFound):
    code, title = "line_unknown", "This line is no longer in the cart"


class CartFull(Conflict):
    code, title = "cart_full", f"A cart holds {MOST_LINES} lines"


def cart_needs(restaurant_id: str, visit_id: str) -> list:
    """What every change of a cart reads (core.statements.ahead): its lock first of all."""
    whose, visit = {"restaurant": restaurant_id}, {"restaurant": restaurant_id, "visit": visit_id}
    return [VISIT_LOCKED(**visit), VERSION(**whose), STATIONS(**whose), LINES(**visit), GUESTS(**visit)]


def add_line(
    session, restaurant_id, visit_id, guest_id, *, item_id, quantity, modifiers=(), note="", lang="zh"
) -> dict:
    """One more dish. The same dish with the same choices by the same guest raises that line's quantity."""
    ahead(session, *cart_needs(restaurant_id, visit_id))
    visit = lock_open_visit(session, restaurant_id, visit_id)
    item = priced_items(session, restaurant_id, [item_id]).get(item_id)
    if item is None:
        raise ItemUnknown("This dish is not on the menu.", errors={"item_id": ["Unknown dish."]})
    choices = sorted(({"id": m["id"], "quantity": m.get("quantity", 1)} for m in modifiers), key=lambda m: m["id"])
    line_price(item, quantity, choices)  # refuses what cannot be ordered, before anything is stored
    rows = lines_of(session, restaurant_id, visit_id)
    twin = next(
        (r for r in rows if (r.item_id, r.guest_id, r.note, r.modifiers) == (item_id, guest_id, note, choices)), None
    )
    if twin and twin.quantity + quantity > 99:
        raise Invalid("At most 99 of one dish.", errors={"quantity": ["The line would hold more than 99."]})
    if twin:
        _change(session, twin, quantity=twin.quantity + quantity)
    elif len(rows) >= MOST_LINES:
        raise CartFull("Send this round first, then add more.")
    else:
        write(
            session,
            ADD(
                restaurant_id=restaurant_id,
                id=new_id(),
                visit_id=visit_id,
                guest_id=guest_id,
                item_id=item_id,
                quantity=quantity,
                modifiers=choices,
                note=note,
                added_at=now(),
            ),
        )
    return _changed(session, visit, lang)


def change_line(session, restaurant_id, visit_id, line_id, *, quantity, modifiers=None, note=None, lang="zh") -> dict:
    """`quantity` is absolute; 0 takes the line out. LineUnknown if another phone was faster."""
    visit = lock_open_visit(session, restaurant_id, visit_id)
    row = _line(session, restaurant_id, visit_id, line_id)
    if quantity == 0:
        return _remove(session, visit, line_id, lang)
    changes = {"quantity": quantity}
    if modifiers is not None:
        changes["modifiers"] = sorted(
            ({"id": m["id"], "quantity": m.get("quantity", 1)} for m in modifiers), key=lambda m: m["id"]
        )
    if note is not None:
        changes["note"] = note
    item = priced_items(session, restaurant_id, [row.item_id]).get(row.item_id)
    if item is None:
        raise ItemUnknown("This dish is not on the menu any more.")
    line_price(item, quantity, changes.get("modifiers", row.modifiers))
    _change(session, row, **changes)
    return _changed(session, visit, lang)


def remove_line(session, restaurant_id, visit_id, line_id, lang="zh") -> dict:
    """Takes a line out; repeating is harmless."""
    return _remove(session, lock_open_visit(session, restaurant_id, visit_id), line_id, lang)


def take_all(session, visit) -> list:
    """The lines, priced, for an order that is about to be made. The visit is locked by the caller."""
    return price_lines(session, visit.restaurant_id, lines_of(session, visit.restaurant_id, visit.id))


def clear(session, visit, lang="zh") -> dict:
    """Empties the cart after its lines became an order, of which `visit.rounds` knows; the next begins anew."""
    write(session, CLEAR(restaurant=visit.restaurant_id, visit=visit.id))
    return _changed(session, visit, lang, priced=[])


def empty_cart(session, fact) -> None:
    """A closed visit keeps no cart. (VisitClosed)"""
    if lines_of(session, fact.restaurant_id, fact.visit_id):
        clear(session, visit_of(session, fact.restaurant_id, fact.visit_id))


def tell_cart(session, fact) -> None:
    """The fees that this cart would add follow the covers and what was sent before: a round of which the last dish was
    taken off counts no more. So it is read when everything of the transaction is done.

    (CoversChanged, OrderCancelled, LineVoided, RoundsSeparated; GuestRenamed for the names that lines bear)
    """
    rid, visit_id = fact.restaurant_id, fact.visit_id
    if lines_of(session, rid, visit_id):
        push(
            session,
            rid,
            f"visit:{visit_id}",
            "cart.changed",
            lambda: cart_of(session, visit_of(session, rid, visit_id)),
        )


def _remove(session, visit, line_id, lang):
    gone = session.execute(
        delete(CartLine).where(
            CartLine.restaurant_id == visit.restaurant_id, CartLine.id == line_id, CartLine.visit_id == visit.id
        )
    ).rowcount
    return _changed(session, visit, lang) if gone else cart_of(session, visit, lang)


def _line(session, restaurant_id, visit_id, line_id):
    row = session.execute(
        select(*CartLine.__table__.c).where(
            CartLine.restaurant_id == restaurant_id, CartLine.id == line_id, CartLine.visit_id == visit_id
        )
    ).first()
    if row is None:
        raise LineUnknown("Somebody at the table took it out or sent it.")
    return row


def _change(session, row, **values):
    kept = {"quantity": row.quantity, "modifiers": row.modifiers, "note": row.note}
    write(session, CHANGE(restaurant=row.restaurant_id, line=row.id, **kept | values))


def _changed(session, visit, lang, priced=None) -> dict:
    """The next version of the cart, pushed to every phone at the table."""
    write(session, NEXT_VERSION(restaurant=visit.restaurant_id, visit=visit.id, sent=visit.rounds))
    visit = visit._replace(cart_version=visit.cart_version + 1)  # its row is locked: nobody else counts
    if priced is None:
        priced = take_all(session, visit)
    pushed = cart_of(session, visit, "zh", priced)
    push(session, visit.restaurant_id, f"visit:{visit.id}", "cart.changed", pushed)
    return pushed if lang == "zh" else cart_of(session, visit, lang, priced)
