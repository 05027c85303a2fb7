"""`flask menu import FILE`"""

import json
from pathlib import Path

import click
from flask import Flask
from flask.cli import AppGroup

from app.cli.plainly import plainly
from core.transactions import transaction
from ordering.menu.importing import read_menu
from ordering.menu.importing.plan import Unreadable
from ordering.menu.service import apply_import
from restaurants.profile.queries import restaurant_of


def register(app: Flask) -> None:
    menu = AppGroup("menu", help="The menu.")
    app.cli.add_command(menu)

    @menu.command("import")
    @click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
    @click.option("--restaurant", required=True, help="The restaurant's id.")
    @click.option("--language", default="zh", show_default=True, help="Of names that do not say theirs.")
    @plainly
    def bring_in(path, restaurant, language):
        """Import FILE (JSON, CSV, XLSX, TXT) and print the report."""
        try:
            with transaction() as session:
                currency = restaurant_of(session, restaurant)["currency"]
                report = apply_import(session, restaurant, read_menu(path.read_bytes(), path.name, currency, language))
        except Unreadable as error:
            raise click.ClickException(f"{path}: {error}") from error
        click.echo(json.dumps(report, ensure_ascii=False, indent=1))
