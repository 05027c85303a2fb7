"""The menu's parts, changed by its owner: categories, groups of choices, dishes, photos."""

from flask import request

from core.identity import caller, staff_only
from core.offload import offload
from core.transactions import reading, transaction
from core.web.api import Blueprint
from ordering.menu import schemas, service
from ordering.menu.editing import categories, groups, images, items
from ordering.menu.editing.categories import CategoryUnknown
from ordering.menu.editing.groups import GroupUnknown
from ordering.menu.editing.queries import categories_of, groups_of, item_of, items_page
from ordering.menu.events import AvailabilitySet
from ordering.menu.queries import be_item
from restaurants.audit.service import record

blp = Blueprint("editing", __name__, url_prefix="/api/v1/restaurants/<restaurant_id>", description="Editing the menu")

PICTURE = {"schema": {"type": "string", "format": "binary"}}
PICTURES = {kind: PICTURE for kind in ("image/jpeg", "image/png", "image/webp", "image/gif", "image/avif")}


@blp.route("/categories", methods=["GET"])
@staff_only("owner", "manager", "waiter", "cook")
@blp.response(200, schemas.CategoriesOut)
def list_categories(restaurant_id):
    with reading() as session:
        return {"items": categories_of(session, restaurant_id), "next_cursor": None}


@blp.route("/categories", methods=["POST"])
@staff_only("owner", "manager")
@blp.arguments(schemas.NewCategory)
@blp.response(201, schemas.CategoryOut)
def new_category(body, restaurant_id):
    with transaction() as session:
        made = categories.add_category(session, restaurant_id, **body)
        return _one(categories_of(session, restaurant_id), made, CategoryUnknown)


@blp.route("/categories", methods=["PUT"])
@staff_only("owner", "manager")
@blp.arguments(schemas.Order)
@blp.response(200, schemas.CategoriesOut)
def order_categories(body, restaurant_id):
    """All categories, in the order in which guests see them."""
    with transaction() as session:
        categories.order_categories(session, restaurant_id, body["ids"])
        return {"items": categories_of(session, restaurant_id), "next_cursor": None}


@blp.route("/categories/<category_id>", methods=["GET"])
@staff_only("owner", "manager", "waiter", "cook")
@blp.response(200, schemas.CategoryOut)
def show_category(restaurant_id, category_id):
    with reading() as session:
        return _one(categories_of(session, restaurant_id), category_id, CategoryUnknown)


@blp.route("/categories/<category_id>", methods=["PATCH"])
@staff_only("owner", "manager")
@blp.arguments(schemas.CategoryChange)
@blp.response(200, schemas.CategoryOut)
def edit_category(body, restaurant_id, category_id):
    with transaction() as session:
        categories.change_category(session, restaurant_id, category_id, **body)
        return _one(categories_of(session, restaurant_id), category_id, CategoryUnknown)


@blp.route("/categories/<category_id>/items", methods=["PUT"])
@staff_only("owner", "manager")
@blp.arguments(schemas.Order)
@blp.response(204)
def order_items(body, restaurant_id, category_id):
    """All dishes of the category, in the order in which guests see them."""
    with transaction() as session:
        items.order_items(session, restaurant_id, category_id, body["ids"])


@blp.route("/categories/<category_id>", methods=["DELETE"])
@staff_only("owner", "manager")
@blp.response(204)
def remove_category(restaurant_id, category_id):
    with transaction() as session:
        categories.remove_category(session, restaurant_id, category_id)


@blp.route("/modifier-groups", methods=["GET"])
@staff_only("owner", "manager")
@blp.response(200, schemas.GroupsOut)
def list_groups(restaurant_id):
    with reading() as session:
        return {"items": groups_of(session, restaurant_id), "next_cursor": None}


@blp.route("/modifier-groups", methods=["POST"])
@staff_only("owner", "manager")
@blp.arguments(schemas.NewGroup)
@blp.response(201, schemas.GroupOut)
def new_group(body, restaurant_id):
    with transaction() as session:
        made = groups.add_group(session, restaurant_id, **body)
        return _one(groups_of(session, restaurant_id, made), made, GroupUnknown)


@blp.route("/modifier-groups/<group_id>", methods=["GET"])
@staff_only("owner", "manager")
@blp.response(200, schemas.GroupOut)
def show_group(restaurant_id, group_id):
    with reading() as session:
        return _one(groups_of(session, restaurant_id, group_id), group_id, GroupUnknown)


