"""Our server with a page that takes its time; or one that holds on to everybody: the twin."""

import os
import time
from pathlib import Path

from app.leaving import Lines
from wsgi import app


@app.get("/slow")
def slow():
    (Path(os.environ["ZHUOMA_VAR"]) / "slow").touch()
    time.sleep(1)
    return "done"


if os.environ.get("ZHUOMA_TEST_HOLDS_ON"):
    Lines.let_go = lambda self: None
__all__ = ["app"]
