"""`flask db upgrade`, `revision`, `check`, `epochs`"""

import click
from flask import Flask
from flask.cli import AppGroup

from app import schema
from core.pushes import begin_epochs
from core.transactions import transaction


def register(app: Flask) -> None:
    database = AppGroup("db", help="The schema.")
    app.cli.add_command(database)
    engine = app.extensions["engine"]

    @database.command("upgrade")
    def upgrade():
        """Bring the schema to the newest revision."""
        schema.upgrade(engine)

    @database.command("revision")
    @click.argument("message")
    def revision(message):
        """Write a migration from what changed in the tables."""
        schema.revision(engine, message)

    @database.command("check")
    def check():
        """Fail where tables and migrations differ."""
        schema.check(engine)

    @database.command("epochs")
    def epochs():
        """Begin a new history of every stream: run it after pg_restore, so that no screen keeps a phantom."""
        with transaction() as session:
            click.echo(f"{begin_epochs(session)} streams begin anew")
