"""What judging reads. Every payment asks these, so they are built once (core.statements)."""

from sqlalchemy import and_, bindparam, literal_column, select

from core.statements import among, statement
from qr.models import TableCode
from rebates.books.models import Milestone, MonthCount
from rebates.members.models import CodeRegistration, Enrolment, PayerAlias
from rebates.verdicts.models import JudgedTrade

PIECE = 50  # rows of a walk read at once
HERE = JudgedTrade.restaurant_id == bindparam("restaurant_id")
BOOKS = and_(JudgedTrade.provider_id == bindparam("provider_id"), JudgedTrade.programme == bindparam("programme"))
IN_TIME = (JudgedTrade.day, JudgedTrade.paid_at, JudgedTrade.trade_no)
WHOLE = select(*JudgedTrade.__table__.c)

ENROLMENTS = statement(
    select(
        Enrolment.provider_id,
        Enrolment.programme,
        Enrolment.merchant_id,
        Enrolment.state,
        Enrolment.evidence,
        Enrolment.since,
        Enrolment.ended_at,
    ).where(Enrolment.restaurant_id == bindparam("restaurant_id"))
)
ALIAS = statement(select(PayerAlias.same_as).where(PayerAlias.id == bindparam("payer")))
CODE = statement(
    select(TableCode.code)
    .where(
        TableCode.restaurant_id == bindparam("restaurant_id"),
        TableCode.table_id == bindparam("table_id"),
        TableCode.withdrawn_at.is_(None),
    )
    .order_by(TableCode.version.desc())
    .limit(1)
)
REGISTRATION = statement(
    select(CodeRegistration.state).where(
        CodeRegistration.restaurant_id == bindparam("restaurant_id"),
        CodeRegistration.provider_id == bindparam("provider_id"),
        CodeRegistration.code == bindparam("code"),
    )
)
OF_PAYMENT = statement(
    WHOLE.where(HERE, JudgedTrade.payment_id == bindparam("payment_id")).order_by(
        JudgedTrade.provider_id, JudgedTrade.programme
    )
)
OF_CODE = statement(
    WHOLE.where(
        HERE,
        JudgedTrade.table_code == bindparam("code"),
        JudgedTrade.provider_id == bindparam("provider_id"),
        literal_column("table_code IS NOT NULL"),
    )
)
# Who else stands for a diner's place of a day may be at another store of the same entity.
OF_PLACE = statement(
    WHOLE.where(
        BOOKS,
        JudgedTrade.merchant == bindparam("merchant"),
        JudgedTrade.day == bindparam("day"),
        JudgedTrade.payer == bindparam("payer"),
    )
)
OF_PAYER = statement(WHOLE.where(JudgedTrade.payer == bindparam("payer")))
COUNTED_MONTHS = statement(
    select(MonthCount.month, MonthCount.orders).where(
        MonthCount.restaurant_id == bindparam("restaurant_id"),
        MonthCount.provider_id == bindparam("provider_id"),
        MonthCount.programme == bindparam("programme"),
        MonthCount.reason == "",
        MonthCount.orders > 0,
    )
)
MILESTONES = statement(
    select(*Milestone.__table__.c).where(
        Milestone.restaurant_id == bindparam("restaurant_id"),
        Milestone.provider_id == bindparam("provider_id"),
        Milestone.programme == bindparam("programme"),
        among(Milestone.subject, "subjects"),
    )
)
OF_STORE = statement(
    select(*Milestone.__table__.c).where(
        Milestone.restaurant_id == bindparam("restaurant_id"),
        Milestone.provider_id == bindparam("provider_id"),
        Milestone.programme == bindparam("programme"),
    )
)
COUNTED = WHOLE.where(
    HERE,
    JudgedTrade.provider_id == bindparam("provider_id"),
    JudgedTrade.programme == bindparam("programme"),
    JudgedTrade.reason == "",
)
COUNTED_AT_CODE = statement(
    COUNTED.where(JudgedTrade.table_code == bindparam("code"), literal_column("table_code IS NOT NULL"))
    .order_by(*IN_TIME)
    .limit(PIECE)
    .offset(bindparam("offset"))
)
COUNTED_IN_MONTH = statement(COUNTED.where(JudgedTrade.month == bindparam("month")))
