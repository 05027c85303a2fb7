"""Links to one restaurant's to-dos: made, listed and withdrawn by the provider; read by whoever holds one."""

from flask import current_app

from core.identity import caller, provider_only, signed_in
from core.transactions import reading, transaction
from core.web.api import Blueprint
from rebates.portal import share_schemas as schemas
from rebates.portal.sharing import make_share, shared_todos, shares_of, withdraw_share
from restaurants.audit.service import record

blp = Blueprint("shares", __name__, url_prefix="/api/v1", description="Rebates: to-dos shared by a link")


@blp.route("/provider/restaurants/<restaurant_id>/shares", methods=["GET"])
@signed_in
@provider_only
@blp.response(200, schemas.TodoSharesOut)
def list_shares(restaurant_id):
    """Those that are not over yet, the withdrawn ones too; never the link itself."""
    with reading() as session:
        return {"items": shares_of(session, caller().provider_id, restaurant_id), "next_cursor": None}


@blp.route("/provider/restaurants/<restaurant_id>/shares", methods=["POST"])
@signed_in
@provider_only
@blp.arguments(schemas.NewTodoShare)
@blp.response(201, schemas.ShareMadeOut)
def share(body, restaurant_id):
    """A link to the restaurant's to-dos without money, for `days`. `url` is told this once."""
    who = caller()
    with transaction() as session:
        made = make_share(session, who.provider_id, restaurant_id, body["days"], who.principal)
        record(session, restaurant_id, who.principal, "todos.shared", made["id"][:36], after=body)
    return {**made, "url": f"{current_app.config['PUBLIC_URL']}/todo/{made['token']}"}


@blp.route("/provider/shares/<share_id>", methods=["DELETE"])
@signed_in
@provider_only
@blp.response(204)
def withdraw(share_id):
    """Nobody reads it any more, from now on. Repeating is harmless."""
    who = caller()
    with transaction() as session:
        restaurant_id = withdraw_share(session, who.provider_id, share_id)
        record(session, restaurant_id, who.principal, "todos.withdrawn", share_id[:36])


@blp.route("/todos/<share_token>", methods=["GET"])
@blp.response(200, schemas.SharedOut)
def read_shared(share_token):
    """What the link shows: state and to-dos, no money, nobody's order."""
    with reading() as session:
        return shared_todos(session, share_token)
