"""The owner reads what was done."""

from marshmallow import validate

from core.identity import staff_only
from core.transactions import reading
from core.web.api import Blueprint
from core.web.schemas import Schema, fields
from restaurants.audit.queries import audit_page

blp = Blueprint(
    "audit", __name__, url_prefix="/api/v1/restaurants/<restaurant_id>", description="What was done by whom"
)


class Paging(Schema):
    cursor = fields.String(load_default=None, validate=validate.Length(max=100))
    limit = fields.Integer(load_default=50, validate=validate.Range(1, 200))
    newest_first = fields.Boolean(load_default=False)


class AuditRowOut(Schema):
    id = fields.String()
    actor = fields.String()
    by = fields.String(metadata={"description": "The person's name; empty for screens and the program."})
    action = fields.String()
    subject = fields.String()
    before = fields.Dict(allow_none=True)
    after = fields.Dict(allow_none=True)
    at = fields.String()


class AuditOut(Schema):
    items = fields.List(fields.Nested(AuditRowOut))
    next_cursor = fields.String(allow_none=True)


@blp.route("/audit", methods=["GET"])
@staff_only("owner")
@blp.arguments(Paging, location="query")
@blp.response(200, AuditOut)
def see_audit(query, restaurant_id):
    """Oldest first, or newest first; by `?cursor=`."""
    with reading() as session:
        return audit_page(session, restaurant_id, **query)
