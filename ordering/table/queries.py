"""The whole state of a table, for a guest, for staff and for a phone that missed something."""

from core.facts import ask
from core.pushes import head_of
from ordering.calls.service import calls_of
from ordering.carts.queries import cart_of
from ordering.orders.queries import orders_of
from ordering.orders.rush import rush_after_seconds
from ordering.table.events import BillOf
from ordering.visits.queries import guests_of, visit_of, visit_shape
from restaurants.profile.queries import restaurant_of


def state_of(session, restaurant_id: str, visit_id: str, you: str = "", lang: str = "zh") -> dict:
    """`{visit, table, restaurant, guests, cart, orders, bill, calls, stream, epoch, seq}`.

    The stream's number is read first: a frame that arrives while we read is then applied twice, never missed.
    """
    head = head_of(session, restaurant_id, f"visit:{visit_id}")
    visit = visit_of(session, restaurant_id, visit_id)
    restaurant = restaurant_of(session, restaurant_id)
    return {
        "visit": visit_shape(visit),
        "table": {"id": visit.table_id, "label": visit.table_label},
        "restaurant": {
            "id": restaurant_id,
            "name": restaurant["name"],
            "currency": restaurant["currency"],
            "service_mode": restaurant["service_mode"],
            "gate": restaurant["gate"],
            "time_zone": restaurant["time_zone"],
        },
        "guests": guests_of(session, restaurant_id, visit_id, you),
        "cart": cart_of(session, visit, lang),
        "orders": orders_of(session, restaurant_id, visit_id, lang),
        "bill": ask(session, BillOf(restaurant_id, visit_id, lang)),
        "calls": calls_of(session, restaurant_id, visit_id),
        "rush_after_seconds": rush_after_seconds(session, restaurant_id),
        **head,
    }
