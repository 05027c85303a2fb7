"""The schema through Alembic, from code: `flask db upgrade`, `make run` and the tests take the same way.

Alembic is imported when it is asked for: a server that only serves keeps 7 MB.
"""

from app.config import ROOT

MIGRATIONS = ROOT / "migrations"


def _config(connection):
    from alembic.config import Config

    config = Config(toml_file=str(ROOT / "pyproject.toml"))
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def upgrade(engine, revision: str = "head") -> None:
    """To the newest revision; nothing to do is fine."""
    from alembic import command

    with engine.connect() as connection:
        command.upgrade(_config(connection), revision)


def downgrade(engine, revision: str = "base") -> None:
    """To nothing."""
    from alembic import command

    with engine.connect() as connection:
        command.downgrade(_config(connection), revision)


def check(engine) -> None:
    """Raises where the tables and the migrations differ."""
    from alembic import command

    with engine.connect() as connection:
        command.check(_config(connection))


def revision(engine, message: str) -> None:
    """Writes a new migration from the difference."""
    from alembic import command

    with engine.connect() as connection:
        command.revision(_config(connection), message, autogenerate=True)
