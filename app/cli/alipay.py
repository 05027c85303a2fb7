"""`flask alipay bind`"""

import click
from flask import Flask
from flask.cli import AppGroup

from app.cli.plainly import plainly
from payments.wallets.alipay.codes import PAGE, bind_table_addresses
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
