"""place_order: the one use case that everything else exists for."""

from datetime import datetime
from types import SimpleNamespace

from sqlalchemy import insert, select, update

from core.clock import business_day, now
from core.errors import Conflict
from core.facts import announce, ask
from core.ids import new_id
from core.pushes import push
from core.statements import run, statement, write
from ordering.carts.queries import cart_of
from ordering.carts.service import cart_needs, clear, take_all
from ordering.menu.service import take_stock
from ordering.orders.events import DarkStations, OrderPlaced, OrderReleased, PlacedLine
from ordering.orders.models import Order, OrderCounter, OrderLine
from ordering.orders.queries import order_of, order_shape
from ordering.visits.queries import names_of
from ordering.visits.service import RestaurantClosed, lock_open_visit
from restaurants.profile.queries import RESTAURANT
from restaurants.stations.queries import STATIONS

LINE_FIELDS = tuple(PlacedLine.__dataclass_fields__)
ORDER = statement(insert(Order))
ORDER_LINES = statement(insert(OrderLine))
# People call orders by short numbers; they are given in commit order and never twice a day.
NEXT_NUMBER = statement(
    lambda dialect: (
        dialect.insert(OrderCounter)
        .on_conflict_do_update(
            index_elements=[OrderCounter.restaurant_id, OrderCounter.id], set_={"last": OrderCounter.last + 1}
        )
        .returning(OrderCounter.last)
    )
)


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


class KitchenDark(Conflict):
    code, title = "kitchen_dark", "The kitchen's screen is offline"


def place_needs(restaurant_id: str, visit_id: str) -> list:
    """What placing an order reads (core.statements.ahead); the stations twice more, for tickets and floor."""
    whose = {"restaurant": restaurant_id}
    return [*cart_needs(restaurant_id, visit_id), RESTAURANT(**whose), STATIONS(**whose), STATIONS(**whose)]


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
    names = names_of(session, rid, visit_id)
    cart = cart_of(session, visit, lang, priced, names)
    _be_sendable(cart)
    if cart["total"] != shown_total:
        raise PriceChanged(
            f"It is now {cart['total']}, not {shown_total}. Nothing was sent.",
            errors={"shown_total": [f"The total is {cart['total']}."]},
            cart=cart,
        )
    if restaurant["when_kitchen_dark"] == "hold" and not by_staff:
        _be_seen(session, rid, priced)
    counted: dict[str, int] = {}
    for p in priced:
        if p.item["left"] is not None:
            counted[p.row.item_id] = counted.get(p.row.item_id, 0) + p.row.quantity
    if counted:
        take_stock(session, rid, counted)
    at_once = _goes_at_once(restaurant, visit, by_staff)
    fact, order = _store(session, restaurant, visit, guest_id, priced, note, allergy_note, at, at if at_once else None)
    clear(session, visit._replace(rounds=fact.round), lang)
    announce(session, fact)
    if at_once:
        announce(session, OrderReleased(**{k: getattr(fact, k) for k in fact.__dataclass_fields__}, released_at=at))
    by_course = restaurant["courses"] != "off"  # then the kitchen has said what it holds
    shape = order_of(session, rid, order.id) if by_course else order_shape(order, order.lines, names, "zh")
    push(session, rid, f"visit:{visit_id}", "order.changed", shape)
    if lang == "zh":
        return shape
    return order_of(session, rid, order.id, lang) if by_course else order_shape(order, order.lines, names, lang)


def release_order(session, fact: OrderPlaced) -> None:
    """Sends an order to the kitchen; once, however often it is released."""
    at = now()
    fresh = session.execute(
        update(Order)
        .where(
            Order.restaurant_id == fact.restaurant_id,
            Order.id == fact.order_id,
            Order.released_at.is_(None),
            Order.status != "cancelled",
        )
        .values(released_at=at)
    ).rowcount
    if fresh:
        announce(session, OrderReleased(**{k: getattr(fact, k) for k in fact.__dataclass_fields__}, released_at=at))


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


def _be_seen(session, rid, priced):
    """The owner would rather have guests order with staff than wait unseen."""
    for station_ids in sorted({tuple(p.item["station_ids"]) for p in priced}):
        if ask(session, DarkStations(rid, station_ids)):
            raise KitchenDark("Please order with the staff. The cart is kept. Nothing was sent.")


def _store(session, restaurant, visit, guest_id, priced, note, allergy_note, at, released_at):
    """(what was placed, the order as its row stands with `lines`). In few statements and read from nowhere again."""
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
            course=max(p.item["course"], 1) if restaurant["courses"] != "off" else 0,
            stations_finish=p.item["stations_finish"],
            guest_id=p.row.guest_id,
        )
        for p in priced
    )
    day = business_day(at, restaurant["time_zone"], restaurant["day_starts_at"])
    order = {
        "restaurant_id": rid,
        "id": order_id,
        "visit_id": visit.id,
        "day": day,
        "number": run(session, NEXT_NUMBER(restaurant_id=rid, id=day.isoformat(), last=1))[0][0].last,
        "round": round_,
        "cart_version": visit.cart_version,
        "status": "placed",
        "payment_state": "unpaid",
        "note": note,
        "allergy_note": allergy_note,
        "total": sum(line.line_total for line in lines),
        "placed_by": guest_id,
        "placed_at": at,
        "released_at": released_at,
        "accepted_at": None,
        "staff_told_at": None,
        "reason": None,
    }
    fresh = {
        "order_id": order_id,
        "status": "queued",
        "held": False,
        "changed_at": None,
        "reason": None,
        "fired_at": None,
    }
    rows = [{"restaurant_id": rid, **fresh, **{name: getattr(line, name) for name in LINE_FIELDS}} for line in lines]
    write(
        session,
        ORDER(**order),
        ORDER_LINES.many(rows),
    )
    fact = OrderPlaced(
        restaurant_id=rid,
        visit_id=visit.id,
        order_id=order_id,
        number=order["number"],
        round=round_,
        table_id=visit.table_id,
        table_label=visit.table_label,
        covers=visit.covers,
        note=note,
        allergy_note=allergy_note,
        placed_at=at,
        total=order["total"],
        lines=lines,
    )
    return fact, SimpleNamespace(**order, lines=[SimpleNamespace(**row) for row in rows])
