"""Notifications of Alipay's as tests deliver them: everything a payment was ever told of, shuffled; and forgeries."""

import copy
from decimal import Decimal
from urllib.parse import parse_qsl, urlencode

from cryptography.hazmat.primitives import hashes

from core.transactions import transaction
from payments.bills.queries import bill_shape
from payments.payments import inbox
from payments.payments.queries import row_of
from payments.payments.states import state_at
from payments.wallets import WALLETS
from payments.wallets.alipay.yuan import fen
from payments.wallets.protocol import Known
from tests.alipay_simulator.keys import joined, new_key, sign
from tests.alipay_simulator.notifying import posted, told
from tests.alipay_simulator.server import APP_ID

OTHER = new_key()
BACK = ("3.00", "2.50", "4.50")  # a payment of ten yuan, back in three parts


def told_of(alipay, number: str, parts: int) -> list:
    """The first `parts` of: paid, part back, more back, whole back; then that it is finished, and what we know by
    ourselves: that it was refused, and that we had closed it. The simulator's own trade stays as it is."""
    trade, raws = copy.copy(alipay.trade(number)), []
    trade.refunds = {}
    for n in range(parts):
        if n:
            trade.refunds[f"r{n}"], trade.refunded_at = Decimal(BACK[n - 1]), trade.paid_at
        if trade.back == trade.amount:
            trade.status = "TRADE_CLOSED"
        raws.append(posted(told(trade, APP_ID), alipay.key))
    raws.append(posted({**told(trade, APP_ID), "trade_status": "TRADE_FINISHED"}, alipay.key))
    amount = fen(str(trade.amount))
    return [*raws, Known(amount, failed_at=trade.paid_at), Known(amount, closed_at=trade.paid_at)]


def sequence(raws: list, chance) -> list:
    """Each of them 1 to 25 times, in any order."""
    many = [raw for raw in raws for _ in range(25 if chance.random() < 0.05 else chance.choice((1, 1, 2, 3)))]
    chance.shuffle(many)
    return many


class Undone(Exception):
    """Nothing of it is kept."""


def outcome_of(restaurant_id: str, payment_id: str, raws: list) -> tuple:
    """What a payment and its bill come to after these, one after another; then all of it is undone.

    (state, paid at, refunded, the wallet's number, the bill's paid, refunded, due)
    """
    notices = {raw: WALLETS["alipay"].read({}, raw) for raw in raws if isinstance(raw, bytes)}
    try:
        with transaction() as session:
            for raw in raws:
                if raw not in notices:
                    inbox.record_known(session, restaurant_id, payment_id, raw)
                    continue
                outcome = inbox._take(session, "alipay", notices[raw], raw)
                assert outcome in ("merged", "repeated"), outcome
            row = row_of(session, restaurant_id, payment_id)
            bill = bill_shape(session, restaurant_id, row.visit_id)
            came = (state_at(row, row.opened_at), row.paid_at, row.refunded_total, row.partner_ref)
            raise Undone()
    except Undone:
        return (*came, bill["paid"], bill["refunded"], bill["due"])


def forged(chance, raw: bytes, alipay, number: str, other: str) -> tuple[str, bytes]:
    """(how, body): one changed byte, another key, SHA-1, signed words about another app, seller, amount or trade."""
    how = chance.choice(("byte", "byte", "field", "key", "sha1", "app", "seller", "amount", "unknown", "mixed", "cut"))
    params = dict(parse_qsl(raw.decode(), keep_blank_values=True))
    if how == "byte":
        at = chance.randrange(len(raw))
        body = raw[:at] + bytes([chance.choice([b for b in range(33, 127) if b != raw[at]])]) + raw[at + 1 :]
        # Another spelling of the same parameters is no forgery.
        return how, raw[:-1] if dict(parse_qsl(body.decode(), keep_blank_values=True)) == params else body
    if how == "field":
        name = chance.choice([n for n in params if n not in ("sign", "sign_type")])
        return how, urlencode({**params, name: params[name] + chance.choice("0 1x")}).encode()
    if how in ("key", "sha1"):
        key, digest = (OTHER, hashes.SHA256()) if how == "key" else (alipay.key, hashes.SHA1())
        signed = joined(params, ("sign", "sign_type"))
        return how, urlencode({**params, "sign": sign(key, signed, digest)}).encode()
    if how == "mixed":  # another trade's signature
        theirs = dict(parse_qsl(posted(told(alipay.trade(other), APP_ID), alipay.key).decode()))
        return how, urlencode({**params, "sign": theirs["sign"]}).encode()
    if how == "cut":
        return how, raw[: chance.randrange(len(raw) - 1)]
    unsigned = {name: value for name, value in params.items() if name not in ("sign", "sign_type")}
    changes = {
        "app": {"app_id": f"2021{chance.randrange(10**12):012d}"},
        "seller": {"seller_id": f"2088{chance.randrange(10**12):012d}"},
        "amount": {"total_amount": f"{chance.choice([n for n in range(1, 5000) if n != 1000]) / 100:.2f}"},
        "unknown": {"out_trade_no": f"{chance.randrange(16**32):032x}", "passback_params": ""},
    }
    return how, posted({**unsigned, **changes[how]}, alipay.key)
