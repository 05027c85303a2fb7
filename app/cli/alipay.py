"""`flask alipay bind`, `flask alipay unmatched`, `flask reconcile --date`"""

import json
import sys

import click
from flask import Flask
from flask.cli import AppGroup

from app.cli.plainly import plainly
from core.clock import rfc3339
from core.transactions import reading
from payments.payments.queries import unmatched_notices
from payments.reconciling.queries import restaurants_with_trades
from payments.reconciling.running import reconcile_day
from payments.wallets.alipay.codes import PAGE, bind_table_addresses
from payments.wallets.alipay.notices import NOBODY
from payments.wallets.alipay.trades import trade_number
from payments.wallets.protocol import WalletRefuses


def register(app: Flask) -> None:
    alipay = AppGroup("alipay", help="What is done once for the whole house at Alipay.")
    app.cli.add_command(alipay)

    @alipay.command("bind")
    @click.option("--page", default=PAGE, show_default=True, help="The page of the mini program that opens.")
    @plainly
    def bind(page):
        """Let Alipay's scanner open the mini program for every printed code: one rule on their common prefix."""
        try:
            group = bind_table_addresses(app.config["PUBLIC_URL"], page)
        except WalletRefuses as no:
            raise click.ClickException(str(no)) from no
        click.echo(f"{app.config['PUBLIC_URL']}/t/ opens {page} (route group {group}).")

    @alipay.command("unmatched")
    @plainly
    def unmatched():
        """Genuine notifications about trades that nobody here knows, and that name no restaurant of this house."""
        with reading() as session:
            found = unmatched_notices(session, NOBODY)
        for row in found:
            told = {
                "at": rfc3339(row.at),
                "number": trade_number(row.payment_id),
                "notice": row.notice_id,
                "told": row.what,
            }
            click.echo(json.dumps(told))
        click.echo(f"{len(found)} unmatched")

    @app.cli.command("reconcile")
    @click.option("--date", "day", required=True, help="A Beijing day, YYYY-MM-DD; its bill is there the next morning.")
    @click.option("--restaurant", default=None, help="One restaurant's id; else every one that takes Alipay.")
    @plainly
    def reconcile(day, restaurant):
        """Hold Alipay's bill of a day against ours; exit 1 where something differs."""
        wrong = 0
        with reading() as session:
            whose = [restaurant] if restaurant else restaurants_with_trades(session)
        for restaurant_id in whose:
            try:
                found = reconcile_day(restaurant_id, day)
            except WalletRefuses as no:
                raise click.ClickException(f"{restaurant_id}: {no}") from no
            for each in found:
                wrong += 1
                told = {"kind": each.kind, "number": each.number, "ours": each.ours, "theirs": each.theirs}
                click.echo(json.dumps({"restaurant_id": restaurant_id, **told}))
        click.echo(f"{wrong} differences in {len(whose)} restaurants")
        sys.exit(bool(wrong))
