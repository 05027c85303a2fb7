"""The command line: `flask --app wsgi …`, a file for each group."""

from flask import Flask

from app.cli import alipay, backups, books, codes, database, demo, menu, people, printers


def register(app: Flask) -> None:
    """Commands reach the database through the finished app."""
    for part in (demo, menu, codes, people, printers, books, database, backups, alipay):
        part.register(app)