@blp.route("/modifier-groups/<group_id>", methods=["PATCH"])
@staff_only("owner", "manager")
@blp.arguments(schemas.GroupChange)
@blp.response(200, schemas.GroupOut)
def edit_group(body, restaurant_id, group_id):
    """`modifiers` replaces the choices; one that names its `id` stays the same choice."""
    with transaction() as session:
        groups.change_group(session, restaurant_id, group_id, **body)
        return _one(groups_of(session, restaurant_id, group_id), group_id, GroupUnknown)


@blp.route("/modifier-groups/<group_id>", methods=["DELETE"])
@staff_only("owner", "manager")
@blp.response(204)
def remove_group(restaurant_id, group_id):
    with transaction() as session:
        groups.remove_group(session, restaurant_id, group_id)


@blp.route("/menu-items", methods=["GET"])
@staff_only("owner", "manager", "waiter")
@blp.arguments(schemas.Listing, location="query")
@blp.response(200, schemas.ItemsOut)
def list_items(query, restaurant_id):
    with reading() as session:
        return items_page(session, restaurant_id, **query)


@blp.route("/menu-items", methods=["POST"])
@staff_only("owner", "manager")
@blp.arguments(schemas.NewItem)
@blp.response(201, schemas.ItemOut)
def new_item(body, restaurant_id):
    with transaction() as session:
        made = items.add_item(session, restaurant_id, **body)
        return item_of(session, restaurant_id, made)


@blp.route("/menu-items/<item_id>", methods=["GET"])
@staff_only("owner", "manager", "waiter")
@blp.response(200, schemas.ItemOut)
def show_item(restaurant_id, item_id):
    with reading() as session:
        return item_of(session, restaurant_id, item_id)


@blp.route("/menu-items/<item_id>", methods=["PATCH"])
@staff_only("owner", "manager")
@blp.arguments(schemas.ItemChange)
@blp.response(200, schemas.ItemOut)
def edit_item(body, restaurant_id, item_id):
    """What was already sent does not change."""
    with transaction() as session:
        before = be_item(session, restaurant_id, item_id).price
        items.change_item(session, restaurant_id, item_id, **body)
        after = body.get("price", before)
        if after != before:
            by, what = caller().principal, "menu.price_changed"
            record(session, restaurant_id, by, what, item_id, {"price": before}, {"price": after})
        return item_of(session, restaurant_id, item_id)


@blp.route("/menu-items/<item_id>", methods=["DELETE"])
@staff_only("owner", "manager")
@blp.response(204)
def remove_item(restaurant_id, item_id):
    with transaction() as session:
        items.archive_item(session, restaurant_id, item_id)


@blp.route("/menu-items/<item_id>/availability", methods=["POST"])
@staff_only("owner", "manager", "waiter")
@blp.arguments(schemas.DishAvailability)
@blp.response(200, schemas.ItemOut)
def availability(body, restaurant_id, item_id):
    """Sold out and back, and how many are left. Without `until` it lapses with the next business day."""
    with transaction() as session:
        service.set_availability(session, AvailabilitySet(restaurant_id, item_id, **body))
        return item_of(session, restaurant_id, item_id)


@blp.route("/menu-items/<item_id>/image", methods=["POST"])
@staff_only("owner", "manager")
@blp.doc(requestBody={"required": True, "content": PICTURES})
@blp.response(200, schemas.ItemOut)
def new_image(restaurant_id, item_id):
    """The picture as the body, or as the form's file `image`: at most 8 MB; cut to a square, without EXIF."""
    sent = request.files.get("image")
    data = sent.read() if sent else request.get_data(cache=False)
    with reading() as session:
        be_item(session, restaurant_id, item_id)
    with images.one_at_a_time:
        large, small = offload(images.squares, data)
    with transaction() as session:
        images.set_image(session, restaurant_id, item_id, large, small)
        return item_of(session, restaurant_id, item_id)


@blp.route("/menu-items/<item_id>/image", methods=["DELETE"])
@staff_only("owner", "manager")
@blp.response(200, schemas.ItemOut)
def remove_image(restaurant_id, item_id):
    with transaction() as session:
        images.remove_image(session, restaurant_id, item_id)
        return item_of(session, restaurant_id, item_id)


def _one(rows: list[dict], id: str, unknown) -> dict:
    row = next((row for row in rows if row["id"] == id), None)
    if row is None:
        raise unknown()
    return row
