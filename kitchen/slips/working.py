"""Printing: one slip after another, one worker a printer. What is called outside stands between two transactions.

A slip is marked `printing` and committed, then sent, then marked `printed`. Who dies in between leaves it `printing`;
whoever holds the printer next finds it so, cannot know, and prints it again with 补打 and 可能已打过.
"""

import logging
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from sqlalchemy import select, update

from core.clock import now
from core.ids import new_id
from core.pushes import push
from core.transactions import again_on_conflict, transaction
from kitchen.slips.commands import bytes_of
from kitchen.slips.contents import said_on
from kitchen.slips.devices import PrinterTrouble, send
from kitchen.slips.layout import steps_of
from kitchen.slips.models import Printer, Slip, to_print
from kitchen.slips.queries import LOOK, printer_of
from kitchen.slips.states import fate, rest

HELD = timedelta(seconds=20)  # longer than a slip can take; then another worker may have the printer
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Job:
    slip_id: str
    said: dict
    look: dict
    encoding: str
    connection: dict
    manner: str  # as devices.send takes it


def print_out(restaurant_id: str, printer_id: str) -> int:
    """All that waits for this printer, oldest first, until there is no more or it fails; how many it was done with."""
    holder, done = new_id(), 0
    if not again_on_conflict(partial(_hold, restaurant_id, printer_id, holder)):
        return 0
    try:
        while job := again_on_conflict(partial(_take, restaurant_id, printer_id, holder)):
            note, goes_on = _printed(job)
            again_on_conflict(partial(note, restaurant_id, printer_id, job.slip_id))
            if not goes_on:
                break
            done += 1
    finally:
        again_on_conflict(partial(_let_go, restaurant_id, printer_id, holder))
    return done


def _printed(job: Job):
    """(what is to be noted of it, whether the printer takes the next one)."""
    try:
        data = bytes_of(steps_of(job.said, job.look), job.encoding)
    except Exception:  # noqa: BLE001  our mistake, and no reason to keep the next slips from the kitchen
        log.exception("slip %s cannot be drawn", job.slip_id)
        return _give_up, True
    try:
        return partial(_came_out, manner=send(job.connection, data, job.manner)), True
    except PrinterTrouble as trouble:
        return partial(_went_wrong, trouble=trouble), False


def _hold(rid, printer_id, holder) -> bool:
    at = now()
    with transaction() as session:
        free = (Printer.held_until.is_(None)) | (Printer.held_until <= at)
        return bool(
            session.execute(_printer(rid, printer_id).where(free).values(holder=holder, held_until=at + HELD)).rowcount
        )


def _take(rid, printer_id, holder) -> Job | None:
    """The next slip, marked as being printed; those whose time is over are passed."""
    at = now()
    with transaction() as session:
        mine = _printer(rid, printer_id).where(Printer.holder == holder)
        if not session.execute(mine.values(held_until=at + HELD)).rowcount:
            return None
        own = Printer.restaurant_id == rid, Printer.id == printer_id
        printer = session.execute(select(*Printer.__table__.c).where(*own)).mappings().one()
        waiting = session.execute(
            select(*Slip.__table__.c)
            .where(Slip.restaurant_id == rid, Slip.printer_id == printer_id, to_print())
            .order_by(Slip.id)
        ).mappings()
        for row in waiting.all():
            slip = {**row, "perhaps": row["perhaps"] or row["state"] == "printing"}
            said, ticket = said_on(session, slip, at)
            what = fate(slip, ticket, printer["policy"], timedelta(seconds=printer["max_age_seconds"]), at)
            if what != "print":
                session.execute(_slip(rid, row["id"]).values(state=what, perhaps=slip["perhaps"]))
                if what == "too_old":
                    _tell(session, rid, printer_id)
                continue
            session.execute(
                _slip(rid, row["id"]).values(
                    state="printing", perhaps=slip["perhaps"], tries=Slip.tries + 1, tried_at=at
                )
            )
            look = {name: printer[name] for name in LOOK}
            return Job(row["id"], said, look, printer["encoding"], printer["connection"], _manner(printer, slip))
    return None


def _manner(printer, slip) -> str:
    if printer["answers"]:
        return "doubted" if slip["perhaps"] else "answers"
    return "new" if slip["kind"] == "test" or printer["last_printed_at"] is None else "mute"


def _came_out(rid, printer_id, slip_id, manner):
    at = now()
    with transaction() as session:
        session.execute(_slip(rid, slip_id).values(state="printed", printed_at=at, error=None))
        before = printer_of(session, rid, printer_id)
        well = {"failures": 0, "last_error": None, "due_at": None, "answers": manner == "answers"}
        session.execute(_printer(rid, printer_id).values(last_printed_at=at, **well))
        if before and before["failures"]:
            _tell(session, rid, printer_id)


def _went_wrong(rid, printer_id, slip_id, trouble):
    """The slip waits at the head of its queue, so that the order is kept; the printer rests."""
    at = now()
    with transaction() as session:
        own = Printer.restaurant_id == rid, Printer.id == printer_id
        before = session.execute(select(Printer.failures, Printer.last_error).where(*own)).one()
        failures = before.failures + 1
        values = {"state": "waiting", "error": trouble.code, **({"perhaps": True} if trouble.perhaps else {})}
        session.execute(_slip(rid, slip_id).values(**values))
        session.execute(
            _printer(rid, printer_id).values(
                failures=failures, last_error=trouble.code, last_error_at=at, due_at=at + rest(failures)
            )
        )
        if before.last_error != trouble.code:
            _tell(session, rid, printer_id)


def _give_up(rid, printer_id, slip_id):
    with transaction() as session:
        session.execute(_slip(rid, slip_id).values(state="failed", error="unprintable"))
        _tell(session, rid, printer_id)


def _let_go(rid, printer_id, holder):
    with transaction() as session:
        session.execute(_printer(rid, printer_id).where(Printer.holder == holder).values(holder=None, held_until=None))


def _tell(session, rid, printer_id):
    """Staff hear of trouble, of its end, and of what came too late for paper."""
    printer = printer_of(session, rid, printer_id)
    if printer:
        push(session, rid, f"restaurant:{rid}", "printer.changed", printer)


def _printer(rid, printer_id):
    return update(Printer).where(Printer.restaurant_id == rid, Printer.id == printer_id)


def _slip(rid, slip_id):
    return update(Slip).where(Slip.restaurant_id == rid, Slip.id == slip_id)
