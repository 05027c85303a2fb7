"""What the kitchen's touches write about time, and what is made of it."""

import csv
import io
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from core.clock import business_day, now, told
from core.transactions import reading, transaction
from kitchen.tickets.models import Ticket, TicketLine

AT = now().replace(microsecond=0).astimezone(ZoneInfo("Asia/Shanghai"))  # whoever says when, in whatever zone


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


def report(place, by="station", **more):
    asked = "&".join(f"{name}={value}" for name, value in {"by": by, **more}.items())
    return place.owner.get(f"{place.home}/reports/kitchen?{asked}")


def span(*days):
    first, last = (business_day(AT + timedelta(days=day), "Asia/Shanghai") for day in days)
    return {"from": first.isoformat(), "to": last.isoformat()}


def test_an_owner_reads_what_the_kitchen_took(cook):
    place = cook.place
    cook.do("bump", 600)
    late = Cook(place)
    late.do("bump", 3600)
    late.do("recall", 3700)
    Cook(place)  # nobody finishes it
    status, times = report(place, **span(0, 0))
    assert status == 200
    assert times["total"] == {
        **{"count": 2, "median_seconds": 600, "p90_seconds": 3600, "late": 1, "late_share": 0.5},
        **{"recalls": 1, "voided": 0, "unfinished": 1},
    }
    assert [(i["key"], i["names"]["zh"], i["count"]) for i in times["items"]] == [
        (cook.ticket["station_id"], "厨房", 2)
    ]
    assert (times["tickets"]["count"], times["tickets"]["late"], times["tickets"]["unfinished"]) == (2, 1, 1)
    assert (times["heard"]["count"], times["heard"]["never"]) == (0, 3)
    assert [i["names"]["zh"] for i in report(place, "dish", **span(0, 0))[1]["items"]] == ["米饭"]
    local = AT.astimezone(ZoneInfo("Asia/Shanghai")).hour
    assert [(i["key"], i["count"]) for i in report(place, "hour", **span(0, 0))[1]["items"]] == [(str(local), 2)]
    assert report(place, **span(-2, -1))[1]["items"] == []
    assert report(place, **span(-365, 0))[1]["total"]["count"] == 2  # over several looks


def test_what_was_taken_off_and_what_is_held_count_for_no_time(cook):
    place = cook.place
    cook.do("bump", 60)
    order = cook.guest.get("/api/v1/visit")[1]["orders"][0]
    place.owner.post(f"{place.home}/orders/{order['id']}/lines/{order['lines'][0]['id']}/void", {"reason": "咸"})
    held = Cook(place)
    with transaction() as session:
        session.execute(sa.update(Ticket).where(Ticket.id == held.ticket["id"]).values(held=True))
    total = report(place, **span(0, 0))[1]["total"]
    assert (total["count"], total["voided"], total["unfinished"], total["median_seconds"]) == (0, 1, 0, None)


def test_a_held_course_counts_from_its_firing(cook):
    with transaction() as session:
        fired = AT + timedelta(seconds=500)
        session.execute(sa.update(Ticket).where(Ticket.id == cook.ticket["id"]).values(fired_at=fired))
    cook.do("bump", 600)
    assert report(cook.place, **span(0, 0))[1]["total"]["median_seconds"] == 100


def test_the_target_is_the_one_that_stood_then(cook):
    cook.do("bump", 600)
    at = f"{cook.place.home}/stations/{cook.ticket['station_id']}"
    assert cook.place.owner.call("PATCH", at, {"target_seconds": 60})[0] == 200
    assert report(cook.place, **span(0, 0))[1]["total"]["late"] == 0


def test_the_sheet_is_what_the_page_shows(cook):
    cook.do("bump", 600)
    path = f"{cook.place.home}/reports/kitchen.csv?by=hour&from={span(0, 0)['from']}&to={span(0, 0)['to']}"
    answer = cook.place.app.test_client().get(path, headers={"Authorization": f"Bearer {cook.place.owner.token}"})
    assert answer.status_code == 200 and answer.data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert [row[1:4] for row in rows[1:]] == [["1", "600", "600"]] * 2
    assert rows[2][0].endswith(":00")


def test_days_that_make_no_sense_are_refused_by_name(place):
    for asked in (span(0, -1), span(-366, 0)):
        status, refused = report(place, **asked)
        assert (status, list(refused["errors"])) == (422, ["from"])
    assert report(place, "moon")[0] == 422
