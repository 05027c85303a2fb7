"""kill -9 at CI size: what was acknowledged is there afterwards, once, with the same lines, tickets and total."""

import os
from contextlib import contextmanager

import pytest
from sqlalchemy import text

from core.db import make_engine
from tests.acceptance.history import History
from tests.acceptance.kill import SEED, survived
from tests.conftest import fresh_postgres
from tests.servers import serve


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_acknowledged_orders_survive_kill_9(engine, request):
    if engine == "postgresql" and not os.environ.get("ZHUOMA_WHOLE"):
        pytest.skip("on PostgreSQL with ZHUOMA_WHOLE=1, and by make acceptance SECTION=kill")
    with _database(engine, request) as url, serve(url) as served:
        assert survived(served, kills=2, orders=60, seed=SEED, history=History()) == []
        if engine == "sqlite":
            database = make_engine(served.database_url)
            with database.connect().execution_options(writes=False) as connection:
                assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
            database.dispose()


def test_twin_a_server_that_answers_before_it_commits_is_found_out():
    with serve(program="tests.live.hasty:app") as served:
        problems = survived(served, kills=2, orders=40, seed=SEED, history=History())
        assert any(problem.startswith("lost") for problem in problems)


@contextmanager
def _database(engine, request):
    yield fresh_postgres(request.getfixturevalue("postgres_server")) if engine == "postgresql" else ""
