"""The schema through Alembic, from code: `flask db upgrade`, `make run` and the tests take the same way."""

from alembic import command
from alembic.config import Config

from app.config import ROOT


def _config(connection) -> Config:
    config = Config(toml_file=str(ROOT / "pyproject.toml"))
    config.set_main_option("script_location", str(ROOT / "migrations"))
    config.attributes["connection"] = connection
    return config


def upgrade(engine) -> None:
    """To the newest revision; nothing to do is fine."""
    with engine.connect() as connection:
        command.upgrade(_config(connection), "head")
        connection.commit()


def downgrade(engine) -> None:
    """To nothing."""
    with engine.connect() as connection:
        command.downgrade(_config(connection), "base")
        connection.commit()


def check(engine) -> None:
    """Raises where the tables and the migrations differ."""
    with engine.connect() as connection:
        command.check(_config(connection))


def revision(engine, message: str) -> None:
    """Writes a new migration from the difference."""
    with engine.connect() as connection:
        command.revision(_config(connection), message, autogenerate=True)
