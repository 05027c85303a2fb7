"""Reads cases.csv: worked out by hand from the rules' text, in yuan, as a finance clerk would write them."""

import csv
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

from rebates.programmes.catalogue import PROGRAMMES, read
from rebates.programmes.days import day_of
from rebates.programmes.versions import barred_rewards

HERE = Path(__file__).parent
TIERS = read(HERE / "programmes" / "tiers.json")
SHANGHAI = ZoneInfo("Asia/Shanghai")
COLUMNS = (
    "case plan set papers merchant store channel wallet order_type paid total refunded at trade user code registered "
    "returned risk enrolled copies reasons earned booked milestone zh en"
).split()


@dataclass
class Line:
    """A line of the table: one order or several alike, and what was worked out for them together."""

    trades: list[str]
    reasons: list[str]
    earned: int
    booked: int


@dataclass
class Case:
    """`milestones`: {(reward, store, table code or "", fen, month)}."""

    number: int
    programme: dict
    trades: list[dict] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    barred: set = field(default_factory=set)
    milestones: set = field(default_factory=set)


def read_cases() -> list[Case]:
    """In the table's order; lines with one number belong together."""
    cases: dict[int, Case] = {}
    with open(HERE / "cases.csv", encoding="utf-8-sig", newline="") as file:
        for cells in list(csv.reader(file))[1:]:
            row = dict(zip(COLUMNS, cells, strict=True))
            case = cases.setdefault(int(row["case"]), Case(int(row["case"]), _programme(row)))
            trades = _trades(row, case.programme["settings"])
            case.trades += trades
            line = Line([t["id"] for t in trades], row["reasons"].split(";"), _fen(row["earned"]), _fen(row["booked"]))
            case.lines.append(line)
            line.reasons = [reason for reason in line.reasons if reason]
            case.milestones |= {_milestone(told) for told in row["milestone"].split(";") if told}
            papers = {code: {"state": state} for code, state in _pairs(row["papers"])}
            case.barred |= {(row["store"], reward) for reward in barred_rewards(case.programme, papers)}
    return list(cases.values())


def _programme(row) -> dict:
    programme = TIERS if row["plan"] == "TIERS" else PROGRAMMES[row["plan"]]
    return {**programme, "settings": programme["settings"] | dict(_pairs(row["set"]))}


def _trades(row, settings) -> list[dict]:
    """Several alike are a second apart; a user or trade with a star is another one each time."""
    first = datetime.strptime(row["at"], "%Y-%m-%d %H:%M").replace(tzinfo=SHANGHAI)
    found = []
    for n in range(int(row["copies"])):
        at = first + timedelta(seconds=n)
        day = day_of(settings, at, "Asia/Shanghai", "04:00")
        found.append(
            {
                "id": f"{row['trade']}-{n:05d}",
                "trade_no": f"{row['trade']}-{n:05d}",
                "channel": row["channel"],
                "wallet": row["wallet"],
                "order_type": row["order_type"],
                "paid": _fen(row["paid"]),
                "total": _fen(row["total"]),
                "refunded": _fen(row["refunded"]),
                "paid_at": at,
                "day": day,
                "month": day[:7],
                "payer": None if row["user"] == "?" else row["user"].replace("*", f"-{n}"),
                "merchant": row["merchant"],
                "restaurant_id": row["store"],
                "table_code": row["code"] or None,
                "code_registered": row["registered"] == "yes",
                "returned": row["returned"] == "yes",
                "risk": row["risk"] == "yes",
                "enrolled": row["enrolled"] == "yes",
            }
        )
    return found


def _milestone(told) -> tuple:
    """`new_store S1 200.00 2021-05` or `table_code S1 C1 5.00 2021-05`"""
    reward, store, *code, amount, month = told.split()
    return reward, store, "".join(code), _fen(amount), month


def _pairs(told) -> list:
    return [pair.split(":") for pair in told.split(";") if pair]


def _fen(yuan: str) -> int:
    return int(Decimal(yuan) * 100)
