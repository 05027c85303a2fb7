"""Alarms for whoever runs the floor."""

from core.identity import staff_only
from core.transactions import reading
from core.web.api import Blueprint
from kitchen.alarms.queries import past_alarms
from kitchen.alarms.schemas import AlarmsOut

blp = Blueprint(
    "alarms", __name__, url_prefix="/api/v1/restaurants/<restaurant_id>", description="What the kitchen did not hear"
)


@blp.route("/alarms", methods=["GET"])
@staff_only("owner", "manager", "waiter")
@blp.response(200, AlarmsOut)
def list_alarms(restaurant_id):
    """The last hundred, newest first; `cleared_at` null: it stands. What stands now is on the day's page too."""
    with reading() as session:
        return {"items": past_alarms(session, restaurant_id), "next_cursor": None}
