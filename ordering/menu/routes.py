"""The menu: read by everyone, changed by its owner."""

from flask import Response, request
from marshmallow import validate
from sqlalchemy import select

from core.errors import Invalid
from core.identity import staff_only
from core.languages import language
from core.offload import offload
from core.transactions import reading, transaction
from core.web.api import Blueprint
from core.web.schemas import MoneyField, Names, Schema, Text, WholeNumber, fields
from ordering.menu import service
from ordering.menu.importing import Unreadable, read_menu
from ordering.menu.models import Category, ModifierGroup
from ordering.menu.queries import menu_bytes, menu_for
from restaurants.profile.queries import restaurant_of

blp = Blueprint("menu", __name__, url_prefix="/api/v1/restaurants/<restaurant_id>", description="The menu")


class ImportUnreadable(Invalid):
    code, title = "import_unreadable", "The file cannot be read"


class _DryRun(Exception):
    pass


class NewCategory(Schema):
    names = Names(max=40, required=True)
    station_id = Text(max=36, load_default=None, allow_none=True)
    position = WholeNumber(load_default=0, validate=validate.Range(0, 9999))


class ItemChange(Schema):
    names = Names()
    descriptions = fields.Dict(keys=fields.String(), values=Text(max=1000))
    price = MoneyField()
    tags = fields.List(Text(max=20), validate=validate.Length(max=12))
    allergens = fields.List(Text(max=30), validate=validate.Length(max=20))
    station_id = Text(max=36, allow_none=True)
    available = fields.Boolean()
    left_count = WholeNumber(validate=validate.Range(0, 9999), allow_none=True)
    category_ids = fields.List(Text(max=36), validate=validate.Length(1, 10))
    group_ids = fields.List(Text(max=36), validate=validate.Length(max=12))
    position = WholeNumber(validate=validate.Range(0, 9999))


class NewItem(ItemChange):
    names = Names(required=True)
    price = MoneyField(required=True)
    category_ids = fields.List(Text(max=36), required=True, validate=validate.Length(1, 10))


@blp.route("/menu", methods=["GET"])
@blp.response(200)
def read(restaurant_id):
    """Public; cached by ETag."""
    with reading() as session:
        etag, content = menu_bytes(session, restaurant_id, language())
    response = Response(content, mimetype="application/json", headers={"Cache-Control": "no-cache"})
    response.set_etag(etag)
    return response.make_conditional(request)


@blp.route("/menu/import", methods=["POST"])
@staff_only("owner", "manager")
@blp.response(200)
def bring_in(restaurant_id):
    """CSV, XLSX, JSON or pasted text. `?dry_run=1` only tells what would happen; `?language=` is the file's."""
    kind, data = request.mimetype or "application/json", request.get_data(cache=False)
    with reading() as session:
        restaurant = restaurant_of(session, restaurant_id)
    spoken = request.args.get("language") or restaurant["languages"][0]
    try:
        plan = offload(read_menu, data, kind, restaurant["currency"], spoken)
    except Unreadable as error:
        raise ImportUnreadable(str(error), errors={"body": [str(error)]}) from error
    report = {}
    try:
        with transaction() as session:
            report = service.apply_import(session, restaurant_id, plan)
            if request.args.get("dry_run", "0") not in ("0", "", "false"):
                raise _DryRun  # everything was tried for real, and nothing is kept
    except _DryRun:
        report["dry_run"] = True
    return report


@blp.route("/menu/export", methods=["GET"])
@staff_only("owner", "manager")
@blp.response(200)
def take_out(restaurant_id):
    """The menu in its API shape, for both languages."""
    with reading() as session:
        return menu_for(session, restaurant_id, language())


@blp.route("/categories", methods=["GET"])
@staff_only("owner", "manager", "waiter", "cook")
@blp.response(200)
def list_categories(restaurant_id):
    with reading() as session:
        rows = session.execute(
            select(Category.id, Category.names, Category.position, Category.station_id)
            .where(Category.restaurant_id == restaurant_id)
            .order_by(Category.position)
        ).mappings()
        return {"items": [dict(r) for r in rows], "next_cursor": None}


@blp.route("/categories", methods=["POST"])
@staff_only("owner", "manager")
@blp.arguments(NewCategory)
@blp.response(201)
def new_category(body, restaurant_id):
    with transaction() as session:
        return {"id": service.add_category(session, restaurant_id, **body), **body}


@blp.route("/modifier-groups", methods=["GET"])
@staff_only("owner", "manager")
@blp.response(200)
def list_groups(restaurant_id):
    with reading() as session:
        rows = session.execute(
            select(ModifierGroup.id, ModifierGroup.names, ModifierGroup.min, ModifierGroup.max).where(
                ModifierGroup.restaurant_id == restaurant_id
            )
        ).mappings()
        return {"items": [dict(r) for r in rows], "next_cursor": None}


@blp.route("/menu-items", methods=["POST"])
@staff_only("owner", "manager")
@blp.arguments(NewItem)
@blp.response(201)
def new_item(body, restaurant_id):
    with transaction() as session:
        return {"id": service.add_item(session, restaurant_id, **body)}


@blp.route("/menu-items/<item_id>", methods=["PATCH"])
@staff_only("owner", "manager")
@blp.arguments(ItemChange)
@blp.response(200)
def edit_item(body, restaurant_id, item_id):
    """What was already sent does not change."""
    with transaction() as session:
        service.change_item(session, restaurant_id, item_id, **body)
        row = service.be_item(session, restaurant_id, item_id)
        return {
            "id": row.id,
            "names": row.names,
            "price": row.price,
            "available": row.available,
            "left_count": row.left_count,
        }


@blp.route("/menu-items/<item_id>", methods=["DELETE"])
@staff_only("owner", "manager")
@blp.response(204)
def remove_item(restaurant_id, item_id):
    with transaction() as session:
        service.archive_item(session, restaurant_id, item_id)
