"""The kitchen's browser modules under node's own test runner: tests/scripts/*.test.mjs."""

import subprocess

from tests.conftest import ROOT
from tests.live.clients import node

SCRIPTS = ROOT / "tests" / "scripts"


def test_the_kitchens_modules_pass_their_own_tests():
    files = sorted(str(path) for path in SCRIPTS.glob("*.test.mjs"))
    assert files
    command = [node(), "--test", "--import", str(SCRIPTS / "device.mjs"), *files]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
