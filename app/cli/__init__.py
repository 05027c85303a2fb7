"""The command line: `flask --app wsgi …`, a file for each group."""

from flask import Flask

from app.cli import backups, codes, database, demo, menu, people


def register(app: Flask) -> None:
    """Commands reach the database through the finished app."""
    for part in (demo, menu, codes, people, database, backups):
        part.register(app)
