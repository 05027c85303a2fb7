"""Refusals on the command line: a sentence, never a stack trace."""

from functools import wraps

import click

from core.errors import Problem


def plainly(command):
    """What the program refuses is said with its fields, and the exit status is 1."""

    @wraps(command)
    def run(*args, **kwargs):
        try:
            return command(*args, **kwargs)
        except Problem as problem:
            fields = "".join(f"\n  {name}: {' '.join(texts)}" for name, texts in (problem.errors or {}).items())
            told = dict.fromkeys((problem.title, problem.detail))
            raise click.ClickException(". ".join(told) + fields) from problem

    return run
