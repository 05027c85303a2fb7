"""The command line: `flask --app wsgi …`, a file for each group."""

from flask import Flask

from app.cli import backups, books, codes, database, demo, menu, people


def register(app: Flask) -> None:
    """Commands reach the database through the finished app."""
    for part in (demo, menu, codes, people, books, database, backups):
        part.register(app)
