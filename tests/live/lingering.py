"""Our server with one errand more: it writes down that it began, waits to be told, and writes down that it ended."""

import os
import time
from pathlib import Path

from app.errands import Runner
from payments.errands import AT_HOME
from wsgi import app


def linger(task):
    folder, n = Path(task.subject["folder"]), task.subject["n"]
    (folder / f"began-{n}").touch()
    while not (folder / "go").exists():
        time.sleep(0.02)
    (folder / f"ended-{n}").touch()


AT_HOME["test.linger"] = linger
if os.environ.get("ZHUOMA_TEST_NO_DRAIN"):
    Runner.drain = lambda self: None
__all__ = ["app"]
