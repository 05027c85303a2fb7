"""What is old goes, little by little; what anybody may still ask for stays."""

from datetime import timedelta

import sqlalchemy as sa

from app import catching_up, housekeeping
from core.clock import now
from core.pushes import Frame
from core.transactions import reading, transaction
from kitchen.alarms.models import Alarm
from kitchen.slips.models import Slip
from kitchen.tickets.models import Act
from tests.people import new_key

LONG_AGO = timedelta(days=31)
TABLES = (Slip, Alarm, Act)


def of(place, model) -> list:
    with reading() as session:
        return list(session.execute(sa.select(model.id).where(model.restaurant_id == place.id)).scalars())


def filled(place):
    """Two of everything: a slip that waits and one that does not, an alarm that stands and one that is over."""
    station = place.owner.get(f"{place.home}/stations")[1]["items"][0]["id"]
    printer = {"kind": "network", "host": "127.0.0.1", "port": 9100}
    settings = {"name": "热菜", "station_ids": [station], "connection": printer, "policy": "always"}
    assert place.owner.post(f"{place.home}/printers", settings)[0] == 201
    screen = place.screen()
    for n in range(2):
        guest = place.sit(n)
        place.send(guest, place.add(guest))
    for ticket in screen.get("/api/v1/kitchen/board")[1]["tickets"]:
        screen.post(f"/api/v1/kitchen/tickets/{ticket['id']}/start", {"request_id": new_key()})
    at = now()
    alarm = {"restaurant_id": place.id, "code": "unheard", "tickets": [], "since": at, "raised_at": at}
    with transaction() as session:
        for key, cleared in (("a" * 36, at), ("b" * 36, None)):
            session.execute(sa.insert(Alarm), {**alarm, "id": key, "station_id": key, "cleared_at": cleared})
        first = session.execute(sa.select(sa.func.min(Slip.id)).where(Slip.restaurant_id == place.id)).scalar()
        session.execute(sa.update(Slip).where(Slip.restaurant_id == place.id, Slip.id == first).values(state="printed"))


def test_a_month_is_kept_and_what_waits_for_longer(place):
    filled(place)
    housekeeping.tidy(now() + timedelta(days=29))
    assert [len(of(place, model)) for model in TABLES] == [2, 2, 2]
    housekeeping.tidy(now() + LONG_AGO)
    assert [len(of(place, model)) for model in TABLES] == [1, 1, 0]
    with reading() as session:
        assert session.execute(sa.select(Slip.state).where(Slip.restaurant_id == place.id)).scalars().all() == [
            "waiting"
        ]
        assert session.execute(sa.select(Alarm.cleared_at).where(Alarm.restaurant_id == place.id)).scalars().all() == [
            None
        ]


def test_frames_go_after_two_days_in_pieces_and_a_screen_so_far_behind_gets_a_snapshot(place, monkeypatch):
    monkeypatch.setattr(housekeeping, "PIECE", 2)
    filled(place)
    board = place.screen().get("/api/v1/kitchen/board")[1]
    stream, here = next(iter(board["streams"].items()))
    screen, behind = place.screen(), f"/api/v1/live?stream={stream}&epoch={here['epoch']}&after=0"
    housekeeping.tidy(now() + timedelta(days=1))
    assert "frames" in screen.get(behind)[1]
    housekeeping.tidy(now() + timedelta(days=2, seconds=1))
    assert of(place, Frame) == []
    monkeypatch.setattr(catching_up, "shared", catching_up.Shared())  # the whole answer above holds for ten seconds
    answer = screen.get(behind)[1]
    assert "snapshot" in answer and answer["seq"] >= here["seq"]
