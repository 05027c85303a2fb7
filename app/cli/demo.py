"""`flask demo`"""

import click
from flask import Flask

from app import schema
from app.demo import seed

FREE = "A09"  # the table that nobody has taken yet


def register(app: Flask) -> None:
    @app.cli.command("demo")
    @click.option("--again", is_flag=True, help="Make another one where the first one's links are lost.")
    def demo(again):
        """A lived-in restaurant; prints every link and writes them to var/demo.json. Again: prints them again."""
        schema.upgrade(app.extensions["engine"])
        try:
            found = seed.lived_in(app, again)
        except seed.DemoLost as lost:
            raise click.ClickException(str(lost)) from lost
        click.echo(links(found))


def links(found: dict) -> str:
    """Where to begin, for people."""
    base = found["base_url"]
    table = next(t for t in found["tables"] if t["label"] == FREE)
    return f"""
  桌码 Zhuoma · {base}
  guest     {table["url"]}   (table {table["label"]})
  kitchen   {base}/kitchen#token={found["screens"][0]["token"]}
  expo      {base}/kitchen#token={found["screens"][-2]["token"]}
  floor     {base}/kitchen#token={found["screens"][-1]["token"]}
  settings  {base}/settings   {found["owner"]["email"]} / {found["owner"]["password"]}
  provider  {base}/provider   {found["provider"]["email"]} / {found["provider"]["password"]}
  API       {base}/api/docs
"""
