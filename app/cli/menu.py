"""`flask menu import FILE`"""

import json
from pathlib import Path

import click
from flask import Flask
from flask.cli import AppGroup

from app.cli.plainly import plainly
from core.transactions import reading, transaction
from ordering.menu.importing import Unreadable, read_menu
from ordering.menu.merging.applying import apply_import, preview_import
from restaurants.profile.queries import only_restaurant, restaurant_of


def register(app: Flask) -> None:
    menu = AppGroup("menu", help="The menu.")
    app.cli.add_command(menu)

    @menu.command("import")
    @click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
    @click.option("--restaurant", help="The restaurant's id; not needed where there is one restaurant.")
    @click.option("--language", help="Two letters, where the file does not say its own.")
    @click.option("--dry-run", is_flag=True, help="Only tell what would happen.")
    @plainly
    def bring_in(path, restaurant, language, dry_run):
        """Import FILE (JSON, CSV, XLSX, TXT) and print the report."""
        with reading() as session:
            known = restaurant_of(session, restaurant or only_restaurant(session))
        try:
            plan = read_menu(path.read_bytes(), path.name, known["currency"], language, known["languages"][0])
        except Unreadable as error:
            raise click.ClickException(f"{path}: {error}") from error
        if dry_run:
            with reading() as session:
                report = preview_import(session, known["id"], plan)
        else:
            with transaction() as session:
                report = apply_import(session, known["id"], plan)
        click.echo(json.dumps(report, ensure_ascii=False, indent=1))
