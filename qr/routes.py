"""Tables, areas, and what happens to a table's code."""

from flask import current_app

from core.identity import caller, staff_only
from core.transactions import reading, transaction
from core.web.api import Blueprint
from qr import schemas, service
from restaurants.audit.service import record
from restaurants.tables.queries import areas_of, tables_of
from restaurants.tables.service import add_area, archive_table, be_known, change_table, create_tables

blp = Blueprint(
    "tables", __name__, url_prefix="/api/v1/restaurants/<restaurant_id>", description="Tables and their areas"
)


@blp.route("/tables", methods=["GET"])
@staff_only("owner", "manager", "waiter")
@blp.response(200, schemas.TableListOut)
def list_tables(restaurant_id):
    with reading() as session:
        codes = service.codes_of(session, restaurant_id)
        return {"items": [_shape(t, codes.get(t.id)) for t in tables_of(session, restaurant_id)], "next_cursor": None}


@blp.route("/tables", methods=["POST"])
@staff_only("owner", "manager")
@blp.arguments(schemas.NewTables)
@blp.response(201, schemas.TableListOut)
def add_tables(body, restaurant_id):
    """Many at once: `A01-A20`."""
    with transaction() as session:
        tables = create_tables(session, restaurant_id, **body)
        for table in tables:
            service.make_code(session, restaurant_id, table.id)
        codes = service.codes_of(session, restaurant_id)
        return {"items": [_shape(t, codes[t.id]) for t in tables], "next_cursor": None}


@blp.route("/tables/<table_id>", methods=["PATCH"])
@staff_only("owner", "manager")
@blp.arguments(schemas.TableChange)
@blp.response(200, schemas.TableOut)
def edit_table(body, restaurant_id, table_id):
    """A new label does not change the code; the sticker still shows the old one."""
    with transaction() as session:
        table = change_table(session, restaurant_id, table_id, **body)
        return _shape(table, service.code_of(session, restaurant_id, table_id))


@blp.route("/tables/<table_id>", methods=["DELETE"])
@staff_only("owner", "manager")
@blp.response(204)
def remove_table(restaurant_id, table_id):
    """Taken out of use; its code answers 410."""
    with transaction() as session:
        archive_table(session, restaurant_id, table_id)
        service.withdraw_code(session, restaurant_id, table_id)
        record(session, restaurant_id, caller().principal, "table.removed", table_id)


@blp.route("/areas", methods=["GET"])
@staff_only("owner", "manager", "waiter")
@blp.response(200, schemas.AreaListOut)
def list_areas(restaurant_id):
    with reading() as session:
        return {"items": [dict(a) for a in areas_of(session, restaurant_id)], "next_cursor": None}


@blp.route("/areas", methods=["POST"])
@staff_only("owner", "manager")
@blp.arguments(schemas.NewArea)
@blp.response(201, schemas.AreaOut)
def new_area(body, restaurant_id):
    with transaction() as session:
        return add_area(session, restaurant_id, **body)


@blp.route("/tables/<table_id>/code/rotate", methods=["POST"])
@staff_only("owner", "manager")
@blp.response(200, schemas.TableOut)
def rotate(restaurant_id, table_id):
    """A new code; the old one answers 410 from now on."""
    with transaction() as session:
        table = be_known(session, restaurant_id, table_id)
        service.rotate_code(session, restaurant_id, table_id)
        record(session, restaurant_id, caller().principal, "code.rotated", table_id)
        return _shape(table, service.code_of(session, restaurant_id, table_id))


@blp.route("/tables/<table_id>/code", methods=["DELETE"])
@staff_only("owner", "manager")
@blp.response(204)
def withdraw(restaurant_id, table_id):
    """Withdraws the table's code without a new one; it answers 410 from now on."""
    with transaction() as session:
        be_known(session, restaurant_id, table_id)
        service.withdraw_code(session, restaurant_id, table_id)
        record(session, restaurant_id, caller().principal, "code.withdrawn", table_id)


def _shape(table, code) -> dict:
    return {
        "id": table.id,
        "label": table.label,
        "printed_label": table.printed_label,
        "area_id": table.area_id,
        "seats": table.seats,
        "code": code and code.code,
        "human_code": code and code.human_code,
        "version": code and code.version,
        "url": code and service.url_of(code.code, current_app.config["PUBLIC_URL"]),
    }
