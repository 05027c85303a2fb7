"""A server that is told to end finishes the errand that it does."""

import socket
import time

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.db import make_engine
from core.errands import Errand, send_errand
from tests.people import open_place_at
from tests.servers import serve


@pytest.mark.parametrize("drains", [True, False], ids=["drained", "twin: at once"])
def test_the_errand_that_runs_is_finished_and_no_other_begun(drains):
    more = {} if drains else {"ZHUOMA_TEST_NO_DRAIN": "1"}
    with serve(program="tests.live.lingering:app", **more) as served:
        served.stop()
        served.graceful = 5
        served.start()
        place = open_place_at(served)  # its connections are kept alive, as phones keep theirs
        engine = make_engine(served.database_url)
        with Session(engine) as session, session.begin():
            for n in (1, 2):
                send_errand(session, place.id, "test.linger", {"folder": str(served.folder), "n": n})
        until((served.folder / "began-1").exists)
        served.process.terminate()
        until(lambda: not listens(served))
        if drains:  # the twin waits for nobody
            (served.folder / "go").touch()
        served.process.wait(20)
        assert (served.folder / "ended-1").exists() == drains
        assert not (served.folder / "began-2").exists()
        with Session(engine) as session:
            left = session.execute(select(Errand.subject, Errand.runs).where(Errand.kind == "test.linger")).all()
        engine.dispose()
        if drains:
            assert [(e.subject["n"], e.runs) for e in left] == [(2, 0)]  # the next process finds it as it was


def listens(served) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", served.port)) == 0


def until(true, seconds=20):
    ends = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < ends
        time.sleep(0.02)
