"""How a bill can be shared at this moment, and what a share costs: the quote that is shown is what is charged."""

from dataclasses import asdict

from core.clock import now, rfc3339
from core.errors import Conflict, Invalid
from core.facts import ask
from payments.bills.events import GuestsOf, OrdersOf
from payments.bills.queries import NothingDue, Standing, standing_of
from payments.bills.splits import Line, Shared, lock_of, open_lines, share_by_guest, share_by_line, share_evenly
from payments.bills.tips import choices_of
from payments.payments.states import state_at
from restaurants.profile.queries import restaurant_of


class SplitLocked(Conflict):
    code, title = "split_locked", "The bill is already being shared in another way"


class SplitChanged(Conflict):
    code, title = "split_changed", "The share costs something else by now"


def split_of(session, restaurant_id: str, visit_id: str, wish: dict, you: str = "", lang: str = "zh") -> dict:
    """SplitOut: everybody's part, each line's, and what `wish` costs (`chosen`). SplitLocked never: it tells the lock.

    `wish` as `schemas.Split` gives it; where the bill is shared already, in the way it is.
    """
    standing = standing_of(session, restaurant_id, visit_id)
    orders = ask(session, OrdersOf(restaurant_id, visit_id, lang))
    guests = {line["added_by"]["id"]: line["added_by"] for o in orders for line in o["lines"] if line["added_by"]}
    guests |= {g["id"]: g for g in ask(session, GuestsOf(restaurant_id, visit_id))}
    tips = restaurant_of(session, restaurant_id)["tips"]
    if standing is None:
        return _quote(wish["mode"], 0, None, 0, [], [], 0, tips)
    lock = lock_of(shared_in(standing))
    wish = {**wish, "mode": lock.mode, "parts": lock.parts or wish["parts"]} if lock else wish
    lines = lines_of(standing, orders)
    left = _left(standing, lines)
    by_line = share_by_line(standing.due, left)
    return _quote(
        wish["mode"],
        standing.due,
        lock,
        wish["parts"],
        _parts(standing, wish, left, guests, you),
        [_line(line, by_line, orders, guests) for line in lines],
        _chosen(standing, left, wish, you),
        tips,
    )


def price_split(session, standing: Standing, restaurant_id: str, visit_id: str, wish: dict, you: str = ""):
    """(amount, what is kept with the payment) of a share. SplitLocked, SplitChanged, NothingDue, Invalid."""
    lock = lock_of(shared_in(standing))
    if lock and (lock.mode, lock.parts) != (wish["mode"], wish["parts"] if lock.mode == "even" else lock.parts):
        raise SplitLocked(
            "Somebody has paid a share already: go on in the same way, or pay all that is left.", split=_told(lock)
        )
    left = _left(standing, lines_of(standing, ask(session, OrdersOf(restaurant_id, visit_id))))
    amount, shared = _price(standing, left, wish, you)
    if amount <= 0:
        raise NothingDue("Nothing of this is due any more.")
    if wish["shown"] is not None and wish["shown"] != amount:
        raise SplitChanged(f"It costs {amount} by now. Look again.", amount=amount)
    return amount, asdict(shared)


def shared_in(standing: Standing) -> list[Shared]:
    """The sharings of the payments that still count, the first to be paid first."""
    return [Shared(**_tuples(p.split)) for p in _counting(standing) if p.split]


def paid_lines(standing: Standing) -> set[str]:
    """Those that somebody has paid for by choosing them; they are refunded, not taken off."""
    return {line for shared in shared_in(standing) for line in shared.lines}


def lines_of(standing: Standing, orders: list[dict]) -> list[Line]:
    """The dishes that stand on the bill."""
    off = standing.rows.off_lines
    return [
        Line(
            line["id"], order["id"], (line["added_by"] or {}).get("id", ""), line["line_total"] - off.get(line["id"], 0)
        )
        for order in orders
        if order["status"] != "cancelled"
        for line in order["lines"]
        if line["status"] != "voided"
    ]


def _counting(standing) -> list:
    paid = [p for p in standing.payments if p.paid_at and p.owed_again < p.amount - p.tip]
    return sorted(paid, key=lambda p: (p.paid_at, p.id))


def _left(standing, lines) -> list[Line]:
    return open_lines(lines, shared_in(standing), {order for p in _counting(standing) for order in p.order_ids})


