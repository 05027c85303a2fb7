"""What the platform's risk check says of trades, told by the provider."""

from sqlalchemy import or_, select

from core.facts import announce
from core.identity import caller, provider_only, signed_in
from core.transactions import again_on_conflict, transaction
from core.web.api import Blueprint
from rebates.books.locking import lock_books
from rebates.members.queries import enrolments_of
from rebates.verdicts import schemas
from rebates.verdicts.events import RiskAnswered
from rebates.verdicts.models import JudgedTrade
from restaurants.audit.service import record

blp = Blueprint("risks", __name__, url_prefix="/api/v1/provider", description="Rebates: the platform's risk check")


@blp.route("/restaurants/<restaurant_id>/risks", methods=["POST"])
@signed_in
@provider_only
@blp.arguments(schemas.RiskAnswers)
@blp.response(200, schemas.RisksOut)
def answer_risks(body, restaurant_id):
    """Each trade that the check rejected, or cleared again, is judged anew. Repeating is harmless."""
    who = caller()
    answers = {item["trade_no"]: item["answer"] for item in body["items"]}

    def work():
        with transaction() as session:
            enrolments_of(session, who.provider_id, restaurant_id)
            record(session, restaurant_id, who.principal, "risks.answered", "", after={"trades": len(answers)})
            found, programmes = _payments(session, who.provider_id, restaurant_id, list(answers))
            lock_books(session, [(who.provider_id, programme) for programme in programmes])
            for number, payment_id in found.items():
                announce(session, RiskAnswered(restaurant_id, who.provider_id, payment_id, answers[number]))
            return {"judged": len(found), "unknown": sorted(answers.keys() - found.keys())}

    return again_on_conflict(work)


def _payments(session, provider_id, restaurant_id, numbers) -> tuple[dict[str, str], set[str]]:
    """(number as it was given → payment, the programmes in which they were judged)"""
    rows = session.execute(
        select(JudgedTrade.payment_id, JudgedTrade.trade_no, JudgedTrade.programme).where(
            JudgedTrade.restaurant_id == restaurant_id,
            JudgedTrade.provider_id == provider_id,
            or_(JudgedTrade.trade_no.in_(numbers), JudgedTrade.payment_id.in_(numbers)),
        )
    ).all()
    asked = set(numbers)
    found = {row.trade_no if row.trade_no in asked else row.payment_id: row.payment_id for row in rows}
    return found, {row.programme for row in rows}
