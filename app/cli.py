"""The command line: `flask --app wsgi …`"""

import json
import sys
from pathlib import Path

import click
from flask import Flask
from flask.cli import AppGroup
from sqlalchemy import select

from app import schema
from app.demo import seed
from core.errors import Problem
from core.ids import new_secret
from core.transactions import reading, transaction
from ordering.menu.applying import apply_import, preview_import
from ordering.menu.importing import Unreadable, read_menu
from rebates.models import Enrolment
from rebates.recompute import differences
from restaurants.accounts.service import hash_password, make_account
from restaurants.profile.queries import only_restaurant, restaurant_of


def register(app: Flask) -> None:
    database = AppGroup("db", help="The schema.")
    menu = AppGroup("menu", help="The menu.")
    rebates = AppGroup("rebates", help="The rebate's books.")
    owner = AppGroup("owner", help="People who open restaurants.")
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

    @menu.command("import")
    @click.argument("path", type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path))
    @click.option("--restaurant", help="The restaurant's id; not needed where there is one restaurant.")
    @click.option("--language", help="Two letters, where the file does not say its own.")
    @click.option("--dry-run", is_flag=True, help="Only tell what would happen.")
    def bring_in(path, restaurant, language, dry_run):
        """Import FILE (JSON, CSV, XLSX, TXT) and print the report."""
        try:
            with reading() as session:
                known = restaurant_of(session, restaurant or only_restaurant(session))
            first = known["languages"][0]
            plan = read_menu(path.read_bytes(), path.name, known["currency"], language, first)
            with reading() if dry_run else transaction() as session:
                report = (preview_import if dry_run else apply_import)(session, known["id"], plan)
        except (Unreadable, Problem) as error:
            raise click.ClickException(f"{path.name}: {error}") from error
        click.echo(json.dumps(report, ensure_ascii=False, indent=1))

    @owner.command("add")
    @click.argument("email")
    @click.option("--name", default="", help="How the person is called.")
    def add_owner(email, name):
        """Make an account that may open restaurants; prints its password, once."""
        password = new_secret()
        hashed = hash_password(password)
        with transaction() as session:
            make_account(session, email, hashed, name)
        click.echo(f"{app.config['PUBLIC_URL']}/settings   {email.strip().lower()} / {password}")

    @app.cli.command("demo")
    @click.option("--again", is_flag=True, help="Make another one where the first one's links are lost.")
    def demo(again):
        """A lived-in restaurant; prints every link and writes them to var/demo.json. Again: prints them again."""
        schema.upgrade(engine)
        try:
            found = seed.lived_in(app, again)
        except seed.DemoLost as lost:
            raise click.ClickException(str(lost)) from lost
        base = found["base_url"]
        click.echo(f"""
  桌码 Zhuoma · {base}
  guest     {base}/t/{found["tables"][8]["code"]}   (table {found["tables"][8]["label"]})
  kitchen   {base}/kitchen#token={found["screens"][0]["token"]}
  settings  {base}/settings   {found["owner"]["email"]} / {found["owner"]["password"]}
  provider  {base}/provider   {found["provider"]["email"]} / {found["provider"]["password"]}
  API       {base}/api/docs
""")

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

    app.cli.add_command(rebates)
    app.cli.add_command(database)
    app.cli.add_command(menu)
    app.cli.add_command(owner)
