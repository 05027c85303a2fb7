"""`flask owner add`"""

import click
from flask import Flask
from flask.cli import AppGroup

from app.cli.plainly import plainly
from core.ids import new_secret
from core.transactions import transaction
from restaurants.accounts.passwords import hash_password
from restaurants.accounts.service import make_account


def register(app: Flask) -> None:
    owner = AppGroup("owner", help="People who open restaurants.")
    app.cli.add_command(owner)

    @owner.command("add")
    @click.argument("email")
    @click.option("--name", default="", help="How the person is called.")
    @plainly
    def add_owner(email, name):
        """Make an account that may open restaurants; prints its password, once."""
        password = new_secret()
        hashed = hash_password(password)
        with transaction() as session:
            make_account(session, email, hashed, name)
        click.echo(f"{app.config['PUBLIC_URL']}/settings   {email.strip().lower()} / {password}")
