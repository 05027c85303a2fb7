"""Freezing a month, by its provider."""

from core.errors import Invalid
from core.identity import caller, provider_only, signed_in
from core.transactions import again_on_conflict, transaction
from core.web.api import Blueprint
from rebates.books import schemas
from rebates.books.freezing import freeze_month
from rebates.books.months import is_month

blp = Blueprint("freezing", __name__, url_prefix="/api/v1/provider", description="Rebates: freezing a month")


@blp.route("/statements/<month>/freeze", methods=["POST"])
@signed_in
@provider_only
@blp.response(200, schemas.FrozenOut)
def freeze(month):
    """The month gets its number and its hash; later facts stand in the next open month. Repeating is harmless."""
    if not is_month(month):
        raise Invalid(errors={"month": ["A month such as 2026-07."]})
    who = caller()

    def work():
        with transaction() as session:
            return freeze_month(session, who.provider_id, month, who.principal)

    return again_on_conflict(work)
