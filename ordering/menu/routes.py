"""The menu as a whole: read by everyone, brought in and taken out by its owner; and its pictures."""

import re

from flask import Response, request

from core.errors import Invalid
from core.identity import caller, staff_only
from core.languages import language
from core.offload import offload
from core.transactions import reading, transaction
from core.web.api import Blueprint
from core.web.schemas import FILE
from ordering.menu import schemas
from ordering.menu.editing.images import image_of
from ordering.menu.exporting import KINDS, neutral_menu, write_menu
from ordering.menu.importing import Unreadable, read_menu
from ordering.menu.merging.applying import MenuMoved, apply_changes, apply_import
from ordering.menu.merging.comparing import changes_of
from ordering.menu.merging.snapshot import snapshot_of
from ordering.menu.reading import lane
from ordering.menu.reading.published import kept_menu, published_menu
from restaurants.audit.service import record
from restaurants.profile.queries import restaurant_of

blp = Blueprint("menu", __name__, url_prefix="/api/v1/restaurants/<restaurant_id>", description="The menu")

TRIES = 3
FILES = {kind: {"schema": {}} for kind in ("application/json", "text/csv", "text/plain", KINDS["xlsx"])}


class ImportUnreadable(Invalid):
    code, title = "import_unreadable", "The file cannot be read"


@blp.route("/menu", methods=["GET"])
@blp.response(200, schemas.MenuOut)
@blp.alt_response(304, description="Not modified")
def read(restaurant_id):
    """Public; cached by ETag, sent packed to whoever takes gzip. `?lang=` is any two-letter code."""
    lang = _language()
    menu = kept_menu(restaurant_id, lang)
    if menu is None:
        with reading() as session:
            menu = published_menu(session, restaurant_id, lang)
    lane.remember(request.environ, lang)
    known, takes = request.headers.get("If-None-Match", ""), request.headers.get("Accept-Encoding", "")
    status, headers, body = menu.answer(known, takes)
    return Response(body, status, headers)


@blp.route("/menu/import", methods=["POST"])
@staff_only("owner", "manager")
@blp.doc(requestBody={"required": True, "content": FILES})
@blp.arguments(schemas.ImportQuery, location="query")
@blp.response(200, schemas.ImportOut)
def bring_in(query, restaurant_id):
    """CSV, XLSX, JSON or pasted text. `?dry_run=1` only tells what would happen; `?language=` is the file's."""
    kind, data = (request.mimetype or "application/json").lower(), request.get_data(cache=False)
    with reading() as session:
        restaurant = restaurant_of(session, restaurant_id)
    try:
        plan = offload(
            read_menu, data, kind, restaurant["currency"], query["language"], restaurant["languages"][0][:2].lower()
        )
    except Unreadable as error:
        raise ImportUnreadable(str(error), errors={"body": [str(error)]}) from error
    if query["dry_run"]:
        return {**_compared(restaurant_id, plan).report, "dry_run": True}
    return _written(restaurant_id, plan)


def _compared(restaurant_id, plan):
    with reading() as session:
        snapshot = snapshot_of(session, restaurant_id)
    return offload(changes_of, snapshot, plan)


def _written(restaurant_id, plan) -> dict:
    """Compared outside the transaction, so that nobody's order waits for it; inside it if the menu keeps moving."""
    for _ in range(TRIES):
        changes = _compared(restaurant_id, plan)
        try:
            with transaction() as session:
                return _recorded(session, restaurant_id, plan.kind, apply_changes(session, restaurant_id, changes))
        except MenuMoved:
            continue
    with transaction() as session:
        return _recorded(session, restaurant_id, plan.kind, apply_import(session, restaurant_id, plan))


def _recorded(session, restaurant_id, kind, report) -> dict:
    counts = {k: report[k] for k in ("created", "updated", "unchanged")}
    record(session, restaurant_id, caller().principal, "menu.imported", kind, None, counts)
    return report


@blp.route("/menu/export", methods=["GET"])
@staff_only("owner", "manager")
@blp.arguments(schemas.ExportQuery, location="query")
@blp.response(200, FILE, content_type="application/octet-stream")
def take_out(query, restaurant_id):
    """`?format=json|csv|xlsx`; comes in again without a change. Tables leave out what they have no column for."""
    with reading() as session:
        menu = neutral_menu(session, restaurant_id)
    kind = query["format"]
    return Response(
        offload(write_menu, menu, kind),
        mimetype=KINDS[kind],
        headers={"Content-Disposition": f'attachment; filename="menu.{kind}"', "Cache-Control": "no-store"},
    )


@blp.route("/images/<name>", methods=["GET"])
@blp.response(200, FILE, content_type="image/webp")
@blp.alt_response(304, description="Not modified")
def picture(restaurant_id, name):
    """Public. The address holds the content's hash, so it never changes; `<hash>-176.webp` is the small one."""
    headers = {"ETag": f'"{name[:60]}"', "Cache-Control": "public, max-age=31536000, immutable"}
    with reading() as session:
        content = image_of(session, restaurant_id, name)
    if name[:60] in request.if_none_match:
        return Response(status=304, headers=headers)
    return Response(content, mimetype="image/webp", headers=headers)


def _language() -> str:
    """Any language may be asked for; a menu without it answers in one that it has."""
    asked = request.args.get("lang", "")[:2].lower()
    return asked if re.fullmatch(r"[a-z]{2}", asked) else language()
