"""Dead letters: what failed so often that a person has to look, and may let it be tried again."""

from core.clock import rfc3339
from core.errands import given_up, try_again
from core.errors import NotFound
from core.identity import caller, staff_only
from core.transactions import transaction
from core.web.api import Blueprint
from restaurants.audit.service import record

blp = Blueprint(
    "errands",
    __name__,
    url_prefix="/api/v1/restaurants/<restaurant_id>/errands",
    description="What waits for a partner",
)


class ErrandUnknown(NotFound):
    code, title = "errand_unknown", "Nothing with this id has given up"


@blp.route("/<errand_id>/again", methods=["POST"])
@staff_only("owner", "manager")
@blp.response(204)
def again(restaurant_id, errand_id):
    """At once, and as often as if it were new. 404 `errand_unknown` where it is under way or done."""
    with transaction() as session:
        if not try_again(session, restaurant_id, errand_id):
            raise ErrandUnknown()
        record(session, restaurant_id, caller().principal, "errand.again", errand_id)


def stuck_of(session, restaurant_id: str) -> list[dict]:
    """For the owner's day: what, since when, how often, and the last failure."""
    return [
        {
            "id": e.id,
            "kind": e.kind,
            "why": e.last_error or "",
            "made_at": rfc3339(e.made_at),
            "since": rfc3339(e.given_up_at),
            "runs": e.runs,
        }
        for e in given_up(session, restaurant_id)
    ]
