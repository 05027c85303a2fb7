"""The owner reads what was done."""

from marshmallow import validate
from sqlalchemy import select

from core.clock import rfc3339
from core.identity import staff_only
from core.transactions import reading
from core.web.api import Blueprint
from core.web.schemas import Schema, fields, page
from restaurants.audit.models import AuditRow

blp = Blueprint(
    "audit", __name__, url_prefix="/api/v1/restaurants/<restaurant_id>", description="What was done by whom"
)


class Paging(Schema):
    cursor = fields.String(load_default=None, validate=validate.Length(max=100))
    limit = fields.Integer(load_default=50, validate=validate.Range(1, 200))


@blp.route("/audit", methods=["GET"])
@staff_only("owner")
@blp.arguments(Paging, location="query")
@blp.response(200)
def see_audit(query, restaurant_id):
    """Oldest first, by `?cursor=`."""
    with reading() as session:
        found = page(
            session,
            select(*AuditRow.__table__.c).where(AuditRow.restaurant_id == restaurant_id),
            AuditRow.id,
            query["cursor"],
            query["limit"],
        )
    found["items"] = [{**row, "at": rfc3339(row["at"])} for row in found["items"]]
    return found
