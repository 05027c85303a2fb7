"""A trade while it is judged: its standing now, and as it was when it was read. Pure."""

from operator import attrgetter

STANDING = ("facts", "payer", "own_reasons", "reasons", "earned", "capped", "booked")
time_of = attrgetter("day", "paid_at", "trade_no")  # the order in which places and caps are given


class Trade:
    """The columns of `judged_trades` as attributes. `notes` is what other trades do to this one, `cause` why it was
    looked at: both are for the verdict that follows."""

    def __init__(self, row: dict):
        self.__dict__.update(row)
        self.notes: dict = {}
        self.cause = ""
        self.was = {name: row[name] for name in STANDING} | {"reason": row["reason"], "new": not row["revision"]}

    @property
    def seen(self) -> dict:
        """Its facts as rules see them. The payer is no part of what verdicts keep for ever."""
        return {**self.facts, "payer": self.payer, "paid_at": self.paid_at}

    @property
    def counts(self) -> bool:
        return not self.reasons

    @property
    def counted(self) -> bool:
        """Whether it counted before."""
        return not self.was["new"] and not self.was["reasons"]

    @property
    def changed(self) -> bool:
        return self.was["new"] or any(getattr(self, name) != self.was[name] for name in STANDING)


def new_trade(facts: dict, **known) -> Trade:
    """A trade that nobody has judged yet. `known`: id, payment_id, programme, provider_id, merchant, payer, paid_at."""
    return Trade(
        {
            **known,
            "restaurant_id": facts["restaurant_id"],
            "day": facts["day"],
            "month": facts["month"],
            "trade_no": facts["trade_no"],
            "table_code": facts["table_code"],
            "rules": facts["rules"],
            "facts": facts,
            "own_reasons": [],
            "reasons": [],
            "reason": "",
            "earned": 0,
            "capped": 0,
            "booked": 0,
            "ledger_id": None,
            "revision": 0,
            "judged_at": None,
        }
    )
