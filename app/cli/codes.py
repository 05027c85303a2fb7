"""`flask codes sheet`"""

from pathlib import Path
from zoneinfo import ZoneInfo

import click
from flask import Flask
from flask.cli import AppGroup

from app.cli.plainly import plainly
from core.clock import now
from core.transactions import reading, transaction
from qr.layouts import LAYOUTS
from qr.print_routes import stickers_of
from qr.printing import print_sheet
from restaurants.profile.queries import restaurant_of
from restaurants.profile.service import note_printed
from restaurants.tables.queries import tables_of


def register(app: Flask) -> None:
    codes = AppGroup("codes", help="Table codes.")
    app.cli.add_command(codes)

    @codes.command("sheet")
    @click.option("--restaurant", required=True, help="The restaurant's id.")
    @click.option("--layout", type=click.Choice(list(LAYOUTS)), default="sticker_6", show_default=True)
    @click.option("--area", default=None, help="Only the tables of this area (its id).")
    @click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), default=Path("codes.pdf"))
    @plainly
    def sheet(restaurant, layout, area, output):
        """Write the print sheet to FILE, each code read back before."""
        with reading() as session:
            found = restaurant_of(session, restaurant)
            tables = tables_of(session, restaurant, area)
            stickers = stickers_of(session, found, tables, app.config["PUBLIC_URL"])
        if not stickers:
            raise click.ClickException("There is no table with a code to print.")
        day = now().astimezone(ZoneInfo(found["time_zone"])).date().isoformat()
        with click.progressbar(length=len(stickers), label=f"{len(stickers)} codes") as bar:
            for step in print_sheet(stickers, layout, day):
                if isinstance(step, bytes):
                    output.write_bytes(step)
                else:
                    bar.update(step - bar.pos)
        with transaction() as session:
            note_printed(session, restaurant, tables)
        click.echo(f"{output}: {len(stickers)} codes, all read back")