def _price(standing, left, wish, you) -> tuple[int, Shared]:
    mode, due = wish["mode"], standing.due
    if mode == "even":
        shares = share_evenly(due, wish["parts"], shared_in(standing))
        n = min(wish["shares"], len(shares))
        return sum(shares[:n]), Shared("even", wish["parts"], n)
    if mode == "guest":
        guests = wish["guest_ids"] or [you]
        parts = share_by_guest(due, left)
        lines = [line for line in left if line.guest in guests]
        return sum(parts.get(guest, 0) for guest in dict.fromkeys(guests)), _of_lines("guest", lines, guests)
    if mode == "items":
        parts, wanted = share_by_line(due, left), set(wish["line_ids"])
        lines = [line for line in left if line.id in wanted]
        if len(lines) < len(wanted):
            raise Invalid(errors={"line_ids": ["Paid, taken off, or not of this table."]})
        return sum(parts[line.id] for line in lines), _of_lines("items", lines, [])
    if not 0 < wish["amount"] <= due:
        raise Invalid(f"{due} is due.", errors={"amount": [f"Between 1 and {due}."]})
    return wish["amount"], Shared("amount")


def _of_lines(mode, lines, guests) -> Shared:
    orders = tuple(dict.fromkeys(line.order for line in lines))
    return Shared(mode, lines=tuple(line.id for line in lines), orders=orders, guests=tuple(guests))


def _chosen(standing, left, wish, you) -> int:
    """What the wish would cost; nothing where it names what is gone."""
    known = {line.id for line in left}
    within = {
        **wish,
        "line_ids": [each for each in wish["line_ids"] if each in known],
        "amount": min(wish["amount"] or 0, standing.due),
    }
    if wish["mode"] == "amount" and not within["amount"]:
        return 0
    return _price(standing, left, within, you)[0]


def _parts(standing, wish, left, guests, you) -> list[dict]:
    """Who has paid, who pays at this moment, and what is open."""
    at = now()
    paid = [_part("paid", p.amount - p.tip, *_payer(p), at=p.paid_at) for p in _counting(standing)]
    waiting = [p for p in standing.payments if state_at(p, at) == "pending"]
    paying = [_part("paying", p.amount - p.tip, *_payer(p), at=None) for p in waiting]
    if wish["mode"] == "even":
        amounts = share_evenly(standing.due, wish["parts"], shared_in(standing))
        taken = sum(max(1, (p.split or {}).get("shares", 1)) for p in waiting)
        return paid + paying + [_part("open", amount, None, "", "") for amount in amounts[taken:]]
    if wish["mode"] == "guest":
        under_way = {guest for p in waiting for guest in (p.split or {}).get("guests", ())}
        open_ = [
            _part("open", amount, guest, *_called(guests.get(guest)), is_you=guest == you)
            for guest, amount in share_by_guest(standing.due, left).items()
            if guest not in under_way
        ]
        return paid + paying + open_
    return paid + paying


def _part(state, amount, guest_id, name, mark, at=None, is_you=False) -> dict:
    return {
        "state": state,
        "amount": amount,
        "guest_id": guest_id,
        "name": name,
        "mark": mark,
        "paid_at": rfc3339(at),
        "is_you": is_you,
    }


def _payer(p) -> tuple[str | None, str, str]:
    kind, _, guest = p.opened_by.partition(":")
    return guest if kind == "guest" else None, p.opened_by_name, p.opened_by_mark


def _called(guest) -> tuple[str, str]:
    return (guest["nickname"], guest["mark"]) if guest else ("", "")


def _line(line: Line, by_line, orders, guests) -> dict:
    sold = next(each for order in orders for each in order["lines"] if each["id"] == line.id)
    name, mark = _called(guests.get(line.guest))
    return {
        "id": line.id,
        "order_id": line.order,
        "name": sold["name"],
        "names": sold["names"],
        "quantity": sold["quantity"],
        "line_total": sold["line_total"],
        "guest_id": line.guest or None,
        "guest": name,
        "mark": mark,
        "share": by_line.get(line.id, 0),
        "paid": line.id not in by_line,
    }


def _quote(mode, due, lock, parts, shares, lines, chosen, tips) -> dict:
    open_ = [part["amount"] for part in shares if part["state"] == "open"]
    return {
        "mode": mode,
        "locked": _told(lock),
        "parts": parts,
        "due": due,
        "shares": shares,
        "odd": sum(amount - min(open_) for amount in open_) if mode == "even" and open_ else 0,
        "lines": lines,
        "chosen": chosen,
        "tips": tips and {"custom": tips["custom"], "choices": choices_of(tips, chosen, due)},
    }


def _told(lock: Shared | None) -> dict | None:
    return lock and {"mode": lock.mode, "parts": lock.parts}


def _tuples(split: dict) -> dict:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in split.items()}
