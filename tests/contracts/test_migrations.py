"""A restaurant that has lived on an older release comes through every migration with all its rows, up and down."""

import pytest
import sqlalchemy as sa
from alembic.script import ScriptDirectory

from app import schema
from core.db import make_engine
from tests.conftest import fresh_postgres
from tests.contracts.rows import fill

REVISIONS = [step.revision for step in ScriptDirectory(str(schema.MIGRATIONS)).walk_revisions()][::-1]


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request, tmp_path):
    postgresql = request.param == "postgresql"
    url = fresh_postgres(request.getfixturevalue("postgres_server")) if postgresql else f"sqlite:///{tmp_path / 'a.db'}"
    engine = make_engine(url)
    yield engine
    engine.dispose()


def test_rows_of_every_release_come_through_every_later_migration(engine):
    for revision in REVISIONS:
        schema.upgrade(engine, revision)
        assert len(_kept(engine)) > 20
    schema.check(engine)
    for revision in [*reversed(REVISIONS[:-1]), "base"]:
        _kept(engine)
        schema.downgrade(engine, revision)
    with engine.connect() as connection:
        assert sa.inspect(connection).get_table_names() == ["alembic_version"]


def _kept(engine) -> set[str]:
    """Every table that was there before the step has its row still; new ones get one. What the step cost is shown."""
    with engine.begin() as connection:
        before = getattr(engine, "filled", set())
        present = set(sa.inspect(connection).get_table_names())
        lost = [
            name
            for name in sorted(before & present)
            if not connection.scalar(sa.select(sa.func.count()).select_from(sa.table(name)))
        ]
        assert lost == []
        engine.filled = fill(connection)
        return engine.filled
