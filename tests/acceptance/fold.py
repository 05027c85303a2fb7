"""snapshot(k) + frames(k+1 … n) = snapshot(n) over long random evenings, for every stream and kind."""

import random
import tempfile
import time

from app.config import Config
from app.factory import create_app
from app.schema import upgrade
from core import limits
from tests.acceptance.report import database
from tests.live.acts import ACTS
from tests.live.test_fold import begun, differences, frames_of, lived

SEED, TENTH = 20261124, {"evenings": 2, "length": 60}


def run(report, evenings: int = 12, length: int = 150, seed: int = SEED) -> None:
    """The section at full size, on each database."""
    for kind in ("sqlite", "postgresql"):
        with database(kind) as url, tempfile.TemporaryDirectory() as folder:
            app = create_app(
                Config(url or f"sqlite:///{folder}/zhuoma.db", "", "http://zm.example", "secret-" * 8, True)
            )
            upgrade(app.extensions["engine"])
            chance, problems, frames, kinds, began = random.Random(seed), [], 0, set(), time.monotonic()
            for number in range(evenings):
                limits.forget_all()
                evening = begun(app)
                acts = [(chance.choice(ACTS), chance.randrange(4)) for _ in range(length)]
                history = lived(evening, [("add", 0), ("send", 0), *acts])
                problems += [f"evening {number}: {stream} at {seq}" for stream, seq in differences(evening, history)]
                told = [frame["kind"] for stream in history[-1] for frame in frames_of(evening, stream)]
                frames, kinds = frames + len(told), kinds | set(told)
                report.say(kind, f"evening {number + 1}: {len(told)} frames, {len(problems)} differences")
            app.extensions["engine"].dispose()
        report.row(
            f"snapshot(k) + frames = snapshot(n), {kind}",
            f"{evenings} evenings of {length} acts, every k < n: {frames:,} frames of {len(kinds)} kinds, "
            f"{len(problems)} differences; {time.monotonic() - began:.0f} s",
            "no difference",
            problems,
        )
