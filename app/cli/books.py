"""`flask rebates recompute --check`"""

import json
import sys

import click
from flask import Flask
from flask.cli import AppGroup
from sqlalchemy import select

from core.transactions import reading
from rebates.members.models import Enrolment
from rebates.recompute.queries import differences


def register(app: Flask) -> None:
    rebates = AppGroup("rebates", help="The rebate's books.")
    app.cli.add_command(rebates)

    @rebates.command("recompute")
    @click.option("--check", is_flag=True, required=True, help="Compare only; the books are never rewritten.")
    def recompute(check):
        """Judge every trade again from first principles and compare with the books; exit 1 where they differ."""
        wrong = 0
        with reading() as session:
            for restaurant_id in session.execute(select(Enrolment.restaurant_id).distinct()).scalars().all():
                for difference in differences(session, restaurant_id):
                    wrong += 1
                    click.echo(json.dumps({"restaurant_id": restaurant_id, **difference}))
        click.echo(f"{wrong} differences")
        sys.exit(bool(wrong))
