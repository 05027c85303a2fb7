"""Promises 21 to 23 at full size: the machine of payments, refunds and frozen months against the plain rule."""

import tempfile
import time

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from app.config import Config
from app.factory import create_app
from app.schema import upgrade
from rebates.programmes.catalogue import PROGRAMMES
from tests.acceptance.report import database
from tests.people import open_place
from tests.rebates import machine
from tests.rebates.plans import PLANS, programme_of

TENTH = {"runs": 500}


def run(report, runs: int = 5000, steps: int = 100) -> None:
    """Half of the runs on each database: held to the rule after every step, recomputed after every run."""
    PROGRAMMES.update({code: programme_of(code) for code in PLANS})
    for kind in ("sqlite", "postgresql"):
        with database(kind) as url, tempfile.TemporaryDirectory() as folder:
            app = create_app(
                Config(url or f"sqlite:///{folder}/zhuoma.db", "", "http://zm.example", "secret-" * 8, True)
            )
            upgrade(app.extensions["engine"])
            open_place(app)
            began, problems = time.monotonic(), []
            size = settings(max_examples=runs // 2, stateful_step_count=steps, **_QUIET)
            try:
                run_state_machine_as_test(machine.Machine, settings=size)
            except AssertionError as wrong:
                problems = [str(wrong)]
            app.extensions["engine"].dispose()
            took = f"{runs // 2:,} runs of up to {steps} steps in {time.monotonic() - began:.0f} s"
            promise = "every step: standings, rows, roll-ups, chain, frozen files"
            report.row(f"{kind}: the books are the rule applied to the facts", took, promise, problems)


_QUIET = {"deadline": None, "database": None, "suppress_health_check": list(HealthCheck)}
