"""`flask rebates judge --month`, `recompute --check`, `export --month FILE`, `sql`"""

import json
import re
import sys
from pathlib import Path

import click
from flask import Flask
from flask.cli import AppGroup

from app.cli.plainly import plainly
from app.judging import judge_month
from core.transactions import reading
from rebates.programmes.catalogue import PROGRAMMES
from rebates.recompute.checking import check
from rebates.recompute.compiling import statements
from rebates.recompute.dialects import DUCKDB, SPARK
from rebates.recompute.exporting import export_month
from rebates.recompute.sources import Part


def _month(_context, _option, value):
    if value is not None and not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", value):
        raise click.BadParameter("a month such as 2026-07")
    return value


MONTH = click.option("--month", required=True, callback=_month, help="Such as 2026-07.")
PROGRAMME = click.option("--programme", type=click.Choice(sorted(PROGRAMMES)), required=True)
PROVIDER = click.option("--provider", default=None, help="One provider's id; else all of them.")


def register(app: Flask) -> None:
    rebates = AppGroup("rebates", help="The rebate's books.")
    app.cli.add_command(rebates)

    @rebates.command("judge")
    @MONTH
    @PROVIDER
    @plainly
    def judge(month, provider):
        """Judge what nobody has judged in a month, and again what the rule says otherwise of. Repeating is harmless."""
        judged = judge_month(month, provider)
        click.echo(f"{judged.new} judged, {judged.again} judged again")

    @rebates.command("recompute")
    @click.option("--check", "_check", is_flag=True, required=True, help="Compare only; the books are never rewritten.")
    @click.option("--month", default=None, callback=_month, help="Only trades of this month, without milestones.")
    @PROVIDER
    @plainly
    def recompute(_check, month, provider):
        """Everything again from first principles, compared with the books in columns; exit 1 where they differ."""
        wrong = 0
        for code, programme in sorted(PROGRAMMES.items()):
            with reading() as session:
                found = check(session, Part(programme, month, provider))
            for difference in found:
                wrong += 1
                click.echo(json.dumps({"programme": code, **difference}, ensure_ascii=False))
        click.echo(f"{wrong} differences")
        sys.exit(bool(wrong))

    @rebates.command("export")
    @MONTH
    @PROGRAMME
    @PROVIDER
    @click.argument("path", type=click.Path(dir_okay=False, path_type=Path))
    @plainly
    def export(month, programme, provider, path):
        """A month's trades as Parquet, numbered as the compiled rule wants them. No diner is named in it."""
        with reading() as session:
            trades = export_month(session, Part(PROGRAMMES[programme], month, provider), path)
        click.echo(f"{path}: {trades} trades of {programme} in {month}, {path.stat().st_size:,} bytes")

    @rebates.command("sql")
    @PROGRAMME
    @click.option("--dialect", type=click.Choice(["duckdb", "spark"]), default="duckdb", show_default=True)
    def sql(programme, dialect):
        """The programme's rule as statements over a relation `trades` (an exported month) and `barred`."""
        for statement in statements(PROGRAMMES[programme], {"duckdb": DUCKDB, "spark": SPARK}[dialect]):
            click.echo(f"{statement};\n")
