"""The restaurant's side of a programme: its owner agrees, or not."""

from sqlalchemy import select

from core.identity import caller, staff_only
from core.transactions import again_on_conflict, reading, transaction
from core.web.api import Blueprint
from rebates.members import schemas
from rebates.members.enrolling import answer_enrolment, enrolment_shape
from rebates.members.models import Enrolment, Provider
from rebates.programmes.catalogue import PROGRAMMES
from restaurants.audit.service import record

blp = Blueprint(
    "enrolments", __name__, url_prefix="/api/v1/restaurants/<restaurant_id>", description="Rebates: the owner's side"
)


@blp.route("/enrolments", methods=["GET"])
@staff_only("owner")
@blp.response(200, schemas.EnrolmentsOut)
def list_enrolments(restaurant_id):
    """Who asks to show this restaurant's paid orders to a platform, and in which programme."""
    with reading() as session:
        rows = session.execute(
            select(*Enrolment.__table__.c, Provider.name.label("provider"))
            .outerjoin(Provider, Provider.id == Enrolment.provider_id)
            .where(Enrolment.restaurant_id == restaurant_id)
            .order_by(Enrolment.id)
        ).all()
        return {"items": [_asked(e) for e in rows], "next_cursor": None}


@blp.route("/enrolments/<enrolment_id>/<any(accept,decline):answer>", methods=["POST"])
@staff_only("owner")
@blp.response(200, schemas.EnrolmentOut)
def answer(restaurant_id, enrolment_id, answer):
    """Agree, or not; either may be changed later. From then on the provider sees this restaurant, or nothing more."""
    state = {"accept": "active", "decline": "declined"}[answer]

    def work():
        with transaction() as session:
            record(session, restaurant_id, caller().principal, f"enrolment.{state}", enrolment_id)
            return answer_enrolment(session, restaurant_id, enrolment_id, state)

    return again_on_conflict(work)


def _asked(e) -> dict:
    return {**enrolment_shape(e), "provider": e.provider or "", "title": PROGRAMMES[e.programme]["title"]}
