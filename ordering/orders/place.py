"""place_order: the one use case that everything else exists for."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from core.clock import business_day, now
from core.errors import Conflict
from core.facts import announce
from core.ids import new_id
from core.pushes import push
from ordering.carts.queries import cart_of
from ordering.carts.service import clear, take_all
from ordering.menu.service import take_stock
from ordering.orders.events import OrderPlaced, OrderReleased, PlacedLine
from ordering.orders.models import Order, OrderCounter, OrderLine
from ordering.orders.queries import order_of
from ordering.visits.models import Visit
from ordering.visits.service import RestaurantClosed, lock_open_visit


class CartChanged(Conflict):
    code, title = "cart_changed", "The cart has changed"


class PriceChanged(Conflict):
    code, title = "price_changed", "The total has changed"


class SoldOut(Conflict):
    code, title = "item_sold_out", "Something in the cart cannot be sent"


class CartEmpty(Conflict):
    code, title = "cart_empty", "The cart is empty"


class OrderingPaused(Conflict):
    code, title = "ordering_paused", "The kitchen takes no orders for the moment"


def place_order(
    session,
    restaurant: dict,
    visit_id: str,
    guest_id: str,
    *,
    cart_version: int,
    shown_total: int,
    note: str = "",
    allergy_note: str = "",
    lang: str = "zh",
    is_open: bool = True,
    by_staff: bool = False,
) -> dict:
    """Makes the shared cart one order, or saves nothing.

    Whoever sends a version that has just been sent is shown that order. CartChanged, PriceChanged and SoldOut
    carry the new cart. Returns the order in its REST shape.
    """
    rid = restaurant["id"]
    visit = lock_open_visit(session, rid, visit_id)
    if visit.cart_version != cart_version:
        sent = session.execute(
            select(Order.id).where(
                Order.restaurant_id == rid, Order.visit_id == visit_id, Order.cart_version == cart_version
            )
        ).scalar()
        if sent:
            return order_of(session, rid, sent, lang)
        raise CartChanged("Somebody changed it. Look again, then send.", cart=cart_of(session, visit, lang))
    at = now()
    _be_open(restaurant, at, is_open)
    priced = take_all(session, visit)
    if not priced:
        raise CartEmpty("Add a dish first.")
    cart = cart_of(session, visit, lang, priced)
    _be_sendable(cart)
    if cart["total"] != shown_total:
        raise PriceChanged(
            f"It is now {cart['total']}, not {shown_total}. Nothing was sent.",
            errors={"shown_total": [f"The total is {cart['total']}."]},
            cart=cart,
        )
    wanted: dict[str, int] = {}
    for p in priced:
        wanted[p.row.item_id] = wanted.get(p.row.item_id, 0) + p.row.quantity
    take_stock(session, rid, wanted)
    fact = _store(session, restaurant, visit, guest_id, priced, note, allergy_note, at)
    clear(session, visit, lang)
    announce(session, fact)
    if _goes_at_once(restaurant, visit, by_staff):
        release_order(session, fact)
    order = order_of(session, rid, fact.order_id, lang)
    push(
        session,
        rid,
        f"visit:{visit_id}",
        "order.changed",
        order if lang == "zh" else order_of(session, rid, fact.order_id),
    )
    return order


def release_order(session, fact) -> None:
    """Sends an order to the kitchen; once, however often it is released."""
    fresh = session.execute(
        update(Order)
        .where(
            Order.restaurant_id == fact.restaurant_id,
            Order.id == fact.order_id,
            Order.released_at.is_(None),
            Order.status != "cancelled",
        )
        .values(released_at=now())
    ).rowcount
    if fresh:
        announce(session, OrderReleased(**{k: getattr(fact, k) for k in fact.__dataclass_fields__}))


def _goes_at_once(restaurant, visit, by_staff) -> bool:
    """Pay first waits for the money; under `first_order_waits` a first round waits for one tap of staff."""
    if restaurant["service_mode"] == "pay_first":
        return False
    return by_staff or restaurant["gate"] != "first_order_waits" or visit.rounds > 0


def _be_open(restaurant, at: datetime, is_open: bool):
    if not is_open:
        raise RestaurantClosed("The cart is kept. Nothing was sent.")
    if restaurant.get("paused_until") and restaurant["paused_until"] > at:
        raise OrderingPaused("The cart is kept. Please try again later or ask the staff.")


def _be_sendable(cart):
    bad = [line for line in cart["lines"] if line.get("problem")]
    if bad:
        what = ", ".join(line["name"] or line["item_id"] for line in bad)
        raise SoldOut(
            f"Take out or change: {what}. Nothing was sent.",
            cart=cart,
            lines=[{"id": line["id"], "name": line["name"], **line["problem"]} for line in bad],
        )


def _store(session, restaurant, visit, guest_id, priced, note, allergy_note, at) -> OrderPlaced:
    """The order and its lines in two statements through Core: this is the hot path."""
    rid, order_id, round_ = restaurant["id"], new_id(), visit.rounds + 1
    lines = tuple(
        PlacedLine(
            id=new_id(),
            item_id=p.row.item_id,
            names=p.item["names"],
            quantity=p.row.quantity,
            modifiers=tuple(p.modifiers),
            note=p.row.note,
            unit_price=p.unit_price,
            line_total=p.total,
            station_ids=tuple(p.item["station_ids"]),
            guest_id=p.row.guest_id,
        )
        for p in priced
    )
    total = sum(line.line_total for line in lines)
    day = business_day(at, restaurant["time_zone"], restaurant["day_starts_at"])
    number = _next_number(session, rid, day.isoformat())
    session.execute(update(Visit).where(Visit.restaurant_id == rid, Visit.id == visit.id).values(rounds=round_))
    session.execute(
        insert(Order),
        {
            "restaurant_id": rid,
            "id": order_id,
            "visit_id": visit.id,
            "day": day,
            "number": number,
            "round": round_,
            "cart_version": visit.cart_version,
            "status": "placed",
            "payment_state": "unpaid",
            "note": note,
            "allergy_note": allergy_note,
            "total": total,
            "placed_by": guest_id,
            "placed_at": at,
        },
    )
    session.execute(
        insert(OrderLine),
        [{"restaurant_id": rid, "order_id": order_id, "status": "queued", **asdict(line)} for line in lines],
    )
    return OrderPlaced(
        restaurant_id=rid,
        visit_id=visit.id,
        order_id=order_id,
        number=number,
        round=round_,
        table_id=visit.table_id,
        table_label=visit.table_label,
        covers=visit.covers,
        note=note,
        allergy_note=allergy_note,
        placed_at=at,
        total=total,
        lines=lines,
    )


def _next_number(session, restaurant_id: str, day: str) -> int:
    """People call orders by short numbers; they are given in commit order and never twice a day."""
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    statement = dialect.insert(OrderCounter).values(restaurant_id=restaurant_id, id=day, last=1)
    return session.execute(
        statement.on_conflict_do_update(
            index_elements=[OrderCounter.restaurant_id, OrderCounter.id], set_={"last": OrderCounter.last + 1}
        ).returning(OrderCounter.last)
    ).scalar_one()
