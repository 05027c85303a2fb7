"""The restaurant's URLs for its owner."""

from sqlalchemy import select

from core.identity import caller, signed_in, staff_only
from core.languages import language
from core.transactions import reading, transaction
from core.web.api import Blueprint
from restaurants.accounts.models import Staff
from restaurants.profile import schemas, service
from restaurants.profile.fees import fee_lines, terms_of
from restaurants.profile.queries import owner_shape, restaurant_of

blp = Blueprint("restaurants", __name__, url_prefix="/api/v1/restaurants", description="The restaurant's settings")


@blp.route("", methods=["POST"])
@signed_in
@blp.arguments(schemas.NewRestaurant)
@blp.response(201, schemas.RestaurantOut)
def found(body):
    """A new restaurant of the caller's."""
    with transaction() as session:
        return service.found_restaurant(session, caller().account_id, body)


@blp.route("", methods=["GET"])
@signed_in
@blp.response(200, schemas.MineListOut)
def mine():
    """The restaurants that the caller works for."""
    with reading() as session:
        rows = session.execute(
            select(Staff.restaurant_id, Staff.role).where(Staff.account_id == caller().account_id)
        ).all()
        return {
            "items": [{**owner_shape(restaurant_of(session, r.restaurant_id)), "role": r.role} for r in rows],
            "next_cursor": None,
        }


@blp.route("/<restaurant_id>", methods=["GET"])
@staff_only("owner", "manager", "waiter", "cook")
@blp.response(200, schemas.RestaurantOut)
def see(restaurant_id):
    """All settings."""
    with reading() as session:
        return owner_shape(restaurant_of(session, restaurant_id))


@blp.route("/<restaurant_id>", methods=["PATCH"])
@staff_only("owner", "manager")
@blp.arguments(schemas.ProfileChange)
@blp.response(200, schemas.RestaurantOut)
def change(body, restaurant_id):
    """409 changed_meanwhile where `version` is not the present one."""
    with transaction() as session:
        return service.change_profile(session, restaurant_id, caller().principal, body)


@blp.route("/<restaurant_id>/pause", methods=["POST"])
@staff_only("owner", "manager", "waiter")
@blp.arguments(schemas.Pause)
@blp.response(200, schemas.RestaurantOut)
def pause(body, restaurant_id):
    """No orders for so many minutes; 0 takes them again."""
    with transaction() as session:
        return service.pause_orders(session, restaurant_id, caller().principal, body["minutes"])


@blp.route("/<restaurant_id>/opening", methods=["PUT"])
@staff_only("owner", "manager")
@blp.arguments(schemas.PutOff)
@blp.response(204)
def put_off(body, restaurant_id):
    """The list of first steps goes out of sight, or comes back; its steps tick themselves either way."""
    with transaction() as session:
        service.put_off_opening(session, restaurant_id, body["put_off"])


@blp.route("/<restaurant_id>/fees/sentence", methods=["GET"])
@staff_only("owner", "manager")
@blp.arguments(schemas.Sample, location="query")
@blp.response(200, schemas.SentenceOut)
def sentence(query, restaurant_id):
    """What guests read about the fees, for so many eaters, orders and dishes of so much."""
    with reading() as session:
        restaurant = restaurant_of(session, restaurant_id)
    lines = fee_lines(terms_of(restaurant), **query, lang=language(), currency=restaurant["currency"])
    return {**query, "lines": lines, "total": query["subtotal"] + sum(line["amount"] for line in lines)}
