"""`flask printers list`, `flask printers test`"""

import click
from flask import Flask
from flask.cli import AppGroup

from app.cli.plainly import plainly
from core.transactions import reading, transaction
from kitchen.slips import service
from kitchen.slips.queries import printers_of
from kitchen.slips.working import print_out
from restaurants.profile.queries import only_restaurant


def register(app: Flask) -> None:
    printers = AppGroup("printers", help="Kitchen slip printers.")
    app.cli.add_command(printers)

    @printers.command("list")
    @click.option("--restaurant", default=None, help="The restaurant's id, where there are several.")
    @plainly
    def show(restaurant):
        """Each printer, its queue and its last trouble."""
        with reading() as session:
            found = printers_of(session, restaurant or only_restaurant(session))
        for printer in found:
            click.echo(line_of(printer))
        if not found:
            click.echo("There is no printer.")

    @printers.command("test")
    @click.argument("printer_id")
    @click.option("--restaurant", default=None, help="The restaurant's id, where there are several.")
    @plainly
    def test(printer_id, restaurant):
        """Print a test slip, and what waits before it, from this very process."""
        with transaction() as session:
            rid = restaurant or only_restaurant(session)
            service.print_test(session, rid, printer_id, None)
        print_out(rid, printer_id)
        with reading() as session:
            printer = service.known(session, rid, printer_id)
        click.echo(line_of(printer))
        if printer["waiting"]:
            raise click.ClickException("It did not come out; docs/printing.md says what the word means.")


def line_of(printer: dict) -> str:
    """For a terminal."""
    where = " ".join(str(value) for value in printer["connection"].values())
    state = printer["last_error"] or f"last printed {printer['last_printed_at'] or 'never'}"
    return f"{printer['id']}  {printer['name']}  {where}  {printer['policy']}  {printer['waiting']} waiting  {state}"
