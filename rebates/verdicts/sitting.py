"""One sitting of judgement over the books of a provider in a programme, which its transaction holds locked."""

from collections import defaultdict

from sqlalchemy import bindparam, select

from core.statements import among, run, statement
from rebates.books.models import MerchantMonth
from rebates.books.posting import Posting
from rebates.programmes.catalogue import PROGRAMMES
from rebates.programmes.eligibility import first_of
from rebates.programmes.versions import version_at
from rebates.verdicts.places import judge_place
from rebates.verdicts.queries import OF_PLACE
from rebates.verdicts.trades import Trade, time_of

PROVIDER = ""  # the provider's own month stands beside those of its entities
AMOUNTS = ("earned", "capped", "booked")
MONTHS = statement(
    select(MerchantMonth.merchant, MerchantMonth.earned, MerchantMonth.capped, MerchantMonth.booked).where(
        MerchantMonth.provider_id == bindparam("provider_id"),
        MerchantMonth.programme == bindparam("programme"),
        MerchantMonth.month == bindparam("month"),
        among(MerchantMonth.merchant, "merchants"),
    )
)


class Sitting:
    """The trades that were looked at, by id, each as it will be saved."""

    def __init__(self, session, provider_id: str, programme: str):
        self.session, self.provider_id, self.programme = session, provider_id, programme
        self.rules = PROGRAMMES[programme]
        self.settings = self.rules["settings"]
        self.trades: dict[str, Trade] = {}
        self.months: dict[tuple, dict] = {}
        self.counted: dict[str, dict] = {}
        self.evidence: dict[str, dict] = {}
        self.kept: dict[tuple, dict | None] = {}
        self.seated: set = set()  # places whose trades are all at hand
        self.posting = Posting(session, provider_id, programme)

    def take(self, row) -> Trade:
        """The trade of a stored row; the one that is at hand already, if it is."""
        if row.id not in self.trades:
            self.trades[row.id] = Trade(row._asdict())
        return self.trades[row.id]

    def version(self, day: str) -> dict:
        return version_at(self.rules, day)

    def place_of(self, trade: Trade):
        """What asks for all trades of its place; None for a trade that stands for itself."""
        if trade.payer is None or first_of(self.version(trade.day)) is None:
            return None
        return OF_PLACE(
            provider_id=self.provider_id,
            programme=self.programme,
            merchant=trade.merchant,
            day=trade.day,
            payer=trade.payer,
        )

    def judge(self, trades: list[Trade]) -> None:
        """These, and whoever shares a diner, day and merchant with one of them."""
        places = {place.key: place for place in map(self.place_of, trades) if place is not None}
        asked = [place for key, place in places.items() if key not in self.seated]
        for rows in run(self.session, *asked) if asked else ():
            for row in rows:
                self.take(row)
        places = defaultdict(list)
        for trade in self.trades.values():
            alone = self.place_of(trade) is None
            places[trade.id if alone else (trade.merchant, trade.day, trade.payer)].append(trade)
        for place in places.values():
            judge_place(self.version(place[0].day), self.settings, place)

    def asks_month(self, month: str, *merchants: str):
        """What asks for the sums of these entities; the answer is for `know_month`."""
        return MONTHS(
            provider_id=self.provider_id, programme=self.programme, month=month, merchants=[*merchants, PROVIDER]
        )

    def know_month(self, month: str, rows, *merchants: str) -> None:
        for merchant in (*merchants, PROVIDER):
            self.months[month, merchant] = dict.fromkeys(AMOUNTS, 0)
        for row in rows:
            self.months[month, row.merchant] = {name: getattr(row, name) for name in AMOUNTS}

    def month_of(self, month: str, merchant: str) -> dict:
        """The sums of an entity's month as they are stored."""
        if (month, merchant) not in self.months:
            self.know_month(month, run(self.session, self.asks_month(month, merchant))[0], merchant)
        return self.months[month, merchant]

    def in_month(self, month: str, merchant: str | None) -> list[Trade]:
        """Those at hand, of one entity or of all."""
        return [t for t in self.trades.values() if t.month == month and merchant in (None, t.merchant)]

    def changed(self) -> list[Trade]:
        return sorted((t for t in self.trades.values() if t.changed), key=time_of)
