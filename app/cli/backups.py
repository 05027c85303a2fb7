"""`flask backup FILE`, `flask restore FILE`: SQLite's own file. PostgreSQL has its own tools, and they are named."""

import os
from pathlib import Path

import click
import pysqlite3
from flask import Flask

from app import schema
from core.clock import now
from core.pushes import begin_epochs
from core.transactions import transaction


def register(app: Flask) -> None:
    engine = app.extensions["engine"]

    @app.cli.command("backup")
    @click.argument("path", type=click.Path(dir_okay=False, path_type=Path))
    def backup(path):
        """Copy the database to FILE while everything goes on; whatever was acknowledged before is in it."""
        _be_sqlite(engine, f'pg_dump --format=custom --file={path} "$DATABASE_URL"')
        copy_whole(engine.url.database, path)
        click.echo(f"{path}: {path.stat().st_size:,} bytes, checked")

    @app.cli.command("restore")
    @click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
    @click.confirmation_option("--yes", prompt="Everything since that backup will be gone. Is the server stopped?")
    def restore(path):
        """Put FILE in the database's place. What was there is kept beside it; every screen begins anew."""
        _be_sqlite(engine, f'pg_restore --clean --if-exists --dbname="$DATABASE_URL" {path}`, then `flask db epochs')
        be_whole(path)
        here = Path(engine.url.database)
        kept = here.with_name(f"before-restore-{now():%Y%m%dT%H%M%S}.db")
        if here.exists():
            copy_whole(here, kept)
        engine.dispose()
        _pour(path, here)
        schema.upgrade(engine)
        with transaction() as session:
            streams = begin_epochs(session)
        click.echo(f"{here} is as in {path}; {streams} streams begin anew. What was there before: {kept}")


def copy_whole(source: Path | str, target: Path) -> None:
    """A consistent copy that is on the disk when this returns; `target` is whole or not there."""
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    _pour(source, part)
    be_whole(part)
    with open(part, "rb+") as written:
        os.fsync(written.fileno())
    os.replace(part, target)
    folder = os.open(target.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def be_whole(path: Path) -> None:
    """ClickException unless SQLite finds nothing wrong in it and it is one of ours."""
    try:
        connection = pysqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
        found = connection.execute("PRAGMA integrity_check").fetchone()[0]
        connection.execute("SELECT version_num FROM alembic_version").fetchone()
        connection.close()
    except pysqlite3.DatabaseError as error:
        raise click.ClickException(f"{path} is no backup of this program: {error}") from error
    if found != "ok":
        raise click.ClickException(f"{path} is damaged: {found}")


def _pour(source, target) -> None:
    """SQLite's online backup in one step: one moment's state, and in WAL mode nobody has to wait for it."""
    old, new = pysqlite3.connect(str(source), timeout=10), pysqlite3.connect(str(target), timeout=10)
    try:
        old.backup(new)
        new.execute("PRAGMA journal_mode=DELETE")
    finally:
        new.close()
        old.close()


def _be_sqlite(engine, command):
    if engine.dialect.name != "sqlite":
        raise click.ClickException(f"This database is PostgreSQL, which has its own tools. Use `{command}`.")
