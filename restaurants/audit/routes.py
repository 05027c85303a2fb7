"""The owner reads what was done."""

from flask import request
from sqlalchemy import select

from core.clock import rfc3339
from core.identity import staff_only
from core.transactions import reading
from core.web.api import Blueprint
from core.web.schemas import page
from restaurants.audit.models import AuditRow

blp = Blueprint("audit", __name__, url_prefix="/api/v1/restaurants/<restaurant_id>", description="What was done by whom")


@blp.route("/audit", methods=["GET"])
@staff_only("owner")
@blp.response(200)
def see_audit(restaurant_id):
    """Oldest first, by `?cursor=`."""
    with reading() as session:
        found = page(session, select(*AuditRow.__table__.c).where(AuditRow.restaurant_id == restaurant_id),
                     AuditRow.id, request.args.get("cursor"))
    found["items"] = [{**row, "at": rfc3339(row["at"])} for row in found["items"]]
    return found
