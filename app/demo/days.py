"""Who ate when: two days that are over, today until now, and the tables that are taken at this moment."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from app.demo.party import House, Party
from app.demo.timetable import dine, once
from core.clock import day_bounds
from core.transactions import transaction
from kitchen.tickets.service import set_dish

ZONE = "Asia/Shanghai"
MAINS = "gbjd qzly mpdf ltscy cpy hsr fqcd srkxc gbsjd dsx zryrc hgr yxrs lzj sznr sltds jyx clhj srsb srfsx".split()
STARTERS = "ksj phg fqfp pddf lbme ysmd tbfq".split()
STAPLES = "yzcf ddm hsnrm cyb gt xlb xj".split()
DRINKS = "dnc zznc smt jnpj kl sds yz".split()
TEAS, SOUPS, SWEETS = "xhlj mlhc".split(), "slt zcdht fqdft szd dgpgt".split(), "bf nmc zmty mgbj sgpp".split()


def stories(house: House, now: datetime) -> list[Iterator]:
    """Everything that happened until `now`, and what is still going on."""
    return [
        *_day_before(house, now, 2),
        *_day_before(house, now, 1),
        *_earlier_today(house, now),
        once(now - timedelta(minutes=52), partial(_sell_out, house, "hmpg", now)),
        *_at_the_tables(house, now),
    ]


def _day_before(house, now, days) -> Iterator:
    """Lunch and dinner, five parties."""
    day = (now - timedelta(days=days)).astimezone(ZoneInfo(ZONE)).replace(hour=0, minute=0, second=0, microsecond=0)
    tables = house.chance.sample(list(house.tables), 5)
    for n, table in enumerate(tables):
        minutes = 11 * 60 + 20 + n * 47 if n < 2 else 16 * 60 + n * 44
        yield _some_party(house, table, day + timedelta(minutes=minutes + house.chance.uniform(0, 15)))


def _earlier_today(house, now) -> Iterator:
    """Three sittings, the last of them just gone; two or three tables each. One of them got money back."""
    for ago in (430, 290, 165):
        for n, table in enumerate(house.chance.sample(list(house.tables), 2 if ago > 400 else 3)):
            start = now - timedelta(minutes=ago - n * 7 - house.chance.uniform(0, 6))
            yield _some_party(house, table, start, "refunded" if (ago, n) == (290, 0) else "")


def _some_party(house, table, start, ends="") -> Iterator:
    """What people order: a dish and a half each, rice, something to drink; a second round now and then."""
    pick, covers = house.chance, house.chance.choice((1, 2, 2, 2, 3, 3, 4, 4, 6))
    dishes = [(k, 1) for k in pick.sample(MAINS, max(1, round(covers * 0.8)))]
    dishes += [(k, 1) for k in pick.sample(STARTERS, covers // 3 + pick.randint(0, 1))]
    dishes.append(("mf", covers) if covers > 1 or pick.random() < 0.6 else (pick.choice(STAPLES), 1))
    dishes.append((pick.choice(DRINKS), max(1, covers - 1)) if pick.random() < 0.6 else (pick.choice(TEAS), 1))
    rounds = [(4, dishes, {})]
    if pick.random() < 0.4:
        rounds.append((24, [(pick.choice(SWEETS + SOUPS), max(1, covers // 2))], {}))
    ends = ends or ("counter" if pick.random() < 0.25 else "simulator")
    return dine(Party(house, table, covers), start, rounds, ends=ends, brief=True)


def _at_the_tables(house, now) -> Iterator:
    """Every state that a service has, one table each."""

    def at(table, covers, minutes_ago, rounds, **more):
        plain = [r if len(r) == 3 else (*r, {}) for r in rounds]
        return dine(Party(house, table, covers), now - timedelta(minutes=minutes_ago), plain, **more)

    # one round eaten, a second in the kitchen
    yield at("A01", 3, 34, [(2, [("gbjd", 1), ("srkxc", 1), ("mf", 3), ("jnpj", 2)]), (30, [("yxrs", 1), ("zmty", 2)])])
    # sent a minute ago
    yield at("A02", 2, 5, [(4, [("mpdf", 1), ("hgr", 1), ("lbme", 1), ("mf", 2), ("smt", 2)])])
    # the kitchen is late
    yield at(
        "A03",
        4,
        26,
        [(3, [("lzj", 1), ("hsr", 1), ("sznr", 1), ("phg", 1), ("mf", 4)], {"note": "菜一起上"})],
        pace=3.5,
    )
    # everything is ready, nobody has carried it yet
    yield at("A04", 2, 17, [(2, [("ddm", 2), ("kl", 2)])], serves=False, ends="stays")
    # partly on the table, asks for water
    yield at("A05", 2, 12, [(3, [("pddf", 1), ("fqcd", 1), ("sltds", 1), ("mlhc", 1)])], calls=[(10, "water")])
    # choosing
    yield at("A06", 2, 3, [], cart=[("xlb", 1), ("dnc", 2)], ends="stays")
    # wants to pay at the counter
    yield at(
        "A07",
        4,
        33,
        [(3, [("qzly", 1), ("gbsjd", 1), ("clhj", 1), ("mf", 4), ("yz", 2)])],
        ends="counter_waits",
        calls=[(32, "bill")],
    )
    # paid by phone, still sitting
    yield at("A08", 2, 31, [(2, [("hsnrm", 2), ("bf", 2)])])
    # eight people, one of them allergic, something taken back
    first = [("cpy", 1), ("ksj", 2), ("srsb", 2), ("jcx", 1), ("ltscy", 1), ("xhlj", 2), ("gt", 1)]
    second = [("sznr", 1), ("dsx", 1), ("yzcf", 2), ("jnpj", 4)]
    yield at(
        "包厢 1",
        8,
        41,
        [(3, first, {"allergy_note": "一位客人花生过敏"}), (35, second)],
        pace=1.4,
        void="点错了",
        ends="stays",
    )


def _sell_out(house, key, now):
    """Until the next business day begins."""
    _, tomorrow = day_bounds(now.astimezone(ZoneInfo(ZONE)).date(), ZONE, house.restaurant["day_starts_at"])
    with transaction() as session:
        set_dish(session, house.id, house.dishes[key]["id"], available=False, until=tomorrow)
