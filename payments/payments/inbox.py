"""Notifications of wallets: verified on their raw bytes, kept once, merged as facts."""

import hashlib
import logging

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from core.clock import now
from core.facts import announce
from core.ids import new_id
from core.transactions import again_on_conflict, transaction
from payments.payments.events import MoneyUnmatched
from payments.payments.models import Payment, WalletNotice
from payments.payments.service import record_known
from payments.wallets import WALLETS
from payments.wallets.protocol import Notice

log = logging.getLogger(__name__)


def take_notice(wallet: str, headers, raw: bytes) -> str:
    """What became of it: merged, repeated, rejected or unmatched. NotGenuine for what the partner did not sign.

    Rejected changes no money: another amount, another wallet. Unmatched is kept for a person to look at.
    """
    notice = WALLETS[wallet].read(headers, raw)

    def work():
        with transaction() as session:
            return _take(session, wallet, notice, raw)

    return again_on_conflict(work)


def _take(session, wallet, notice: Notice, raw) -> str:
    payment = session.execute(
        select(Payment.wallet, Payment.amount, Payment.partner_ref).where(
            Payment.restaurant_id == notice.restaurant_id, Payment.id == notice.payment_id
        )
    ).first()
    outcome, problem = _judge(wallet, notice, payment)
    if not _keep(session, wallet, notice, raw, outcome, problem):
        return "repeated" if outcome == "merged" else outcome
    if outcome == "merged":
        record_known(session, notice.restaurant_id, notice.payment_id, notice.known)
    elif outcome == "unmatched":
        log.warning("%s tells of %s, which nobody here knows", wallet, notice.payment_id)
        known = notice.known
        if known.paid_at and known.amount > known.refunded_total:
            fact = MoneyUnmatched(
                notice.restaurant_id, wallet, notice.payment_id, known.amount, known.paid_at, known.partner_ref
            )
            announce(session, fact)
    return outcome


def _judge(wallet, notice, payment) -> tuple[str, str]:
    if payment is None:
        return "unmatched", "There is no such payment."
    if notice.problem:
        return "rejected", notice.problem[:140]
    if payment.wallet != wallet:
        return "rejected", f"The payment is of the wallet {payment.wallet}."
    ref = notice.known.partner_ref
    if ref and payment.partner_ref and payment.partner_ref != ref:
        return "rejected", "It tells another number of the wallet."
    if payment.amount != notice.known.amount:
        return "rejected", f"It tells {notice.known.amount}; the payment is of {payment.amount}."
    return "merged", ""


def _keep(session, wallet, notice, raw, outcome, problem) -> bool:
    """Whether it is the first of its kind. Twins wait here for each other: the unique row is the guard."""
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    row = {
        "restaurant_id": notice.restaurant_id,
        "id": new_id(),
        "wallet": wallet,
        "notice_id": notice.notice_id,
        # What was not believed once must not stand in the way of the same words when they are.
        "what": (_what(notice.known) if outcome == "merged" else f"{outcome}:{_what(notice.known)}")[:60],
        "payment_id": notice.payment_id,
        "raw_sha256": hashlib.sha256(raw).hexdigest(),
        "outcome": outcome,
        "problem": problem,
        "at": now(),
    }
    statement = dialect.insert(WalletNotice).values(row).on_conflict_do_nothing().returning(WalletNotice.id)
    return session.execute(statement).first() is not None


def _what(known) -> str:
    facts = [name for name in ("paid_at", "failed_at", "closed_at") if getattr(known, name)]
    return "+".join([*facts, f"refunded:{known.refunded_total}", f"of:{known.amount}"])
