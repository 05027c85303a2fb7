"""Pairing a screen, and what its owner does with it."""

from flask import current_app, request

from core.errors import NotSignedIn
from core.identity import caller, screen_only, staff_only
from core.limits import allow
from core.transactions import reading, transaction
from core.web.api import Blueprint
from core.web.describing import called_by
from kitchen.screens import contact, schemas, service  # noqa: F401  contact reads screens' tokens
from kitchen.screens.queries import health_of
from qr.drawing import svg
from restaurants.audit.service import record

blp = Blueprint("screens", __name__, url_prefix="/api/v1", description="Pairing kitchen screens")


@blp.route("/screens", methods=["POST"])
@blp.arguments(schemas.NewScreen)
@blp.response(201, schemas.WaitingOut)
def new_screen(body):
    """A screen asks to be taken in: it shows the code, the owner types or scans it."""
    allow(f"pairing-address:{request.remote_addr}", 60, 60)
    with transaction() as session:
        waiting = service.begin_pairing(session, body["name"])
    url = f"{current_app.config['PUBLIC_URL']}/settings#pair={waiting['pairing_code']}"
    return {**waiting, "pairing_url": url, "qr": svg(url, 60, "M").decode()}


@blp.route("/screens/pairing", methods=["GET"])
@called_by("pairing")
@blp.response(200, schemas.PairedOut)
def poll():
    """With the poll token: waiting, or paired with the screen's token. 404 `pairing_unknown` once the code is over."""
    token = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
    if not token.startswith("p."):
        raise NotSignedIn("Send the poll token.")
    with transaction() as session:
        return service.poll_pairing(session, token[2:])


@blp.route("/screens/token", methods=["POST"])
@screen_only
@blp.response(201, schemas.ScreenTokenOut)
def renew():
    """A fresh token; the one that asked still opens for a day."""
    who = caller()
    present = request.headers["Authorization"].partition(" ")[2].strip()
    with transaction() as session:
        return service.renew_token(session, who.restaurant_id, who.screen_id, present)


@blp.route("/restaurants/<restaurant_id>/screens", methods=["GET"])
@staff_only("owner", "manager", "waiter", "cook")
@blp.response(200, schemas.ScreensOut)
def list_screens(restaurant_id):
    """Each with its stations, its last contact and how far it has drawn."""
    with reading() as session:
        return {"items": health_of(session, restaurant_id), "next_cursor": None}


@blp.route("/restaurants/<restaurant_id>/screens", methods=["POST"])
@staff_only("owner", "manager")
@blp.arguments(schemas.Pair)
@blp.response(201, schemas.ScreenOut)
def take_in(body, restaurant_id):
    """Takes in the screen that shows this code. Tries are limited per restaurant and per address."""
    allow(f"pairing:{restaurant_id}", 20, 600)
    allow(f"pairing-from:{request.remote_addr}", 60, 600)
    with transaction() as session:
        screen = service.pair_screen(session, restaurant_id, **body)
        record(session, restaurant_id, caller().principal, "screen.paired", screen["id"], after={"name": body["name"]})
        return screen


@blp.route("/restaurants/<restaurant_id>/screens/<screen_id>", methods=["PATCH"])
@staff_only("owner", "manager")
@blp.arguments(schemas.ScreenChange)
@blp.response(200, schemas.ScreenOut)
def change(body, restaurant_id, screen_id):
    """Name, stations or layout; the screen follows by itself."""
    with transaction() as session:
        return service.change_screen(session, restaurant_id, screen_id, **body)


@blp.route("/restaurants/<restaurant_id>/screens/<screen_id>", methods=["DELETE"])
@staff_only("owner", "manager")
@blp.response(204)
def turn_off(restaurant_id, screen_id):
    """Off at once."""
    with transaction() as session:
        service.revoke_screen(session, restaurant_id, screen_id)
        record(session, restaurant_id, caller().principal, "screen.removed", screen_id)


@blp.route("/restaurants/<restaurant_id>/screens/<screen_id>/replace", methods=["POST"])
@staff_only("owner", "manager")
@blp.arguments(schemas.Replace)
@blp.response(201, schemas.ScreenOut)
def replace(body, restaurant_id, screen_id):
    """Another device takes its place, by the code that it shows; the former one is off at once."""
    allow(f"pairing:{restaurant_id}", 20, 600)
    allow(f"pairing-from:{request.remote_addr}", 60, 600)
    with transaction() as session:
        screen = service.replace_screen(session, restaurant_id, screen_id, body["pairing_code"])
        record(session, restaurant_id, caller().principal, "screen.replaced", screen_id, after={"screen": screen["id"]})
        return screen
