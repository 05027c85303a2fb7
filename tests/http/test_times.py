"""What the kitchen's touches write about time, and what is made of it."""

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa

from core.clock import now, told
from core.transactions import reading
from kitchen.tickets.models import TicketLine

AT = now().replace(microsecond=0)


class Cook:
    """One screen, one order of one dish; `do("bump", 60)` touches its ticket a minute after it was sent."""

    def __init__(self, place):
        self.place, self.screen, self.guest = place, place.screen(), place.sit()
        with told(AT):
            place.send(self.guest, place.add(self.guest))
        self.ticket = self.screen.get("/api/v1/kitchen/board")[1]["tickets"][0]
        self.line = self.ticket["lines"][0]

    def do(self, what, seconds, **more):
        with told(AT + timedelta(seconds=seconds)):
            at = f"/api/v1/kitchen/tickets/{self.ticket['id']}/{what}"
            status, self.ticket = self.screen.post(at, {"request_id": f"{what}-{seconds:06}", **more})
        assert status == 200, self.ticket
        self.line = self.ticket["lines"][0]

    def undo(self, what, seconds):
        self.do("undo", seconds, undoes=f"{what}-{seconds - 1:06}")

    @property
    def shown(self):
        """(seconds to start, to ready, recalls)"""
        with reading() as session:
            recalls = session.execute(
                sa.select(TicketLine.recalls).where(
                    TicketLine.restaurant_id == self.place.id, TicketLine.id == self.line["id"]
                )
            ).scalar()
        return (*(self._after(self.line[name]) for name in ("started_at", "ready_at")), recalls)

    @staticmethod
    def _after(at):
        return at and (datetime.fromisoformat(at) - AT).total_seconds()


@pytest.fixture
def cook(place):
    return Cook(place)


def test_start_and_the_first_bump_are_kept(cook):
    assert cook.shown == (None, None, 0)
    cook.do("start", 60)
    cook.do("start", 70)
    cook.do("bump", 300)
    assert cook.shown == (60, 300, 0)


def test_a_bump_without_a_start_guesses_none(cook):
    cook.do("bump", 90)
    assert cook.shown == (None, 90, 0)


def test_a_recall_is_counted_and_the_first_time_stays(cook):
    cook.do("bump", 90)
    cook.do("recall", 400)
    cook.do("bump", 500)
    cook.do("recall", 700)
    assert cook.shown == (None, 90, 2)


def test_an_undo_takes_back_what_its_touch_wrote(cook):
    cook.do("start", 30)
    cook.undo("start", 31)
    assert cook.shown == (None, None, 0)
    cook.do("bump", 60)
    cook.undo("bump", 61)
    assert cook.shown == (None, None, 0)
    cook.do("bump", 90)
    cook.do("recall", 120)
    cook.undo("recall", 121)
    assert cook.shown == (None, 90, 0)
    cook.do("recall", 200)
    cook.do("bump", 240)
    cook.undo("bump", 241)
    assert cook.shown == (None, 90, 1)  # it had been ready before
