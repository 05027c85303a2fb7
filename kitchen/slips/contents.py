"""What a slip says: the ticket as it stands now, in its restaurant's time."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select

from kitchen.slips.states import BILLS, is_late
from kitchen.tickets.models import Ticket
from kitchen.tickets.queries import tickets_where
from restaurants.profile.queries import restaurant_of
from restaurants.stations.queries import stations_of

NOTHING = {"course": 0, "held": False, "elsewhere": [], "again": None, "perhaps": False, "moved_from": None}


def said_on(session, slip: dict, at: datetime) -> tuple[dict, dict | None]:
    """(what stands on the slip, in the shape of layout.steps_of; its ticket or None). `slip`: a row of slips."""
    rid = slip["restaurant_id"]
    zone = ZoneInfo(restaurant_of(session, rid)["time_zone"])
    if slip["ticket_id"] is None:
        about = slip["about"] or {}
        if slip["kind"] in BILLS:
            alone = {"kind": slip["kind"], "rows": about["rows"]}
        else:
            alone = sample(at.astimezone(zone), about.get("station"))
        again = _clock(at, zone) if is_late(slip, None, at) else None
        return {**alone, "again": again, "perhaps": slip["perhaps"]}, None
    ticket = tickets_where(session, rid, Ticket.id == slip["ticket_id"])[0]
    stations = {s["id"]: s["names"] for s in stations_of(session, rid)}
    others = tickets_where(
        session, rid, Ticket.order_id == ticket["order_id"], Ticket.id != ticket["id"], Ticket.held.is_(False)
    )
    about, fired = slip["about"] or {}, datetime.fromisoformat(ticket["fired_at"])
    again = is_late(slip, fired, at)
    said = {
        **{"kind": slip["kind"], "table": ticket["table"], "number": ticket["order_number"], "round": ticket["round"]},
        **{"covers": ticket["covers"], "at": _clock(fired, zone), "note": ticket["note"]},
        **{
            "allergy": ticket["allergy_note"],
            "station": stations.get(ticket["station_id"]),
            "course": ticket["course"],
        },
        "elsewhere": [(stations[t["station_id"]], _portions(t)) for t in others if t["station_id"] in stations],
        "again": _clock(at, zone) if again else None,
        "perhaps": slip["perhaps"],
        "held": ticket["held"],
        "moved_from": about.get("moved_from"),
        "lines": _lines(slip["kind"], ticket, about),
    }
    acked = session.execute(
        select(Ticket.acknowledged_at).where(Ticket.restaurant_id == rid, Ticket.id == ticket["id"])
    ).scalar()
    return said, {"status": ticket["status"], "acknowledged_at": acked, "fired_at": fired}


def sample(local: datetime, station: dict | None = None) -> dict:
    """The test slip: everything that a slip can hold."""
    mild = {"names": {"zh": "少辣", "en": "mild"}, "quantity": 1}
    lines = (({"zh": "宫保鸡丁", "en": "Kung Pao chicken"}, 1, [mild]), ({"zh": "麻婆豆腐", "en": "Mapo tofu"}, 2, []))
    return {
        **NOTHING,
        **{"kind": "test", "table": "A12", "number": 1047, "round": 1, "covers": 3, "at": f"{local:%H:%M}"},
        **{"station": station or {"zh": "热菜", "en": "Wok"}, "note": "请一起上", "allergy": "花生 peanuts"},
        "lines": [
            {"names": names, "quantity": n, "modifiers": chosen, "note": "", "status": "queued", "reason": None}
            for names, n, chosen in lines
        ],
    }


def _lines(kind, ticket, about) -> list[dict]:
    if kind == "void":
        return [line for line in ticket["lines"] if line["id"] in about["line_ids"]]
    if kind == "hurry":
        return [line for line in ticket["lines"] if line["status"] in ("queued", "preparing")]
    return ticket["lines"]


def _portions(ticket) -> int:
    return sum(line["quantity"] for line in ticket["lines"] if line["status"] != "voided")


def _clock(at, zone) -> str:
    return f"{at.astimezone(zone):%H:%M}"
